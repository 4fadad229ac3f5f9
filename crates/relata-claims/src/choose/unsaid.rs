//! What looks like a claim and is none.

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass, CuePart};

use super::deeds::is_deed;
use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::proposal::{Origin, Proposal};
use crate::syntax::consulted;
use crate::words::is_first_person;

/// Why something is no claim, by name.
type Reason = (&'static str, fn(&Context<'_>, &Proposal) -> bool);

const REASONS: [Reason; 10] = [
    ("deed", is_deed),
    ("rubric", is_rubric),
    ("measure", is_measured),
    ("transfer", is_transfer),
    ("hearsay of another", is_hearsay),
    ("name", is_name),
    ("noun's own", is_of_noun),
    ("consulted", is_consulting),
    ("due", is_due),
    ("cited", is_cited),
];

/// The names of the reasons.
pub(crate) fn reasons() -> impl Iterator<Item = &'static str> {
    REASONS.into_iter().map(|(name, _)| name)
}

/// True for what is no claim at all, whoever found it: deeds, names, kinds of articles before a
/// colon, what is arranged "according to size", refusals to give, hearsay about who is no source of
/// it.
pub(super) fn is_unsaid(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    REASONS.iter().any(|(name, holds)| ctx.options.applies(name) && holds(ctx, proposal))
}

/// "Explainer: how the new system works"
fn is_rubric(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(source) = &proposal.source else { return false };
    let last = source.end.saturating_sub(1);
    source.len() <= MOST_RUBRIC && ctx.analysis.is_rubric(last) && ctx.word(source.end) == ":"
}

/// Most words of the name of a kind of articles.
const MOST_RUBRIC: usize = 2;

/// "Army chief Said Chengriha suggested": a cue that is a part of a person's name.
fn is_name(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let named = |t: usize| {
        ctx.token(t).upos == Upos::Propn
            && ctx.token(t).entity.label() == Some(relata_core::EntityType::Per)
    };
    proposal.cue.as_ref().is_some_and(|cue| cue.clone().all(named))
}

/// "sorted according to size": behind a phrase that introduces a speaker, a bare noun that is
/// none.
fn is_measured(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let (Some(cue), Some(source)) = (&proposal.cue, &proposal.source) else { return false };
    if ctx.phrase_at(cue.start).is_none() || source.start < cue.end {
        return false;
    }
    let extent =
        |t: usize| is(&ctx.lemma(t), Class::Extent) && ctx.token(t).entity.label().is_none();
    if ctx.reading.head_of_span(ctx.span(source)).is_some_and(extent) {
        return true;
    }
    let determined = |t: usize| {
        // "according to their events"
        let owner = ctx.token(t).relation == Relation::NmodPoss && ctx.token(t).upos == Upos::Pron;
        let possessed = ctx.token(t).upos == Upos::Noun && is_owned(ctx, t);
        matches!(ctx.token(t).upos, Upos::Det | Upos::Propn | Upos::Pron | Upos::Num) && !owner
            || ctx.token(t).entity.label().is_some()
            || ctx.options.speakers.kind(&ctx.lemma(t)).is_some()
            || ctx.entry(t).is_some()
            || !possessed && ctx.word(t).to_lowercase() != ctx.lemma(t)
    };
    let mut phrase = source.clone().take_while(|&t| ctx.token(t).upos != Upos::Adp);
    !phrase.any(determined) && !ctx.word(source.start).starts_with(char::is_uppercase)
}

/// "The union's warning that trains will stop has alarmed hoteliers": what a noun tells is not told
/// again by a verb that says nothing.
fn is_of_noun(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let (Some(cue), Some(run)) = (&proposal.cue, proposal.content.first()) else { return false };
    let verb = anchor(ctx, cue);
    let says = |&t: &usize| {
        ctx.entry(t).is_some_and(|e| e.part == CuePart::Noun && e.takes(Complement::Clause))
    };
    // "The union's warning": a possessor may stand before the noun.
    let owned = |noun: usize| {
        (run.start..noun)
            .all(|t| ctx.reading.ancestors(t).take(MOST_OWNER).any(|above| above == noun))
    };
    let noun = run.clone().take(MOST_OWNER).find(says).filter(|&noun| owned(noun));
    let clause = |noun: usize| {
        let mut clauses = ctx.reading.dependents_by(noun, &[Relation::Acl, Relation::Ccomp]);
        clauses.any(|c| {
            let mut marks = ctx.reading.dependents_by(c, &[Relation::Mark]);
            run.contains(&c) && marks.any(|m| ctx.word(m).eq_ignore_ascii_case("that"))
        })
    };
    proposal.origin == Origin::Tags
        && verb.entry.is_none()
        && ctx.token(verb.token).upos == Upos::Verb
        && noun.is_some_and(clause)
        && run.end <= cue.start
}

