//! The subject of a passive cue is not its source: who "was asked" is spoken to, and who "is
//! expected to resign" is part of what is expected.

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueEntry};

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::lexicon::{Class, is};
use crate::proposal::{Proposal, Taken};
use crate::speakers::is_person_like;
use crate::syntax::noun_phrase;

/// Takes the subject of a passive or raising cue for what it is.
pub(super) fn of_passive(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let (cue, source) = (proposal.cue.as_ref()?, proposal.source.as_ref()?);
    let found = anchor(ctx, cue);
    let (entry, verb) = (found.entry?, found.token);
    let seems = is(&entry.lemma, Class::Raising);
    let done = ctx.reading.dependent(verb, &[Relation::Xcomp]);
    let it = source.len() == 1 && ctx.word(source.start).eq_ignore_ascii_case("it");
    if seems && done.is_none() && it {
        // "It appeared that …": nobody says so.
        return Some(proposal.with_source(None));
    }
    // "He appeared to suggest | that …" is his suggestion: there the verb stands in the cue. So it
    // is where he is expected to say it.
    let mut open = ctx.reading.dependents_by(verb, &[Relation::Xcomp]);
    let raising = seems && done.is_some_and(|done| !cue.contains(&done));
    if open.any(|open| cue.contains(&open) && speaks(ctx, open)) {
        return None;
    }
    let told = is_told_at_end(ctx, verb, source);
    let undergoes = raising || ctx.analysis.is_passive(verb) || is_bare_participle(ctx, verb);
    if !(told || undergoes && is_subject(ctx, verb, source)) {
        return None;
    }
    let agent = ctx
        .reading
        .dependent(verb, &[Relation::OblAgent])
        .map(|agent| noun_phrase(ctx, agent))
        .filter(|phrase| is_free(proposal, phrase));
    let bound = proposal.with_source(agent);
    let expected = !is_addressee(entry) && !is_bare_participle(ctx, verb);
    Some(if expected { bound.with_more_content(source.clone()) } else { bound })
}

/// "The claim was rejected | by a second expert": who does it, where the tags name nobody.
pub(super) fn by_agent(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let cue = proposal.cue.as_ref().filter(|_| proposal.source.is_none())?;
    let verb = Some(anchor(ctx, cue).token).filter(|&verb| ctx.analysis.is_passive(verb))?;
    let agent = ctx.reading.dependent(verb, &[Relation::OblAgent])?;
    let phrase = Some(noun_phrase(ctx, agent)).filter(|_| is_person_like(ctx, agent))?;
    is_free(proposal, &phrase).then(|| proposal.with_source(Some(phrase)))
}

fn speaks(ctx: &Context<'_>, verb: usize) -> bool {
    ctx.entry(verb).is_some_and(|entry| entry.takes(Complement::Quote))
}

/// "The minister | appeared to rule out | a vote": the subject of what somebody seems to say
/// speaks, though the tags gave it to the content.
pub(super) fn of_raising(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let cue = proposal.cue.clone().filter(|_| proposal.source.is_none())?;
    let seems = |&t: &usize| is(&ctx.lemma(t), Class::Raising) || ctx.analysis.is_passive(t);
    let verb = cue.clone().find(seems)?;
    let says = |&t: &usize| cue.contains(&t) && ctx.entry(t).is_some();
    let subject = ctx.reading.dependent(verb, &[Relation::Nsubj, Relation::NsubjPass])?;
    ctx.reading.dependents_by(verb, &[Relation::Xcomp]).find(says)?;
    let around = |run: &&Tokens| run.contains(&subject) && run.end <= cue.start;
    let run = proposal.content.iter().find(around)?;
    // "“…,” | she | is expected to say": a run of its own, or behind the marks of a quotation.
    let phrase = noun_phrase(ctx, subject);
    let behind = phrase.start > run.start && phrase.end == run.end && ctx.is_mark(phrase.start - 1);
    let speaker = if behind { phrase } else { run.clone() };
    let rest = run.start..speaker.start;
    let others = proposal.content.iter().filter(|other| *other != run).cloned();
    let left: Vec<Tokens> = others.chain(Some(rest).filter(|rest| !rest.is_empty())).collect();
    (speaker.len() <= MOST_SUBJECT && !left.is_empty())
        .then(|| proposal.with_source(Some(speaker)).with_content(left))
}

/// "two in three Belgians | said | they wanted a shorter week", "The road is closed, a statement |
/// announced": the subject of a verb of saying that the tags gave to the content in front of the
/// verb, a run of its own or behind its last comma, speaks.
pub(super) fn of_saying(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let cue = proposal.cue.clone().filter(|_| proposal.source.is_none())?;
    let found = anchor(ctx, &cue);
    found.entry.filter(|e| e.takes(Complement::Quote) || e.takes(Complement::Clause))?;
    let subject = ctx
        .reading
        .dependent(found.token, &[Relation::Nsubj])
        .filter(|_| !ctx.analysis.is_passive(found.token))?;
    let phrase = noun_phrase(ctx, subject);
    let (before, others): (Vec<Tokens>, Vec<Tokens>) =
        proposal.content.iter().cloned().partition(|run| run.contains(&subject));
    let run = before.first().filter(|run| {
        run.end == cue.start && phrase.end == run.end && phrase.len() <= MOST_SUBJECT
    })?;
    let comma = phrase.start.checked_sub(1).filter(|&t| t > run.start && ctx.word(t) == ",");
    let said = others.iter().any(|run| run.start >= cue.end);
    let content = match comma {
        Some(comma) => others.into_iter().chain(std::iter::once(run.start..comma)).collect(),
        None if said && phrase == *run => others,
        None => return None,
    };
    Some(proposal.with_source(Some(phrase)).with_content(content))
}

