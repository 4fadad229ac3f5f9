//! Questions to single words: do they tell a time, do they stand in quotation marks.

use relata_core::{EntityType, Span};

use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::proposal::Proposal;

/// True for a word that tells a time.
pub(crate) fn is_time(ctx: &Context<'_>, token: usize) -> bool {
    let tagged =
        |t: usize| matches!(ctx.token(t).entity.label(), Some(EntityType::Date | EntityType::Time));
    // "on Thursday evening": the tag may stop before the part of the day.
    let part = || {
        is(&ctx.lemma(token), Class::PartOfTime)
            && ctx.reading.dependents(token).iter().any(|&d| tagged(d))
    };
    tagged(token) || part() || is(&ctx.lemma(token), Class::When)
}

/// True for a pronoun by which speakers mean themselves.
pub(crate) fn is_first_person(ctx: &Context<'_>, token: usize) -> bool {
    is(&ctx.word(token).to_lowercase(), Class::FirstPerson)
}

/// Words of the content in quotation marks, and those outside.
pub(crate) fn words_in_quotation(ctx: &Context<'_>, proposal: &Proposal) -> (usize, usize) {
    let cue = proposal.cue.as_ref().map(|c| ctx.span(c));
    let (mut quoted, mut plain) = (0_usize, 0_usize);
    for run in &proposal.content {
        let (inside, all) = count(ctx, run, cue);
        quoted += inside;
        plain += all - inside;
    }
    (quoted, plain)
}

/// Words of the run in quotation marks, and all its words.
fn count(ctx: &Context<'_>, run: &Tokens, cue: Option<Span>) -> (usize, usize) {
    let outer = |q: &Span| cue.is_some_and(|c| q.contains(c));
    let quotations: Vec<_> =
        ctx.quotes.all_in(ctx.span(run)).map(|q| q.span).filter(|q| !outer(q)).collect();
    let words = run.clone().filter(|&t| !ctx.is_punct(t));
    let mut next = quotations.iter().peekable();
    let (mut inside, mut all) = (0, 0);
    for token in words {
        let span = ctx.token(token).span;
        while next.next_if(|q| q.end() <= span.start()).is_some() {}
        all += 1;
        inside += usize::from(next.peek().is_some_and(|q| q.contains(span)));
    }
    (inside, all)
}
