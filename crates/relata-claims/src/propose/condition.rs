//! Conditions that name on whose word the clause rests: "if the forecast is to be believed, …", "if
//! you ask the cobbler, …".

use relata_core::{Relation, Upos};

use super::Rule;
use crate::clauses::{clause_runs, confidence};
use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::proposal::{Proposal, Stands};
use crate::syntax::{consulted, is_condition, noun_phrase};

pub(super) struct Condition;

impl Rule for Condition {
    fn name(&self) -> &'static str {
        "condition"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        verbs.filter_map(|verb| proposal(ctx, verb)).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }
}

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    let clause = ctx.token(verb).head.filter(|_| is_condition(ctx, verb))?;
    let believed = || Some((believed(ctx, verb)?, with_auxiliaries(ctx, verb)));
    let (who, cue) = believed().or_else(|| Some((consulted(ctx, verb)?, verb..verb + 1)))?;
    let source = noun_phrase(ctx, who);
    let content = clause_runs(ctx, clause, &[verb]);
    let apart = source.end <= cue.start || cue.end <= source.start;
    (apart && !content.is_empty()).then(|| {
        let sure = confidence(ctx, &[verb, who]);
        Proposal::by_rule(Some(source), Some(cue), content, sure)
    })
}

/// Who "is to be believed".
fn believed(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let believes = is(&ctx.lemma(verb), Class::Believed) && ctx.analysis.is_passive(verb);
    let subject = ctx.reading.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj]);
    let clause = ctx.reading.dependent(verb, &[Relation::Ccomp, Relation::Xcomp, Relation::Csubj]);
    subject.filter(|_| believes && clause.is_none())
}

/// "is to be believed"
fn with_auxiliaries(ctx: &Context<'_>, verb: usize) -> Tokens {
    let auxiliaries = ctx.reading.dependents_by(verb, &[Relation::Aux, Relation::AuxPass]);
    auxiliaries.min().unwrap_or(verb).min(verb)..verb + 1
}
