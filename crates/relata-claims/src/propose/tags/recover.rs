//! Cues that the tags missed: the word of the lexicon that governs a tagged content, or is put in
//! beside it.

use relata_core::{AttributionRole, Relation};

use super::Piece;
use super::pieces::UNTAGGED;
use crate::clauses::cue_span;
use crate::context::{Context, Tokens};

/// The tagged cues and those that contents without one ask for, in the order of the text.
pub(super) fn with_missed(ctx: &Context<'_>, tagged: Vec<Piece>, others: &[Piece]) -> Vec<Piece> {
    let mut taken = vec![false; ctx.reading.tokens().len()];
    for token in tagged.iter().chain(others).flat_map(|p| p.tokens.clone()) {
        if let Some(flag) = taken.get_mut(token) {
            *flag = true;
        }
    }
    let mut out = tagged;
    let known = out.len();
    for content in others.iter().filter(|p| p.role == AttributionRole::Content) {
        let Some(cue) = missed(ctx, &content.tokens, &taken) else { continue };
        if out.get(..known).is_some_and(|tagged| has_own_cue(ctx, tagged, &content.tokens)) {
            continue;
        }
        for flag in taken.get_mut(cue.clone()).into_iter().flatten() {
            *flag = true;
        }
        out.push(Piece { tokens: cue, role: AttributionRole::Cue, tag: UNTAGGED, link: 1.0 });
    }
    out.sort_by_key(|p| p.tokens.start);
    out
}

/// True when a tagged cue governs the content, depends on it, or stands next to it.
fn has_own_cue(ctx: &Context<'_>, cues: &[Piece], content: &Tokens) -> bool {
    let next = cues.partition_point(|c| c.tokens.start < content.start);
    let beside = |c: &Piece| {
        ctx.same_sentence(c.tokens.start, content.start)
            && super::distance(content, c.tokens.start) <= 4 + c.tokens.len()
    };
    let after = cues.partition_point(|c| c.tokens.start < content.end);
    let near = [next.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|i| cues.get(i))
        .any(beside);
    let head = ctx.reading.head_of_span(ctx.span(content));
    let governs = head.is_some_and(|h| {
        ctx.reading.ancestors(h).take(2).any(|a| {
            cues.get(cues.partition_point(|c| c.tokens.end <= a))
                .is_some_and(|c| c.tokens.contains(&a))
        })
    });
    near || governs
}

fn missed(ctx: &Context<'_>, content: &Tokens, taken: &[bool]) -> Option<Tokens> {
    let free = |t: usize| !taken.get(t).copied().unwrap_or(true);
    let known = |t: &usize| free(*t) && ctx.entry(*t).is_some();
    phrase(ctx, content).filter(|p| p.clone().all(free)).or_else(|| {
        let head = ctx.reading.head_of_span(ctx.span(content))?;
        let governor = ctx.token(head).head.filter(known);
        let inserted = || ctx.reading.dependents_by(head, &[Relation::Parataxis]).find(known);
        let span = cue_span(ctx, governor.or_else(inserted)?);
        let start = span.clone().rev().take_while(|&t| free(t)).last()?;
        Some(start..span.end).filter(|s| s.clone().all(free))
    })
}

/// "according to" and the like in the two tokens after the content, or at the start of its
/// sentence.
fn phrase(ctx: &Context<'_>, content: &Tokens) -> Option<Tokens> {
    let first = ctx.reading.sentence_tokens(ctx.reading.sentence_of(content.start)).start;
    let near = (content.end..content.end + 2).chain(std::iter::once(first));
    near.filter(|&t| ctx.same_sentence(t, content.start) && !content.contains(&t))
        .find_map(|t| ctx.phrase_at(t).map(|(_, count)| t..t + count))
}
