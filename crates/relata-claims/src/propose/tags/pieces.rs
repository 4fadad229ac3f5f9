//! Tagged spans.

use relata_core::{AttributionRole, Upos};

use super::{Group, distance};
use crate::context::{Context, Tokens};

/// A tagged span.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) tokens: Tokens,
    pub(super) role: AttributionRole,
    /// Mean confidence of the tags.
    pub(super) tag: f32,
    /// How sure it is that the piece belongs to its cue.
    pub(super) link: f32,
}

/// Confidence that an untagged piece has in place of its tags'.
pub(super) const UNTAGGED: f32 = 0.4;

/// A link that names no cue counts for a cue this many tokens away.
const NEAR_CUE: usize = 3;

/// The tagged spans of the document. A content outside of quotation marks does not go over the end
/// of a paragraph.
pub(super) fn read(ctx: &Context<'_>) -> Vec<Piece> {
    let mut out = Vec::new();
    for span in ctx.reading.attribution_spans() {
        let cue = span.label == AttributionRole::Cue;
        for tokens in
            by_paragraph(ctx, span.tokens).into_iter().filter(|t| cue || tells_something(ctx, t))
        {
            out.push(Piece {
                tokens,
                role: span.label,
                tag: span.score.get(),
                link: if cue { 1.0 } else { 0.5 },
            });
        }
    }
    out
}

/// False for punctuation, and for a lone article or preposition that the tags have left of a
/// phrase.
fn tells_something(ctx: &Context<'_>, tokens: &Tokens) -> bool {
    let small = |t: usize| {
        matches!(ctx.token(t).upos, Upos::Det | Upos::Adp | Upos::Cconj | Upos::Part)
            && !ctx.word(t).chars().next().is_some_and(char::is_uppercase)
    };
    tokens.clone().any(|t| !ctx.is_punct(t)) && !(tokens.len() == 1 && small(tokens.start))
}

fn by_paragraph(ctx: &Context<'_>, tokens: Tokens) -> Vec<Tokens> {
    let mut out: Vec<Tokens> = Vec::new();
    for token in tokens {
        match out.last_mut() {
            Some(run) if ctx.paragraph(run.start) == ctx.paragraph(token) => run.end = token + 1,
            _ => out.push(token..token + 1),
        }
    }
    out
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
    let far = |g: usize| {
        groups
            .get(g)
            .and_then(|g| g.cue.as_ref())
            .map_or(usize::MAX, |c| distance(&c.tokens, token))
    };
    after
        .checked_sub(1)
        .into_iter()
        .chain(Some(after))
        .filter(|&g| far(g) <= NEAR_CUE)
        .min_by_key(|&g| far(g))
}
