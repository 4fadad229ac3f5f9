//! The passive of reporting and believing, whose source is not stated: "The depot is believed to be
//! empty", "It is said that …".

use relata_core::{Relation, Upos};
use relata_syntax::Complement;

use super::Rule;
use crate::clauses::{clause_runs, confidence, cue_span, is_finite};
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, join_runs};
use crate::syntax::noun_phrase;

pub(super) struct PassiveCue;

impl Rule for PassiveCue {
    fn name(&self) -> &'static str {
        "passive"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        let known = verbs.filter(|&v| ctx.entry(v).is_some_and(|e| e.takes(Complement::Passive)));
        known
            .filter(|&v| ctx.reading.dependent(v, &[Relation::AuxPass]).is_some())
            .filter_map(|v| proposal(ctx, v))
            .collect()
    }
}

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    let agent = ctx.reading.dependent(verb, &[Relation::OblAgent]);
    let source = agent.map(|a| noun_phrase(ctx, a));
    let (head, content) = infinitive(ctx, verb).or_else(|| clause(ctx, verb))?;
    let cue = cue_span(ctx, verb);
    let apart = content.iter().all(|run| !crate::proposal::overlap(run, &cue));
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
