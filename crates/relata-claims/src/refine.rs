//! Repairs of single claims that look at the tree: phrases that the tags break off, verbs that say something of their own, sources with words of
//! the dateline or the cue.

use relata_core::{Relation, Upos};

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Occupied, join_runs, overlap};
use crate::lexicon::Complement;
use crate::passive_subject;
use crate::rules::{clause_runs, cue_span, speaker_before};
use crate::syntax::{agent, is_nominal, noun_phrase, trim_punct};

/// Repairs all drafts, and adds those that are split off.
pub(crate) fn repair(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut occupied = Occupied::new(ctx.reading.tokens().len(), drafts);
    let mut more = Vec::new();
    for draft in drafts.iter_mut() {
        trim_source(ctx, draft);
        introduce(ctx, draft);
        part_pronoun(ctx, draft);
        take_subject(ctx, draft, &occupied);
        join_description(ctx, draft);
        complete_source(ctx, draft, &occupied);
        begin_at_that(ctx, draft);
        take_over_to_say(ctx, draft);
        passive_subject::repair(ctx, draft);
        give_back_agent(ctx, draft);
        more.extend(split_off(ctx, draft, &occupied));
        complete_cue(ctx, draft, &mut occupied);
        give_preposition(ctx, draft);
        complete_phrases(ctx, draft, &mut occupied);
        bridge(ctx, draft);
    }
    drafts.append(&mut more);
    drafts.sort_by_key(Draft::first_token);
}

/// "MACAU (Reuters) – The donor": what stands before the dash is the dateline. Words of the cue and a verb at the end are no part either.
fn trim_source(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(source) = draft.source.as_mut() else { return };
    let dash = |t: &usize| matches!(ctx.word(*t), "–" | "—" | "-" | "--" | "―");
    let dateline = source.clone().find(|t| dash(t) && t.checked_sub(1).is_some_and(|b| b >= source.start && ctx.word(b) == ")"));
    if let Some(at) = dateline.filter(|&at| at + 1 < source.end) {
        source.start = at + 1;
    }
    if let Some(cue) = &draft.cue {
        if cue.start > source.start && cue.start < source.end && cue.end >= source.end {
            source.end = cue.start;
        }
    }
    drop_broken_clause(ctx, source);
    let verb = |t: usize| ctx.token(t).upos == Upos::Verb && ctx.token(t).relation == Relation::Acl;
    while source.len() > 1 && verb(source.end - 1) && is_nominal(ctx.token(source.end - 2).upos) {
        source.end -= 1;
    }
}

/// A quotation that no cue was found for, behind a colon with a speaker before it.
fn introduce(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(first) = draft.content.first().map(|run| run.start).filter(|_| draft.cue.is_none() && draft.source.is_none()) else { return };
    let Some(colon) = first.checked_sub(1).filter(|&t| ctx.word(t) == ":" && ctx.is_mark(first)) else { return };
    let start = ctx.reading.sentence_tokens(ctx.reading.sentence_of(colon)).start;
    if let Some(source) = speaker_before(ctx, &(start..colon)) {
        (draft.source, draft.cue) = (Some(source), Some(colon..colon + 1));
    }
}

/// "Her new recording, she | insists, …": a pronoun behind a comma is the source by itself, and what stands before it is said.
fn part_pronoun(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(source) = draft.source.clone().filter(|s| s.len() > 2) else { return };
    let last = source.end - 1;
    let nominative = matches!(ctx.word(last), "he" | "she" | "they" | "it" | "we" | "I");
    if nominative && ctx.word(last - 1) == "," && draft.cue.as_ref().is_some_and(|c| c.start == source.end) {
        draft.source = Some(last..source.end);
        draft.content.push(source.start..last - 1);
        draft.content = join_runs(std::mem::take(&mut draft.content));
    }
}

/// The cue's own subject right beside it, where the tags name no source, or one that other words part from the cue ("VARNA, March 3 — …, the
/// union said"). What the tags gave of it to the content is given back.
fn take_subject(ctx: &Context<'_>, draft: &mut Draft, occupied: &Occupied) {
    let Some(cue) = draft.cue.clone() else { return };
    let main = anchor(ctx, &cue).token;
    let Some(subject) = ctx.reading.dependent(main, &[Relation::Nsubj]).filter(|&s| !cue.contains(&s) && is_nominal(ctx.token(s).upos)) else { return };
    let phrase = noun_phrase(ctx, subject);
    let beside = |tokens: &Tokens| tokens.end <= cue.start && cue.start - tokens.end <= 1 || tokens.start >= cue.end && tokens.start - cue.end <= 1;
    let apart = draft.source.as_ref().is_none_or(|s| !overlap(s, &phrase) && s.end + 3 < cue.start && s.end <= phrase.start);
    let own = |run: &Tokens| phrase.start <= run.start + 1 && run.end <= phrase.end;
    let free = phrase.clone().all(|t| !occupied.any(t) || draft.content.iter().any(|run| own(run) && run.contains(&t)));
    let left = draft.content.iter().any(|run| !own(run));
    if apart && beside(&phrase) && free && left && phrase.len() <= MOST_SOURCE && phrase.end <= cue.start {
        draft.content.retain(|run| !own(run));
        draft.source = Some(phrase);
    }
}

