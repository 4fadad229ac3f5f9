//! Repairs of a claim's source: datelines, descriptions and relative clauses that the tags have
//! cut, the subject that stands beside the cue.

use relata_core::{EntityType, Relation, Upos};
use relata_syntax::SpeakerKind;

use super::MOST_MORE;
use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Taken, overlap};
use crate::speakers::{concerned, is_speaker, speaker_before};
use crate::syntax::{account_of, agent, is_nominal, noun_phrase, trim_punct};

/// Most words between the place of a dateline and its dash.
const MOST_DATELINE: usize = 7;

/// "MACAU (Reuters) – The donor": what stands before the dash is the dateline. Words of the cue and
/// a verb at the end are no part either.
pub(super) fn without_dateline(
    ctx: &Context<'_>,
    proposal: &Proposal,
    _: &Taken,
) -> Option<Proposal> {
    let mut source = proposal.source.clone()?;
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
        && proposal.cue.as_ref().is_some_and(|cue| behind.is_some_and(|at| cue.start > at + 3))
    {
        let capital = ctx.word(source.start).len() > 1
            && ctx.word(source.start).chars().all(char::is_uppercase);
        if capital
            || ctx.token(source.start).entity.label().is_some_and(relata_core::EntityType::is_place)
        {
            return Some(proposal.with_source(None));
        }
    }
    if let Some(cue) = proposal
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
    let mut source = without_broken_clause(ctx, source);
    let verb = |t: usize| ctx.token(t).upos == Upos::Verb && ctx.token(t).relation == Relation::Acl;
    let parted = |t: usize| is_nominal(ctx.token(t).upos) || ctx.word(t) == ",";
    while source.len() > 1 && verb(source.end - 1) && parted(source.end - 2) {
        source.end -= 1;
        source = trim_punct(ctx, source);
    }
    Some(proposal.with_source(Some(source)))
}

/// A quotation that no cue was found for, behind a colon with a speaker before it, of whom the tags
/// may have a part.
pub(super) fn before_colon(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let first = proposal.content.first().map(|run| run.start).filter(|_| proposal.cue.is_none())?;
    let colon = first.checked_sub(1).filter(|&t| ctx.word(t) == ":" && ctx.is_mark(first))?;
    let start = ctx.reading.sentence_tokens(ctx.reading.sentence_of(colon)).start;
    let part = proposal.source.as_ref().is_none_or(|s| s.start >= start && s.end <= colon);
    let named = || speaker_before(ctx, &(start..colon));
    let source = named().or_else(|| concerned(ctx, &(start..colon))).filter(|_| part)?;
    Some(proposal.with_source(Some(source)).with_cue(colon..colon + 1))
}

/// "By his own account, …": the cue is the noun, whatever the tags have left of it.
pub(super) fn own_account(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let source = proposal.source.as_ref().filter(|s| s.len() == 1)?;
    let noun = account_of(ctx, source.start)?;
    let part = |cue: &Tokens| cue.start >= source.end && cue.end <= noun;
    proposal.cue.as_ref().is_none_or(part).then(|| proposal.with_cue(source.end..noun + 1))
}

/// "Her new recording, she | insists, …": a pronoun behind a comma is the source by itself, and
/// what stands before it is said.
pub(super) fn pronoun_alone(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let source = proposal.source.clone().filter(|s| s.len() > 2)?;
    let last = source.end - 1;
    let nominative = matches!(ctx.word(last), "he" | "she" | "they" | "it" | "we" | "I");
    let parted = nominative
        && ctx.word(last - 1) == ","
        && proposal.cue.as_ref().is_some_and(|c| c.start == source.end);
    parted.then(|| {
        let said = source.start..last - 1;
        proposal.with_source(Some(last..source.end)).with_more_content(said)
    })
}

/// "Ines Duarte, who was indicted | for selling visas, | said she was innocent": what only tells
/// who the source is, between it and the cue, is nothing that it says.
pub(super) fn without_clause(
    ctx: &Context<'_>,
    proposal: &Proposal,
    _: &Taken,
) -> Option<Proposal> {
    let (cue, source) = (proposal.cue.as_ref()?, proposal.source.as_ref()?);
    let describes = |t: usize| {
        let token = ctx.token(t);
        matches!(token.relation, Relation::AclRelcl | Relation::Acl | Relation::Appos)
            && token.head.is_some_and(|h| source.contains(&h))
    };
    let within = |run: &Tokens| {
        let mut above = std::iter::successors(Some(run.start), |&t| ctx.token(t).head);
        run.start >= source.end
            && run.end <= cue.start
            && above.by_ref().take(MOST_STEPS).any(describes)
    };
    let (out, kept): (Vec<Tokens>, Vec<Tokens>) =
        proposal.content.iter().cloned().partition(within);
    let behind = kept.iter().any(|run| run.start >= cue.end);
    (!out.is_empty() && behind).then(|| proposal.with_content(kept))
}

/// So many steps up the tree are walked at most.
const MOST_STEPS: usize = 12;

