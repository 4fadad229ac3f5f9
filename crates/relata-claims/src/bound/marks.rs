//! Where contents begin and end at quotation marks.

use relata_core::Span;

use crate::context::{Context, Tokens};
use crate::edges::trim;
use crate::proposal::{Proposal, Taken, overlap};

/// The marks of a quotation that holds the cue too are not the content's: they belong to the claim
/// around it.
pub(super) fn without_outer_marks(
    ctx: &Context<'_>,
    proposal: &Proposal,
    _: &Taken,
) -> Option<Proposal> {
    let outer = proposal.cue.as_ref().and_then(|cue| ctx.quotes.around(ctx.span(cue)))?;
    let loose = |&t: &usize| {
        let span = ctx.token(t).span;
        outer.span.contains(span)
            && (ctx.is_mark(t) && span.end() == outer.span.end() || is_stop(ctx, t))
    };
    let cut = |run: &Tokens| run.start..run.end - run.clone().rev().take_while(loose).count();
    let content: Vec<Tokens> =
        proposal.content.iter().map(cut).filter(|run| !run.is_empty()).collect();
    (!content.is_empty()).then(|| Proposal { content, ..proposal.clone() })
}

fn is_stop(ctx: &Context<'_>, token: usize) -> bool {
    matches!(ctx.word(token), "," | "." | ";" | ":" | "-" | "–" | "—" | "--")
}

/// Each run up to the marks of its quotation, where neither cue nor source stands before them, and
/// without what is loose at its ends.
pub(super) fn whole_quotations(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<Proposal> {
    let named =
        |run: &Tokens| proposal.source.iter().chain(&proposal.cue).any(|part| overlap(part, run));
    let whole = |run: &Tokens| {
        let complete = complete_quotation(ctx, run.clone(), taken);
        trim(ctx, if named(&complete) { run.clone() } else { complete })
    };
    let bound = proposal.with_content(proposal.content.iter().map(whole).collect());
    (!bound.content.is_empty()).then_some(bound)
}

/// Takes in the rest of a quotation of which the run has one end, where nothing else stands in it.
fn complete_quotation(ctx: &Context<'_>, run: Tokens, taken: &Taken) -> Tokens {
    let mut out = run.clone();
    let first = ctx.span(&(run.start..run.start + 1));
    let last = ctx.span(&(run.end.saturating_sub(1)..run.end));
    if let Some(quotation) = quotation_at(ctx, first) {
        let tokens = ctx.reading.tokens_in(quotation);
        let missing = tokens.start..run.start;
        if missing.len() <= (run.len() / 3).max(2) && missing.clone().all(|t| !taken.holds(t)) {
            out.start = tokens.start.min(run.start);
        }
        let rest = run.end..tokens.end;
        if begins_with(ctx, &run, quotation) && rest.clone().all(|t| !taken.holds(t)) {
            out.end = tokens.end.max(run.end);
        }
    }
    if let Some(quotation) = quotation_at(ctx, last) {
        let rest = run.end..ctx.reading.tokens_in(quotation).end;
        if rest.len() <= 2 && rest.clone().all(|t| !taken.holds(t)) {
            out.end = out.end.max(rest.end);
        }
    }
    out
}

fn quotation_at(ctx: &Context<'_>, span: Span) -> Option<Span> {
    ctx.quotes.first_in(span).map(|q| q.span)
}

/// True when the run begins at the opening mark or at the first word after it.
fn begins_with(ctx: &Context<'_>, run: &Tokens, quotation: Span) -> bool {
    let first = ctx.reading.tokens_in(quotation).start;
    run.start <= first + 1
}
