//! Contents without a cue in their own sentence: the rest of a running quotation, or what a colon
//! introduces.

use relata_syntax::Complement;

use super::affinity::link_shares;
use super::{Group, Piece};
use crate::anchor::anchor;
use crate::context::Context;
use crate::proposal::overlap;

/// Least share of links for a content outside of quotation marks to join a cue of another sentence.
const CLEAR_LINKS: f32 = 0.5;

/// The same for a quotation.
const SOME_LINKS: f32 = 0.15;

/// The group that a loose content belongs to.
pub(super) fn group(ctx: &Context<'_>, groups: &[Group], piece: &Piece) -> Option<usize> {
    let index = groups
        .partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.start < piece.tokens.start));
    let (before, after) = (index.checked_sub(1), Some(index).filter(|&g| g < groups.len()));
    if let Some(group) = before.filter(|&g| is_introduced(ctx, groups, g, piece)) {
        return Some(group);
    }
    let speech_or_beside =
        |g: &usize| is_speech(ctx, piece) || is_in_paragraph(ctx, groups, *g, piece);
    let near = |g: &usize| {
        (index.saturating_sub(2)..index + 2).contains(g)
            && is_near(ctx, groups, *g, piece)
            && speech_or_beside(g)
    };
    let linked = link_shares(ctx, groups, piece);
    let speech = is_speech(ctx, piece);
    let plain = |g: &usize| !speech && is_phrase(ctx, groups, *g);
    let voted = linked
        .iter()
        .filter(|(g, _)| !plain(g))
        .filter(|(g, share)| near(g) && **share >= if speech { SOME_LINKS } else { CLEAR_LINKS })
        .max_by(|a, b| a.1.total_cmp(b.1))
        .map(|(&g, _)| g);
    if voted.is_some() || !speech {
        return voted;
    }
    if let Some(group) = running_into(ctx, groups, piece) {
        return Some(group);
    }
    let quoted =
        |g: &usize| groups.get(*g).is_some_and(|g| g.contents.iter().any(|c| is_speech(ctx, c)));
    let speaks = |g: &usize| quoted(g) || (is_whole_speech(ctx, piece) && reports(ctx, groups, *g));
    let first = before.filter(speaks).filter(|&g| {
        same_paragraph_before(ctx, groups, g, piece) || continues(ctx, groups, g, piece)
    });
    first.or_else(|| {
        after.filter(quoted).filter(|&g| {
            is_near(ctx, groups, g, piece)
                && ctx.paragraph(first_token(groups, g)) == ctx.paragraph(piece.tokens.start)
        })
    })
}

/// "According to the fire service": what the next sentence tells is nobody's.
fn is_phrase(ctx: &Context<'_>, groups: &[Group], group: usize) -> bool {
    let cue = groups.get(group).and_then(|g| g.cue.as_ref());
    cue.is_some_and(|c| ctx.phrase_at(c.tokens.start).is_some())
}

/// The group whose quotation goes on with this one's: each paragraph opens a mark, the last one
/// closes it and names who speaks.
fn running_into(ctx: &Context<'_>, groups: &[Group], piece: &Piece) -> Option<usize> {
    let mut open = ctx.quotes.first_in(ctx.token(piece.tokens.start).span)?;
    let own = ctx.paragraph(piece.tokens.start);
    let next = groups
        .partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.start < piece.tokens.start));
    let spoken = |g: &Group| g.cue.as_ref().is_some_and(|c| ctx.paragraph(c.tokens.start) == own);
    let beside = groups.get(next.saturating_sub(1)..(next + 1).min(groups.len()))?;
    if beside.iter().any(spoken) {
        return None;
    }
    for _ in 0..MOST_PARAGRAPHS {
        if open.closed {
            break;
        }
        let next = ctx.quotes.after(open.span.end())?;
        let (here, there) = (ctx.reading.tokens_in(open.span), ctx.reading.tokens_in(next.span));
        let follows = ctx.paragraph(here.start)? + 1 == ctx.paragraph(there.start)?;
        if !follows || !ctx.begins_paragraph(there.start) {
            return None;
        }
        open = next;
    }
    let last = ctx.reading.tokens_in(open.span);
    if last.contains(&piece.tokens.start) || !open.closed {
        return None;
    }
    let holds = |g: &Group| g.contents.iter().any(|c| overlap(&c.tokens, &last));
    let behind = groups.iter().enumerate().skip(next).take(MOST_PARAGRAPHS);
    behind.filter(|(_, g)| holds(g)).map(|(index, _)| index).next()
}

/// A quotation runs over so many paragraphs at most.
const MOST_PARAGRAPHS: usize = 12;

