//! Who is accused of a deed has not said so: the source of an accusation is who accuses, or nobody
//! named.

use relata_core::Upos;

use crate::anchor::anchor;
use crate::context::Context;
use crate::draft::{Draft, overlap};
use crate::syntax::noun_phrase;

/// Takes the source from the one who is accused, charged or suspected, and gives it to who accuses,
/// where the text tells.
pub(crate) fn keep_silent(ctx: &Context<'_>, draft: &mut Draft) {
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return };
    let verb = anchor(ctx, cue).token;
    if ctx.token(verb).upos != Upos::Verb || !ctx.analysis.accuses(verb) {
        return;
    }
    let doers = ctx.analysis.doers(verb);
    let holds = |tokens: &[usize]| tokens.iter().any(|t| source.contains(t));
    if !holds(&ctx.analysis.undergoers(verb)) || holds(&doers) {
        return;
    }
    let free = |phrase: &crate::context::Tokens| {
        draft.content.iter().chain(&draft.cue).all(|run| !overlap(run, phrase))
    };
    draft.source = doers.first().map(|&doer| noun_phrase(ctx, doer)).filter(free);
}
