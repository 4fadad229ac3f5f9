//! Repairs between the parts of a claim: words that the tags gave to the content and that are its source or addressee, and quotations that
//! go on where the tags stop.

use relata_core::Upos;

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Occupied};
use crate::lexicon::{Complement, CueClass};
use crate::quotes::quotes_speech;
use crate::syntax::{is_nominal, trim_punct};

/// Most words of a source or addressee that is cut off a content.
const MOST_WORDS: usize = 8;

/// Repairs all drafts.
pub(crate) fn repair(ctx: &Context<'_>, drafts: &mut [Draft]) {
    let mut occupied = Occupied::new(ctx.reading.tokens().len(), drafts);
    for draft in drafts {
        give_back_source(ctx, draft);
        give_back_addressee(ctx, draft);
        go_on(ctx, draft, &mut occupied);
    }
}

/// A content that begins as a quotation and goes on to the cue ("…," a neighbour | said): what follows the closing mark is the source.
fn give_back_source(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    for index in 0..draft.content.len() {
        let Some(run) = draft.content.get(index).cloned() else { continue };
        let Some(tail) = tail_after_quotation(ctx, &run) else { continue };
        let next = draft.source.as_ref().filter(|s| s.start >= run.end).map_or(cue.start, |s| s.start);
        let beside = next >= run.end && next - run.end <= 1 && tail.clone().all(|t| is_nominal(ctx.token(t).upos) || ctx.token(t).upos == Upos::Adp);
        if !beside {
            continue;
        }
        match draft.source.as_mut() {
            Some(source) if source.start >= run.end => source.start = tail.start,
            Some(_) => continue,
            None => draft.source = Some(tail.clone()),
        }
        if let Some(run) = draft.content.get_mut(index) {
            run.end = tail.start;
        }
    }
}

/// The few words after the closing mark of the quotation with which the run begins.
fn tail_after_quotation(ctx: &Context<'_>, run: &Tokens) -> Option<Tokens> {
    let quotation = ctx.quotes.first_in(ctx.token(run.start).span).filter(|q| q.closed && quotes_speech(ctx, q))?;
    let inside = ctx.reading.tokens_in(quotation.span);
    let tail = trim_punct(ctx, inside.end..run.end.max(inside.end));
    (inside.start + 1 >= run.start && !tail.is_empty() && tail.len() <= MOST_WORDS).then_some(tail)
}

/// A content after "told" that begins with the one who is told.
fn give_back_addressee(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    let tells = anchor(ctx, &cue).entry.is_some_and(|e| e.takes(Complement::Addressee) && e.class == CueClass::Say);
    let Some(run) = draft.content.iter_mut().find(|run| tells && run.start == cue.end) else { return };
    let that = run.clone().take(MOST_WORDS).find(|&t| ctx.word(t).eq_ignore_ascii_case("that") && ctx.token(t).upos == Upos::Sconj);
    if let Some(at) = that.filter(|&at| at > run.start && (run.start..at).all(|t| is_nominal(ctx.token(t).upos))) {
        run.start = at;
    }
}

/// A quotation that goes on right after cue and source, in the sentence or the next one, though the tags stop.
fn go_on(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let speech = |run: &Tokens| ctx.quotes.first_in(ctx.token(run.start).span).is_some_and(|q| quotes_speech(ctx, &q));
    let Some(end) = draft.parts().map(|r| r.end).max().filter(|_| draft.cue.is_some() && draft.content.iter().any(speech)) else { return };
    let Some(last) = end.checked_sub(1) else { return };
    let Some(quotation) = ctx.quotes.after(ctx.token(last).span.end()).filter(|q| q.is_balanced()) else { return };
    let tokens = ctx.reading.tokens_in(quotation.span);
    let beside = tokens.start >= end && tokens.start - end <= 2 && (end..tokens.start).all(|t| ctx.is_punct(t));
    if beside && ctx.paragraph(last) == ctx.paragraph(tokens.start) && tokens.clone().all(|t| !occupied.any(t)) && quotes_speech(ctx, &quotation) {
        draft.content.push(tokens);
        occupied.add(draft);
    }
}
