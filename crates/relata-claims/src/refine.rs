//! Repairs of single claims that look at the tree: phrases that the tags break off, verbs that say
//! something of their own, sources ([`source`]).

mod source;

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass};

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Occupied, join_runs};
use crate::passive_subject;
use crate::rules::{clause_runs, cue_span};
use crate::syntax::{is_nominal, noun_phrase};

/// Repairs all drafts, and adds those that are split off.
pub(crate) fn repair(ctx: &Context<'_>, drafts: &mut Vec<Draft>) {
    let mut occupied = Occupied::new(ctx.reading.tokens().len(), drafts);
    let mut more = Vec::new();
    for draft in drafts.iter_mut() {
        give_back_addressee(ctx, draft);
        source::trim_source(ctx, draft);
        source::introduce(ctx, draft);
        source::own_account(ctx, draft);
        source::part_pronoun(ctx, draft);
        source::complete_source(ctx, draft, &occupied);
        passive_subject::repair(ctx, draft);
        shorten_cue(ctx, draft);
        more.extend(split_off(ctx, draft, &occupied));
        complete_cue(ctx, draft, &mut occupied);
        give_preposition(ctx, draft);
        complete_phrases(ctx, draft, &mut occupied);
        complete_clause(ctx, draft, &mut occupied);
        bridge(ctx, draft, &mut occupied);
    }
    drafts.append(&mut more);
    drafts.sort_by_key(Draft::first_token);
}

