//! Verbs that the tags took for a part of what the verb before them says.

use relata_core::{Relation, Upos};
use relata_syntax::Complement;

use crate::anchor::anchor;
use crate::clauses::cue_span;
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Taken};

/// "He says he respects her and calls her clever": a verb of the content that is coordinated with
/// the cue says something of its own.
pub(super) fn parted(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<[Proposal; 2]> {
    let cue = proposal.cue.clone().filter(|_| proposal.source.is_some())?;
    let main = anchor(ctx, &cue).token;
    let verb = ctx
        .reading
        .dependents_by(main, &[Relation::Conj])
        .find(|&v| v > main && proposal.content_has(v) && is_cue(ctx, v))?;
    if ctx.quotes.around(ctx.token(verb).span).is_some() {
        return None;
    }
    let own = cue_span(ctx, verb);
    let run = proposal.content.iter().find(|run| run.contains(&verb))?;
    if run.start < cue.end
        || own.start <= run.start + 1
        || own.end >= run.end
        || own.clone().any(|t| taken.source_or_cue(t))
    {
        return None;
    }
    let joined = |t: usize| ctx.token(t).upos == Upos::Cconj || ctx.is_punct(t);
    let end = if joined(own.start - 1) { own.start - 1 } else { own.start };
    let (before, after): (Vec<Tokens>, Vec<Tokens>) =
        proposal.content.iter().filter(|r| *r != run).cloned().partition(|r| r.start < run.start);
    let first = before.into_iter().chain(std::iter::once(run.start..end)).collect();
    let second = std::iter::once(own.end..run.end).chain(after).collect();
    let second = Proposal { rule: NAME, ..proposal.with_cue(own).with_content(second) };
    Some([proposal.with_content(first), second])
}

/// What the trace calls it.
pub(super) const NAME: &str = "coordinated verb";

fn is_cue(ctx: &Context<'_>, verb: usize) -> bool {
    let says = |e: &crate::CueEntry| {
        e.takes(Complement::Clause) || e.takes(Complement::Quote) || e.takes(Complement::Object)
    };
    ctx.token(verb).upos == Upos::Verb && ctx.entry(verb).is_some_and(says)
}
