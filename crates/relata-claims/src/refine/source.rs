//! Repairs of a claim's source: datelines, descriptions and relative clauses that the tags have
//! cut, the subject that stands beside the cue.

use relata_core::{Relation, Upos};

use super::MOST_MORE;
use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Occupied, join_runs, overlap};
use crate::rules::speaker_before;
use crate::syntax::{account_of, agent, is_nominal, noun_phrase, trim_punct};

/// Most words between the place of a dateline and its dash.
const MOST_DATELINE: usize = 7;

/// "MACAU (Reuters) – The donor": what stands before the dash is the dateline. Words of the cue and
/// a verb at the end are no part either.
pub(super) fn trim_source(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(source) = draft.source.as_mut() else { return };
    let dash = |t: &usize| matches!(ctx.word(*t), "–" | "—" | "-" | "--" | "―");
    let dateline = source.clone().find(|t| {
        dash(t) && t.checked_sub(1).is_some_and(|b| b >= source.start && ctx.word(b) == ")")
    });
    if let Some(at) = dateline.filter(|&at| at + 1 < source.end) {
        source.start = at + 1;
    }
    // A place alone before the dash: who speaks is named later.
    let behind = (source.end..source.end + MOST_DATELINE)
        .find(|t| dash(t) && ctx.same_sentence(*t, source.start));
    if ctx.begins_paragraph(source.start)
        && draft.cue.as_ref().is_some_and(|cue| behind.is_some_and(|at| cue.start > at + 3))
    {
        let capital = ctx.word(source.start).len() > 1
            && ctx.word(source.start).chars().all(char::is_uppercase);
        if capital
            || ctx.token(source.start).entity.label().is_some_and(relata_core::EntityType::is_place)
        {
            draft.source = None;
            return;
        }
    }
    if let Some(cue) = draft
        .cue
        .as_ref()
        .filter(|cue| cue.start > source.start && cue.start < source.end && cue.end >= source.end)
    {
        source.end = cue.start;
    }
    // "a nurse who | asked …": the pronoun goes with the clause.
    let relative = |t: usize| {
        matches!(ctx.word(t), "who" | "which" | "that" | "whom") && ctx.token(t).upos == Upos::Pron
    };
    while source.len() > 1 && relative(source.end - 1) {
        source.end -= 1;
    }
    drop_broken_clause(ctx, source);
    let verb = |t: usize| ctx.token(t).upos == Upos::Verb && ctx.token(t).relation == Relation::Acl;
    let parted = |t: usize| is_nominal(ctx.token(t).upos) || ctx.word(t) == ",";
    while source.len() > 1 && verb(source.end - 1) && parted(source.end - 2) {
        source.end -= 1;
        *source = trim_punct(ctx, source.clone());
    }
}

/// A quotation that no cue was found for, behind a colon with a speaker before it, of whom the tags
/// may have a part.
pub(super) fn introduce(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(first) = draft.content.first().map(|run| run.start).filter(|_| draft.cue.is_none())
    else {
        return;
    };
    let Some(colon) = first.checked_sub(1).filter(|&t| ctx.word(t) == ":" && ctx.is_mark(first))
    else {
        return;
    };
    let start = ctx.reading.sentence_tokens(ctx.reading.sentence_of(colon)).start;
    let part = draft.source.as_ref().is_none_or(|s| s.start >= start && s.end <= colon);
    if let Some(source) = speaker_before(ctx, &(start..colon)).filter(|_| part) {
        (draft.source, draft.cue) = (Some(source), Some(colon..colon + 1));
    }
}

/// "By his own account, …": the cue is the noun, whatever the tags have left of it.
pub(super) fn own_account(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(source) = draft.source.as_ref().filter(|s| s.len() == 1) else { return };
    let Some(noun) = account_of(ctx, source.start) else { return };
    if draft.cue.as_ref().is_none_or(|cue| cue.start >= source.end && cue.end <= noun) {
        draft.cue = Some(source.end..noun + 1);
    }
}

