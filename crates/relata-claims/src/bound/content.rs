//! Where contents begin and end: phrases and clauses that the tags break off, gaps inside, the one
//! who is told.

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass};

use super::MOST_MORE;
use crate::anchor::anchor;
use crate::clauses::clause_runs;
use crate::context::{Context, Tokens};
use crate::edges::trim;
use crate::proposal::{Proposal, Taken};
use crate::syntax::{is_nominal, noun_phrase};

/// A content after "told" that begins with the one who is told, or is nothing else beside a
/// quotation.
pub(super) fn without_addressee(
    ctx: &Context<'_>,
    proposal: &Proposal,
    _: &Taken,
) -> Option<Proposal> {
    let cue = proposal.cue.as_ref()?;
    let found = anchor(ctx, cue);
    found.entry.filter(|e| e.takes(Complement::Addressee) && e.class == CueClass::Say)?;
    let run = proposal.content.iter().find(|run| run.start == cue.end)?;
    let alone = proposal.content.len() > 1
        && run.len() <= MOST_ADDRESSEE
        && ctx.quotes.first_in(ctx.span(run)).is_none();
    let begin = if alone { run.end } else { addressee_end(ctx, run, found.token)? };
    let after = |r: &Tokens| if r == run { begin..r.end } else { r.clone() };
    Some(proposal.with_content(proposal.content.iter().map(after).collect()))
}

/// Where the one who is told ends at the start of the run: before "that", after the verb's object,
/// or after a noun for speakers that another noun phrase follows.
fn addressee_end(ctx: &Context<'_>, run: &Tokens, verb: usize) -> Option<usize> {
    let that = run
        .clone()
        .take(MOST_ADDRESSEE)
        .find(|&t| ctx.word(t).eq_ignore_ascii_case("that") && ctx.token(t).upos == Upos::Sconj);
    let before_that = that.filter(|&at| (run.start..at).all(|t| is_nominal(ctx.token(t).upos)));
    let object = || {
        ctx.reading
            .dependent(verb, &[Relation::Obj, Relation::Iobj])
            .map(|o| noun_phrase(ctx, o))
            .filter(|np| np.start == run.start && np.len() <= MOST_ADDRESSEE)
    };
    let speakers = || {
        ctx.options.speakers.kind(&ctx.lemma(run.start)).is_some()
            && ctx.token(run.start).upos == Upos::Noun
    };
    let begins_phrase =
        || matches!(ctx.token(run.start + 1).upos, Upos::Propn | Upos::Det | Upos::Pron);
    let noun = || (speakers() && begins_phrase()).then_some(run.start + 1);
    before_that
        .or_else(|| object().map(|np| np.end))
        .or_else(noun)
        .filter(|&end| end > run.start && end < run.end)
}

/// Most words of an addressee that is cut off a content.
const MOST_ADDRESSEE: usize = 8;

