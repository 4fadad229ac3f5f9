//! What the source does with the content: the cue's class, changed by negation, modality and what governs the cue.

use relata_core::{Relation, Stance};

use crate::anchor::Anchor;
use crate::context::{Context, Tokens};
use crate::lexicon::{CueClass, CuePart};
use crate::syntax::is_negated;

/// The stance of a claim by its cue.
pub(crate) fn stance(ctx: &Context<'_>, cue: &Tokens, anchor: Anchor<'_>) -> Stance {
    let Some(entry) = anchor.entry else { return without_entry(ctx, cue) };
    let base = entry.stance;
    if withholds(ctx, cue, anchor) {
        return Stance::Withheld;
    }
    if negated(ctx, cue, anchor.token) {
        return negate(entry.class, base);
    }
    if base == Stance::Asserted && (is_modal(ctx, cue, anchor.token) || has_hedge(ctx, cue)) {
        return Stance::Hedged;
    }
    base
}

fn without_entry(ctx: &Context<'_>, cue: &Tokens) -> Stance {
    if has_hedge(ctx, cue) { Stance::Hedged } else { Stance::Asserted }
}

/// What is left of a cue's stance when it is negated: who does not say, withholds; who does not think, denies.
const fn negate(class: CueClass, base: Stance) -> Stance {
    match class {
        CueClass::Say | CueClass::Report | CueClass::Claim | CueClass::Confirm | CueClass::Deny | CueClass::Withhold => Stance::Withheld,
        CueClass::Think | CueClass::Hedge | CueClass::Show => Stance::Denied,
        CueClass::Ask | CueClass::Demand | CueClass::Promise | CueClass::Judge => base,
    }
}

/// True when a verb of declining governs the cue ("refused to confirm") or stands in it.
fn withholds(ctx: &Context<'_>, cue: &Tokens, anchor: Anchor<'_>) -> bool {
    let declines = |t: usize| ctx.entry(t).is_some_and(|e| e.class == CueClass::Withhold && e.part == CuePart::Verb);
    let governed = ctx.token(anchor.token).relation == Relation::Xcomp && ctx.token(anchor.token).head.is_some_and(declines);
    governed || cue.clone().any(declines)
}

fn negated(ctx: &Context<'_>, cue: &Tokens, head: usize) -> bool {
    let word = |t: usize| matches!(ctx.word(t).to_lowercase().as_str(), "not" | "n't" | "n’t" | "never" | "neither" | "nor");
    let governor = ctx.token(head).head.filter(|_| ctx.token(head).relation == Relation::Xcomp);
    cue.clone().any(word) || is_negated(ctx, head) || governor.is_some_and(|g| is_negated(ctx, g))
}

/// True for "may have said", "might say", "could say".
fn is_modal(ctx: &Context<'_>, cue: &Tokens, head: usize) -> bool {
    let possible = |t: usize| matches!(ctx.word(t).to_lowercase().as_str(), "may" | "might" | "could");
    cue.clone().any(possible) || ctx.reading.dependents_by(head, &[Relation::Aux]).any(possible)
}

/// True when an adverb such as "reportedly" stands in the cue.
fn has_hedge(ctx: &Context<'_>, cue: &Tokens) -> bool {
    cue.clone().any(|t| ctx.entry(t).is_some_and(|e| e.part == CuePart::Adverb && e.stance == Stance::Hedged))
}
