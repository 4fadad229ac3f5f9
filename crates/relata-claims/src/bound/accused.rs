//! Who is accused of a deed has not said so: the source of an accusation is who accuses, or nobody
//! named.

use relata_core::{Relation, Upos};

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Taken, overlap};
use crate::speakers::is_person_like;
use crate::syntax::noun_phrase;

/// Takes the source from the one who is accused, charged or suspected, and gives it to who accuses,
/// where the text tells.
pub(super) fn silent(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let (cue, source) = (proposal.cue.as_ref()?, proposal.source.as_ref()?);
    let verb = anchor(ctx, cue).token;
    if ctx.token(verb).upos != Upos::Verb || !ctx.analysis.accuses(verb) {
        return None;
    }
    let doers = ctx.analysis.doers(verb);
    let holds = |tokens: &[usize]| tokens.iter().any(|t| source.contains(t));
    if !holds(&ctx.analysis.undergoers(verb)) || holds(&doers) {
        return None;
    }
    let free = |phrase: &Tokens| {
        proposal.content.iter().chain(&proposal.cue).all(|run| !overlap(run, phrase))
    };
    Some(proposal.with_source(doers.first().map(|&doer| noun_phrase(ctx, doer)).filter(free)))
}

/// "accused of dumping acid by fishermen": who stands behind "by" at the end, and is no doer of
/// what the accusation tells in the active, accuses.
pub(super) fn by_whom(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let cue = proposal.cue.as_ref().filter(|_| proposal.source.is_none())?;
    let verb = anchor(ctx, cue).token;
    let passive = ctx.token(verb).upos == Upos::Verb
        && ctx.analysis.accuses(verb)
        && ctx.analysis.is_passive(verb);
    let run = proposal.content.last().filter(|run| passive && run.start >= cue.end)?;
    let by = run.clone().rev().take(MOST_ACCUSER).find(|&t| {
        ctx.word(t) == "by" && ctx.token(t).relation == Relation::Case && t > run.start
    })?;
    let who = ctx.token(by).head.filter(|&h| run.contains(&h) && is_person_like(ctx, h))?;
    let phrase = noun_phrase(ctx, who);
    let deed = ctx.token(who).head?;
    let active =
        deed != verb && !ctx.analysis.is_passive(deed) && ctx.token(deed).upos == Upos::Verb;
    let last = phrase.end == run.end && phrase.start == by + 1;
    let content = proposal.content.iter();
    let cut = content.map(|r| if r == run { r.start..by } else { r.clone() }).collect();
    (last && active).then(|| proposal.with_content(cut).with_source(Some(phrase)))
}

/// Most words of "by" and who accuses.
const MOST_ACCUSER: usize = 8;
