//! Estimates: "The commission put the number at 1,200", "analysts value the firm at two billion".

use relata_core::{Relation, Upos};
use relata_syntax::Complement;

use super::Rule;
use crate::clauses::{confidence, cue_span};
use crate::context::Context;
use crate::lexicon::{Class, is};
use crate::proposal::{Proposal, Stands};
use crate::syntax::{agent, branch, is_nominal, noun_phrase, trim_punct};

pub(super) struct Figure;

impl Rule for Figure {
    fn name(&self) -> &'static str {
        "figure"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        let figure = |v: usize| ctx.entry(v).is_some_and(|e| e.takes(Complement::Figure));
        let found = |verb: usize| {
            proposal(ctx, verb).filter(|_| figure(verb)).or_else(|| in_poll(ctx, verb))
        };
        verbs.filter_map(found).collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }
}

fn proposal(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    let subject = agent(ctx, verb).filter(|&s| is_nominal(ctx.token(s).upos))?;
    let object = ctx.reading.dependent(verb, &[Relation::Obj])?;
    let figures = ctx
        .reading
        .dependents_by(verb, &[Relation::Obl])
        .chain(ctx.reading.dependents_by(object, &[Relation::Nmod]));
    let figure = figures.into_iter().find(|&d| is_figure(ctx, d))?;
    let start = noun_phrase(ctx, object).start;
    let end = branch(ctx.reading, figure, |d| ctx.token(d).relation == Relation::AclRelcl)
        .last()
        .copied()?
        + 1;
    let content = trim_punct(ctx, start..end);
    let cue = cue_span(ctx, verb);
    (content.start >= cue.end).then(|| {
        Proposal::by_rule(
            Some(noun_phrase(ctx, subject)),
            Some(cue),
            vec![content],
            confidence(ctx, &[subject, object, figure]),
        )
    })
}

/// "A poll gave the Greens 19 per cent": what a poll gives, up to the number.
fn in_poll(ctx: &Context<'_>, verb: usize) -> Option<Proposal> {
    let subject = agent(ctx, verb).filter(|&s| is(&ctx.lemma(s), Class::Poll))?;
    let object = ctx.reading.dependent(verb, &[Relation::Obj])?;
    let cue = cue_span(ctx, verb);
    let last = branch(ctx.reading, object, |d| ctx.token(d).relation == Relation::AclRelcl);
    let content = trim_punct(ctx, cue.end..last.last().copied()? + 1);
    let counts = content.clone().any(|t| ctx.token(t).upos == Upos::Num);
    let whole = is(&ctx.lemma(verb), Class::Gives) && content.contains(&object) && counts;
    whole.then(|| {
        let sure = confidence(ctx, &[verb, subject, object]);
        Proposal::by_rule(Some(noun_phrase(ctx, subject)), Some(cue), vec![content], sure)
    })
}

/// A number, or a noun that is counted, after "at".
fn is_figure(ctx: &Context<'_>, noun: usize) -> bool {
    let at = ctx
        .reading
        .dependents_by(noun, &[Relation::Case])
        .any(|c| ctx.word(c).eq_ignore_ascii_case("at"));
    let counted = ctx.token(noun).upos == Upos::Num
        || ctx.reading.dependent(noun, &[Relation::Nummod]).is_some()
        || ctx.word(noun).starts_with(['$', '£', '€']);
    at && counted
}
