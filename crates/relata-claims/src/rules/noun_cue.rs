//! Nouns that attribute a clause: "his claim that …", "a statement by the firm that …".

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CuePart};

use super::Rule;
use super::complement::{clause_runs, confidence, is_finite};
use crate::context::{Context, Tokens};
use crate::draft::Draft;
use crate::surroundings::is_person_like;
use crate::syntax::noun_phrase;

pub(super) struct NounCue;

impl Rule for NounCue {
    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Draft> {
        let nouns: Vec<usize> = ctx
            .reading
            .sentence_tokens(sentence)
            .filter(|&t| ctx.token(t).upos == Upos::Noun)
            .collect();
        let takes = |n: usize, complement| {
            ctx.entry(n).is_some_and(|e| e.part == CuePart::Noun && e.takes(complement))
        };
        let clauses = nouns
            .iter()
            .filter(|&&n| takes(n, Complement::Clause))
            .filter_map(|&noun| draft(ctx, noun));
        let topics = nouns
            .iter()
            .filter(|&&n| takes(n, Complement::Topic))
            .filter_map(|&noun| topic(ctx, noun));
        clauses.chain(topics).collect()
    }
}

/// "his criticism of the plan": a possessor, the noun, and what follows it with a preposition.
fn topic(ctx: &Context<'_>, noun: usize) -> Option<Draft> {
    let owner =
        ctx.reading.dependent(noun, &[Relation::NmodPoss]).filter(|&o| is_person_like(ctx, o))?;
    let about = ctx
        .reading
        .dependents_by(noun, &[Relation::Nmod])
        .find(|&d| d > noun && preposition(ctx, d) == Some(noun + 1))?;
    let source = noun_phrase(ctx, owner);
    let first = noun + 2;
    let content: Vec<Tokens> = clause_runs(ctx, about, &[])
        .into_iter()
        .map(|run| run.start.max(first)..run.end)
        .filter(|run| run.start < run.end)
        .collect();
    (!content.is_empty() && source.end <= noun).then(|| {
        Draft::by_rule(
            Some(source),
            Some(noun..noun + 2),
            content,
            confidence(ctx, &[owner, about]),
        )
    })
}

fn preposition(ctx: &Context<'_>, noun: usize) -> Option<usize> {
    let known = |c: &usize| {
        matches!(
            ctx.word(*c).to_lowercase().as_str(),
            "of" | "on" | "about" | "for" | "against" | "over"
        )
    };
    ctx.reading.dependents_by(noun, &[Relation::Case]).find(known)
}

fn draft(ctx: &Context<'_>, noun: usize) -> Option<Draft> {
    let that = |&c: &usize| {
        ctx.reading
            .dependents_by(c, &[Relation::Mark])
            .any(|m| ctx.word(m).eq_ignore_ascii_case("that"))
    };
    let clause = ctx
        .reading
        .dependents_by(noun, &[Relation::Acl, Relation::Ccomp])
        .filter(that)
        .find(|&c| is_finite(ctx, c))?;
    let content = clause_runs(ctx, clause, &[]);
    let source = source(ctx, noun, clause);
    let cue = noun..noun + 1;
    (source.is_some() && !content.is_empty())
        .then(|| Draft::by_rule(source, Some(cue), content, confidence(ctx, &[clause])))
}

/// Its possessor, or the noun after "by", "of" or "from".
fn source(ctx: &Context<'_>, noun: usize, clause: usize) -> Option<Tokens> {
    let by = |&d: &usize| {
        ctx.reading
            .dependents_by(d, &[Relation::Case])
            .any(|c| matches!(ctx.word(c).to_lowercase().as_str(), "by" | "from" | "of"))
    };
    let possessor = ctx.reading.dependent(noun, &[Relation::NmodPoss]);
    let after =
        || ctx.reading.dependents_by(noun, &[Relation::Nmod]).filter(|&d| d < clause).find(by);
    possessor.or_else(after).map(|d| noun_phrase(ctx, d))
}