/// What the tags gave to the content and belongs to the source beside it: a description before a name ("The head of parks, | Ann Ray, said") and
/// the rest of a relative clause ("a fourth, who did not wish | to be named, said").
fn join_description(ctx: &Context<'_>, draft: &mut Draft) {
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    if source.end > cue.start || !draft.content.iter().any(|run| run.start >= cue.end) {
        return;
    }
    let plain = |run: &Tokens| run.clone().all(|t| !ctx.is_mark(t) && !matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux)) && run.len() <= MOST_SOURCE;
    let title = |run: &Tokens| run.clone().any(|t| ctx.options.speakers.kind(&ctx.lemma(t)).is_some());
    let opens = |run: &Tokens| run.start == ctx.reading.sentence_tokens(ctx.reading.sentence_of(run.start)).start;
    let before = |run: &Tokens| run.end + 1 == source.start && ctx.word(run.end) == "," && plain(run) && title(run) && opens(run);
    let relative = source.clone().any(|t| matches!(ctx.word(t).to_lowercase().as_str(), "who" | "which" | "whose"));
    let behind = |run: &Tokens| relative && run.start == source.end && cue.start.saturating_sub(run.end) <= 1 && run.end <= cue.start;
    let mut joined = source.clone();
    draft.content.retain(|run| {
        let belongs = before(run) || behind(run);
        if belongs {
            joined = joined.start.min(run.start)..joined.end.max(run.end);
        }
        !belongs
    });
    draft.source = Some(joined);
}

/// "had told investors | in February that …": the content begins with "that" where only an addressee or a time stands before it.
fn begin_at_that(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    let Some(run) = draft.content.iter_mut().find(|run| run.start >= cue.end && run.start <= cue.end + MOST_MORE) else { return };
    let that = (run.start + 1..run.end).take(MOST_MORE).find(|&t| ctx.word(t) == "that" && ctx.token(t).relation == Relation::Mark);
    let of_cue = |t: usize| {
        let clause = ctx.token(t).head.filter(|&h| ctx.token(h).relation == Relation::Ccomp);
        clause.and_then(|c| ctx.token(c).head).is_some_and(|h| cue.contains(&h))
    };
    let Some(that) = that.filter(|&t| of_cue(t)) else { return };
    if (run.start..that).all(|t| !ctx.is_mark(t) && !matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux | Upos::Cconj)) {
        run.start = that;
    }
}

/// A source that is a part of the cue's subject, or stops before its noun ("Her | producer"), is the whole noun phrase; what the tags gave of it
/// to the content is given back.
fn complete_source(ctx: &Context<'_>, draft: &mut Draft, occupied: &Occupied) {
    let (Some(cue), Some(source)) = (draft.cue.clone(), draft.source.clone()) else { return };
    let Some(last) = source.end.checked_sub(1) else { return };
    let premodifies = matches!(ctx.token(last).relation, Relation::Det | Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::NmodDesc);
    let head = ctx.token(last).head.filter(|&h| premodifies && h > last && h - last <= MOST_MORE && !cue.contains(&h));
    let subject = || agent(ctx.reading, anchor(ctx, &cue).token).filter(|a| !cue.contains(a));
    let around = |head: usize| with_apposition(ctx, noun_phrase(ctx, head), &cue);
    let holds = |phrase: &Tokens| phrase.start <= source.start && phrase.end >= source.end.saturating_sub(1) && phrase.len() <= MOST_SOURCE;
    let Some(phrase) = head.map(around).or_else(|| subject().map(around)).filter(holds) else { return };
    let own = |t: usize| draft.content.iter().any(|run| run.contains(&t) && phrase.start <= run.start && run.end <= phrase.end);
    let free = phrase.clone().all(|t| source.contains(&t) || own(t) || !occupied.any(t));
    let left = draft.content.iter().any(|run| run.start < phrase.start || run.end > phrase.end);
    if free && left && !overlap(&phrase, &cue) {
        draft.content.retain(|run| run.start < phrase.start || run.end > phrase.end);
        draft.source = Some(phrase.start..phrase.end.max(source.end));
    }
}