/// A content that ends on a word which only introduces a noun goes on to that noun, one that ends
/// on a marker or auxiliary through its clause.
pub(super) fn whole_phrases(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<Proposal> {
    let ends = |run: &Tokens| {
        phrase_end(ctx, run, taken)
            .or_else(|| clause_end(ctx, run, taken))
            .map_or_else(|| run.clone(), |end| run.start..end)
    };
    let content: Vec<Tokens> = proposal.content.iter().map(ends).collect();
    (content != proposal.content).then(|| proposal.with_content(content))
}

/// "The army attacked camps | outside the town on Thursday, the monitor said": the clause that is
/// said, in front of source and cue, goes on to the comma there.
pub(super) fn up_to_comma(
    ctx: &Context<'_>,
    proposal: &Proposal,
    taken: &Taken,
) -> Option<Proposal> {
    let cue = proposal.cue.clone()?;
    let said = |c: usize| {
        matches!(ctx.token(c).relation, Relation::Ccomp | Relation::Parataxis)
            && ctx.token(c).head.is_some_and(|h| cue.contains(&h))
    };
    let clause = proposal.content.iter().flat_map(Clone::clone).find(|&t| said(t))?;
    let behind = proposal.source.as_ref().map_or(cue.start, |source| source.start.min(cue.start));
    let comma =
        behind.checked_sub(1).filter(|&t| ctx.word(t) == "," && ctx.same_sentence(clause, t))?;
    let run = proposal.content.iter().find(|run| run.contains(&clause))?;
    let belongs = |t: usize| {
        let mut above = std::iter::successors(Some(t), |&t| ctx.token(t).head).take(MOST_ABOVE);
        proposal.content_has(t)
            || !taken.holds(t) && !ctx.is_mark(t) && above.any(|above| above == clause)
    };
    (run.end < comma && (run.end..comma).all(belongs))
        .then(|| proposal.with_more_content(run.start..comma))
}

/// "The monitor said | that the camps were attacked, the agency reported": what is said in front of
/// source and cue begins where its clause begins, with the clause's own subject.
pub(super) fn from_subject(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let cue = proposal.cue.as_ref()?;
    let verb = anchor(ctx, cue).token;
    let first = proposal.content.first()?.clone();
    let behind = |part: &Tokens| part.start >= first.end;
    if !behind(cue) || !proposal.source.as_ref().is_some_and(behind) {
        return None;
    }
    let clause = clause_before(ctx, verb)?;
    let subject =
        ctx.reading.dependents_by(clause, &[Relation::Nsubj, Relation::NsubjPass]).next()?;
    if subject >= first.start || !ctx.same_sentence(subject, first.start) {
        return None;
    }
    let whole = clause_runs(ctx, clause, &[verb]).into_iter();
    let run = whole.filter(|run| run.contains(&subject)).find(|run| run.end >= first.start)?;
    let marked = (run.start..first.start).any(|t| ctx.is_mark(t));
    (!marked).then(|| proposal.with_more_content(run.start..first.start))
}

/// The clause that the verb tells, in front of it.
fn clause_before(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let own = ctx.reading.dependents_by(verb, &[Relation::Ccomp, Relation::Parataxis]);
    let host = ctx.token(verb).head.filter(|_| ctx.token(verb).relation == Relation::Parataxis);
    own.chain(host).find(|&clause| clause < verb)
}

/// So many steps up the tree are walked at most.
const MOST_ABOVE: usize = 12;

/// Where the noun phrase ends on whose first words the run stops.
fn phrase_end(ctx: &Context<'_>, run: &Tokens, taken: &Taken) -> Option<usize> {
    let last = run.end.checked_sub(1)?;
    let found = ctx.token(last);
    let introduces = matches!(
        found.relation,
        Relation::Det
            | Relation::Amod
            | Relation::Compound
            | Relation::Nummod
            | Relation::NmodPoss
            | Relation::Case
    );
    // "at least | three villages": what bounds a number depends on the number.
    let bounds = |h: usize| {
        matches!(found.relation, Relation::Nmod | Relation::Advmod)
            && ctx.token(h).upos == Upos::Num
    };
    let head =
        found.head.filter(|&h| (introduces || bounds(h)) && h > last && h - last <= MOST_MORE)?;
    let counted = ctx.token(head).head.filter(|&h| {
        ctx.token(head).relation == Relation::Nummod && h > head && h - last <= MOST_MORE
    });
    let head = counted.unwrap_or(head);
    let free = |tokens: Tokens| tokens.into_iter().all(|t| !taken.holds(t));
    let phrase = noun_phrase(ctx, head);
    let end = if free(head..phrase.end) { phrase.end.max(head + 1) } else { head + 1 };
    let clause = relative_end(ctx, head, end).filter(|&e| free(end..e));
    free(last + 1..head + 1).then(|| clause.unwrap_or(end))
}

/// Where the clause ends at whose marker or auxiliary the run stops: "a trial was launched to |
/// ease the pressure on clinics".
fn clause_end(ctx: &Context<'_>, run: &Tokens, taken: &Taken) -> Option<usize> {
    let last = run.end.checked_sub(1)?;
    let found = ctx.token(last);
    let introduces = matches!(
        found.relation,
        Relation::Mark | Relation::Aux | Relation::AuxPass | Relation::Cop
    );
    let head = found.head.filter(|&h| introduces && h > last && h - last <= MOST_MORE)?;
    let clause = clause_runs(ctx, head, &[]).into_iter().find(|clause| clause.contains(&head))?;
    let whole = clause.end.saturating_sub(run.end) <= MOST_CLAUSE
        && (run.end..clause.end).all(|t| !taken.holds(t) && !ctx.is_mark(t));
    whole.then_some(clause.end)
}

/// The end of the relative clause that follows the noun phrase without a comma ("the amount | it is
/// paying").
fn relative_end(ctx: &Context<'_>, head: usize, end: usize) -> Option<usize> {
    let clause = ctx.reading.dependent(head, &[Relation::AclRelcl])?;
    let run = clause_runs(ctx, clause, &[]).into_iter().find(|run| run.contains(&clause))?;
    (run.start == end && run.len() <= MOST_CLAUSE).then_some(run.end)
}

/// Most words of a clause that completes a content.
const MOST_CLAUSE: usize = 16;

/// Most words between two parts of a content that belong to it.
const MOST_BETWEEN: usize = 20;

/// Runs of one sentence are one where nothing but a colon, comma or dash stands between them, or
/// words that depend on the content and that no claim takes up: "the bridge | , which was built in
/// 1890, | is closed".
pub(super) fn bridged(ctx: &Context<'_>, proposal: &Proposal, taken: &Taken) -> Option<Proposal> {
    let mut out: Vec<Tokens> = Vec::with_capacity(proposal.content.len());
    for run in &proposal.content {
        match out.last_mut() {
            Some(last)
                if run.start >= last.end
                    && is_bridge(ctx, proposal, taken, last.end..run.start) =>
            {
                last.end = run.end;
            }
            _ => out.push(run.clone()),
        }
    }
    (out != proposal.content).then(|| proposal.with_content(out))
}

fn is_bridge(ctx: &Context<'_>, proposal: &Proposal, taken: &Taken, between: Tokens) -> bool {
    if !ctx.same_sentence(between.start, between.end) || between.len() > MOST_BETWEEN {
        return false;
    }
    let belongs = |t: usize| {
        let mut above =
            std::iter::successors(ctx.token(t).head, |&t| ctx.token(t).head).take(MOST_ABOVE);
        !taken.holds(t) && !ctx.is_mark(t) && above.any(|above| proposal.content_has(above))
    };
    between.len() <= 2 && between.clone().all(|t| ctx.is_punct(t)) || between.clone().all(belongs)
}

/// "The dam will hold. | That | is according to its builder": a content that is a pronoun alone is
/// what the pronoun means.
pub(super) fn of_pronoun(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let [run] = proposal.content.as_slice() else { return None };
    let cue = proposal.cue.as_ref()?;
    let phrase = cue.clone().find(|&t| ctx.phrase_at(t).is_some()).filter(|_| run.len() == 1)?;
    let before = pointed_at(ctx, phrase).filter(|_| run.end <= phrase)?;
    Some(proposal.with_content(vec![before]))
}

/// The sentence before, of the same paragraph, where "that" or "this" is all that stands before the
/// phrase and its verb.
pub(crate) fn pointed_at(ctx: &Context<'_>, phrase: usize) -> Option<Tokens> {
    let sentence = ctx.reading.sentence_of(phrase);
    let first = ctx.reading.sentence_tokens(sentence).start;
    let points = matches!(ctx.word(first).to_lowercase().as_str(), "that" | "this")
        && ctx.token(first).upos == Upos::Pron
        && phrase <= first + MOST_BEFORE_PHRASE;
    let before = sentence.checked_sub(1).filter(|_| points && !ctx.begins_paragraph(first))?;
    Some(trim(ctx, ctx.reading.sentence_tokens(before))).filter(|run| !run.is_empty())
}

/// "That is" and at most an adverb before the phrase.
const MOST_BEFORE_PHRASE: usize = 3;
