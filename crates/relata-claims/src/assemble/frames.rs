//! Quotations with their speaker right behind them: "…," she said; "…," said the mayor. The
//! typography is surer than single tags: who speaks and the verb belong to no content, and the
//! whole quotation is theirs, whatever is said inside it.

use relata_core::{AttributionRole, Relation, Upos};
use relata_syntax::{Complement, Quotation};

use super::pieces::UNTAGGED;
use super::{Group, Piece};
use crate::context::{Context, Tokens};
use crate::draft::overlap;
use crate::rules::cue_span;
use crate::syntax::noun_phrase;

/// A quotation with speaker and verb behind it.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    quotation: Tokens,
    source: Tokens,
    cue: Tokens,
}

/// Most tokens from the quotation to the verb.
const MOST_TO_VERB: usize = 8;

/// The frames of the document, in the order of the text.
pub(super) fn find(ctx: &Context<'_>) -> Vec<Frame> {
    let speech = |q: &Quotation| {
        q.closed
            && ctx.analysis.quotes_speech(q)
            && ends_as_speech(ctx, q)
            && begins_as_speech(ctx, q)
    };
    ctx.quotes.iter().filter(speech).filter_map(|q| frame(ctx, &q)).collect()
}

/// True with a comma before or behind the closing mark, or with another sign than a full stop
/// before it where the sentence plainly goes on.
fn ends_as_speech(ctx: &Context<'_>, quotation: &Quotation) -> bool {
    let after = ctx.reading.tokens_in(quotation.span).end;
    let inner = quotation.inner.text(ctx.text);
    let goes_on = ctx.word(after).starts_with(char::is_lowercase)
        && inner.ends_with(['?', '!', '…', '-', '–', '—']);
    inner.ends_with(',') || ctx.word(after) == "," || goes_on
}

/// True at the start of a sentence or after punctuation: no name in the middle of a phrase, no part
/// of a clause that others begin.
fn begins_as_speech(ctx: &Context<'_>, quotation: &Quotation) -> bool {
    let first = ctx.reading.tokens_in(quotation.span).start;
    first
        .checked_sub(1)
        .is_none_or(|before| !ctx.same_sentence(before, first) || ctx.is_punct(before))
}

fn frame(ctx: &Context<'_>, quotation: &Quotation) -> Option<Frame> {
    let inside = ctx.reading.tokens_in(quotation.span);
    let start = (inside.end..inside.end + 2).find(|&t| !ctx.is_punct(t))?;
    let last = inside.end.checked_sub(1)?;
    if ctx.paragraph(start) != ctx.paragraph(last) {
        return None;
    }
    let verbs = (start..start + MOST_TO_VERB)
        .take_while(|&t| ctx.same_sentence(start, t) && !ctx.is_mark(t));
    let verb = verbs
        .filter(|&t| ctx.token(t).upos == Upos::Verb)
        .find(|&t| ctx.entry(t).is_some_and(|e| e.takes(Complement::Quote)))?;
    let subject = ctx.reading.dependent(verb, &[Relation::Nsubj]).filter(|&s| s >= start)?;
    let (source, cue) = (noun_phrase(ctx, subject), cue_span(ctx, verb));
    let behind = cue.start <= start + 1 && source.start >= cue.end && source.start <= cue.end + 1;
    let before = source.start == start && source.end <= cue.start && cue.start - source.end <= 1;
    ((behind || before) && source.start >= start).then_some(Frame {
        quotation: inside,
        source,
        cue,
    })
}

