//! Headlines that attribute with a colon: "Minister: no plan to resign", "Bridge closed for weeks:
//! council".

use relata_core::{EntityType, Upos};
use relata_syntax::{Complement, CuePart};

use super::Rule;
use crate::context::{Context, Tokens};
use crate::edges::trim;
use crate::proposal::Proposal;
use crate::speakers::{MOST_SOURCE_WORDS, is_speaker, speaker_before, speaker_end};

pub(super) struct Headline;

/// Most words of a headline, and fewest of what is said in it.
const MOST_WORDS: usize = 24;
const FEWEST_CONTENT_WORDS: usize = 3;

/// Confidence of a claim that rests on a colon alone.
const COLON_ALONE: f32 = 0.6;

impl Rule for Headline {
    fn name(&self) -> &'static str {
        "headline"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let tokens = ctx.reading.sentence_tokens(sentence);
        let Some(at) = tokens.clone().find(|&t| ctx.word(t) == ":") else {
            return if is_alone(ctx, sentence) {
                let found = said_at_end(ctx, &tokens).or_else(|| parted_by_dash(ctx, &tokens));
                found.into_iter().collect()
            } else {
                Vec::new()
            };
        };
        let (before, after) = (tokens.start..at, at + 1..tokens.end);
        let found = speech_behind(ctx, &before, at).or_else(|| {
            let short = tokens.len() <= MOST_WORDS && is_alone(ctx, sentence);
            short
                .then(|| {
                    quotation_before(ctx, &before, at, &after)
                        .or_else(|| proposal(ctx, before, at, after))
                })
                .flatten()
        });
        found.into_iter().collect()
    }
}

/// "From our reporter Ann Ray at the scene: “…”": a phrase without a verb that names a speaker, a
/// colon, and a quotation.
fn speech_behind(ctx: &Context<'_>, before: &Tokens, colon: usize) -> Option<Proposal> {
    let quotation =
        ctx.quotes.after(ctx.token(colon).span.end()).filter(|q| ctx.analysis.quotes_speech(q))?;
    let content = ctx.reading.tokens_in(quotation.span);
    if content.start != colon + 1 {
        return None;
    }
    let source = speaker_before(ctx, before)?;
    Some(Proposal::by_rule(Some(source), Some(colon..colon + 1), vec![content], COLON_ALONE))
}

/// "“I cried for a week”: chef Ann Ray on the fire": a whole quotation before the colon, behind it
/// the person who said it.
fn quotation_before(
    ctx: &Context<'_>,
    before: &Tokens,
    colon: usize,
    after: &Tokens,
) -> Option<Proposal> {
    let quotation = ctx.quotes.first_in(ctx.token(before.start).span)?;
    let inside = ctx.reading.tokens_in(quotation.span);
    let end =
        speaker_end(ctx, after.clone()).or(Some(after.start)).filter(|_| inside == *before)?;
    let named = |t: usize| ctx.token(t).entity.label() == Some(EntityType::Per);
    let first = (after.start..after.end)
        .find(|&t| named(t))
        .or_else(|| (end..after.end).find(|&t| named(t)))?;
    let titles = (after.start..first)
        .rev()
        .take_while(|&t| matches!(ctx.token(t).upos, Upos::Noun | Upos::Propn | Upos::Adj));
    let start = titles.last().unwrap_or(first);
    let last = (first..after.end).take_while(|&t| named(t)).last()?;
    Some(Proposal::by_rule(
        Some(start..last + 1),
        Some(colon..colon + 1),
        vec![inside],
        COLON_ALONE,
    ))
}

/// "Old glaciers hide young lakes, study finds": a comma, a speaker and a verb of saying at the end
/// of a headline.
fn said_at_end(ctx: &Context<'_>, tokens: &Tokens) -> Option<Proposal> {
    let verb = tokens.end.checked_sub(1).filter(|&t| t > tokens.start)?;
    let says = ctx.options.cues.get(&ctx.lemma(verb), CuePart::Verb).or_else(|| {
        ctx.options.cues.get(ctx.word(verb).to_lowercase().strip_suffix('s')?, CuePart::Verb)
    });
    says.filter(|e| e.takes(Complement::Clause) || e.takes(Complement::Quote))?;
    let comma =
        (tokens.start..verb).rev().take(MOST_SOURCE_WORDS + 1).find(|&t| ctx.word(t) == ",")?;
    let content = trim(ctx, tokens.start..comma);
    let clause = content.clone().any(|t| matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux));
    let words = content.clone().filter(|&t| !ctx.is_punct(t)).count();
    (is_speaker(ctx, &(comma + 1..verb)) && clause && words >= FEWEST_CONTENT_WORDS).then(|| {
        Proposal::by_rule(Some(comma + 1..verb), Some(verb..verb + 1), vec![content], COLON_ALONE)
    })
}

/// "Aid convoy looted near the border – UN official": a dash, and a speaker up to the end.
fn parted_by_dash(ctx: &Context<'_>, tokens: &Tokens) -> Option<Proposal> {
    let parts = |&t: &usize| {
        matches!(ctx.word(t), "–" | "—" | "-" | "--")
            && t > tokens.start
            && ctx.token(t - 1).span.end() < ctx.token(t).span.start()
    };
    let dash = tokens.clone().rev().take(MOST_SOURCE_WORDS + 1).find(parts)?;
    let (before, after) = (tokens.start..dash, dash + 1..tokens.end);
    let short = tokens.len() <= MOST_WORDS && is_speaker(ctx, &after);
    short.then(|| proposal(ctx, after, dash, before)).flatten()
}

/// True when the sentence is a paragraph of its own.
fn is_alone(ctx: &Context<'_>, sentence: usize) -> bool {
    let paragraph = |number: usize| ctx.reading.sentence(number).map(|s| s.paragraph);
    let before = sentence.checked_sub(1).and_then(paragraph);
    before != paragraph(sentence) && paragraph(sentence + 1) != paragraph(sentence)
}

fn proposal(ctx: &Context<'_>, before: Tokens, colon: usize, after: Tokens) -> Option<Proposal> {
    let rubric = before.end.checked_sub(1).is_some_and(|t| ctx.analysis.is_rubric(t));
    let (source, content) = if is_speaker(ctx, &before) && !rubric {
        (before, after)
    } else if is_speaker(ctx, &after) {
        (after, before)
    } else {
        return None;
    };
    let content = trim(ctx, content);
    let words = content.clone().filter(|&t| !ctx.is_punct(t)).count();
    let verb = content.clone().any(|t| matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux));
    (words >= FEWEST_CONTENT_WORDS && verb).then(|| {
        Proposal::by_rule(Some(source), Some(colon..colon + 1), vec![content], COLON_ALONE)
    })
}