/// A content after "told" that begins with the one who is told, or is nothing else beside a
/// quotation.
fn give_back_addressee(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    let found = anchor(ctx, &cue);
    let tells =
        found.entry.is_some_and(|e| e.takes(Complement::Addressee) && e.class == CueClass::Say);
    let Some(index) = draft.content.iter().position(|run| tells && run.start == cue.end) else {
        return;
    };
    let Some(run) = draft.content.get(index).cloned() else { return };
    let end = addressee_end(ctx, &run, found.token);
    let alone = draft.content.len() > 1
        && run.len() <= MOST_ADDRESSEE
        && ctx.quotes.first_in(ctx.span(&run)).is_none();
    if alone {
        draft.content.remove(index);
    } else if let (Some(end), Some(run)) = (end, draft.content.get_mut(index)) {
        run.start = end;
    }
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

/// "He says he respects her and calls her clever": a verb of the content that is coordinated with
/// the cue says something of its own.
fn split_off(ctx: &Context<'_>, draft: &mut Draft, occupied: &Occupied) -> Option<Draft> {
    let cue = draft.cue.clone().filter(|_| draft.source.is_some())?;
    let main = anchor(ctx, &cue).token;
    let verb = ctx
        .reading
        .dependents_by(main, &[Relation::Conj])
        .find(|&v| v > main && draft.content_has(v) && is_cue(ctx, v))?;
    if ctx.quotes.around(ctx.token(verb).span).is_some() {
        return None;
    }
    let own = cue_span(ctx, verb);
    let run = draft.content.iter_mut().find(|run| run.contains(&verb))?;
    if run.start < cue.end
        || own.start <= run.start + 1
        || own.end >= run.end
        || own.clone().any(|t| occupied.source_or_cue(t))
    {
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
    Some(Draft {
        source: draft.source.clone(),
        cue: Some(own),
        content: join_runs(content),
        rule: "coordinated verb",
        ..draft.clone()
    })
}

fn is_cue(ctx: &Context<'_>, verb: usize) -> bool {
    let says = |e: &crate::CueEntry| {
        e.takes(Complement::Clause) || e.takes(Complement::Quote) || e.takes(Complement::Object)
    };
    ctx.token(verb).upos == Upos::Verb && ctx.entry(verb).is_some_and(says)
}

/// A cue that stops at an auxiliary or at "to" goes on to its verb.
fn complete_cue(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let Some(cue) = draft.cue.clone() else { return };
    let Some(last) = cue.end.checked_sub(1).filter(|&t| {
        matches!(ctx.token(t).relation, Relation::Aux | Relation::AuxPass | Relation::Mark)
    }) else {
        return;
    };
    let Some(verb) = ctx
        .token(last)
        .head
        .filter(|&h| h >= cue.end && h - last <= 3 && ctx.token(h).upos == Upos::Verb)
    else {
        return;
    };
    if (cue.end..=verb).all(|t| !occupied.any(t)) {
        draft.cue = Some(cue.start..verb + 1);
        occupied.add_cue(draft);
    }
}

/// Words at the end of a cue that belong to a noun which is neither in the cue nor in the content
/// ("said in a | statement", "insisted last | night").
fn shorten_cue(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone().filter(|c| c.len() > 1 && ctx.phrase_at(c.start).is_none())
    else {
        return;
    };
    let main = anchor(ctx, &cue).token;
    let loose = |t: usize, end: usize| {
        let modifier = matches!(ctx.token(t).upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Num);
        modifier
            && ctx.token(t).head.is_some_and(|h| {
                h >= end
                    && !draft.content_has(h)
                    && draft.source.as_ref().is_none_or(|s| !s.contains(&h))
            })
    };
    let mut end = cue.end;
    while end > main + 1 && loose(end - 1, end) {
        end -= 1;
    }
    draft.cue = Some(cue.start..end);
}

/// Prepositions that belong to the cue where the content begins with them: "called for | an
/// inquiry", "spoke about | her plans".
const OF_CUE: [&str; 9] =
    ["for", "of", "about", "on", "with", "against", "over", "toward", "towards"];

fn give_preposition(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.as_mut() else { return };
    let Some(run) = draft.content.iter_mut().find(|run| run.start == cue.end && run.len() > 1)
    else {
        return;
    };
    let preposition = OF_CUE.contains(&ctx.word(run.start))
        && matches!(ctx.token(run.start).relation, Relation::Case | Relation::Mark);
    if preposition {
        cue.end += 1;
        run.start += 1;
    }
}

/// Most words by which a phrase is completed.
const MOST_MORE: usize = 6;

/// A content that ends on a word which only introduces a noun goes on to that noun, one that ends
/// on a marker or auxiliary through its clause.
fn complete_phrases(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let mut more = false;
    for run in &mut draft.content {
        if let Some(end) = phrase_end(ctx, run, occupied).or_else(|| clause_end(ctx, run, occupied))
        {
            run.end = end;
            more = true;
        }
    }
    if more {
        draft.content = join_runs(std::mem::take(&mut draft.content));
        occupied.add(draft);
    }
}

/// "The army attacked camps | outside the town on Thursday, the monitor said": the clause that is
/// said, in front of source and cue, goes on to the comma there.
fn complete_clause(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let Some(cue) = draft.cue.clone() else { return };
    let said = |c: usize| {
        matches!(ctx.token(c).relation, Relation::Ccomp | Relation::Parataxis)
            && ctx.token(c).head.is_some_and(|h| cue.contains(&h))
    };
    let Some(clause) = draft.content.iter().flat_map(Clone::clone).find(|&t| said(t)) else {
        return;
    };
    let behind = draft.source.as_ref().map_or(cue.start, |source| source.start.min(cue.start));
    let Some(comma) =
        behind.checked_sub(1).filter(|&t| ctx.word(t) == "," && ctx.same_sentence(clause, t))
    else {
        return;
    };
    let Some(run) = draft.content.iter().find(|run| run.contains(&clause)).cloned() else { return };
    let belongs = |t: usize| {
        let mut above = std::iter::successors(Some(t), |&t| ctx.token(t).head).take(MOST_ABOVE);
        draft.content_has(t)
            || !occupied.any(t) && !ctx.is_mark(t) && above.any(|above| above == clause)
    };
    if run.end < comma && (run.end..comma).all(belongs) {
        draft.content.push(run.start..comma);
        draft.content = join_runs(std::mem::take(&mut draft.content));
        occupied.add(draft);
    }
}

/// So many steps up the tree are walked at most.
const MOST_ABOVE: usize = 12;

/// Where the noun phrase ends on whose first words the run stops.
fn phrase_end(ctx: &Context<'_>, run: &Tokens, occupied: &Occupied) -> Option<usize> {
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
    let free = |tokens: Tokens| tokens.into_iter().all(|t| !occupied.any(t));
    let phrase = noun_phrase(ctx, head);
    let end = if free(head..phrase.end) { phrase.end.max(head + 1) } else { head + 1 };
    let clause = relative_end(ctx, head, end).filter(|&e| free(end..e));
    free(last + 1..head + 1).then(|| clause.unwrap_or(end))
}

/// Where the clause ends at whose marker or auxiliary the run stops: "a trial was launched to |
/// ease the pressure on clinics".
fn clause_end(ctx: &Context<'_>, run: &Tokens, occupied: &Occupied) -> Option<usize> {
    let last = run.end.checked_sub(1)?;
    let found = ctx.token(last);
    let introduces = matches!(
        found.relation,
        Relation::Mark | Relation::Aux | Relation::AuxPass | Relation::Cop
    );
    let head = found.head.filter(|&h| introduces && h > last && h - last <= MOST_MORE)?;
    let clause = clause_runs(ctx, head, &[]).into_iter().find(|clause| clause.contains(&head))?;
    let whole = clause.end.saturating_sub(run.end) <= MOST_CLAUSE
        && (run.end..clause.end).all(|t| !occupied.any(t) && !ctx.is_mark(t));
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
fn bridge(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let mut out: Vec<Tokens> = Vec::with_capacity(draft.content.len());
    for run in &draft.content {
        match out.last_mut() {
            Some(last)
                if run.start >= last.end
                    && is_bridge(ctx, draft, occupied, last.end..run.start) =>
            {
                last.end = run.end;
            }
            _ => out.push(run.clone()),
        }
    }
    draft.content = out;
    occupied.add(draft);
}

fn is_bridge(ctx: &Context<'_>, draft: &Draft, occupied: &Occupied, between: Tokens) -> bool {
    if !ctx.same_sentence(between.start, between.end) || between.len() > MOST_BETWEEN {
        return false;
    }
    let belongs = |t: usize| {
        let mut above =
            std::iter::successors(ctx.token(t).head, |&t| ctx.token(t).head).take(MOST_ABOVE);
        !occupied.any(t) && !ctx.is_mark(t) && above.any(|above| draft.content_has(above))
    };
    between.len() <= 2 && between.clone().all(|t| ctx.is_punct(t)) || between.clone().all(belongs)
}
