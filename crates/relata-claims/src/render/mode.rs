//! Direct, mixed or indirect: how much of the content stands in quotation marks.

use relata_core::ClaimMode;

use crate::context::Context;
use crate::proposal::{Origin, Proposal};
use crate::words::words_in_quotation;

/// The mode of a proposal. A quotation that also holds the cue is the outer claim's and does not
/// count.
pub(super) fn mode(ctx: &Context<'_>, proposal: &Proposal) -> ClaimMode {
    if proposal.origin == Origin::Layout {
        return ClaimMode::Direct;
    }
    match words_in_quotation(ctx, proposal) {
        (0, _) => ClaimMode::Indirect,
        (_, 0) => ClaimMode::Direct,
        _ => ClaimMode::Mixed,
    }
}
