//! What somebody is said to be, in the passive: "a poll generally described as imperfect", "a
//! cabinet criticised by diplomats as bloated".

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CuePart};

use super::Rule;
use crate::clauses::{clause_runs, confidence, cue_span};
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Stands, join_runs, overlap};
use crate::syntax::{branch, noun_phrase};

pub(super) struct Described;

impl Rule for Described {
    fn name(&self) -> &'static str {
        "described"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        ctx.reading.sentence_tokens(sentence).filter_map(|verb| proposal(ctx, verb)).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }
}

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    ctx.entry(verb).filter(|e| e.part == CuePart::Verb && e.takes(Complement::As))?;
    let passive = ctx.token(verb).upos == Upos::Verb && ctx.analysis.is_passive(verb);
    let described = Some(subject(ctx, verb)?).filter(|_| passive)?;
    let (head, predicate) = predicate(ctx, verb)?;
    let cue = cue_span(ctx, verb);
    let agent = ctx.reading.dependent(verb, &[Relation::OblAgent]);
    let source = agent.map(|agent| noun_phrase(ctx, agent)).filter(|s| !s.is_empty());
    let subject = bare_phrase(ctx, described, cue.start);
    let content = join_runs([vec![subject], predicate].concat());
    let free = |run: &Tokens| !source.iter().chain([&cue]).any(|part| overlap(run, part));
    content.iter().all(free).then(|| {
        let sure = confidence(ctx, &[verb, described, head]);
        Proposal::by_rule(source.clone(), Some(cue.clone()), content, sure)
    })
}

/// Who or what is described: the subject, or the noun that the participle modifies.
fn subject(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let own = ctx.reading.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj]);
    let relative = |&s: &usize| {
        ctx.token(verb).relation == Relation::AclRelcl && ctx.token(s).upos == Upos::Pron
    };
    let modified = || {
        let clause = matches!(ctx.token(verb).relation, Relation::Acl | Relation::AclRelcl);
        ctx.token(verb).head.filter(|_| clause)
    };
    match own {
        Some(pronoun) if relative(&pronoun) => modified(),
        Some(own) => Some(own),
        None => modified(),
    }
}

/// The phrase of the noun up to the cue, without what describes it further.
fn bare_phrase(ctx: &Context<'_>, noun: usize, end: usize) -> Tokens {
    let phrase = noun_phrase(ctx, noun);
    let clause = |d: &usize| {
        matches!(ctx.token(*d).relation, Relation::Acl | Relation::AclRelcl | Relation::Appos)
    };
    let first = ctx.reading.dependents(noun).iter().copied().filter(|d| *d > noun).find(clause);
    let stop = first.map_or(end, |d| branch(ctx.reading, d, |_| false).first().map_or(d, |&t| t));
    phrase.start..phrase.end.min(stop).min(end.max(noun + 1)).max(noun + 1)
}

/// What "as" brings, with it.
fn predicate(ctx: &Context<'_>, verb: usize) -> Option<(usize, Vec<Tokens>)> {
    let relations = [Relation::Obl, Relation::Advcl, Relation::Xcomp, Relation::OblUnmarked];
    let marks = [Relation::Case, Relation::Mark];
    let introduced = |&head: &usize| {
        let first = ctx.reading.dependents_by(head, &marks).next();
        first.is_some_and(|t| ctx.word(t).eq_ignore_ascii_case("as") && t > verb)
    };
    let head = ctx.reading.dependents_by(verb, &relations).find(introduced)?;
    Some((head, clause_runs(ctx, head, &[]))).filter(|(_, runs)| !runs.is_empty())
}
