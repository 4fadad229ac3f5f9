//! A quotation with a reporting verb and its subject directly beside it, whatever the tree says of
//! how they belong together.

use relata_core::{Relation, Upos};
use relata_syntax::Complement;

use super::Rule;
use super::complement::{confidence, cue_span};
use crate::boundaries::trim;
use crate::context::{Context, Tokens};
use crate::draft::Draft;
use crate::syntax::noun_phrase;

pub(super) struct BesideQuotation;

/// Most words between the quotation and the verb, its subject apart.
const MOST_BETWEEN: usize = 2;

impl Rule for BesideQuotation {
    fn name(&self) -> &'static str {
        "quotation"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Draft> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        let known = verbs.filter(|&v| ctx.entry(v).is_some_and(|e| e.takes(Complement::Quote)));
        known.filter_map(|verb| draft(ctx, verb)).collect()
    }
}

fn draft(ctx: &Context<'_>, verb: usize) -> Option<Draft> {
    let subject = ctx.reading.dependent(verb, &[Relation::Nsubj])?;
    let source = noun_phrase(ctx, subject);
    let cue = cue_span(ctx, verb);
    let (start, end) = (source.start.min(cue.start), source.end.max(cue.end));
    let content = quotation_before(ctx, start).or_else(|| quotation_after(ctx, end))?;
    let apart =
        !crate::draft::overlap(&content, &(start..end)) && !crate::draft::overlap(&source, &cue);
    apart.then(|| {
        Draft::by_rule(Some(source), Some(cue), vec![content], confidence(ctx, &[subject]))
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
    let place = ctx.token(end.checked_sub(1)?).span;
    let quotation = ctx.quotes.after(place.end()).filter(|q| ctx.analysis.quotes_speech(q))?;
    let tokens = ctx.reading.tokens_in(quotation.span);
    is_near(ctx, end..tokens.start).then(|| trim(ctx, tokens))
}

fn is_near(ctx: &Context<'_>, between: Tokens) -> bool {
    let same = between.is_empty() || ctx.paragraph(between.start) == ctx.paragraph(between.end);
    same && between.len() <= MOST_BETWEEN + 2
        && between.filter(|&t| !ctx.is_punct(t)).count() <= MOST_BETWEEN
}
