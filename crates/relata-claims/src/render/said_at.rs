//! When a claim was made, as the cue's own clause tells.

use relata_core::{Relation, TextSpan, Upos};

use crate::anchor::Anchor;
use crate::context::Context;
use crate::proposal::Proposal;
use crate::syntax::{branch, trim_punct};
use crate::words::is_time;

/// When the claim was made: a time that modifies the cue's verb outside of the content.
pub(super) fn said_at(
    ctx: &Context<'_>,
    proposal: &Proposal,
    anchor: Anchor<'_>,
) -> Option<TextSpan> {
    let relations = [Relation::Advmod, Relation::Obl, Relation::OblUnmarked];
    let outside = |t: &usize| {
        !proposal.content_has(*t) && !proposal.source.as_ref().is_some_and(|s| s.contains(t))
    };
    let time = ctx
        .reading
        .dependents_by(anchor.token, &relations)
        .filter(outside)
        .find(|&d| is_time(ctx, d) || is_bare_adjunct(ctx, d))?;
    let branch = branch(ctx.reading, time, |d| {
        matches!(ctx.token(d).relation, Relation::AclRelcl | Relation::Parataxis)
    });
    let free = branch.into_iter().filter(outside);
    let (first, last) = free.fold((usize::MAX, 0), |(a, b), t| (a.min(t), b.max(t)));
    let run = trim_punct(ctx, first..last.saturating_add(1));
    let clean = (1..=8).contains(&run.len()) && run.clone().all(|t| outside(&t));
    clean.then(|| TextSpan::new(ctx.text, ctx.span(&run)))
}

/// "last week", "this year": a noun with its modifier and no preposition that is no object.
fn is_bare_adjunct(ctx: &Context<'_>, token: usize) -> bool {
    let modifiers = [Relation::Det, Relation::Amod];
    ctx.token(token).upos == Upos::Noun
        && ctx.token(token).relation == Relation::OblUnmarked
        && ctx.reading.dependents_by(token, &modifiers).next().is_some()
}
