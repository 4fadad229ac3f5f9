//! What is told by hearsay, of a source that is not stated: "has reportedly left", "allegedly set
//! the fire", "reports of shooting".

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CuePart};

use super::Rule;
use crate::clauses::{clause_runs, confidence};
use crate::context::Context;
use crate::proposal::Proposal;

pub(super) struct Hearsay;

impl Rule for Hearsay {
    fn name(&self) -> &'static str {
        "hearsay"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let tokens = ctx.reading.sentence_tokens(sentence);
        tokens.filter_map(|t| adverb(ctx, t).or_else(|| noun(ctx, t))).collect()
    }
}

/// The clause that the adverb modifies.
fn adverb(ctx: &Context<'_>, token: usize) -> Option<Proposal> {
    ctx.entry(token)
        .filter(|e| e.part == CuePart::Adverb && e.takes(Complement::Clause))
        .filter(|_| ctx.token(token).relation == Relation::Advmod)?;
    let head = ctx.token(token).head?;
    let subject = [Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
    let clause =
        ctx.token(head).upos == Upos::Verb || ctx.reading.dependent(head, &subject).is_some();
    let content = clause_runs(ctx, head, &[token]);
    (clause && !content.is_empty()).then(|| {
        Proposal::by_rule(None, Some(token..token + 1), content, confidence(ctx, &[token, head]))
    })
}

/// "Reports of shooting", "allegations of fraud": a bare plural, and what "of" brings.
fn noun(ctx: &Context<'_>, token: usize) -> Option<Proposal> {
    ctx.entry(token).filter(|e| e.part == CuePart::Noun && e.takes(Complement::Hearsay))?;
    let plural = ctx.word(token).to_lowercase() != ctx.lemma(token);
    let bare = ctx.reading.dependent(token, &[Relation::Det, Relation::NmodPoss]).is_none();
    let of = |&d: &usize| {
        ctx.reading
            .dependents_by(d, &[Relation::Case])
            .any(|c| c == token + 1 && ctx.word(c).eq_ignore_ascii_case("of"))
    };
    let told = ctx.reading.dependents_by(token, &[Relation::Nmod]).find(of)?;
    let runs = clause_runs(ctx, told, &[]).into_iter();
    let content: Vec<_> = runs
        .map(|run| run.start.max(token + 2)..run.end)
        .filter(|run| run.start < run.end)
        .collect();
    (plural && bare && !content.is_empty()).then(|| {
        Proposal::by_rule(None, Some(token..token + 1), content, confidence(ctx, &[token, told]))
    })
}
