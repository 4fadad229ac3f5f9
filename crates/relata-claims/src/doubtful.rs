//! Claims that are more likely wrong than worth it.

use relata_core::Relation;
use relata_syntax::CueClass;

use crate::anchor::anchor;
use crate::context::Context;
use crate::draft::{Draft, Origin, retain};
use crate::evidence::evidence;
use crate::score::{content_score, score};

/// Leaves out claims that rest on the reader's tags alone and whose content is less likely one than
/// [`min_tagged_score`](crate::ClaimOptions::min_tagged_score).
///
/// Rules and layouts are not asked: they find what the reader has missed, so that the tags always
/// speak against them.
pub(crate) fn leave_out_tagged(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let least = ctx.options.min_tagged_score;
    retain(drafts, |d| {
        d.origin != Origin::Tags
            || d.within.is_some()
            || content_score(&evidence(ctx, d)).get() >= least
    });
}

/// "The junta denied the leader a passport": who denies somebody something says nothing.
pub(crate) fn leave_out_transfers(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let transfer = |draft: &Draft| {
        let Some(cue) = &draft.cue else { return false };
        let found = anchor(ctx, cue);
        let denies = found.entry.is_some_and(|e| e.class == CueClass::Deny);
        denies
            && [Relation::Iobj, Relation::Obj]
                .into_iter()
                .all(|object| ctx.reading.dependent(found.token, &[object]).is_some())
    };
    retain(drafts, |draft| !transfer(draft));
}

/// Leaves out claims below the caller's [`min_score`](crate::ClaimOptions::min_score), whatever
/// they rest on.
pub(crate) fn leave_out(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let least = ctx.options.min_score;
    if least > 0.0 {
        retain(drafts, |d| score(d, &evidence(ctx, d)).get() >= least);
    }
}
