//! Claims that are more likely wrong than worth it.

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass, CuePart};

use crate::anchor::anchor;
use crate::context::Context;
use crate::deeds::is_deed;
use crate::draft::{Draft, Origin, retain};
use crate::evidence::evidence;
use crate::score::{content_score, score};

/// Leaves out claims that rest on the reader's tags alone and whose content is less likely one than
/// [`min_tagged_score`](crate::ClaimOptions::min_tagged_score).
///
/// Rules and layouts are not asked: they find what the reader has missed, so that the tags always
/// speak against them.
pub(crate) fn leave_out_tagged(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let least = ctx.options.min_tagged_score;
    retain(drafts, |d| {
        d.origin != Origin::Tags
            || !is_hearsay(ctx, d)
                && (d.within.is_some() || content_score(&evidence(ctx, d)).get() >= least)
    });
}

/// Leaves out what is no claim at all, whoever found it: deeds, names, kinds of articles before a
/// colon, and what is arranged "according to size".
pub(crate) fn leave_out_unsaid(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    retain(drafts, |draft| {
        !is_deed(ctx, draft) && !is_rubric(ctx, draft) && !is_measured(ctx, draft)
    });
}

/// "Explainer: how the new system works"
fn is_rubric(ctx: &Context<'_>, draft: &Draft) -> bool {
    let Some(source) = &draft.source else { return false };
    let last = source.end.saturating_sub(1);
    source.len() <= MOST_RUBRIC && ctx.analysis.is_rubric(last) && ctx.word(source.end) == ":"
}

/// Most words of the name of a kind of articles.
const MOST_RUBRIC: usize = 2;

/// "sorted according to size": behind a phrase that introduces a speaker, a bare noun that is
/// none.
fn is_measured(ctx: &Context<'_>, draft: &Draft) -> bool {
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return false };
    if ctx.phrase_at(cue.start).is_none() || source.start < cue.end {
        return false;
    }
    let determined = |t: usize| {
        matches!(ctx.token(t).upos, Upos::Det | Upos::Propn | Upos::Pron | Upos::Num)
            || ctx.token(t).entity.label().is_some()
            || ctx.options.speakers.kind(&ctx.lemma(t)).is_some()
            || ctx.entry(t).is_some()
            || ctx.word(t).to_lowercase() != ctx.lemma(t)
    };
    let mut phrase = source.clone().take_while(|&t| ctx.token(t).upos != Upos::Adp);
    !phrase.any(determined) && !ctx.word(source.start).starts_with(char::is_uppercase)
}

/// "has reportedly agreed to join": what is told of somebody by hearsay is not his own word, unless
/// the verb is one of speaking.
fn is_hearsay(ctx: &Context<'_>, draft: &Draft) -> bool {
    let Some(cue) = &draft.cue else { return false };
    let hearsay = |t: usize| {
        ctx.entry(t).is_some_and(|e| e.part == CuePart::Adverb && e.takes(Complement::Clause))
    };
    let speaks = |t: usize| {
        ctx.entry(t).is_some_and(|e| e.part == CuePart::Verb && e.takes(Complement::Quote))
            && ctx.reading.dependent(t, &[Relation::Xcomp]).is_none()
    };
    draft.source.is_some() && cue.clone().any(hearsay) && !cue.clone().any(speaks)
}

/// "The junta denied the leader a passport": who denies somebody something says nothing.
pub(crate) fn leave_out_transfers(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let transfer = |draft: &Draft| {
        let Some(cue) = &draft.cue else { return false };
        let found = anchor(ctx, cue);
        let denies = found.entry.is_some_and(|e| e.class == CueClass::Deny);
        denies
            && [Relation::Iobj, Relation::Obj]
                .into_iter()
                .all(|object| ctx.reading.dependent(found.token, &[object]).is_some())
    };
    retain(drafts, |draft| !transfer(draft));
}

/// Leaves out claims below the caller's [`min_score`](crate::ClaimOptions::min_score), whatever
/// they rest on.
pub(crate) fn leave_out(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let least = ctx.options.min_score;
    if least > 0.0 {
        retain(drafts, |d| score(d, &evidence(ctx, d)).get() >= least);
    }
}
