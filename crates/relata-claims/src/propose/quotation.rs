//! A quotation with a reporting verb and its subject directly beside it, whatever the tree says of
//! how they belong together.

use relata_core::{Relation, Upos};
use relata_syntax::Complement;

use super::Rule;
use crate::clauses::{confidence, cue_span};
use crate::context::{Context, Tokens};
use crate::edges::trim;
use crate::proposal::Proposal;
use crate::syntax::noun_phrase;

pub(super) struct BesideQuotation;

/// Most words between the quotation and the verb, its subject apart.
const MOST_BETWEEN: usize = 2;

impl Rule for BesideQuotation {
    fn name(&self) -> &'static str {
        "quotation"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        let known = verbs.filter(|&v| ctx.entry(v).is_some_and(|e| e.takes(Complement::Quote)));
        known.filter_map(|verb| proposal(ctx, verb)).collect()
    }
}

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    let subject = ctx.reading.dependent(verb, &[Relation::Nsubj])?;
    let source = noun_phrase(ctx, subject);
    let cue = cue_span(ctx, verb);
    let (start, end) = (source.start.min(cue.start), source.end.max(cue.end));
    let content = quotation_before(ctx, start).or_else(|| quotation_after(ctx, end))?;
    let apart = !crate::proposal::overlap(&content, &(start..end))
        && !crate::proposal::overlap(&source, &cue);
    apart.then(|| {
        Proposal::by_rule(Some(source), Some(cue), vec![content], confidence(ctx, &[subject]))
    })
}

fn quotation_before(ctx: &Context<'_>, start: usize) -> Option<Tokens> {
    let quotation = ctx
        .quotes
        .before(ctx.token(start).span.start())
        .filter(|q| ctx.analysis.quotes_speech(q))?;
    let tokens = ctx.reading.tokens_in(quotation.span);
    is_near(ctx, tokens.end..start).then(|| trim(ctx, tokens))
}

fn quotation_after(ctx: &Context<'_>, end: usize) -> Option<Tokens> {
    let span = ctx.token(end.checked_sub(1)?).span;
    let quotation = ctx.quotes.after(span.end()).filter(|q| ctx.analysis.quotes_speech(q))?;
    let tokens = ctx.reading.tokens_in(quotation.span);
    is_near(ctx, end..tokens.start).then(|| trim(ctx, tokens))
}

fn is_near(ctx: &Context<'_>, between: Tokens) -> bool {
    let same = between.is_empty() || ctx.paragraph(between.start) == ctx.paragraph(between.end);
    same && between.len() <= MOST_BETWEEN + 2
        && between.filter(|&t| !ctx.is_punct(t)).count() <= MOST_BETWEEN
}