/// Most words of who owns the noun, and steps from them to it.
const MOST_OWNER: usize = 6;

/// "If you ask the cobbler, the street died with the tram": whoever would ask says nothing.
fn is_consulting(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let (Some(cue), Some(source)) = (&proposal.cue, &proposal.source) else { return false };
    let asked = consulted(ctx, anchor(ctx, cue).token);
    asked.is_some_and(|asked| !source.contains(&asked))
}

/// "The court must state whether it confirms the result": what is due is not yet said. "I must say"
/// says it.
fn is_due(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(cue) = &proposal.cue else { return false };
    let found = anchor(ctx, cue);
    let says = found.entry.is_some_and(|e| e.part == CuePart::Verb && e.class != CueClass::Think);
    let first = |s: &Tokens| s.clone().any(|t| is_first_person(ctx, t));
    says && has_auxiliary(ctx, found.token, Class::Duty)
        && proposal.source.as_ref().is_some_and(|source| !first(source))
}

/// "citing unnamed security sources": who is cited speaks, and is not what is said.
fn is_cited(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let (Some(cue), [run]) = (&proposal.cue, proposal.content.as_slice()) else { return false };
    let verb = anchor(ctx, cue).token;
    let speaks = |object: usize| {
        let person = [relata_core::EntityType::Per, relata_core::EntityType::Org];
        ctx.options.speakers.kind(&ctx.lemma(object)).is_some()
            || ctx.token(object).entity.label().is_some_and(|label| person.contains(&label))
    };
    let object = ctx.reading.dependent(verb, &[Relation::Obj]);
    is(&ctx.lemma(verb), Class::Citing)
        && !ctx.analysis.is_passive(verb)
        && object.is_some_and(|object| {
            ctx.reading.head_of_span(ctx.span(run)) == Some(object) && speaks(object)
        })
}

fn has_auxiliary(ctx: &Context<'_>, verb: usize, class: Class) -> bool {
    let mut auxiliaries = ctx.reading.dependents_by(verb, &[Relation::Aux]);
    auxiliaries.any(|t| is(&ctx.word(t).to_lowercase(), class))
}

/// True for a noun with a pronoun for its owner.
fn is_owned(ctx: &Context<'_>, noun: usize) -> bool {
    let owner = ctx.reading.dependent(noun, &[Relation::NmodPoss]);
    owner.is_some_and(|owner| ctx.token(owner).upos == Upos::Pron)
}

/// "has reportedly agreed to join": what is told of somebody by hearsay is not his own word, and
/// what he did is no cue, unless the verb is one of speaking.
fn is_hearsay(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(cue) = &proposal.cue else { return false };
    let hearsay = |t: usize| {
        ctx.entry(t).is_some_and(|e| e.part == CuePart::Adverb && e.takes(Complement::Clause))
    };
    let speaks = |t: usize| {
        ctx.entry(t).is_some_and(|e| e.part == CuePart::Verb && e.takes(Complement::Quote))
            && ctx.reading.dependent(t, &[Relation::Xcomp]).is_none()
    };
    let deed = || cue.clone().any(|t| ctx.token(t).upos == Upos::Verb);
    proposal.origin == Origin::Tags
        && (proposal.source.is_some() || deed())
        && cue.clone().any(hearsay)
        && !cue.clone().any(speaks)
}

/// "The junta denied the leader a passport": who denies somebody something says nothing.
fn is_transfer(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(cue) = &proposal.cue else { return false };
    let found = anchor(ctx, cue);
    found.entry.is_some_and(|e| e.class == CueClass::Deny)
        && [Relation::Iobj, Relation::Obj]
            .into_iter()
            .all(|object| ctx.reading.dependent(found.token, &[object]).is_some())
}
