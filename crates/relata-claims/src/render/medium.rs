//! Through what a claim was made: "in a statement", "on Twitter", "by telephone", "during a call
//! with analysts".

use relata_core::{Relation, TextSpan};

use crate::anchor::Anchor;
use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::proposal::Proposal;
use crate::syntax::{branch, trim_punct};

/// Prepositions with which they stand.
const PREPOSITIONS: [&str; 9] =
    ["in", "on", "via", "by", "through", "at", "during", "over", "from"];

/// Most words of a medium.
const MOST_WORDS: usize = 12;

/// The phrase that names it, preposition and all: it modifies the cue, or opens its sentence.
pub(super) fn medium(
    ctx: &Context<'_>,
    proposal: &Proposal,
    anchor: Anchor<'_>,
) -> Option<TextSpan> {
    let outside = |t: usize| {
        !proposal.content_has(t) && proposal.source.as_ref().is_none_or(|s| !s.contains(&t))
    };
    let of_cue = || {
        ctx.reading
            .dependents_by(anchor.token, &[Relation::Obl, Relation::OblUnmarked, Relation::Nmod])
    };
    let behind = || {
        let cue = proposal.cue.clone().unwrap_or_default();
        (cue.start..cue.end + 3).filter(|&t| ctx.same_sentence(t, anchor.token))
    };
    let found = of_cue()
        .chain(behind())
        .find(|&noun| outside(noun) && is_channel(ctx, noun) && preposition(ctx, noun).is_some())?;
    let tokens = phrase(ctx, noun_with_preposition(ctx, found)?, found);
    let clean = (1..=MOST_WORDS).contains(&tokens.len()) && tokens.clone().all(outside);
    clean.then(|| TextSpan::new(ctx.text, ctx.span(&tokens)))
}

fn is_channel(ctx: &Context<'_>, noun: usize) -> bool {
    is(&ctx.lemma(noun), Class::Channel)
}

fn preposition(ctx: &Context<'_>, noun: usize) -> Option<usize> {
    let known =
        |c: &usize| *c < noun && PREPOSITIONS.contains(&ctx.word(*c).to_lowercase().as_str());
    ctx.reading.dependents_by(noun, &[Relation::Case]).find(known)
}

fn noun_with_preposition(ctx: &Context<'_>, noun: usize) -> Option<usize> {
    preposition(ctx, noun).filter(|&p| noun - p <= MOST_WORDS)
}

/// From the preposition to the end of the noun phrase, without clauses.
fn phrase(ctx: &Context<'_>, preposition: usize, noun: usize) -> Tokens {
    let skip = |d: usize| {
        matches!(
            ctx.token(d).relation,
            Relation::AclRelcl
                | Relation::Parataxis
                | Relation::Punct
                | Relation::Appos
                | Relation::Conj
        )
    };
    let mut end = noun + 1;
    for token in branch(ctx.reading, noun, skip).into_iter().filter(|&t| t > noun) {
        if token != end {
            break;
        }
        end = token + 1;
    }
    trim_punct(ctx, preposition..end)
}