/// "“…,” Li was quoted | as saying | by the agency": who is quoted speaks, whatever else the tags
/// took for the source.
pub(super) fn of_quoted(ctx: &Context<'_>, proposal: &Proposal, _: &Taken) -> Option<Proposal> {
    let cue = proposal.cue.clone()?;
    let cites = |&t: &usize| is(&ctx.lemma(t), Class::Citing) && ctx.analysis.is_passive(t);
    let verb = cue.clone().find(cites)?;
    let says = verb + 2;
    let saying = ctx.word(verb + 1).eq_ignore_ascii_case("as")
        && ctx.same_sentence(verb, says)
        && ctx.word(says).to_lowercase().ends_with("ing")
        && ctx.entry(says).is_some();
    let subject = ctx.reading.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj]);
    let speaker = noun_phrase(ctx, subject.filter(|_| saying)?);
    let cue = cue.start.min(verb)..cue.end.max(says + 1);
    if crate::proposal::overlap(&speaker, &cue) {
        return None;
    }
    let without = |run: &Tokens| {
        let before = run.start..run.end.min(speaker.start.max(run.start));
        let behind = run.start.max(speaker.end.min(run.end))..run.end;
        let whole = !crate::proposal::overlap(run, &speaker);
        let parts = if whole { vec![run.clone()] } else { vec![before, behind] };
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let free = |run: &Tokens| {
        let behind = run.start.max(cue.end.min(run.end))..run.end;
        if run.start < cue.end && run.end > cue.start { behind } else { run.clone() }
    };
    let content = proposal.content.iter().flat_map(without).map(|run| free(&run));
    let content: Vec<Tokens> = content.filter(|run| !run.is_empty()).collect();
    let bound = proposal.with_source(Some(speaker.clone())).with_cue(cue.clone());
    (!content.is_empty()).then(|| bound.with_content(content))
}

/// Most words of a subject that the tags gave to the content.
const MOST_SUBJECT: usize = 10;

/// "Pool to stay shut, councillors told": in a headline the passive has lost its auxiliary.
fn is_told_at_end(ctx: &Context<'_>, verb: usize, source: &Tokens) -> bool {
    let last = !ctx.same_sentence(verb, verb + 1) && source.end == verb;
    last && is(&ctx.word(verb).to_lowercase(), Class::Told) && takes_person(ctx, verb)
}

fn is_addressee(entry: &CueEntry) -> bool {
    entry.takes(Complement::Addressee)
}

/// True for the verb's own subject, or the one that a participle shares with the clause that it
/// modifies.
fn is_subject(ctx: &Context<'_>, verb: usize, source: &Tokens) -> bool {
    let own = ctx.reading.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj]);
    let participle = ctx.token(verb).relation == Relation::Acl && ctx.analysis.is_passive(verb);
    own.or_else(|| shared_subject(ctx, verb))
        .or_else(|| ctx.token(verb).head.filter(|_| participle))
        .is_some_and(|subject| source.contains(&subject))
}

/// Who was asked: the subject that a participle without one shares with the clause that it
/// modifies.
pub(crate) fn shared_subject(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let clause =
        Some(verb).filter(|&v| is_bare_participle(ctx, v)).and_then(|v| ctx.token(v).head)?;
    ctx.reading.dependent(clause, &[Relation::Nsubj, Relation::NsubjPass])
}

/// "Asked about the plan, she said …": a past participle without subject and auxiliary that
/// modifies a clause.
fn is_bare_participle(ctx: &Context<'_>, verb: usize) -> bool {
    let token = ctx.token(verb);
    let past = ctx.word(verb).to_lowercase().ends_with("ed")
        || matches!(ctx.word(verb).to_lowercase().as_str(), "told" | "quoted" | "begged");
    let bare = ctx
        .reading
        .dependent(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass])
        .is_none();
    token.upos == Upos::Verb
        && token.relation == Relation::Advcl
        && past
        && bare
        && takes_person(ctx, verb)
}

/// True for verbs whose object is spoken to: only with them does the participle tell of a question
/// or message.
fn takes_person(ctx: &Context<'_>, verb: usize) -> bool {
    ctx.entry(verb).is_some_and(is_addressee)
}

fn is_free(proposal: &Proposal, phrase: &Tokens) -> bool {
    proposal.content.iter().all(|run| !crate::proposal::overlap(run, phrase))
}
