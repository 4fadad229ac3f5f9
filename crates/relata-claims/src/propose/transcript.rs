//! Transcripts and interviews: paragraphs that begin with who speaks and a colon.

use std::collections::HashMap;

use relata_core::{EntityType, Upos};
use relata_syntax::paragraphs;

use super::LAYOUT_CONFIDENCE;
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, join_runs};

/// Most tokens of a label: "SEN. ANN RAY (R-Ohio)".
const MOST_IN_LABEL: usize = 10;

/// Fewest turns of a transcript; one of its speakers has at least two.
const FEWEST_TURNS: usize = 3;

/// Labels that name nobody and still mark who speaks.
const ROLES: [&str; 4] = ["q", "a", "question", "answer"];

/// A paragraph with the label that it begins with.
struct Labelled {
    paragraph: usize,
    label: Tokens,
    colon: usize,
    /// The last word of the name, in lower case: "JAKE TAPPER" and "TAPPER" are one.
    name: String,
}

/// The turns of a transcript, one claim each; none where the document is no transcript.
pub(super) fn turns(ctx: &Context<'_>) -> Vec<Proposal> {
    let paragraphs: Vec<Tokens> =
        paragraphs(ctx.reading).into_iter().map(|span| ctx.reading.tokens_in(span)).collect();
    let mut labelled: Vec<Labelled> =
        paragraphs.iter().enumerate().filter_map(|(number, p)| label(ctx, number, p)).collect();
    let mut speakers: HashMap<String, (usize, bool)> = HashMap::new();
    for found in &labelled {
        let (count, known) = speakers.entry(found.name.clone()).or_default();
        *count += 1;
        *known |= is_speaker(ctx, found);
    }
    speakers.retain(|_, (_, known)| *known);
    labelled.retain(|found| speakers.contains_key(&found.name));
    let speaks = labelled
        .iter()
        .filter(|l| {
            paragraphs.get(l.paragraph).is_some_and(|p| (l.colon..p.end).any(|t| is_verb(ctx, t)))
        })
        .count();
    let alternate = speakers.len() > 1 && speakers.values().any(|(count, _)| *count > 1);
    let people = labelled.iter().any(|found| is_person(ctx, found));
    if labelled.len() < FEWEST_TURNS || !alternate || !people || 2 * speaks < labelled.len() {
        return Vec::new();
    }
    let ends = labelled
        .iter()
        .skip(1)
        .map(|next| next.paragraph)
        .chain(labelled.last().map(|last| last.paragraph + 1));
    labelled.iter().zip(ends).map(|(turn, end)| proposal(ctx, &paragraphs, turn, end)).collect()
}

/// The label at the start of a paragraph: a few words without a verb, a colon, and more behind it.
fn label(ctx: &Context<'_>, number: usize, paragraph: &Tokens) -> Option<Labelled> {
    let start = paragraph.clone().find(|&t| !ctx.is_mark(t))?;
    let end = paragraph.end.min(start + MOST_IN_LABEL);
    let colon =
        (start + 1..end).find(|&t| ctx.word(t) == ":").filter(|&t| t + 1 < paragraph.end)?;
    let label = start..colon;
    let name = label
        .clone()
        .take_while(|&t| !matches!(ctx.word(t), "," | "(" | "["))
        .filter(|&t| !ctx.is_punct(t))
        .last()?;
    let odd = |t: usize| {
        ctx.is_mark(t)
            || matches!(ctx.word(t), "?" | "!" | ";")
            || (is_verb(ctx, t) && has_small_letter(ctx.word(t)))
    };
    (!label.clone().any(odd)).then(|| Labelled {
        paragraph: number,
        label,
        colon,
        name: ctx.word(name).to_lowercase(),
    })
}

fn is_verb(ctx: &Context<'_>, token: usize) -> bool {
    matches!(ctx.token(token).upos, Upos::Verb | Upos::Aux)
}

fn has_small_letter(word: &str) -> bool {
    word.chars().any(char::is_lowercase)
}

/// True for a label with a person or body in it, a noun for speakers at its end, or the letters of
/// an interview.
fn is_speaker(ctx: &Context<'_>, found: &Labelled) -> bool {
    is_person(ctx, found)
        || found.label.clone().any(|t| ctx.token(t).entity.label() == Some(EntityType::Org))
}

/// The same without bodies: lists of teams and companies have labels too, an interview by a paper
/// has a person in it.
fn is_person(ctx: &Context<'_>, found: &Labelled) -> bool {
    let named = found.label.clone().any(|t| ctx.token(t).entity.label() == Some(EntityType::Per));
    named
        || ctx.options.speakers.kind(&found.name).is_some()
        || ROLES.contains(&found.name.as_str())
}

/// What is said up to the paragraph in which the next speaker begins; stage directions in brackets
/// are nobody's words.
fn proposal(ctx: &Context<'_>, paragraphs: &[Tokens], turn: &Labelled, end: usize) -> Proposal {
    let own = paragraphs.get(turn.paragraph).map_or(turn.colon + 1, |p| p.end);
    let more = paragraphs.get(turn.paragraph + 1..end).into_iter().flatten();
    let continues =
        more.take_while(|p| !names(ctx, p, &turn.name)).filter(|p| !is_direction(ctx, p));
    let runs = std::iter::once(turn.colon + 1..own).chain(continues.cloned());
    Proposal::by_layout(
        turn.label.clone(),
        turn.colon..turn.colon + 1,
        join_runs(runs.collect()),
        LAYOUT_CONFIDENCE,
    )
}

/// True for a paragraph in which the name stands: the reporter tells of the speaker again.
fn names(ctx: &Context<'_>, paragraph: &Tokens, name: &str) -> bool {
    paragraph.clone().any(|t| ctx.word(t).eq_ignore_ascii_case(name)) && !ROLES.contains(&name)
}

/// "(CROSSTALK)", "[Applause.]"
fn is_direction(ctx: &Context<'_>, paragraph: &Tokens) -> bool {
    let mut words = paragraph.clone().filter(|&t| !ctx.is_mark(t) && ctx.word(t) != ".");
    words.next().is_some_and(|t| matches!(ctx.word(t), "(" | "["))
        && words.next_back().is_some_and(|t| matches!(ctx.word(t), ")" | "]"))
}
