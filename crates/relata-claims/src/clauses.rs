//! Clauses as runs of tokens, cues as a verb with its auxiliaries, how far a tree can be trusted.

use relata_core::{Relation, Upos};

use crate::context::{Context, Tokens};
use crate::edges::trim;
use crate::proposal::join_runs;
use crate::syntax::branch;
use crate::words::is_time;

/// The verb with its auxiliaries, negation, adverbs directly before it, and its particle: "has not
/// yet said", "can confirm", "point out".
pub(crate) fn cue_span(ctx: &Context<'_>, verb: usize) -> Tokens {
    let mut out = verb..verb + 1;
    while let Some(before) = out.start.checked_sub(1).filter(|&t| belongs_before(ctx, t, verb)) {
        out.start = before;
    }
    while out.end < verb + 3
        && ctx.token(out.end).head == Some(verb)
        && ctx.token(out.end).relation == Relation::CompoundPrt
    {
        out.end += 1;
    }
    out
}

fn belongs_before(ctx: &Context<'_>, token: usize, verb: usize) -> bool {
    let found = ctx.token(token);
    let relation = matches!(found.relation, Relation::Aux | Relation::AuxPass)
        || (found.relation == Relation::Advmod
            && matches!(found.upos, Upos::Adv | Upos::Part)
            && !is_time(ctx, token));
    found.head == Some(verb) && relation
}

/// Longest gap in a clause that a wrong tree may leave.
const MOST_GAP: usize = 6;

/// The clause at `head`, without the branches at `without`, as trimmed runs of tokens. Short gaps
/// that belong to none of those branches are filled: they come from wrong arcs.
pub(crate) fn clause_runs(ctx: &Context<'_>, head: usize, without: &[usize]) -> Vec<Tokens> {
    let tokens = branch(ctx.reading, head, |d| without.contains(&d));
    let apart = |t: usize| {
        without.contains(&t)
            || ctx.token(head).head == Some(t)
            || ctx.reading.ancestors(t).take(6).any(|a| without.contains(&a))
    };
    let mut runs: Vec<Tokens> = Vec::new();
    for token in tokens {
        match runs.last_mut() {
            Some(run)
                if token - run.end <= MOST_GAP
                    && (run.end..token).all(|t| ctx.is_punct(t) || !apart(t)) =>
            {
                run.end = token + 1;
            }
            _ => runs.push(token..token + 1),
        }
    }
    let trimmed = runs
        .into_iter()
        .map(|run| trim(ctx, run))
        .filter(|run| run.clone().any(|t| !ctx.is_punct(t)));
    join_runs(trimmed.collect())
}

/// True for a finite clause: it has a subject or a subordinating word of its own.
pub(crate) fn is_finite(ctx: &Context<'_>, head: usize) -> bool {
    let subject =
        ctx.reading.dependents(head).iter().any(|&d| {
            ctx.token(d).relation.is_subject() || ctx.token(d).relation == Relation::Expl
        });
    let infinitive = ctx
        .reading
        .dependents_by(head, &[Relation::Mark])
        .any(|d| ctx.word(d).eq_ignore_ascii_case("to"));
    subject && !infinitive
}

/// How far the tree can be trusted at these words.
pub(crate) fn confidence(ctx: &Context<'_>, words: &[usize]) -> f32 {
    let scores = words.iter().map(|&w| ctx.token(w).scores);
    let product = scores.map(|s| s.head.get() * s.relation.get()).fold(1.0_f32, f32::min);
    product.clamp(0.0, 1.0)
}
