//! What stands at the edges of a run: commas, stops and quotation marks that are no part of it.
//!
//! The convention is that of PolNeAR: quotation marks, "that" and a comma or stop inside the marks
//! belong to the content; commas, colons and final stops around it do not.

use relata_core::{Span, Upos};

use crate::context::{Context, Tokens};

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
    let span = ctx.token(token).span;
    if ctx.is_mark(token) {
        let quotation = ctx.quotes.first_in(span);
        return quotation.is_some_and(|q| {
            !ctx.span(run).contains(q.span)
                && (q.span.start() == span.start() || q.span.end() == span.end())
                && !spans_run(ctx, run, q.span)
        });
    }
    match ctx.word(token) {
        "," | "." | ";" | ":" | "-" | "–" | "—" | "--" => ctx
            .quotes
            .around(span)
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