/// Most words of a source that is read off the tree.
const MOST_SOURCE: usize = 14;

/// "Her producer, Tomas Wirth," with the comma before the cue, as the annotation has it.
fn with_apposition(ctx: &Context<'_>, phrase: Tokens, cue: &Tokens) -> Tokens {
    let comma = phrase.end + 1 == cue.start && ctx.word(phrase.end) == "," && phrase.clone().any(|t| ctx.word(t) == ",");
    if comma { phrase.start..phrase.end + 1 } else { phrase }
}

/// "…, he liked | to say, …": a verb of saying under the cue, with nothing of its own, belongs to the cue.
fn take_over_to_say(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.as_mut().filter(|_| draft.content.len() > 1) else { return };
    let Some(index) = draft.content.iter().position(|run| run.start == cue.end) else { return };
    let Some(run) = draft.content.get_mut(index) else { return };
    let to = ctx.word(run.start).eq_ignore_ascii_case("to") && ctx.token(run.start).relation == Relation::Mark;
    let says = |t: usize| run.contains(&t) && ctx.entry(t).is_some_and(|e| e.takes(Complement::Quote));
    let Some(verb) = ctx.token(run.start).head.filter(|&v| to && v == run.start + 1 && says(v)) else { return };
    cue.end = verb + 1;
    run.start = verb + 1;
    while run.start < run.end && ctx.is_punct(run.start) && !ctx.is_mark(run.start) {
        run.start += 1;
    }
    draft.content.retain(|run| !run.is_empty());
}

/// A relative clause that stops at an auxiliary or before its verb ("Lindqvist, whose team have") is no part of the source.
fn drop_broken_clause(ctx: &Context<'_>, source: &mut Tokens) {
    let broken = source.end.checked_sub(1).is_some_and(|t| ctx.token(t).upos == Upos::Aux && ctx.token(t).head.is_some_and(|h| h >= source.end));
    let relative = |t: &usize| matches!(ctx.word(*t).to_lowercase().as_str(), "who" | "whose" | "whom" | "which");
    let Some(at) = source.clone().find(relative).filter(|&at| broken && at > source.start) else { return };
    source.end = at;
    *source = trim_punct(ctx, source.clone());
}

/// "… are called extreme by their rivals": the agent at the end of a passive's content is the source.
fn give_back_agent(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone().filter(|_| draft.source.is_none()) else { return };
    let main = anchor(ctx, &cue).token;
    let Some(agent) = ctx.reading.dependent(main, &[Relation::OblAgent]) else { return };
    let phrase = noun_phrase(ctx, agent);
    if draft.content.iter().all(|run| phrase.start <= run.start + 1 && run.end <= phrase.end) {
        // The tags have taken the agent alone for the content: what is rejected or confirmed is the subject.
        let subject = ctx.reading.dependent(main, &[Relation::NsubjPass, Relation::Nsubj]);
        let content = subject.map(|s| clause_runs(ctx, s, &[])).unwrap_or_default();
        if !content.is_empty() && content.iter().all(|run| !overlap(run, &cue)) {
            (draft.content, draft.source) = (content, Some(phrase));
        }
        return;
    }
    let Some(run) = draft.content.iter_mut().find(|run| run.contains(&agent)) else { return };
    let by = phrase.start.checked_sub(1).filter(|&t| ctx.word(t).eq_ignore_ascii_case("by") && t > run.start);
    if let Some(by) = by.filter(|_| phrase.end + 1 >= run.end) {
        run.end = by;
        draft.source = Some(phrase);
    }
}

/// "He says he respects her and calls her clever": a verb of the content that is coordinated with the cue says something of its own.
fn split_off(ctx: &Context<'_>, draft: &mut Draft, occupied: &Occupied) -> Option<Draft> {
    let cue = draft.cue.clone().filter(|_| draft.source.is_some())?;
    let main = anchor(ctx, &cue).token;
    let verb = ctx.reading.dependents_by(main, &[Relation::Conj]).find(|&v| v > main && draft.content_has(v) && is_cue(ctx, v))?;
    if ctx.quotes.around(ctx.token(verb).span).is_some() {
        return None;
    }
    let own = cue_span(ctx, verb);
    let run = draft.content.iter_mut().find(|run| run.contains(&verb))?;
    if run.start < cue.end || own.start <= run.start + 1 || own.end >= run.end || own.clone().any(|t| occupied.source_or_cue(t)) {
        return None;
    }
    let rest = own.end..run.end;
    run.end = own.start - 1;
    let joined = |t: usize| ctx.token(t).upos == Upos::Cconj || ctx.is_punct(t);
    if !joined(run.end) {
        run.end = own.start;
    }
    let later = draft.content.iter().filter(|r| r.start >= rest.end).cloned().collect::<Vec<_>>();
    draft.content.retain(|r| r.start < rest.end);
    let content = std::iter::once(rest).chain(later).collect();
    Some(Draft { source: draft.source.clone(), cue: Some(own), content: join_runs(content), ..draft.clone() })
}