/// "Her new recording, she | insists, …": a pronoun behind a comma is the source by itself, and
/// what stands before it is said.
pub(super) fn part_pronoun(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(source) = draft.source.clone().filter(|s| s.len() > 2) else { return };
    let last = source.end - 1;
    let nominative = matches!(ctx.word(last), "he" | "she" | "they" | "it" | "we" | "I");
    if nominative
        && ctx.word(last - 1) == ","
        && draft.cue.as_ref().is_some_and(|c| c.start == source.end)
    {
        draft.source = Some(last..source.end);
        draft.content.push(source.start..last - 1);
        draft.content = join_runs(std::mem::take(&mut draft.content));
    }
}

/// A source that is a part of the cue's subject, or stops before a noun ("Her | producer", "a group
/// tracking the | conflict"), is the whole noun phrase; what the tags gave of it to the content is
/// given back.
pub(super) fn complete_source(ctx: &Context<'_>, draft: &mut Draft, occupied: &Occupied) {
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let Some(last) = source.end.checked_sub(1).filter(|&t| {
        ctx.token(t).upos != Upos::Pron || ctx.token(t).relation == Relation::NmodPoss
    }) else {
        return;
    };
    let premodifies = matches!(
        ctx.token(last).relation,
        Relation::Det
            | Relation::Amod
            | Relation::Compound
            | Relation::NmodPoss
            | Relation::NmodDesc
    );
    let head = ctx
        .token(last)
        .head
        .filter(|&h| premodifies && h > last && h - last <= MOST_MORE && !cue.contains(&h));
    let subject = || agent(ctx, anchor(ctx, &cue).token).filter(|a| !cue.contains(a));
    let around = |head: usize| with_apposition(ctx, noun_phrase(ctx, head), &cue);
    let holds = |phrase: &Tokens| {
        phrase.start <= source.start
            && phrase.end >= source.end.saturating_sub(1)
            && phrase.len() <= MOST_SOURCE
    };
    let Some(phrase) =
        head.map(around).filter(holds).or_else(|| subject().map(around).filter(holds))
    else {
        return;
    };
    let own = |t: usize| {
        draft
            .content
            .iter()
            .any(|run| run.contains(&t) && phrase.start <= run.start && run.end <= phrase.end)
    };
    let free = phrase.clone().all(|t| source.contains(&t) || own(t) || !occupied.any(t));
    let left = draft.content.iter().any(|run| run.start < phrase.start || run.end > phrase.end);
    if free && left && !overlap(&phrase, &cue) {
        draft.content.retain(|run| run.start < phrase.start || run.end > phrase.end);
        draft.source = Some(phrase.start..phrase.end.max(source.end));
    }
}

/// Most words of a source that is read off the tree.
const MOST_SOURCE: usize = 14;

/// "Her producer, Tomas Wirth," with the comma before the cue, as the annotation has it.
fn with_apposition(ctx: &Context<'_>, phrase: Tokens, cue: &Tokens) -> Tokens {
    let comma = phrase.end + 1 == cue.start
        && ctx.word(phrase.end) == ","
        && phrase.clone().any(|t| ctx.word(t) == ",");
    if comma { phrase.start..phrase.end + 1 } else { phrase }
}

/// A relative clause that stops at an auxiliary or before its verb ("Lindqvist, whose team have")
/// is no part of the source.
fn drop_broken_clause(ctx: &Context<'_>, source: &mut Tokens) {
    let broken = source.end.checked_sub(1).is_some_and(|t| {
        ctx.token(t).upos == Upos::Aux && ctx.token(t).head.is_some_and(|h| h >= source.end)
    });
    let relative = |t: &usize| {
        matches!(ctx.word(*t).to_lowercase().as_str(), "who" | "whose" | "whom" | "which")
    };
    let Some(at) = source.clone().find(relative).filter(|&at| broken && at > source.start) else {
        return;
    };
    source.end = at;
    *source = trim_punct(ctx, source.clone());
}
