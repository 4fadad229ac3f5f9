//! Where a cue begins and ends.

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CuePart};

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Taken};

/// A cue that stops at an auxiliary or at "to" goes on to its verb.
pub(super) fn up_to_verb(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<Proposal> {
    let cue = proposal.cue.clone()?;
    let last = cue.end.checked_sub(1).filter(|&t| {
        matches!(ctx.token(t).relation, Relation::Aux | Relation::AuxPass | Relation::Mark)
    })?;
    let verb = ctx
        .token(last)
        .head
        .filter(|&h| h >= cue.end && h - last <= 3 && ctx.token(h).upos == Upos::Verb)?;
    let free = (cue.end..=verb).all(|t| !taken.holds(t));
    free.then(|| proposal.with_cue(cue.start..verb + 1))
}

/// "“…,” he is expected | to say": a passive beside a quotation goes on to the verb of saying.
pub(super) fn up_to_saying(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<Proposal> {
    let cue = proposal.cue.clone()?;
    let last = cue.end.checked_sub(1).filter(|&t| ctx.analysis.is_passive(t))?;
    let verb = last + 2;
    let says = ctx.reading.dependents_by(last, &[Relation::Xcomp]).any(|open| open == verb)
        && ctx.entry(verb).is_some_and(|entry| entry.takes(Complement::Quote))
        && ctx.word(last + 1).eq_ignore_ascii_case("to");
    let quoted = proposal.content.iter().any(|run| ctx.quotes.first_in(ctx.span(run)).is_some());
    let free = (cue.end..=verb).all(|t| !taken.holds(t));
    (says && quoted && free).then(|| proposal.with_cue(cue.start..verb + 1))
}

/// Words at the end of a cue that belong to a noun which is neither in the cue nor in the content
/// ("said in a | statement", "insisted last | night").
pub(super) fn without_modifiers(
    ctx: &Context<'_>,
    proposal: &Proposal,
    _: &Taken,
) -> Option<Proposal> {
    let cue = proposal.cue.clone().filter(|c| c.len() > 1 && ctx.phrase_at(c.start).is_none())?;
    let main = anchor(ctx, &cue).token;
    let loose = |t: usize, end: usize| {
        let modifier = matches!(ctx.token(t).upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Num);
        modifier
            && ctx.token(t).head.is_some_and(|h| {
                h >= end
                    && !proposal.content_has(h)
                    && proposal.source.as_ref().is_none_or(|s| !s.contains(&h))
            })
    };
    let mut end = cue.end;
    while end > main + 1 && loose(end - 1, end) {
        end -= 1;
    }
    Some(proposal.with_cue(cue.start..end))
}

/// A cue takes in the words that the lexicon has it with: "as the mayor put | it", "let | slip
/// that", unless nothing would be left to say ("had | no comment").
pub(super) fn with_its_words(
    ctx: &Context<'_>,
    proposal: &Proposal,
    _: &Taken,
) -> Option<Proposal> {
    let cue = proposal.cue.clone()?;
    let main = anchor(ctx, &cue);
    let entry = main.entry.filter(|entry| entry.part == CuePart::Verb)?;
    let mut end = main.token + 1;
    for word in entry.lemma.split(' ').skip(1) {
        // The "to" of "agreed | to pay" is the content's.
        let marks = ctx.token(end).relation == Relation::Mark;
        if marks || !ctx.word(end).eq_ignore_ascii_case(word) {
            return None;
        }
        end += 1;
    }
    let of_source = |t: usize| proposal.source.as_ref().is_some_and(|s| s.contains(&t));
    if end <= cue.end || (cue.end..end).any(of_source) {
        return None;
    }
    let behind = |run: &Tokens| if run.contains(&(end - 1)) { end..run.end } else { run.clone() };
    let content: Vec<Tokens> = proposal.content.iter().map(behind).collect();
    let left = content.iter().all(|run| !run.is_empty() && !(cue.start..end).contains(&run.start));
    left.then(|| proposal.with_cue(cue.start..end).with_content(content))
}

/// Prepositions that belong to the cue where the content begins with them: "called for | an
/// inquiry", "spoke about | her plans".
const OF_CUE: [&str; 9] =
    ["for", "of", "about", "on", "with", "against", "over", "toward", "towards"];

pub(super) fn with_preposition(
    ctx: &Context<'_>,
    proposal: &Proposal,
    _: &Taken,
) -> Option<Proposal> {
    let cue = proposal.cue.clone()?;
    let at = cue.end;
    let begins = proposal.content.iter().any(|run| run.start == at && run.len() > 1);
    let preposition = OF_CUE.contains(&ctx.word(at))
        && matches!(ctx.token(at).relation, Relation::Case | Relation::Mark)
        && !introduces_other(ctx, proposal, at);
    let behind = |run: &Tokens| if run.start == at { at + 1..run.end } else { run.clone() };
    (begins && preposition).then(|| {
        let content = proposal.content.iter().map(behind).collect();
        proposal.with_cue(cue.start..at + 1).with_content(content)
    })
}

/// "said | for an accused person, benefits may shrink": the preposition's noun depends on a verb of
/// the content behind it.
fn introduces_other(ctx: &Context<'_>, proposal: &Proposal, preposition: usize) -> bool {
    let noun = ctx.token(preposition).head;
    let governor = noun.filter(|&n| n > preposition).and_then(|n| ctx.token(n).head);
    governor.zip(noun).is_some_and(|(governor, noun)| {
        governor > noun
            && proposal.content_has(governor)
            && ctx.token(governor).upos == Upos::Verb
            && ctx.reading.dependent(governor, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
    })
}