fn is_cue(ctx: &Context<'_>, verb: usize) -> bool {
    let says = |e: &crate::CueEntry| e.takes(Complement::Clause) || e.takes(Complement::Quote) || e.takes(Complement::Object);
    ctx.token(verb).upos == Upos::Verb && ctx.entry(verb).is_some_and(says)
}

/// A cue that stops at an auxiliary or at "to" goes on to its verb.
fn complete_cue(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let Some(cue) = draft.cue.clone() else { return };
    let Some(last) = cue.end.checked_sub(1).filter(|&t| matches!(ctx.token(t).relation, Relation::Aux | Relation::AuxPass | Relation::Mark)) else { return };
    let Some(verb) = ctx.token(last).head.filter(|&h| h >= cue.end && h - last <= 3 && ctx.token(h).upos == Upos::Verb) else { return };
    if (cue.end..=verb).all(|t| !occupied.any(t)) {
        draft.cue = Some(cue.start..verb + 1);
        occupied.add_cue(draft);
    }
}

/// Prepositions that belong to the cue where the content begins with them: "called for | an inquiry", "spoke about | her plans".
const OF_CUE: [&str; 9] = ["for", "of", "about", "on", "with", "against", "over", "toward", "towards"];

fn give_preposition(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.as_mut() else { return };
    let Some(run) = draft.content.iter_mut().find(|run| run.start == cue.end && run.len() > 1) else { return };
    let preposition = OF_CUE.contains(&ctx.word(run.start)) && matches!(ctx.token(run.start).relation, Relation::Case | Relation::Mark);
    if preposition {
        cue.end += 1;
        run.start += 1;
    }
}

/// Most words by which a phrase is completed.
const MOST_MORE: usize = 6;

/// A content that ends on a word which only introduces a noun goes on to that noun.
fn complete_phrases(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let mut more = false;
    for run in &mut draft.content {
        if let Some(end) = phrase_end(ctx, run, occupied) {
            run.end = end;
            more = true;
        }
    }
    if more {
        draft.content = join_runs(std::mem::take(&mut draft.content));
        occupied.add(draft);
    }
}

/// Where the noun phrase ends on whose first words the run stops.
fn phrase_end(ctx: &Context<'_>, run: &Tokens, occupied: &Occupied) -> Option<usize> {
    let last = run.end.checked_sub(1)?;
    let found = ctx.token(last);
    let introduces = matches!(found.relation, Relation::Det | Relation::Amod | Relation::Compound | Relation::Nummod | Relation::NmodPoss | Relation::Case);
    let head = found.head.filter(|&h| introduces && h > last && h - last <= MOST_MORE)?;
    let free = |tokens: Tokens| tokens.into_iter().all(|t| !occupied.any(t));
    let phrase = noun_phrase(ctx, head);
    let end = if free(head..phrase.end) { phrase.end.max(head + 1) } else { head + 1 };
    let clause = relative_end(ctx, head, end).filter(|&e| free(end..e));
    free(last + 1..head + 1).then(|| clause.unwrap_or(end))
}

/// The end of the relative clause that follows the noun phrase without a comma ("the amount | it is paying").
fn relative_end(ctx: &Context<'_>, head: usize, end: usize) -> Option<usize> {
    let clause = ctx.reading.dependent(head, &[Relation::AclRelcl])?;
    let run = clause_runs(ctx, clause, &[]).into_iter().find(|run| run.contains(&clause))?;
    (run.start == end && run.len() <= MOST_CLAUSE).then_some(run.end)
}

/// Most words of a relative clause that completes a phrase.
const MOST_CLAUSE: usize = 16;

/// Runs of one sentence with nothing but a colon, comma or dash between them are one.
fn bridge(ctx: &Context<'_>, draft: &mut Draft) {
    let mut out: Vec<Tokens> = Vec::with_capacity(draft.content.len());
    for run in std::mem::take(&mut draft.content) {
        match out.last_mut() {
            Some(last) if run.start >= last.end && is_bridge(ctx, last.end..run.start) => last.end = run.end,
            _ => out.push(run),
        }
    }
    draft.content = out;
}

fn is_bridge(ctx: &Context<'_>, between: Tokens) -> bool {
    between.len() <= 2 && ctx.same_sentence(between.start, between.end) && between.clone().all(|t| ctx.is_punct(t))
}
