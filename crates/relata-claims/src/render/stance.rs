//! What the source does with the content: the cue's class, changed by negation, modality and what
//! governs the cue.

use relata_core::{ClaimMode, Relation, Stance, StanceBasis, Upos};
use relata_syntax::{Complement, CueClass, CuePart};

use super::mode::mode;
use crate::anchor::Anchor;
use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::proposal::{Origin, Proposal};
use crate::syntax::consulted;

/// The stance of a claim by its cue, and what it is read from.
pub(super) fn stance(
    ctx: &Context<'_>,
    proposal: &Proposal,
    cue: &Tokens,
    anchor: Anchor<'_>,
) -> (Stance, StanceBasis) {
    if proposal.origin == Origin::Layout && asks(ctx, proposal) {
        return (Stance::Asked, StanceBasis::Unmarked);
    }
    let Some(entry) = anchor.entry else { return without_entry(ctx, proposal, cue) };
    let base = if consulted(ctx, anchor.token).is_some() && entry.class == CueClass::Ask {
        Stance::Asserted
    } else {
        entry.stance
    };
    if withholds(ctx, cue, anchor) {
        return (
            Stance::Withheld,
            if entry.class == CueClass::Withhold {
                StanceBasis::Cue
            } else {
                StanceBasis::Governor
            },
        );
    }
    if let Some(basis) = negated(ctx, proposal, cue, anchor) {
        let stance = match negate(entry.class) {
            // "Investigators do not know why …": that it took place is not denied.
            Stance::Denied if asks_question(ctx, proposal) || is_undecided(ctx, cue, anchor) => {
                Stance::Withheld
            }
            stance => stance,
        };
        return (stance, basis);
    }
    if let Some(stance) = repeated(ctx, proposal, anchor) {
        return (stance, StanceBasis::Cue);
    }
    if tells_nothing(ctx, proposal, entry.class) {
        return (Stance::Withheld, StanceBasis::Negation);
    }
    if base == Stance::Asserted && is_order(ctx, proposal, cue, anchor) {
        return (Stance::Demanded, StanceBasis::Cue);
    }
    if base == Stance::Asserted && (is_modal(ctx, cue, anchor.token) || has_hedge(ctx, cue)) {
        return (Stance::Hedged, StanceBasis::Modality);
    }
    let question = || is_one_sentence(ctx, proposal) && asks(ctx, proposal);
    if base == Stance::Asserted && mode(ctx, proposal) == ClaimMode::Direct && question() {
        return (Stance::Asked, StanceBasis::Unmarked);
    }
    (base, StanceBasis::Cue)
}

fn without_entry(ctx: &Context<'_>, proposal: &Proposal, cue: &Tokens) -> (Stance, StanceBasis) {
    if names_nothing(ctx, proposal) {
        // "had no comment"
        (Stance::Withheld, StanceBasis::Negation)
    } else if has_hedge(ctx, cue) {
        (Stance::Hedged, StanceBasis::Modality)
    } else {
        (Stance::Asserted, StanceBasis::Unmarked)
    }
}

/// True when what is said ends with a question.
fn asks(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let last = proposal.content.last().and_then(|run| run.clone().rev().find(|&t| !ctx.is_mark(t)));
    last.is_some_and(|t| ctx.word(t).ends_with('?'))
}

fn is_one_sentence(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let (first, last) = (proposal.content.first(), proposal.content.last());
    first.zip(last).is_some_and(|(a, b)| ctx.same_sentence(a.start, b.end.saturating_sub(1)))
}

/// True where the content is a question: "why the gunmen attacked".
fn asks_question(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    proposal.content.first().is_some_and(|run| ctx.analysis.is_question_word(run.start))
}

/// "could neither prove nor exclude that …": of two verbs that contradict each other neither holds.
fn is_undecided(ctx: &Context<'_>, cue: &Tokens, anchor: Anchor<'_>) -> bool {
    let mut others = ctx.reading.dependents_by(anchor.token, &[Relation::Conj]);
    others.any(|other| {
        cue.contains(&other) && ctx.entry(other).is_some_and(|e| e.class == CueClass::Deny)
    })
}

/// "has said nothing", "gave no details".
fn tells_nothing(ctx: &Context<'_>, proposal: &Proposal, class: CueClass) -> bool {
    let speaks =
        matches!(class, CueClass::Say | CueClass::Report | CueClass::Claim | CueClass::Confirm);
    speaks && names_nothing(ctx, proposal)
}

/// "nothing", "no details": all of the content.
fn names_nothing(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(run) = proposal.content.first().filter(|_| proposal.content.len() == 1) else {
        return false;
    };
    let nothing = run.len() == 1 && ctx.word(run.start).eq_ignore_ascii_case("nothing");
    let no = ctx.word(run.start).eq_ignore_ascii_case("no")
        && is(&ctx.lemma(run.start + 1), Class::Detail);
    nothing || (no && run.len() == 2)
}

/// "told them to leave", "warned jurors not to talk": who tells somebody to do something demands
/// it.
fn is_order(ctx: &Context<'_>, proposal: &Proposal, cue: &Tokens, anchor: Anchor<'_>) -> bool {
    let addressed = anchor.entry.is_some_and(|e| e.takes(Complement::Addressee));
    let infinitive = |run: &Tokens| {
        let to = run
            .clone()
            .take(MOST_BEFORE_TO)
            .find(|&t| ctx.word(t).eq_ignore_ascii_case("to") && ctx.token(t).upos == Upos::Part);
        to.and_then(|t| ctx.token(t).head)
            .is_some_and(|verb| governed(ctx, verb, cue, anchor.token))
    };
    addressed && proposal.content.iter().any(|run| run.start >= cue.end && infinitive(run))
}

