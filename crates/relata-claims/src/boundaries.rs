//! Where contents begin and end: repairs tagged spans with quotation marks and punctuation.
//!
//! The convention is that of PolNeAR: quotation marks, "that" and a comma or stop inside the marks
//! belong to the content; commas, colons and final stops around it do not.

use relata_core::{Span, Upos};

use crate::context::{Context, Tokens};
use crate::draft::{Draft, Occupied, join_runs};

/// Repairs the contents of all drafts.
pub(crate) fn repair(ctx: &Context<'_>, drafts: &mut [Draft]) {
    let mut occupied = Occupied::new(ctx.reading.tokens().len(), drafts);
    for draft in drafts {
        draft.content = repaired(ctx, &draft.content, &occupied);
        leave_outer_marks(ctx, draft);
        occupied.add(draft);
    }
}

/// The marks of a quotation that holds the cue too are not the content's: they belong to the claim
/// around it.
fn leave_outer_marks(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(outer) = draft.cue.as_ref().and_then(|cue| ctx.quotes.around(ctx.span(cue))) else {
        return;
    };
    for run in &mut draft.content {
        let at_end = |run: &Tokens| {
            run.end
                .checked_sub(1)
                .filter(|&t| !run.is_empty() && outer.span.contains(ctx.token(t).span))
        };
        while let Some(last) = at_end(run).filter(|&t| {
            ctx.is_mark(t) && ctx.token(t).span.end() == outer.span.end() || is_stop(ctx, t)
        }) {
            run.end = last;
        }
    }
    draft.content.retain(|run| !run.is_empty());
}

fn is_stop(ctx: &Context<'_>, token: usize) -> bool {
    matches!(ctx.word(token), "," | "." | ";" | ":" | "-" | "–" | "—" | "--")
}

fn repaired(ctx: &Context<'_>, content: &[Tokens], occupied: &Occupied) -> Vec<Tokens> {
    let runs: Vec<Tokens> = content
        .iter()
        .map(|run| trim(ctx, complete_quotation(ctx, run.clone(), occupied)))
        .collect();
    let joined = join_runs(runs);
    if joined.is_empty() { content.to_vec() } else { joined }
}

/// Takes in the rest of a quotation of which the run has one end, where nothing else stands in it.
fn complete_quotation(ctx: &Context<'_>, run: Tokens, occupied: &Occupied) -> Tokens {
    let mut out = run.clone();
    let first = ctx.span(&(run.start..run.start + 1));
    let last = ctx.span(&(run.end.saturating_sub(1)..run.end));
    if let Some(quotation) = quotation_at(ctx, first) {
        let tokens = ctx.reading.tokens_in(quotation);
        let missing = tokens.start..run.start;
        if missing.len() <= (run.len() / 3).max(2) && missing.clone().all(|t| !occupied.any(t)) {
            out.start = tokens.start.min(run.start);
        }
        let rest = run.end..tokens.end;
        if begins_with(ctx, &run, quotation) && rest.clone().all(|t| !occupied.any(t)) {
            out.end = tokens.end.max(run.end);
        }
    }
    if let Some(quotation) = quotation_at(ctx, last) {
        let rest = run.end..ctx.reading.tokens_in(quotation).end;
        if rest.len() <= 2 && rest.clone().all(|t| !occupied.any(t)) {
            out.end = out.end.max(rest.end);
        }
    }
    out
}

fn quotation_at(ctx: &Context<'_>, place: Span) -> Option<Span> {
    ctx.quotes.first_in(place).map(|q| q.span)
}

/// True when the run begins at the opening mark or at the first word after it.
fn begins_with(ctx: &Context<'_>, run: &Tokens, quotation: Span) -> bool {
    let first = ctx.reading.tokens_in(quotation).start;
    run.start <= first + 1
}

/// Drops commas, colons, dashes and final stops at the ends, and quotation marks whose partner lies
/// outside.
pub(crate) fn trim(ctx: &Context<'_>, mut run: Tokens) -> Tokens {
    while run.start < run.end && is_loose(ctx, run.start, &run) {
        run.start += 1;
    }
    while run.start < run.end && is_loose(ctx, run.end - 1, &run) {
        run.end -= 1;
    }
    run
}

fn is_loose(ctx: &Context<'_>, token: usize, run: &Tokens) -> bool {
    if !ctx.is_punct(token) {
        return token + 1 == run.end && ctx.token(token).upos == Upos::Cconj;
    }
    let place = ctx.token(token).span;
    if ctx.is_mark(token) {
        let quotation = ctx.quotes.first_in(place);
        return quotation.is_some_and(|q| {
            !ctx.span(run).contains(q.span)
                && (q.span.start() == place.start() || q.span.end() == place.end())
                && !spans_run(ctx, run, q.span)
        });
    }
    match ctx.word(token) {
        "," | "." | ";" | ":" | "-" | "–" | "—" | "--" => ctx
            .quotes
            .around(place)
            .is_none_or(|q| !q.span.overlaps(ctx.span(run)) || !holds_mark(ctx, run, q.span)),
        _ => false,
    }
}

/// True when the run holds one of the marks of the quotation: what stands beside the mark then
/// belongs to the quotation.
fn holds_mark(ctx: &Context<'_>, run: &Tokens, quotation: Span) -> bool {
    let span = ctx.span(run);
    span.contains_offset(quotation.start())
        || quotation.end() > 0 && span.contains_offset(quotation.end() - 1)
}

/// True when the run lies in the quotation and begins or ends with it: a part of a quotation that a
/// cue interrupts.
fn spans_run(ctx: &Context<'_>, run: &Tokens, quotation: Span) -> bool {
    quotation.contains(ctx.span(run)) && run.len() > 1
}
