//! The passive of reporting and believing, whose source is not stated: "The depot is believed to be
//! empty", "It is said that …"; and of telling: "He was told that the depot is empty".

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CuePart};

use super::Rule;
use crate::clauses::{clause_runs, confidence, cue_span, is_finite};
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Stands, join_runs, overlap};
use crate::syntax::noun_phrase;

pub(super) struct PassiveCue;

impl Rule for PassiveCue {
    fn name(&self) -> &'static str {
        "passive"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        verbs
            .filter(|&v| ctx.reading.dependent(v, &[Relation::AuxPass]).is_some())
            .filter_map(|v| proposal(ctx, v))
            .collect()
    }

    fn is_common(&self) -> bool {
        true
    }
}

/// Who is told something, by somebody who is named or not.
pub(super) struct Told;

impl Rule for Told {
    fn name(&self) -> &'static str {
        "told"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        ctx.reading.sentence_tokens(sentence).filter_map(|verb| told(ctx, verb)).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }
}

/// "he has been told that the shapes are graves": the clause alone, since the subject is spoken to.
fn told(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    ctx.entry(verb).filter(|e| {
        e.part == CuePart::Verb && e.takes(Complement::Addressee) && e.takes(Complement::Clause)
    })?;
    ctx.reading.dependent(verb, &[Relation::AuxPass])?;
    let agent = ctx.reading.dependent(verb, &[Relation::OblAgent]);
    let source = agent.map(|a| noun_phrase(ctx, a));
    let (head, content) = clause(ctx, verb)?;
    let cue = cue_span(ctx, verb);
    let parts = || source.iter().chain([&cue]);
    let apart = content.iter().all(|run| parts().all(|part| !overlap(run, part)));
    (apart && !content.is_empty()).then(|| {
        Proposal::by_rule(
            source.clone(),
            Some(cue.clone()),
            content,
            confidence(ctx, &[verb, head]),
        )
    })
}

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    ctx.entry(verb).filter(|e| e.takes(Complement::Passive))?;
    let agent = ctx.reading.dependent(verb, &[Relation::OblAgent]);
    let source = agent.map(|a| noun_phrase(ctx, a));
    let (head, content) = infinitive(ctx, verb).or_else(|| clause(ctx, verb))?;
    let cue = cue_span(ctx, verb);
    let apart = content.iter().all(|run| !overlap(run, &cue));
    (apart && !content.is_empty())
        .then(|| Proposal::by_rule(source, Some(cue), content, confidence(ctx, &[verb, head])))
}

/// Subject and infinitive together: "the depot … to be empty".
fn infinitive(ctx: &Context<'_>, verb: usize) -> Option<(usize, Vec<Tokens>)> {
    let subject = ctx.reading.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj])?;
    let head = ctx.reading.dependent(verb, &[Relation::Xcomp])?;
    let mut runs = clause_runs(ctx, head, &[]);
    runs.push(noun_phrase(ctx, subject));
    Some((head, join_runs(runs)))
}

/// "It is said that …".
fn clause(ctx: &Context<'_>, verb: usize) -> Option<(usize, Vec<Tokens>)> {
    let head = ctx
        .reading
        .dependents_by(verb, &[Relation::Ccomp, Relation::CsubjPass, Relation::Csubj])
        .find(|&c| is_finite(ctx, c))?;
    Some((head, clause_runs(ctx, head, &[])))
}
