//! To whom and when a claim was made, as the cue's own clause tells.

use relata_core::{EntityType, Participant, Relation, TextSpan};
use relata_syntax::{Complement, CueClass};

use crate::anchor::Anchor;
use crate::context::{Context, Tokens};
use crate::draft::Draft;
use crate::passive_subject::shared_subject;
use crate::source::entity;
use crate::syntax::{is_nominal, noun_phrase, trim_punct};

/// Adverbs that place a claim in time.
const TIME_ADVERBS: [&str; 12] = [
    "previously",
    "earlier",
    "later",
    "recently",
    "yesterday",
    "today",
    "tonight",
    "afterwards",
    "afterward",
    "initially",
    "originally",
    "subsequently",
];

/// The addressee: "told journalists", "said to the board", "in an interview with the paper".
pub(crate) fn addressee(
    ctx: &Context<'_>,
    draft: &Draft,
    anchor: Anchor<'_>,
) -> Option<Participant> {
    let tokens =
        object_addressee(ctx, draft, anchor).or_else(|| oblique_addressee(ctx, draft, anchor))?;
    let taken = draft.source.as_ref().is_some_and(|s| crate::draft::overlap(s, &tokens));
    (!tokens.is_empty() && !taken)
        .then(|| Participant::new(TextSpan::new(ctx.text, ctx.span(&tokens)), entity(ctx, &tokens)))
}

fn object_addressee(ctx: &Context<'_>, draft: &Draft, anchor: Anchor<'_>) -> Option<Tokens> {
    let entry = anchor.entry.filter(|e| e.takes(Complement::Addressee))?;
    let verb = anchor.token;
    let object = ctx
        .reading
        .dependent(verb, &[Relation::Iobj])
        .or_else(|| ctx.reading.dependent(verb, &[Relation::Obj, Relation::NsubjPass]));
    let asks_of = matches!(entry.class, CueClass::Demand | CueClass::Ask);
    let fits = |&o: &usize| is_nominal(ctx.token(o).upos) && (asks_of || !draft.content_has(o));
    let shared = || shared_subject(ctx, verb).filter(|_| draft.source.is_none());
    object
        .or_else(shared)
        .filter(fits)
        .map(|o| noun_phrase(ctx, o))
        .or_else(|| between(ctx, draft, anchor))
        .or_else(|| told_at_end(ctx, draft, anchor))
}

/// "Pool to stay shut, councillors told": the noun before the participle with which a headline
/// ends.
fn told_at_end(ctx: &Context<'_>, draft: &Draft, anchor: Anchor<'_>) -> Option<Tokens> {
    let last = draft.source.is_none() && !ctx.same_sentence(anchor.token, anchor.token + 1);
    let noun = anchor.token.checked_sub(1).filter(|&t| {
        last && ctx.same_sentence(t, anchor.token)
            && is_nominal(ctx.token(t).upos)
            && !draft.content_has(t)
    })?;
    Some(noun_phrase(ctx, noun)).filter(|phrase| phrase.end == anchor.token)
}

/// Where the tree does not say: the words between "told" and the content.
fn between(ctx: &Context<'_>, draft: &Draft, anchor: Anchor<'_>) -> Option<Tokens> {
    let start = draft.cue.as_ref()?.end;
    let end = draft.content.iter().map(|c| c.start).find(|&c| c >= start)?;
    let run = trim_punct(ctx, start..end);
    let plain = run.clone().all(|t| is_nominal(ctx.token(t).upos));
    (plain && (1..=5).contains(&run.len()) && ctx.same_sentence(anchor.token, run.start))
        .then_some(run)
}

fn oblique_addressee(ctx: &Context<'_>, draft: &Draft, anchor: Anchor<'_>) -> Option<Tokens> {
    let speaks = |c: CueClass| {
        !matches!(
            c,
            CueClass::Think | CueClass::Judge | CueClass::Show | CueClass::Hedge | CueClass::Demand
        )
    };
    anchor.entry.filter(|e| speaks(e.class))?;
    let oblique = |case: &'static [&'static str]| {
        move |&d: &usize| has_case(ctx, d, case) && !draft.content_has(d)
    };
    let obliques: Vec<usize> =
        ctx.reading.dependents_by(anchor.token, &[Relation::Obl, Relation::Nmod]).collect();
    let to = obliques.iter().copied().find(oblique(&["to"])).filter(|&d| is_person_like(ctx, d));
    let with = || {
        let mut interviews = obliques.iter().copied().filter(oblique(&["in", "during", "at"]));
        interviews.find_map(|d| {
            ctx.reading.dependents_by(d, &[Relation::Nmod]).find(oblique(&["with", "to"]))
        })
    };
    to.or_else(with).map(|d| noun_phrase(ctx, d))
}

fn has_case(ctx: &Context<'_>, noun: usize, cases: &[&str]) -> bool {
    ctx.reading
        .dependents_by(noun, &[Relation::Case])
        .any(|c| cases.contains(&ctx.word(c).to_lowercase().as_str()))
}

/// True for somebody who can be spoken to: a name of a person or body, a pronoun, a noun that
/// stands for speakers.
pub(crate) fn is_person_like(ctx: &Context<'_>, noun: usize) -> bool {
    let named = matches!(ctx.token(noun).entity.label(), Some(EntityType::Per | EntityType::Org));
    let pronoun = ctx.token(noun).upos == relata_core::Upos::Pron;
    named || pronoun || ctx.options.speakers.kind(&ctx.lemma(noun)).is_some()
}

/// When the claim was made: a time that modifies the cue's verb outside of the content.
pub(crate) fn said_at(ctx: &Context<'_>, draft: &Draft, anchor: Anchor<'_>) -> Option<TextSpan> {
    let relations = [Relation::Advmod, Relation::Obl, Relation::OblUnmarked];
    let outside =
        |t: &usize| !draft.content_has(*t) && !draft.source.as_ref().is_some_and(|s| s.contains(t));
    let time = ctx
        .reading
        .dependents_by(anchor.token, &relations)
        .filter(outside)
        .find(|&d| is_time(ctx, d))?;
    let branch = crate::syntax::branch(ctx.reading, time, |d| {
        matches!(ctx.token(d).relation, Relation::AclRelcl | Relation::Parataxis)
    });
    let free = branch.into_iter().filter(outside);
    let (first, last) = free.fold((usize::MAX, 0), |(a, b), t| (a.min(t), b.max(t)));
    let run = trim_punct(ctx, first..last.saturating_add(1));
    let clean = (1..=8).contains(&run.len()) && run.clone().all(|t| outside(&t));
    clean.then(|| TextSpan::new(ctx.text, ctx.span(&run)))
}

/// Nouns that a day or date goes before.
const PARTS_OF_TIME: &[&str] =
    &["morning", "afternoon", "evening", "night", "noon", "weekend", "week", "month", "year"];

/// True for a word that tells a time.
pub(crate) fn is_time(ctx: &Context<'_>, token: usize) -> bool {
    let tagged =
        |t: usize| matches!(ctx.token(t).entity.label(), Some(EntityType::Date | EntityType::Time));
    // "on Thursday evening": the tag may stop before the part of the day.
    let part = || {
        PARTS_OF_TIME.contains(&ctx.lemma(token).as_str())
            && ctx.reading.dependents(token).iter().any(|&d| tagged(d))
    };
    tagged(token) || part() || TIME_ADVERBS.contains(&ctx.lemma(token).as_str())
}
