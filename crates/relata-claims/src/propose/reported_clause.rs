//! A reporting verb with its subject and a clause: "The mayor said the road was closed", "The road,
//! the mayor said, was closed".

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueEntry};

use super::Rule;
use crate::clauses::{clause_runs, confidence, cue_span, is_finite};
use crate::context::{Context, Tokens};
use crate::proposal::{Proposal, Stands};
use crate::syntax::{agent, branch, is_nominal, noun_phrase};

pub(super) struct ReportedClause;

impl Rule for ReportedClause {
    fn name(&self) -> &'static str {
        "reported clause"
    }

    fn find(&self, ctx: &Context<'_>, sentence: usize) -> Vec<Proposal> {
        let verbs =
            ctx.reading.sentence_tokens(sentence).filter(|&t| ctx.token(t).upos == Upos::Verb);
        verbs
            .filter_map(|verb| ctx.entry(verb).and_then(|entry| proposal(ctx, verb, entry)))
            .collect()
    }

    fn stands(&self) -> Stands {
        Stands::Anywhere
    }

    fn is_common(&self) -> bool {
        true
    }
}

fn proposal(ctx: &Context<'_>, verb: usize, entry: &CueEntry) -> Option<Proposal> {
    let subject = agent(ctx, verb).filter(|&s| is_nominal(ctx.token(s).upos))?;
    let (head, mut content) = complement(ctx, verb, entry)?;
    let mut cue = cue_span(ctx, verb);
    // "owned up to | having burned the letters"
    if let Some(run) = content.first_mut().filter(|run| run.start == cue.end)
        && opens_gerund(ctx, run.start, head)
    {
        (cue.end, run.start) = (cue.end + 1, run.start + 1);
    }
    let source = noun_phrase(ctx, subject);
    let apart = content.iter().all(|run| !crate::proposal::overlap(run, &source));
    let sure = confidence(ctx, &[verb, subject, head]);
    (apart && !content.is_empty())
        .then(|| Proposal::by_rule(Some(source), Some(cue), content, sure))
}

fn complement(ctx: &Context<'_>, verb: usize, entry: &CueEntry) -> Option<(usize, Vec<Tokens>)> {
    let clause = || clausal(ctx, verb).filter(|_| entry.takes(Complement::Clause));
    let host = || {
        interrupted(ctx, verb, entry)
            .filter(|_| entry.takes(Complement::Clause) || entry.takes(Complement::Quote))
    };
    let infinitive = || infinitival(ctx, verb).filter(|_| entry.takes(Complement::Infinitive));
    let object = || {
        ctx.reading.dependent(verb, &[Relation::Obj]).filter(|_| entry.takes(Complement::Object))
    };
    let gerund = || gerund(ctx, verb).filter(|_| entry.takes(Complement::Gerund));
    if let Some(head) = clause().or_else(infinitive).or_else(gerund) {
        return Some((head, clause_runs(ctx, head, &[])));
    }
    if let Some(head) = host() {
        return Some((head, clause_runs(ctx, head, &[verb])));
    }
    object().map(|head| (head, clause_runs(ctx, head, &[])))
}

/// A finite clause that depends on the verb.
fn clausal(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let mut clauses = ctx.reading.dependents_by(verb, &[Relation::Ccomp]);
    clauses.find(|&c| is_finite(ctx, c) || is_quoted(ctx, c)).or_else(|| behind_that(ctx, verb))
}

/// "said, ‘Get the children out’": a command in marks.
fn is_quoted(ctx: &Context<'_>, clause: usize) -> bool {
    clause.checked_sub(1).is_some_and(|t| ctx.is_mark(t))
}

/// The clause of a "that" right behind the verb, wherever a wrong tree hangs it.
fn behind_that(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let that = Some(verb + 1).filter(|&t| {
        ctx.word(t) == "that"
            && ctx.token(t).relation == Relation::Mark
            && ctx.same_sentence(t, verb)
    })?;
    let head = ctx.token(that).head.filter(|&h| h > that && is_finite(ctx, h))?;
    (!ctx.reading.ancestors(verb).take(8).any(|a| a == head)).then_some(head)
}

/// The clause into which "the mayor said" is put between commas.
fn interrupted(ctx: &Context<'_>, verb: usize, entry: &CueEntry) -> Option<usize> {
    let own_subject = ctx.reading.dependent(verb, &[Relation::Nsubj]).is_some();
    let object = ctx.reading.dependent(verb, &[Relation::Obj]).is_some()
        && !entry.takes(Complement::Addressee);
    let plain =
        !object && ctx.reading.dependent(verb, &[Relation::Mark, Relation::Ccomp]).is_none();
    let head = ctx.token(verb).head.filter(|_| ctx.token(verb).relation == Relation::Parataxis)?;
    (own_subject && plain && is_finite(ctx, head)).then_some(head)
}

fn infinitival(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let to = |&c: &usize| {
        ctx.reading
            .dependents_by(c, &[Relation::Mark])
            .any(|d| ctx.word(d).eq_ignore_ascii_case("to"))
    };
    ctx.reading.dependents_by(verb, &[Relation::Xcomp]).find(to)
}

/// "admitted leaving", "confessed to having left": a gerund right behind the verb.
fn gerund(ctx: &Context<'_>, verb: usize) -> Option<usize> {
    let end = cue_span(ctx, verb).end;
    let near = |&clause: &usize| {
        let first = branch(ctx.reading, clause, |_| false).first().copied();
        let right = |t: usize| t == end;
        clause > verb && is_gerund(ctx, clause) && first.is_some_and(right)
    };
    let relations = [Relation::Xcomp, Relation::Advcl, Relation::Ccomp];
    ctx.reading.dependents_by(verb, &relations).find(near)
}

fn is_gerund(ctx: &Context<'_>, clause: usize) -> bool {
    let auxiliary = ctx.reading.dependent(clause, &[Relation::Aux, Relation::AuxPass]);
    match auxiliary {
        Some(auxiliary) => ctx.word(auxiliary).ends_with("ing"),
        None => ctx.analysis.is_gerund(clause),
    }
}

/// True for the "to" of a gerund.
fn opens_gerund(ctx: &Context<'_>, token: usize, clause: usize) -> bool {
    ctx.word(token).eq_ignore_ascii_case("to")
        && ctx.token(token).head == Some(clause)
        && is_gerund(ctx, clause)
}
