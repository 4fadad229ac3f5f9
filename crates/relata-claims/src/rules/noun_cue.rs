//! Nouns that attribute a clause: "his claim that …", "a statement by the firm that …".

use relata_core::{Relation, Upos};

use super::Rule;
use super::complement::{clause_runs, confidence, is_finite};
use crate::context::{Context, Tokens};
use crate::draft::Draft;
use crate::lexicon::{Complement, CuePart};
use crate::syntax::noun_phrase;

pub(super) struct NounCue;

impl Rule for NounCue {
    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Draft> {
        let nouns = ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Noun);
        let known = nouns.filter(|&n| ctx.entry(n).is_some_and(|e| e.part == CuePart::Noun && e.takes(Complement::Clause)));
        known.filter_map(|noun| draft(ctx, noun)).collect()
    }
}

fn draft(ctx: &Context<'_>, noun: usize) -> Option<Draft> {
    let that = |&c: &usize| ctx.reading.dependents_by(c, &[Relation::Mark]).any(|m| ctx.word(m).eq_ignore_ascii_case("that"));
    let clause = ctx.reading.dependents_by(noun, &[Relation::Acl, Relation::Ccomp]).filter(that).find(|&c| is_finite(ctx, c))?;
    let content = clause_runs(ctx, clause, &[]);
    let source = source(ctx, noun, clause);
    let cue = noun..noun + 1;
    (source.is_some() && !content.is_empty()).then(|| Draft::by_rule(source, Some(cue), content, confidence(ctx, &[clause])))
}

/// Its possessor, or the noun after "by", "of" or "from".
fn source(ctx: &Context<'_>, noun: usize, clause: usize) -> Option<Tokens> {
    let by = |&d: &usize| ctx.reading.dependents_by(d, &[Relation::Case]).any(|c| matches!(ctx.word(c).to_lowercase().as_str(), "by" | "from" | "of"));
    let possessor = ctx.reading.dependent(noun, &[Relation::NmodPoss]);
    let after = || ctx.reading.dependents_by(noun, &[Relation::Nmod]).filter(|&d| d < clause).find(by);
    possessor.or_else(after).map(|d| noun_phrase(ctx, d))
}
