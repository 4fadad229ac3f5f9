//! Who is accused of a deed has not said so: the source of an accusation is who accuses, or nobody
//! named.

use relata_core::Upos;

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Taken, overlap};
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
