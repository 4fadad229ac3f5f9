//! Headlines that attribute with a colon: "Minister: no plan to resign", "Bridge closed for weeks: council".

use relata_core::{EntityType, Upos};

use super::Rule;
use crate::boundaries::trim;
use crate::context::{Context, Tokens};
use crate::draft::Draft;

pub(super) struct Headline;

/// Most words of a headline, and of the source in it.
const MOST_WORDS: usize = 24;
const MOST_SOURCE_WORDS: usize = 5;
const FEWEST_CONTENT_WORDS: usize = 3;

/// Confidence of a claim that rests on a colon alone.
const COLON_ALONE: f32 = 0.6;

impl Rule for Headline {
    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Draft> {
        let tokens = ctx.reading.sentence_tokens(sentence);
        let ends_with_stop = tokens.end.checked_sub(1).is_some_and(|t| matches!(ctx.word(t), "." | "!"));
        if tokens.len() > MOST_WORDS || ends_with_stop || !is_alone(ctx, sentence) {
            return Vec::new();
        }
        let colon = tokens.clone().find(|&t| ctx.word(t) == ":");
        colon.and_then(|at| draft(ctx, tokens.start..at, at, at + 1..tokens.end)).into_iter().collect()
    }
}

/// True when the sentence is a paragraph of its own.
fn is_alone(ctx: &Context<'_>, sentence: usize) -> bool {
    let paragraph = |number: usize| ctx.reading.sentence(number).map(|s| s.paragraph);
    let before = sentence.checked_sub(1).and_then(paragraph);
    before != paragraph(sentence) && paragraph(sentence + 1) != paragraph(sentence)
}

fn draft(ctx: &Context<'_>, before: Tokens, colon: usize, after: Tokens) -> Option<Draft> {
    let (source, content) = if is_speaker(ctx, &before) {
        (before, after)
    } else if is_speaker(ctx, &after) {
        (after, before)
    } else {
        return None;
    };
    let content = trim(ctx, content);
    let words = content.clone().filter(|&t| !ctx.is_punct(t)).count();
    let verb = content.clone().any(|t| matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux));
    (words >= FEWEST_CONTENT_WORDS && verb).then(|| Draft::by_rule(Some(source), Some(colon..colon + 1), vec![content], COLON_ALONE))
}

/// A short noun phrase that names a person or body, or whose last noun stands for speakers.
fn is_speaker(ctx: &Context<'_>, tokens: &Tokens) -> bool {
    let short = (1..=MOST_SOURCE_WORDS).contains(&tokens.len());
    let nominal = tokens.clone().all(|t| !matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Adv | Upos::Num));
    let named = |t: usize| matches!(ctx.token(t).entity.label(), Some(EntityType::Per | EntityType::Org));
    let last = tokens.end.saturating_sub(1);
    short && nominal && (named(last) || ctx.options.speakers.kind(&ctx.lemma(last)).is_some())
}
