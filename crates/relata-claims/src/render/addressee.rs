//! To whom a claim was made, as the cue's own clause tells.

use relata_core::{Participant, Relation, TextSpan};
use relata_syntax::{Complement, CueClass};

use super::source::entity;
use crate::anchor::Anchor;
use crate::bound::shared_subject;
use crate::context::{Context, Tokens};
use crate::proposal::Proposal;
use crate::speakers::is_person_like;
use crate::syntax::{is_nominal, noun_phrase, trim_punct};

/// The addressee: "told journalists", "said to the board", "in an interview with the paper".
pub(super) fn addressee(
    ctx: &Context<'_>,
    proposal: &Proposal,
    anchor: Anchor<'_>,
) -> Option<Participant> {
    let tokens = object_addressee(ctx, proposal, anchor)
        .or_else(|| oblique_addressee(ctx, proposal, anchor))?;
    let taken = proposal.source.as_ref().is_some_and(|s| crate::proposal::overlap(s, &tokens));
    (!tokens.is_empty() && !taken)
        .then(|| Participant::new(TextSpan::new(ctx.text, ctx.span(&tokens)), entity(ctx, &tokens)))
}

fn object_addressee(ctx: &Context<'_>, proposal: &Proposal, anchor: Anchor<'_>) -> Option<Tokens> {
    let entry = anchor.entry.filter(|e| e.takes(Complement::Addressee))?;
    let verb = anchor.token;
    let object = ctx
        .reading
        .dependent(verb, &[Relation::Iobj])
        .or_else(|| ctx.reading.dependent(verb, &[Relation::Obj, Relation::NsubjPass]));
    let asks_of = matches!(entry.class, CueClass::Demand | CueClass::Ask);
    let fits = |&o: &usize| is_nominal(ctx.token(o).upos) && (asks_of || !proposal.content_has(o));
    let shared = || shared_subject(ctx, verb).filter(|_| proposal.source.is_none());
    object
        .or_else(shared)
        .filter(fits)
        .map(|o| noun_phrase(ctx, o))
        .or_else(|| between(ctx, proposal, anchor))
        .or_else(|| told_at_end(ctx, proposal, anchor))
}

/// "Pool to stay shut, councillors told": the noun before the participle with which a headline
/// ends.
fn told_at_end(ctx: &Context<'_>, proposal: &Proposal, anchor: Anchor<'_>) -> Option<Tokens> {
    let last = proposal.source.is_none() && !ctx.same_sentence(anchor.token, anchor.token + 1);
    let noun = anchor.token.checked_sub(1).filter(|&t| {
        last && ctx.same_sentence(t, anchor.token)
            && is_nominal(ctx.token(t).upos)
            && !proposal.content_has(t)
    })?;
    Some(noun_phrase(ctx, noun)).filter(|phrase| phrase.end == anchor.token)
}

/// Where the tree does not say: the words between "told" and the content.
fn between(ctx: &Context<'_>, proposal: &Proposal, anchor: Anchor<'_>) -> Option<Tokens> {
    let start = proposal.cue.as_ref()?.end;
    let end = proposal.content.iter().map(|c| c.start).find(|&c| c >= start)?;
    let run = trim_punct(ctx, start..end);
    // "warned last week that": a noun phrase without preposition that is no object tells when.
    let plain = run
        .clone()
        .all(|t| is_nominal(ctx.token(t).upos) && ctx.token(t).relation != Relation::OblUnmarked);
    (plain && (1..=5).contains(&run.len()) && ctx.same_sentence(anchor.token, run.start))
        .then_some(run)
}

fn oblique_addressee(ctx: &Context<'_>, proposal: &Proposal, anchor: Anchor<'_>) -> Option<Tokens> {
    let speaks = |c: CueClass| {
        !matches!(
            c,
            CueClass::Think | CueClass::Judge | CueClass::Show | CueClass::Hedge | CueClass::Demand
        )
    };
    anchor.entry.filter(|e| speaks(e.class))?;
    let oblique = |case: &'static [&'static str]| {
        move |&d: &usize| has_case(ctx, d, case) && !proposal.content_has(d)
    };
    let obliques: Vec<usize> =
        ctx.reading.dependents_by(anchor.token, &[Relation::Obl, Relation::Nmod]).collect();
    let to = obliques.iter().copied().find(oblique(&["to"])).filter(|&d| is_person_like(ctx, d));
    let with = || {
        let mut interviews = obliques.iter().copied().filter(oblique(&["in", "during", "at"]));
        interviews.find_map(|d| {
            ctx.reading.dependents_by(d, &[Relation::Nmod]).find(oblique(&["with", "to"]))
        })
    };
    to.or_else(with).map(|d| noun_phrase(ctx, d))
}

fn has_case(ctx: &Context<'_>, noun: usize, cases: &[&str]) -> bool {
    ctx.reading
        .dependents_by(noun, &[Relation::Case])
        .any(|c| cases.contains(&ctx.word(c).to_lowercase().as_str()))
}