/// True for a piece that begins or ends with a quotation that is no mere term in scare quotes.
fn is_speech(ctx: &Context<'_>, piece: &Piece) -> bool {
    let ends = [piece.tokens.start, piece.tokens.end.saturating_sub(1)];
    ends.into_iter()
        .filter_map(|t| ctx.quotes.first_in(ctx.token(t).span))
        .any(|q| ctx.analysis.quotes_speech(&q))
}

/// True for a piece that is one quotation, or several, with nothing else.
pub(super) fn is_whole_speech(ctx: &Context<'_>, piece: &Piece) -> bool {
    let (first, last) =
        (ctx.token(piece.tokens.start).span, ctx.token(piece.tokens.end.saturating_sub(1)).span);
    let at_start = ctx
        .quotes
        .first_in(first)
        .is_some_and(|q| ctx.analysis.quotes_speech(&q) && q.span.start() + 4 >= first.start());
    at_start && ctx.quotes.first_in(last).is_some()
}

/// True for a group without content whose sentence ends with a colon right before the piece.
fn is_introduced(ctx: &Context<'_>, groups: &[Group], group: usize, piece: &Piece) -> bool {
    let Some(found) = groups.get(group).filter(|g| g.contents.is_empty()) else { return false };
    let Some(cue) = found.cue.as_ref() else { return false };
    let before = (cue.tokens.start..piece.tokens.start).rev().find(|&t| !ctx.is_mark(t));
    before.is_some_and(|t| ctx.word(t) == ":" && ctx.same_sentence(t, cue.tokens.start))
}

fn same_paragraph_before(ctx: &Context<'_>, groups: &[Group], group: usize, piece: &Piece) -> bool {
    let end = last_token(groups, group);
    ctx.paragraph(end) == ctx.paragraph(piece.tokens.start) || runs_on(ctx, end, piece.tokens.start)
}

/// True for a group with a source, whose cue also goes with quotations: one in the reporter's words
/// that the quotation bears out.
fn reports(ctx: &Context<'_>, groups: &[Group], group: usize) -> bool {
    let Some(found) = groups.get(group).filter(|g| !g.sources.is_empty() && !g.contents.is_empty())
    else {
        return false;
    };
    let entry = found.cue.as_ref().and_then(|c| anchor(ctx, &c.tokens).entry);
    entry.is_some_and(|e| e.takes(Complement::Quote))
}

/// True when the group ends in the paragraph before the piece, and the piece is a quotation that
/// takes up all of its own: its speaker is named no more.
fn continues(ctx: &Context<'_>, groups: &[Group], group: usize, piece: &Piece) -> bool {
    let Some(own) =
        ctx.paragraph(piece.tokens.start).filter(|_| ctx.begins_paragraph(piece.tokens.start))
    else {
        return false;
    };
    let end = last_token(groups, group);
    let whole = ctx.paragraph(piece.tokens.end) != Some(own) && is_whole_speech(ctx, piece);
    whole && ctx.paragraph(end).is_some_and(|p| p + 1 == own)
}

/// True when the group ends or begins in the same or a neighbouring paragraph.
fn is_near(ctx: &Context<'_>, groups: &[Group], group: usize, piece: &Piece) -> bool {
    let Some(own) = ctx.paragraph(piece.tokens.start) else { return false };
    let ends = [first_token(groups, group), last_token(groups, group)];
    ends.into_iter().filter_map(|t| ctx.paragraph(t)).any(|p| p.abs_diff(own) <= 1)
}

/// True when the group's cue stands in the paragraph of the piece.
fn is_in_paragraph(ctx: &Context<'_>, groups: &[Group], group: usize, piece: &Piece) -> bool {
    let cue = groups.get(group).and_then(|g| g.cue.as_ref());
    cue.is_some_and(|c| ctx.paragraph(c.tokens.start) == ctx.paragraph(piece.tokens.start))
}

fn last_token(groups: &[Group], group: usize) -> usize {
    let pieces = groups
        .get(group)
        .map(|g| g.contents.iter().chain(&g.sources).chain(&g.cue))
        .into_iter()
        .flatten();
    pieces.map(|p| p.tokens.end).max().unwrap_or(0).saturating_sub(1)
}

fn first_token(groups: &[Group], group: usize) -> usize {
    let pieces = groups
        .get(group)
        .map(|g| g.contents.iter().chain(&g.sources).chain(&g.cue))
        .into_iter()
        .flatten();
    pieces.map(|p| p.tokens.start).min().unwrap_or(0)
}

/// True when the quotation at `end` is not closed in its paragraph and `start` begins the next one.
fn runs_on(ctx: &Context<'_>, end: usize, start: usize) -> bool {
    let next = ctx.paragraph(start).is_some_and(|p| ctx.paragraph(end).is_some_and(|e| e + 1 == p));
    next && ctx.quotes.first_in(ctx.token(end).span).is_some_and(|q| !q.closed)
}
