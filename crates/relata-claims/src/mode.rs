//! Direct, mixed or indirect: how much of the content stands in quotation marks.

use relata_core::ClaimMode;

use crate::context::{Context, Tokens};
use crate::draft::{Draft, Origin};

/// The mode of a draft. A quotation that also holds the cue is the outer claim's and does not
/// count.
pub(crate) fn mode(ctx: &Context<'_>, draft: &Draft) -> ClaimMode {
    if draft.origin == Origin::Layout {
        return ClaimMode::Direct;
    }
    match words_in_quotation(ctx, draft) {
        (0, _) => ClaimMode::Indirect,
        (_, 0) => ClaimMode::Direct,
        _ => ClaimMode::Mixed,
    }
}

/// Words of the content in quotation marks, and those outside.
pub(crate) fn words_in_quotation(ctx: &Context<'_>, draft: &Draft) -> (usize, usize) {
    let cue = draft.cue.as_ref().map(|c| ctx.span(c));
    let (mut quoted, mut plain) = (0_usize, 0_usize);
    for run in &draft.content {
        let (inside, all) = count(ctx, run, cue);
        quoted += inside;
        plain += all - inside;
    }
    (quoted, plain)
}

/// Words of the run in quotation marks, and all its words.
fn count(ctx: &Context<'_>, run: &Tokens, cue: Option<relata_core::Span>) -> (usize, usize) {
    let outer = |q: &relata_core::Span| cue.is_some_and(|c| q.contains(c));
    let quotations: Vec<_> =
        ctx.quotes.all_in(ctx.span(run)).map(|q| q.span).filter(|q| !outer(q)).collect();
    let words = run.clone().filter(|&t| !ctx.is_punct(t));
    let mut next = quotations.iter().peekable();
    let (mut inside, mut all) = (0, 0);
    for token in words {
        let place = ctx.token(token).span;
        while next.next_if(|q| q.end() <= place.start()).is_some() {}
        all += 1;
        inside += usize::from(next.peek().is_some_and(|q| q.contains(place)));
    }
    (inside, all)
}
