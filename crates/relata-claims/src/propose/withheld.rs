//! What is not said: "has not responded to a request for comment", "would not give a number",
//! "could not be reached for comment", "has said nothing", "no figures were released".

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass, CuePart};

use super::Rule;
use crate::clauses::{clause_runs, confidence, cue_span};
use crate::context::Context;
use crate::proposal::{Proposal, Stands};
use crate::speakers::is_person_like;
use crate::syntax::{agent, noun_phrase};

pub(super) struct Withheld;

impl Rule for Withheld {
    fn name(&self) -> &'static str {
        "withheld"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        // With a particle it is another verb: to "give up" a town is not to give an answer.
        let plain = verbs.filter(|&v| ctx.reading.dependent(v, &[Relation::CompoundPrt]).is_none());
        let known = plain.filter(|&v| {
            ctx.entry(v).is_some_and(|e| e.takes(Complement::Negated)) || has_no_comment(ctx, v)
        });
        known.filter_map(|verb| proposal(ctx, verb)).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }
}

/// Who "could not be reached" keeps silent; who does not reach something has said nothing of it.
const REACHED: &str = "reach";

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    if ctx.lemma(verb) == REACHED && !ctx.analysis.is_passive(verb) {
        return None;
    }
    let nothing = ctx.reading.dependent(verb, &[Relation::Obj]).filter(|&o| is_no(ctx, o));
    if let Some(subject) =
        ctx.reading.dependent(verb, &[Relation::NsubjPass]).filter(|&s| has_no(ctx, s))
    {
        let content = clause_runs(ctx, subject, &[]);
        return Some(Proposal::by_rule(
            None,
            Some(cue_span(ctx, verb)),
            content,
            confidence(ctx, &[verb, subject]),
        ));
    }
    if nothing.is_none() && !ctx.analysis.is_negated(verb) {
        return None;
    }
    let participle = matches!(ctx.token(verb).relation, Relation::Acl | Relation::Amod);
    let subject = speaker(ctx, verb).filter(|_| !participle)?;
    let (preposition, head) = nothing.map(|o| (None, o)).or_else(|| complement(ctx, verb))?;
    if !is_person_like(ctx, subject) && !is_approach(ctx, head) {
        return None;
    }
    let mut cue = cue_span(ctx, verb);
    let mut content = clause_runs(ctx, head, &[]);
    if let (Some(preposition), Some(run)) =
        (preposition.filter(|&p| p == cue.end), content.first_mut())
        && run.start == preposition
    {
        (cue.end, run.start) = (preposition + 1, preposition + 1);
    }
    content.retain(|run| !run.is_empty() && run.start >= cue.end);
    (!content.is_empty()).then(|| {
        Proposal::by_rule(
            Some(noun_phrase(ctx, subject)),
            Some(cue),
            content,
            confidence(ctx, &[verb, subject, head]),
        )
    })
}

/// "a request for comment", "questions": whoever is approached so can speak.
fn is_approach(ctx: &Context<'_>, noun: usize) -> bool {
    ctx.entry(noun).is_some_and(|e| {
        e.part == CuePart::Noun
            && (matches!(e.class, CueClass::Ask | CueClass::Demand) || e.lemma == COMMENT)
    })
}

/// "had no comment", "would offer no comment"
fn has_no_comment(ctx: &Context<'_>, verb: usize) -> bool {
    let object = ctx.reading.dependent(verb, &[Relation::Obj]);
    object.is_some_and(|o| ctx.lemma(o) == COMMENT && has_no(ctx, o))
}

/// For it somebody "could not be reached".
const COMMENT: &str = "comment";

/// Who keeps silent: the subject, in the passive too ("could not be reached").
fn speaker(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    if ctx.analysis.is_passive(verb) {
        ctx.reading.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj])
    } else {
        agent(ctx, verb)
    }
}

/// What is not told: a clause, an object, or the noun after "to", "on" or "for", which comes with
/// its preposition.
fn complement(ctx: &Context<'_>, verb: usize) -> Option<(Option<usize>, usize)> {
    let clause = ctx.reading.dependent(verb, &[Relation::Ccomp, Relation::Xcomp]);
    let oblique = || {
        let mut obliques = ctx.reading.dependents_by(verb, &[Relation::Obl]);
        obliques.find_map(|o| case(ctx, o).map(|c| (Some(c), o)))
    };
    let object = || ctx.reading.dependent(verb, &[Relation::Obj]);
    clause.map(|c| (None, c)).or_else(oblique).or_else(|| object().map(|o| (None, o)))
}

fn case(ctx: &Context<'_>, noun: usize) -> Option<usize> {
    ctx.reading
        .dependents_by(noun, &[Relation::Case])
        .find(|&c| matches!(ctx.word(c).to_lowercase().as_str(), "to" | "on" | "for" | "about"))
}

fn is_no(ctx: &Context<'_>, token: usize) -> bool {
    ctx.word(token).eq_ignore_ascii_case("nothing") || has_no(ctx, token)
}

fn has_no(ctx: &Context<'_>, noun: usize) -> bool {
    ctx.reading
        .dependents_by(noun, &[Relation::Det])
        .any(|d| ctx.word(d).eq_ignore_ascii_case("no"))
}
