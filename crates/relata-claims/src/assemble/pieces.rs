//! Tagged spans.

use relata_core::AttributionRole;

use super::{Group, distance};
use crate::context::{Context, Tokens};

/// A tagged span.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) tokens: Tokens,
    pub(crate) role: AttributionRole,
    /// Mean confidence of the tags.
    pub(crate) tag: f32,
    /// How sure it is that the piece belongs to its cue.
    pub(crate) link: f32,
}

/// Confidence that an untagged piece has in place of its tags'.
pub(super) const UNTAGGED: f32 = 0.4;

/// A link that names no cue counts for a cue this many tokens away.
const NEAR_CUE: usize = 3;

/// The tagged spans of the document.
pub(super) fn read(ctx: &Context<'_>) -> Vec<Piece> {
    let has_word = |tokens: &Tokens| tokens.clone().any(|t| !ctx.is_punct(t));
    let spans = ctx.reading.attribution_spans().into_iter().filter(|s| s.label == AttributionRole::Cue || has_word(&s.tokens));
    spans.map(|s| Piece { tokens: s.tokens, role: s.label, tag: s.score.get(), link: if s.label == AttributionRole::Cue { 1.0 } else { 0.5 } }).collect()
}

/// Takes out the pieces of one role.
pub(super) fn take(pieces: &mut Vec<Piece>, role: AttributionRole) -> Vec<Piece> {
    let (taken, left) = std::mem::take(pieces).into_iter().partition(|p| p.role == role);
    *pieces = left;
    taken
}

/// The group whose cue holds the token, or lies next to it.
pub(super) fn group_at(groups: &[Group], token: usize) -> Option<usize> {
    let after = groups.partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.start <= token));
    let far = |g: usize| groups.get(g).and_then(|g| g.cue.as_ref()).map_or(usize::MAX, |c| distance(&c.tokens, token));
    after.checked_sub(1).into_iter().chain(Some(after)).filter(|&g| far(g) <= NEAR_CUE).min_by_key(|&g| far(g))
}