/// Takes speakers and verbs out of contents that the tags have run on over them, and puts in those
/// that the tags have missed.
pub(super) fn mend(frames: &[Frame], pieces: &mut Vec<Piece>) {
    for frame in frames {
        cut_at(pieces, frame.quotation.start);
        let first =
            pieces.partition_point(|p| p.tokens.end <= frame.source.start.min(frame.cue.start));
        let last = pieces.partition_point(|p| p.tokens.start < frame.source.end.max(frame.cue.end));
        let near: Vec<Piece> = pieces.drain(first..last.max(first)).collect();
        let mut mended: Vec<Piece> = Vec::new();
        for piece in near {
            mended.extend(if piece.role == AttributionRole::Content {
                without(&piece, frame)
            } else {
                vec![piece]
            });
        }
        for (role, tokens) in
            [(AttributionRole::Source, &frame.source), (AttributionRole::Cue, &frame.cue)]
        {
            if !mended.iter().any(|p| p.role == role && overlap(&p.tokens, tokens))
                && mended.iter().all(|p| !overlap(&p.tokens, tokens))
            {
                mended.push(Piece {
                    tokens: tokens.clone(),
                    role,
                    tag: UNTAGGED,
                    link: if role == AttributionRole::Cue { 1.0 } else { 0.5 },
                });
            }
        }
        mended.sort_by_key(|p| p.tokens.start);
        pieces.splice(first..first, mended);
    }
}

/// Cuts a content in two that runs over this token: what stands before the opening mark is
/// another's.
fn cut_at(pieces: &mut Vec<Piece>, at: usize) {
    let index = pieces.partition_point(|p| p.tokens.end <= at);
    let Some(piece) =
        pieces.get_mut(index).filter(|p| p.role == AttributionRole::Content && p.tokens.start < at)
    else {
        return;
    };
    let rest = Piece { tokens: at..piece.tokens.end, ..piece.clone() };
    piece.tokens.end = at;
    pieces.insert(index + 1, rest);
}

/// What is left of a content on both sides of the frame's source and cue.
fn without(piece: &Piece, frame: &Frame) -> Vec<Piece> {
    let taken = frame.source.start.min(frame.cue.start)..frame.source.end.max(frame.cue.end);
    let parts = [
        piece.tokens.start..taken.start.min(piece.tokens.end),
        taken.end.max(piece.tokens.start)..piece.tokens.end,
    ];
    parts
        .into_iter()
        .filter(|p| p.start < p.end)
        .map(|tokens| Piece { tokens, ..piece.clone() })
        .collect()
}

/// Gives each frame's cue what stands in its quotation and belongs to no cue inside of it.
pub(super) fn settle(ctx: &Context<'_>, frames: &[Frame], groups: &mut [Group]) {
    for frame in frames {
        let Some(own) = own_group(groups, frame) else { continue };
        let mut claimed = Vec::new();
        for index in own.saturating_sub(NEAREST)..own + NEAREST {
            let Some(group) = groups.get_mut(index) else { continue };
            let inside =
                group.cue.as_ref().is_some_and(|c| frame.quotation.contains(&c.tokens.start));
            if index == own || inside {
                continue;
            }
            let within = |p: &Piece| {
                frame.quotation.start <= p.tokens.start && p.tokens.end <= frame.quotation.end
            };
            let (taken, left) = std::mem::take(&mut group.contents).into_iter().partition(within);
            group.contents = left;
            claimed.extend(taken);
        }
        let Some(group) = groups.get_mut(own) else { continue };
        group.contents.append(&mut claimed);
        let has_content = group.contents.iter().any(|p| {
            overlap(&p.tokens, &frame.quotation) && p.tokens.clone().any(|t| !ctx.is_punct(t))
        });
        if !has_content {
            group.contents.push(Piece {
                tokens: frame.quotation.clone(),
                role: AttributionRole::Content,
                tag: UNTAGGED,
                link: 1.0,
            });
        }
    }
}

/// Only groups whose cue is among so many before and after the frame's are looked at.
const NEAREST: usize = 8;

fn own_group(groups: &[Group], frame: &Frame) -> Option<usize> {
    let at =
        groups.partition_point(|g| g.cue.as_ref().is_some_and(|c| c.tokens.end <= frame.cue.start));
    groups
        .get(at)
        .and_then(|g| g.cue.as_ref())
        .filter(|c| overlap(&c.tokens, &frame.cue))
        .map(|_| at)
}
