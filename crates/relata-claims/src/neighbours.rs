//! Repairs between the parts of a claim: words that the tags gave to the content and that are its
//! source or addressee, and quotations that go on where the tags stop.

use relata_core::{Relation, Upos};
use relata_syntax::{Complement, CueClass};

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::draft::{Draft, Occupied};
use crate::syntax::{agent, is_nominal, noun_phrase, trim_punct};

/// Most words of a source or addressee that is cut off a content.
const MOST_WORDS: usize = 8;

/// Repairs all drafts.
pub(crate) fn repair(ctx: &Context<'_>, drafts: &mut [Draft]) {
    let mut occupied = Occupied::new(ctx.reading.tokens().len(), drafts);
    for draft in drafts {
        give_back_source(ctx, draft);
        give_back_addressee(ctx, draft);
        widen_source(ctx, draft, &occupied);
        shorten_cue(ctx, draft);
        drop_asides(ctx, draft);
        go_on(ctx, draft, &mut occupied);
    }
}

/// A content that begins as a quotation and goes on to the cue ("…," a neighbour | said): what
/// follows the closing mark is the source.
fn give_back_source(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    for index in 0..draft.content.len() {
        let Some(run) = draft.content.get(index).cloned() else { continue };
        let Some(tail) = tail_after_quotation(ctx, &run) else { continue };
        let next =
            draft.source.as_ref().filter(|s| s.start >= run.end).map_or(cue.start, |s| s.start);
        let beside = next >= run.end
            && next - run.end <= 1
            && tail
                .clone()
                .all(|t| is_nominal(ctx.token(t).upos) || ctx.token(t).upos == Upos::Adp);
        if !beside {
            continue;
        }
        match draft.source.as_mut() {
            Some(source) if source.start >= run.end => source.start = tail.start,
            Some(_) => continue,
            None => draft.source = Some(tail.clone()),
        }
        if let Some(run) = draft.content.get_mut(index) {
            run.end = tail.start;
        }
    }
}

/// The few words after the closing mark of the quotation with which the run begins.
fn tail_after_quotation(ctx: &Context<'_>, run: &Tokens) -> Option<Tokens> {
    let quotation = ctx
        .quotes
        .first_in(ctx.token(run.start).span)
        .filter(|q| q.closed && ctx.analysis.quotes_speech(q))?;
    let inside = ctx.reading.tokens_in(quotation.span);
    let tail = trim_punct(ctx, inside.end..run.end.max(inside.end));
    (inside.start + 1 >= run.start && !tail.is_empty() && tail.len() <= MOST_WORDS).then_some(tail)
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
        && run.len() <= MOST_WORDS
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
        .take(MOST_WORDS)
        .find(|&t| ctx.word(t).eq_ignore_ascii_case("that") && ctx.token(t).upos == Upos::Sconj);
    let before_that = that.filter(|&at| (run.start..at).all(|t| is_nominal(ctx.token(t).upos)));
    let object = || {
        ctx.reading
            .dependent(verb, &[Relation::Obj, Relation::Iobj])
            .map(|o| noun_phrase(ctx, o))
            .filter(|np| np.start == run.start && np.len() <= MOST_WORDS)
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

/// A source that is only a part of the cue's subject ("a group watching [the border] said") gives
/// way to the whole subject.
fn widen_source(ctx: &Context<'_>, draft: &mut Draft, occupied: &Occupied) {
    let (Some(cue), Some(source)) = (&draft.cue, &draft.source) else { return };
    if source.len() == 1
        && ctx.token(source.start).upos == Upos::Pron
        && ctx.token(source.start).relation != Relation::NmodPoss
    {
        return;
    }
    let Some(subject) =
        agent(ctx, anchor(ctx, cue).token).filter(|s| !source.contains(s) && !cue.contains(s))
    else {
        return;
    };
    let phrase = noun_phrase(ctx, subject);
    let inside =
        phrase.start <= source.start && source.end <= phrase.end && phrase.len() <= 2 * MOST_WORDS;
    if inside && phrase.clone().all(|t| source.contains(&t) || !occupied.any(t)) {
        draft.source = Some(phrase);
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

/// Beside a quotation or a clause that stands before the cue, what follows the cue without
/// quotation marks and modifies cue or source ("when he was asked", "a term that it often uses") is
/// the reporter's.
fn drop_asides(ctx: &Context<'_>, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    let before = draft.content.iter().any(|run| run.end <= cue.start && run.len() > 2);
    let says = anchor(ctx, &cue).entry.is_some_and(|e| e.takes(Complement::Quote));
    if !before || !says {
        return;
    }
    let clause = draft.content.iter().any(|run| {
        run.end <= cue.start
            && run.clone().any(|t| matches!(ctx.token(t).upos, Upos::Verb | Upos::Aux))
    });
    let aside = |run: &Tokens| {
        let gloss = clause && matches!(ctx.word(run.start), "a" | "an");
        let head = ctx.reading.head_of_span(ctx.span(run)).map(|h| ctx.token(h).relation);
        let modifies = matches!(
            head,
            Some(
                Relation::Advcl
                    | Relation::Appos
                    | Relation::Obl
                    | Relation::OblUnmarked
                    | Relation::Nmod
                    | Relation::Obj
                    | Relation::Det
            )
        );
        run.start >= cue.end && (modifies || gloss) && ctx.quotes.first_in(ctx.span(run)).is_none()
    };
    draft.content.retain(|run| !aside(run));
}

/// A quotation that goes on right after cue and source, in the sentence or the next one, though the
/// tags stop.
fn go_on(ctx: &Context<'_>, draft: &mut Draft, occupied: &mut Occupied) {
    let speech = |run: &Tokens| {
        ctx.quotes
            .first_in(ctx.token(run.start).span)
            .is_some_and(|q| ctx.analysis.quotes_speech(&q))
    };
    let Some(end) = draft
        .parts()
        .map(|r| r.end)
        .max()
        .filter(|_| draft.cue.is_some() && draft.content.iter().any(speech))
    else {
        return;
    };
    let Some(last) = end.checked_sub(1) else { return };
    let Some(quotation) =
        ctx.quotes.after(ctx.token(last).span.end()).filter(relata_syntax::Quotation::is_balanced)
    else {
        return;
    };
    let tokens = ctx.reading.tokens_in(quotation.span);
    let beside = tokens.start >= end
        && tokens.start - end <= 2
        && (end..tokens.start).all(|t| ctx.is_punct(t));
    if beside
        && ctx.paragraph(last) == ctx.paragraph(tokens.start)
        && tokens.clone().all(|t| !occupied.any(t))
        && ctx.analysis.quotes_speech(&quotation)
    {
        draft.content.push(tokens);
        occupied.add(draft);
    }
}
