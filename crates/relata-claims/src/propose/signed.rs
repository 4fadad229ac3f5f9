//! Quotations that are signed: a dash behind the closing mark, on the same line or the next, and
//! the name up to the end of the line.

use relata_core::{EntityType, Upos};

use super::LAYOUT_CONFIDENCE;
use crate::context::{Context, Tokens};
use crate::proposal::Proposal;

/// Most tokens of a signature: "Ann Ray, 34, a nurse from Leeds".
const MOST_IN_SIGNATURE: usize = 14;

/// Fewest words of a signed quotation, and of one that does not end as a sentence does: a title and
/// its author look like that.
const FEWEST_WORDS: usize = 3;
const FEWEST_WITHOUT_STOP: usize = 12;

/// All signed quotations.
pub(super) fn quotations(ctx: &Context<'_>) -> Vec<Proposal> {
    let lines = lines(ctx);
    let mut out = Vec::new();
    let mut before: Option<&Tokens> = None;
    for line in &lines {
        let dash = line.clone().rev().take(MOST_IN_SIGNATURE + 2).find(|&t| is_dash(ctx.word(t)));
        let signed = dash.and_then(|dash| {
            let content = if dash == line.start { before?.clone() } else { line.start..dash };
            proposal(ctx, content, dash, line.end)
        });
        out.extend(signed);
        before = Some(line);
    }
    out
}

/// The tokens of each line of the text.
fn lines(ctx: &Context<'_>) -> Vec<Tokens> {
    let mut out: Vec<Tokens> = Vec::new();
    let mut end = 0;
    for (token, span) in ctx.reading.tokens().iter().map(|t| t.span).enumerate() {
        let breaks =
            ctx.text.get(end..span.start()).is_some_and(|gap| gap.contains(['\n', '\u{2028}']));
        match out.last_mut() {
            Some(line) if !breaks => line.end = token + 1,
            _ => out.push(token..token + 1),
        }
        end = span.end();
    }
    out
}

fn is_dash(word: &str) -> bool {
    matches!(word, "―" | "—" | "–" | "-" | "--" | "~")
}

fn proposal(ctx: &Context<'_>, content: Tokens, dash: usize, end: usize) -> Option<Proposal> {
    let whole = !content.is_empty() && ctx.is_mark(content.start) && ctx.is_mark(content.end - 1);
    let words = content.clone().filter(|&t| !ctx.is_punct(t)).take(FEWEST_WITHOUT_STOP).count();
    let inner = content.clone().rev().find(|&t| !ctx.is_mark(t));
    let stops = inner.is_some_and(|t| ctx.word(t).ends_with(['.', ',', '!', '?', '…']));
    let enough = words >= if stops { FEWEST_WORDS } else { FEWEST_WITHOUT_STOP };
    let last = (dash + 1..end).rev().find(|&t| !ctx.is_punct(t))?;
    let source = dash + 1..last + 1;
    (whole && enough && is_signature(ctx, &source))
        .then(|| Proposal::by_layout(source, dash..dash + 1, vec![content], LAYOUT_CONFIDENCE))
}

/// A name or a noun for speakers, behind it age, trade and place or a relative clause.
fn is_signature(ctx: &Context<'_>, tokens: &Tokens) -> bool {
    let ends = |t: usize| matches!(ctx.word(t), "," | "who" | "that" | "which");
    let name = tokens.clone().take_while(|&t| !ends(t));
    let named = name.clone().any(|t| {
        matches!(ctx.token(t).entity.label(), Some(EntityType::Per | EntityType::Org))
            || ctx.token(t).upos == Upos::Propn
    });
    let speaker =
        || name.clone().last().is_some_and(|t| ctx.options.speakers.kind(&ctx.lemma(t)).is_some());
    let verbless = name.clone().all(|t| !matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux))
        && tokens.clone().all(|t| !ctx.is_mark(t));
    tokens.len() <= MOST_IN_SIGNATURE && verbless && (named || speaker())
}