/// A source that is a part of the cue's subject, or stops before a noun ("Her | producer", "a group
/// tracking the | conflict"), is the whole noun phrase; what the tags gave of it to the content is
/// given back.
pub(super) fn whole_phrase(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<Proposal> {
    let (cue, source) = (proposal.cue.clone()?, proposal.source.clone()?);
    let last = source.end.checked_sub(1).filter(|&t| {
        ctx.token(t).upos != Upos::Pron || ctx.token(t).relation == Relation::NmodPoss
    })?;
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
    let phrase = head.map(around).filter(holds).or_else(|| subject().map(around).filter(holds))?;
    let (own, left): (Vec<Tokens>, Vec<Tokens>) = proposal
        .content
        .iter()
        .cloned()
        .partition(|run| phrase.start <= run.start && run.end <= phrase.end);
    let own = |t: usize| own.iter().any(|run| run.contains(&t));
    let free = phrase.clone().all(|t| source.contains(&t) || own(t) || !taken.holds(t));
    (free && !left.is_empty() && !overlap(&phrase, &cue)).then(|| {
        let whole = phrase.start..phrase.end.max(source.end);
        proposal.with_source(Some(whole)).with_content(left)
    })
}

/// "One doctor at | the hospital said": a source that ends on a preposition goes on to its noun.
pub(super) fn up_to_noun(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<Proposal> {
    let (cue, source) = (proposal.cue.as_ref()?, proposal.source.clone()?);
    let last = source.end.checked_sub(1).filter(|&t| ctx.token(t).relation == Relation::Case)?;
    let noun = ctx.token(last).head.filter(|&h| h > last && h - last <= MOST_MORE)?;
    let end = noun_phrase(ctx, noun).end.max(noun + 1);
    let free = (source.end..end).all(|t| !taken.holds(t) && !cue.contains(&t));
    (source.len() > 1 && free && ctx.same_sentence(last, end - 1))
        .then(|| proposal.with_source(Some(source.start..end)))
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
fn without_broken_clause(ctx: &Context<'_>, source: Tokens) -> Tokens {
    let broken = source.end.checked_sub(1).is_some_and(|t| {
        ctx.token(t).upos == Upos::Aux && ctx.token(t).head.is_some_and(|h| h >= source.end)
    });
    let relative = |t: &usize| {
        matches!(ctx.word(*t).to_lowercase().as_str(), "who" | "whose" | "whom" | "which")
    };
    match source.clone().find(relative).filter(|&at| broken && at > source.start) {
        Some(at) => trim_punct(ctx, source.start..at),
        None => source,
    }
}

/// "Troops to shoot rioters in polls: | Musharraf": a headline's colon without a source, and a
/// speaker behind it up to the end.
pub(super) fn behind_colon(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let cue = proposal.cue.as_ref().filter(|_| proposal.source.is_none())?;
    let end = ctx.reading.sentence_tokens(ctx.reading.sentence_of(cue.start)).end;
    let source = trim_punct(ctx, cue.end..end);
    let before = proposal.content.iter().all(|run| run.end <= cue.start);
    let colon = cue.len() == 1 && ctx.word(cue.start) == ":";
    (colon && before && is_speaker(ctx, &source)).then(|| proposal.with_source(Some(source)))
}

/// "The coach is at his wit's end. | “Nobody wants the job.”": a quotation that no cue introduces
/// is the word of the one person of whom its sentence, or the one before in its paragraph, tells.
pub(super) fn narrated(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let first = proposal.content.first()?.start;
    if proposal.cue.is_some() || proposal.source.is_some() {
        return None;
    }
    ctx.quotes.first_in(ctx.token(first).span).filter(|q| {
        ctx.analysis.quotes_speech(q) && ctx.reading.tokens_in(q.span).start == first
    })?;
    let own = ctx.reading.sentence_of(first);
    let told = |sentence: usize| {
        let tokens = ctx.reading.sentence_tokens(sentence);
        let subject = subject_of(ctx, tokens.start..tokens.end.min(first))?;
        (ctx.quotes.first_in(ctx.token(subject).span).is_none()).then_some(subject)
    };
    let before = || {
        let before = own.checked_sub(1).filter(|_| !ctx.begins_paragraph(first))?;
        told(before)
    };
    let subject = told(own).or_else(before)?;
    let bound = proposal.with_source(Some(noun_phrase(ctx, subject)));
    Some(Proposal { weighed: false, ..bound })
}

/// The one person who is the subject of a main verb in these words.
fn subject_of(ctx: &Context<'_>, tokens: Tokens) -> Option<usize> {
    let main = |verb: usize| {
        matches!(ctx.token(verb).relation, Relation::Root | Relation::Ccomp | Relation::Parataxis)
            || ctx.token(verb).head.is_none()
    };
    let kind = |t: usize| ctx.options.speakers.kind(&ctx.lemma(t));
    let person = |t: usize| {
        ctx.token(t).entity.label() == Some(EntityType::Per)
            || ctx.analysis.is_one_person(t) && ctx.token(t).upos == Upos::Pron
            || matches!(kind(t), Some(SpeakerKind::Person | SpeakerKind::Title))
    };
    let mut subjects = tokens.filter(|&t| {
        ctx.token(t).relation == Relation::Nsubj && ctx.token(t).head.is_some_and(main) && person(t)
    });
    let found = subjects.next()?;
    subjects.next().is_none().then_some(found)
}
