//! How well a tagged span and a cue belong together: the votes of the span's links, the tree, and
//! what lies between.

use std::collections::BTreeMap;

use relata_core::{AttributionRole, Relation};

use super::pieces::{Piece, group_at};
use super::{Group, distance};
use crate::context::{Context, Tokens};

/// Weight of the share of links, each counted with its confidence.
const LINKS: f32 = 2.0;
/// Weight of a tree that joins the two directly, and of one that joins them over one or two words.
const DIRECT: f32 = 1.2;
const INDIRECT: f32 = 0.6;
/// Weight of standing side by side.
const ADJACENT: f32 = 0.5;
/// What each other cue between the two takes off, and what each word between does, up to a limit.
const CUE_BETWEEN: f32 = 0.6;
const WORD_BETWEEN: f32 = 0.02;
const MOST_WORDS_BETWEEN: usize = 30;
/// Only the nearest cues on either side are looked at.
const NEAREST: usize = 5;

/// Share of the words of a piece that link to each group, weighted by the confidence of each link.
pub(super) fn link_shares(
    ctx: &Context<'_>,
    groups: &[Group],
    piece: &Piece,
) -> BTreeMap<usize, f32> {
    let mut shares: BTreeMap<usize, f32> = BTreeMap::new();
    let mut words = 0.0_f32;
    for token in piece.tokens.clone().filter(|&t| !ctx.is_punct(t) || piece.tokens.len() == 1) {
        words += 1.0;
        if let Some(group) = ctx.token(token).cue.and_then(|cue| group_at(groups, cue)) {
            *shares.entry(group).or_default() += ctx.token(token).scores.cue.get();
        }
    }
    for share in shares.values_mut() {
        *share /= words.max(1.0);
    }
    shares
}

/// The cues in the sentences in which the piece begins and ends, with their affinity to it; the
/// best come first.
pub(super) fn candidates(ctx: &Context<'_>, groups: &[Group], piece: &Piece) -> Vec<(usize, f32)> {
    let shares = link_shares(ctx, groups, piece);
    let near = near_groups(ctx, groups, piece);
    let rank = |g: usize| near.iter().position(|&n| n == g).unwrap_or(0);
    let own = groups
        .partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.start < piece.tokens.start));
    let score = |g: usize| {
        let cue = groups
            .get(g)
            .and_then(|g| g.cue.as_ref())
            .map(|c| c.tokens.clone())
            .unwrap_or_default();
        let between = if g < own { own - g - 1 } else { g.saturating_sub(own) };
        let words = distance(&piece.tokens, cue.start).min(MOST_WORDS_BETWEEN);
        let beside = if side_by_side(ctx, &cue, &piece.tokens) { ADJACENT } else { 0.0 };
        LINKS * shares.get(&g).copied().unwrap_or(0.0) + tree(ctx, &cue, piece) + beside
            - CUE_BETWEEN * between.min(NEAREST) as f32
            - WORD_BETWEEN * words as f32
    };
    let mut out: Vec<(usize, f32)> = near.iter().map(|&g| (g, score(g))).collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(rank(a.0).cmp(&rank(b.0))));
    out
}

/// True when nothing but punctuation stands between.
fn side_by_side(ctx: &Context<'_>, cue: &Tokens, piece: &Tokens) -> bool {
    let between = if cue.end <= piece.start { cue.end..piece.start } else { piece.end..cue.start };
    between.len() <= 4 && between.clone().all(|t| ctx.is_punct(t))
}

fn near_groups(ctx: &Context<'_>, groups: &[Group], piece: &Piece) -> Vec<usize> {
    let mut out = Vec::new();
    for sentence in
        [piece.tokens.start, piece.tokens.end.saturating_sub(1)].map(|t| ctx.reading.sentence_of(t))
    {
        let range = ctx.reading.sentence_tokens(sentence);
        let before = |at: usize| {
            groups.partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.start < at))
        };
        let at = before(piece.tokens.start);
        let (first, last) = (
            before(range.start).max(at.saturating_sub(NEAREST)),
            before(range.end).min(at + NEAREST),
        );
        out.extend((first..last).filter(|g| !out.contains(g)).collect::<Vec<_>>());
    }
    out
}

/// What the tree says.
fn tree(ctx: &Context<'_>, cue: &Tokens, piece: &Piece) -> f32 {
    let Some(head) = ctx.reading.head_of_span(ctx.span(&piece.tokens)) else { return 0.0 };
    let up = ctx.reading.ancestors(head).take(3).position(|a| cue.contains(&a));
    let down = || {
        cue.clone()
            .filter(|&t| hangs_on(ctx, t))
            .find_map(|t| ctx.reading.ancestors(t).take(2).position(|a| piece.tokens.contains(&a)))
    };
    let steps = up.or_else(|| if piece.role == AttributionRole::Content { down() } else { None });
    match steps {
        Some(0) => DIRECT * ctx.token(head).scores.head.get().max(0.3),
        Some(_) => INDIRECT,
        None => 0.0,
    }
}

/// True for a cue that is put into or behind what it attributes.
fn hangs_on(ctx: &Context<'_>, token: usize) -> bool {
    let marked = ctx.reading.dependent(token, &[Relation::Mark]).is_some();
    !marked
        && matches!(
            ctx.token(token).relation,
            Relation::Parataxis | Relation::Case | Relation::Obl | Relation::Advmod
        )
}
