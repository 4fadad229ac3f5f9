//! Demands inside other claims: "said the union had demanded an inquiry", "asked them to join the
//! hunt". By themselves the reader's tags find them; inside a content they are not tagged.

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass};

use super::Rule;
use crate::clauses::{clause_runs, confidence, cue_span};
use crate::context::Context;
use crate::proposal::{Proposal, Stands};
use crate::speakers::is_person_like;
use crate::syntax::{agent, noun_phrase};

pub(super) struct Demand;

impl Rule for Demand {
    fn name(&self) -> &'static str {
        "demand"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        verbs.filter_map(|verb| proposal(ctx, verb)).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Inside
    }
}

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    let entry = ctx.entry(verb)?;
    let subject = agent(ctx, verb).filter(|&s| is_person_like(ctx, s))?;
    let open = ctx
        .reading
        .dependents_by(verb, &[Relation::Xcomp, Relation::Advcl])
        .find(|&t| t > verb && ctx.analysis.is_infinitive(t));
    let told = match entry.class {
        CueClass::Ask => open,
        CueClass::Demand if entry.takes(Complement::Addressee) => open,
        CueClass::Demand => open.or_else(|| ctx.reading.dependent(verb, &[Relation::Obj])),
        _ => None,
    }?;
    let cue = cue_span(ctx, verb);
    let content: Vec<_> =
        clause_runs(ctx, told, &[]).into_iter().filter(|run| run.start >= cue.end).collect();
    (!content.is_empty()).then(|| {
        let sure = confidence(ctx, &[verb, subject, told]);
        Proposal::by_rule(Some(noun_phrase(ctx, subject)), Some(cue), content, sure)
    })
}
