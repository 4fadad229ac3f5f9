//! Claims that rest on the reader's tags alone and are more likely wrong than worth it.

use crate::context::Context;
use crate::draft::{Draft, Origin};
use crate::evidence::evidence;
use crate::score::content_score;

/// Leaves out tagged claims whose content is less likely one than [`min_tagged_score`](crate::ClaimOptions::min_tagged_score); those within
/// them then stand by themselves.
///
/// Rules and layouts are not asked: they find what the reader has missed, so that the tags always speak against them.
pub(crate) fn leave_out(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let least = ctx.options.min_tagged_score;
    let stays = |d: &Draft| d.origin != Origin::Tags || d.within.is_some() || content_score(&evidence(ctx, d)).get() >= least;
    let mut kept = 0_usize;
    let places: Vec<Option<usize>> = drafts
        .iter()
        .map(|draft| {
            stays(draft).then(|| {
                kept += 1;
                kept - 1
            })
        })
        .collect();
    let mut stay = places.iter().map(Option::is_some);
    drafts.retain(|_| stay.next().unwrap_or(true));
    for draft in drafts {
        draft.within = draft.within.and_then(|outer| places.get(outer).copied().flatten());
    }
}
