//! Tagged spans, and the cue to which each belongs: by the votes of its words' links, by syntax, by nearness.

use std::collections::BTreeMap;

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
    /// Share of the words' votes for the cue that the piece was given to.
    pub(crate) link: f32,
}

/// Link confidence of a piece that was placed without its words' votes.
const PLACED: f32 = 0.5;

/// A link that names no tagged cue counts for a cue this many tokens away.
const NEAR_CUE: usize = 3;

/// The tagged spans of the document.
pub(super) fn read(ctx: &Context<'_>) -> Vec<Piece> {
    let spans = ctx.reading.attribution_spans().into_iter();
    spans.map(|s| Piece { tokens: s.tokens, role: s.label, tag: s.score.get(), link: if s.label == AttributionRole::Cue { 1.0 } else { PLACED } }).collect()
}

/// Takes out the pieces of one role.
pub(super) fn take(pieces: &mut Vec<Piece>, role: AttributionRole) -> Vec<Piece> {
    let (taken, left) = std::mem::take(pieces).into_iter().partition(|p| p.role == role);
    *pieces = left;
    taken
}

/// The group that most words of the piece link to, with its share of the votes; `None` when most link to no cue.
pub(super) fn group_by_links(ctx: &Context<'_>, groups: &[Group], piece: &Piece) -> Option<(usize, f32)> {
    let mut votes: BTreeMap<Option<usize>, f32> = BTreeMap::new();
    let mut all = 0.0_f32;
    for token in piece.tokens.clone().filter(|&t| !ctx.is_punct(t) || piece.tokens.len() == 1) {
        let scores = ctx.token(token).scores;
        let weight = scores.cue.get().max(0.05) * scores.attribution.get().max(0.05);
        let group = ctx.token(token).cue.and_then(|cue| group_at(groups, cue));
        *votes.entry(group).or_default() += weight;
        all += weight;
    }
    let (best, weight) = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    best.map(|group| (group, if all > 0.0 { weight / all } else { 0.0 }))
}

/// The group whose cue holds the token, or lies next to it.
fn group_at(groups: &[Group], token: usize) -> Option<usize> {
    let after = groups.partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.start <= token));
    let near = |&g: &usize| groups.get(g).and_then(|g| g.cue.as_ref()).is_some_and(|c| distance(&c.tokens, token) <= NEAR_CUE);
    let before = after.checked_sub(1).filter(near);
    let next = Some(after).filter(near);
    let far = |g: usize| groups.get(g).and_then(|g| g.cue.as_ref()).map_or(usize::MAX, |c| distance(&c.tokens, token));
    before.into_iter().chain(next).min_by_key(|&g| far(g))
}

/// A group in the same sentence that lacks such a piece: the one whose cue governs the piece, else the nearest.
pub(super) fn group_by_place(ctx: &Context<'_>, groups: &[Group], piece: &Piece, role: AttributionRole) -> Option<usize> {
    let candidates = groups_in_sentence(ctx, groups, piece);
    let lacks = |g: &usize| groups.get(*g).is_some_and(|g| if role == AttributionRole::Source { g.sources.is_empty() } else { g.contents.is_empty() });
    let free: Vec<usize> = candidates.into_iter().filter(lacks).collect();
    let head = ctx.reading.head_of_span(ctx.span(&piece.tokens))?;
    let cue = |g: usize| groups.get(g).and_then(|g| g.cue.as_ref()).map(|c| c.tokens.clone()).unwrap_or_default();
    let governing = ctx.reading.ancestors(head).take(6).find_map(|a| free.iter().copied().find(|&g| cue(g).contains(&a)));
    governing.or_else(|| free.iter().copied().min_by_key(|&g| distance(&piece.tokens, cue(g).start)))
}

/// Groups whose cue stands in the sentence in which the piece begins or ends.
fn groups_in_sentence(ctx: &Context<'_>, groups: &[Group], piece: &Piece) -> Vec<usize> {
    let mut out = Vec::new();
    for sentence in [piece.tokens.start, piece.tokens.end.saturating_sub(1)].map(|t| ctx.reading.sentence_of(t)) {
        let range = ctx.reading.sentence_tokens(sentence);
        let begins = |g: &Group, at: usize| g.cue.as_ref().is_some_and(|c| c.tokens.start < at);
        let first = groups.partition_point(|g| begins(g, range.start));
        let last = groups.partition_point(|g| begins(g, range.end));
        out.extend((first..last).filter(|g| !out.contains(g)).collect::<Vec<_>>());
    }
    out
}

/// The group that a loose content runs on from, or into: both are quoted, and nothing but punctuation lies between.
pub(super) fn group_of_running(ctx: &Context<'_>, groups: &[Group], piece: &Piece) -> Option<usize> {
    ctx.quotes.first_in(ctx.span(&piece.tokens))?;
    let paragraph = ctx.paragraph(piece.tokens.start);
    let last_token = |g: &Group| g.contents.iter().chain(&g.sources).chain(&g.cue).map(|p| p.tokens.end).max().unwrap_or(0);
    let first_token = |g: &Group| g.contents.iter().chain(&g.sources).chain(&g.cue).map(|p| p.tokens.start).min().unwrap_or(0);
    let index = groups.partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.start < piece.tokens.start));
    let quoted = |g: &usize| groups.get(*g).is_some_and(|g| g.contents.iter().any(|c| ctx.quotes.first_in(ctx.span(&c.tokens)).is_some()));
    let before = index.checked_sub(1).filter(quoted).filter(|&g| {
        let end = groups.get(g).map_or(0, last_token).saturating_sub(1);
        ctx.paragraph(end) == paragraph || runs_on(ctx, end, piece.tokens.start)
    });
    let after = Some(index).filter(quoted).filter(|&g| groups.get(g).is_some_and(|g| ctx.paragraph(first_token(g)) == paragraph));
    before.or(after)
}

/// True when the quotation at `end` is not closed in its paragraph and `start` begins the next one.
fn runs_on(ctx: &Context<'_>, end: usize, start: usize) -> bool {
    let next = ctx.paragraph(start).is_some_and(|p| ctx.paragraph(end).is_some_and(|e| e + 1 == p));
    next && ctx.quotes.first_in(ctx.token(end).span).is_some_and(|q| !q.closed)
}