/// Most words of the one addressed before "to".
const MOST_BEFORE_TO: usize = 6;

fn governed(ctx: &Context<'_>, verb: usize, cue: &Tokens, anchor: usize) -> bool {
    let head = ctx.token(verb).head;
    matches!(ctx.token(verb).relation, Relation::Xcomp | Relation::Advcl | Relation::Ccomp)
        && head.is_some_and(|h| h == anchor || cue.contains(&h))
}

/// What is left of a cue's stance when it is negated: who does not think, denies; who does not say,
/// demand or promise, leaves it unsaid.
const fn negate(class: CueClass) -> Stance {
    match class {
        CueClass::Think | CueClass::Hedge | CueClass::Show => Stance::Denied,
        _ => Stance::Withheld,
    }
}

/// "repeated her denial that …", "renewed its demand that …": who gives voice to a noun that
/// attributes takes its stance.
fn repeated(ctx: &Context<'_>, proposal: &Proposal, anchor: Anchor<'_>) -> Option<Stance> {
    let voices = anchor
        .entry
        .is_some_and(|e| matches!(e.class, CueClass::Say | CueClass::Report | CueClass::Claim));
    let object = ctx.reading.dependent(anchor.token, &[Relation::Obj])?;
    let entry = ctx.entry(object).filter(|e| voices && e.part == CuePart::Noun)?;
    let clause = ctx.reading.dependent(object, &[Relation::Acl, Relation::Ccomp]);
    let whole = proposal.content_has(object) && clause.is_some_and(|c| proposal.content_has(c));
    (whole && entry.stance != Stance::Asserted).then_some(entry.stance)
}

/// True when a verb of declining governs the cue ("refused to confirm") or stands in it.
fn withholds(ctx: &Context<'_>, cue: &Tokens, anchor: Anchor<'_>) -> bool {
    let declines = |t: usize| {
        ctx.entry(t).is_some_and(|e| e.class == CueClass::Withhold && e.part == CuePart::Verb)
    };
    let governed = ctx.token(anchor.token).relation == Relation::Xcomp
        && ctx.token(anchor.token).head.is_some_and(declines);
    governed || cue.clone().any(declines)
}

/// What negates the cue: a word in it or beside it, or one that governs it ("has yet to say", "too
/// early to say").
fn negated(
    ctx: &Context<'_>,
    proposal: &Proposal,
    cue: &Tokens,
    anchor: Anchor<'_>,
) -> Option<StanceBasis> {
    let head = anchor.token;
    let governor = ctx.token(head).head.filter(|_| ctx.token(head).relation == Relation::Xcomp);
    // "asked not | to be named": that "not" is the infinitive's. "pleaded not guilty": the entry's.
    let of_entry = |t: usize| {
        anchor.entry.is_some_and(|e| e.lemma.split(' ').any(|w| w == ctx.word(t).to_lowercase()))
    };
    let own =
        |t: usize| ctx.token(t).head.is_none_or(|h| cue.contains(&h) || h == head) && !of_entry(t);
    let plain = cue.clone().any(|t| ctx.analysis.is_negator(t) && own(t))
        || ctx.analysis.is_negated(head) && !finds_nothing(ctx, proposal, anchor)
        || governor.is_some_and(|g| ctx.analysis.is_negated(g));
    if plain {
        return Some(StanceBasis::Negation);
    }
    ctx.analysis.unfulfilled_by(head).map(|_| StanceBasis::Governor)
}

/// "found no evidence of a crime": what is shown is that there is none.
fn finds_nothing(ctx: &Context<'_>, proposal: &Proposal, anchor: Anchor<'_>) -> bool {
    let shows = anchor.entry.is_some_and(|e| matches!(e.class, CueClass::Show | CueClass::Report));
    let object = ctx.reading.dependent(anchor.token, &[Relation::Obj]);
    let none = |o: usize| {
        ctx.reading
            .dependents_by(o, &[Relation::Det])
            .any(|d| ctx.analysis.is_negator(d) && proposal.content_has(d))
    };
    let adverb = ctx
        .reading
        .dependents_by(anchor.token, &[Relation::Advmod])
        .any(|d| ctx.analysis.is_negator(d));
    shows && !adverb && object.is_some_and(|o| none(o) && !is(&ctx.lemma(o), Class::Detail))
}

/// True for "may have said", "might say", "could say".
fn is_modal(ctx: &Context<'_>, cue: &Tokens, head: usize) -> bool {
    let possible =
        |t: usize| matches!(ctx.word(t).to_lowercase().as_str(), "may" | "might" | "could");
    cue.clone().any(possible) || ctx.reading.dependents_by(head, &[Relation::Aux]).any(possible)
}

/// True when an adverb such as "reportedly" stands in the cue.
fn has_hedge(ctx: &Context<'_>, cue: &Tokens) -> bool {
    cue.clone().any(|t| {
        ctx.entry(t).is_some_and(|e| e.part == CuePart::Adverb && e.stance == Stance::Hedged)
    })
}
