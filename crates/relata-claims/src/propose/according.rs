//! "According to the mayor, …", "in the words of …".

use relata_core::{Relation, Upos};
use relata_syntax::Complement;

use super::Rule;
use crate::bound::pointed_at;
use crate::clauses::{clause_runs, confidence};
use crate::context::Context;
use crate::proposal::{Proposal, Stands};
use crate::syntax::{is_nominal, noun_phrase};

pub(super) struct AccordingTo;

impl Rule for AccordingTo {
    fn name(&self) -> &'static str {
        "according to"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        ctx.reading.sentence_tokens(sentence).filter_map(|token| proposal(ctx, token)).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }
}

fn proposal(ctx: &Context<'_>, token: usize) -> Option<Proposal> {
    let (entry, count) = ctx.phrase_at(token)?;
    if !entry.takes(Complement::Object) {
        return None;
    }
    let cue = token..token + count;
    let object = object(ctx, token, cue.end)?;
    let source = noun_phrase(ctx, object);
    let source = source.start.max(cue.end)..source.end;
    // "in the opinion of": the noun of the phrase hangs on the clause, and not on who is named.
    let outside =
        |&t: &usize| ctx.token(t).head.is_some_and(|head| !cue.contains(&head) && head != object);
    let own: Vec<usize> = cue.clone().filter(outside).collect();
    let top = own.first().copied().unwrap_or(object);
    let head = ctx.token(top).head.map(|h| clause_head(ctx, h))?;
    let without: Vec<usize> = own.into_iter().chain([object]).collect();
    let content =
        pointed_at(ctx, token).map_or_else(|| clause_runs(ctx, head, &without), |run| vec![run]);
    let apart = content.iter().all(|run| run.end <= cue.start || source.end <= run.start);
    let useful = apart && !content.is_empty() && !source.is_empty();
    useful.then(|| Proposal::by_rule(Some(source), Some(cue), content, confidence(ctx, &[object])))
}

/// The noun that the phrase introduces: the word that the phrase marks, else the next nominal.
pub(super) fn object(ctx: &Context<'_>, first: usize, end: usize) -> Option<usize> {
    let marks = |t: usize| {
        ctx.token(t).head.filter(|&h| h >= end && ctx.token(t).relation == Relation::Case)
    };
    let marked = (first..end).find_map(marks);
    let next = || {
        (end..end + 8).find(|&t| {
            ctx.same_sentence(first, t)
                && matches!(ctx.token(t).upos, Upos::Noun | Upos::Propn | Upos::Pron)
        })
    };
    marked.filter(|&t| is_nominal(ctx.token(t).upos)).or_else(next)
}

/// The clause that the phrase modifies, where it hangs on a noun or adverb of it.
fn clause_head(ctx: &Context<'_>, token: usize) -> usize {
    let is_clause =
        |t: usize| ctx.reading.dependents(t).iter().any(|&d| ctx.token(d).relation.is_subject());
    std::iter::once(token)
        .chain(ctx.reading.ancestors(token))
        .take(6)
        .find(|&t| is_clause(t))
        .unwrap_or(token)
}
