//! Cues without a source of their own: they share the subject of the verb that they are coordinated
//! with or depend on.

use relata_core::{Relation, Upos};
use relata_syntax::Complement;

use super::super::according;
use super::{Group, Piece, distance};
use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::speakers::is_person_like;
use crate::syntax::{agent, is_nominal, noun_phrase};

/// Gives each cue without a source the one that its syntax names.
pub(super) fn share(ctx: &Context<'_>, groups: &mut [Group], sources: &[Piece]) {
    for index in 0..groups.len() {
        let Some(group) =
            groups.get(index).filter(|g| g.sources.is_empty() && !g.contents.is_empty())
        else {
            continue;
        };
        let Some(cue) = group.cue.as_ref().map(|c| c.tokens.clone()) else { continue };
        let found = of_phrase(ctx, group, &cue)
            .or_else(|| before_colon(ctx, group, &cue))
            .or_else(|| possessor(ctx, group, &cue))
            .or_else(|| {
                by_syntax(ctx, group, &cue, sources)
                    .filter(|found| !is_told_of(ctx, groups, index, &cue, found))
            })
            .or_else(|| inverted(ctx, group, &cue))
            .or_else(|| by_place(ctx, group, &cue, sources));
        if let (Some(source), Some(group)) = (found, groups.get_mut(index)) {
            group.sources.push(source);
        }
    }
}

/// Most words of a source before a colon.
const MOST_BEFORE_COLON: usize = 6;

/// What stands before a colon that is a cue by itself ("Police: …").
fn before_colon(ctx: &Context<'_>, group: &Group, cue: &Tokens) -> Option<Piece> {
    if ctx.word(cue.start) != ":" {
        return None;
    }
    let start = ctx.reading.sentence_tokens(ctx.reading.sentence_of(cue.start)).start;
    let nominal = |&t: &usize| is_nominal(ctx.token(t).upos) && ctx.token(t).upos != Upos::Num;
    let first = (start..cue.start).rev().take_while(nominal).last()?;
    let near = cue.start - first <= MOST_BEFORE_COLON;
    near.then(|| piece(group, first..cue.start)).flatten()
}

/// The noun phrase after "according to".
fn of_phrase(ctx: &Context<'_>, group: &Group, cue: &Tokens) -> Option<Piece> {
    let (entry, _) = ctx.phrase_at(cue.start)?;
    let object =
        according::object(ctx, cue.start, cue.end).filter(|_| entry.takes(Complement::Object))?;
    untagged(ctx, group, object).filter(|p| p.tokens.start >= cue.end)
}

/// True for what the claim before tells of where it cannot speak: a thing (in "she said the results
/// were good but cautioned that …" they caution nobody), and anybody where the cue is a participle
/// behind a comma ("Lo said the experts knew, adding that …").
fn is_told_of(
    ctx: &Context<'_>,
    groups: &[Group],
    index: usize,
    cue: &Tokens,
    found: &Piece,
) -> bool {
    let before = index.checked_sub(1).and_then(|i| groups.get(i));
    let inside = before.is_some_and(|g| {
        g.contents
            .iter()
            .any(|c| c.tokens.start <= found.tokens.start && found.tokens.end <= c.tokens.end)
    });
    let person = |t: usize| {
        is_person_like(ctx, t) && (found.tokens.len() == 1 || ctx.token(t).upos != Upos::Pron)
    };
    let participle = cue.start.checked_sub(1).is_some_and(|t| ctx.word(t) == ",")
        && ctx.word(cue.start).ends_with("ing");
    inside && (participle || !found.tokens.clone().any(person))
}

/// Whose "announcement" or "call" it is.
fn possessor(ctx: &Context<'_>, group: &Group, cue: &Tokens) -> Option<Piece> {
    let noun = anchor(ctx, cue).token;
    let noun = Some(noun).filter(|&n| ctx.token(n).upos == Upos::Noun)?;
    let owner = ctx.reading.dependent(noun, &[Relation::NmodPoss]).filter(|o| !cue.contains(o))?;
    untagged(ctx, group, owner).filter(|p| p.tokens.end <= cue.end)
}

fn by_syntax(ctx: &Context<'_>, group: &Group, cue: &Tokens, sources: &[Piece]) -> Option<Piece> {
    let agent = agent_of_cue(ctx, cue)?;
    let index = sources.partition_point(|s| s.tokens.end <= agent);
    if let Some(tagged) = sources.get(index).filter(|s| s.tokens.contains(&agent)) {
        return Some(Piece { link: 0.8, ..tagged.clone() });
    }
    let in_content = group.contents.iter().any(|c| c.tokens.contains(&agent));
    if in_content || !is_nominal(ctx.token(agent).upos) {
        return None;
    }
    untagged(ctx, group, agent)
}

/// The agent of the cue's main word, else of a verb of the cue ("raise questions about").
fn agent_of_cue(ctx: &Context<'_>, cue: &Tokens) -> Option<usize> {
    let verbs = cue.clone().filter(|&t| ctx.token(t).upos == Upos::Verb);
    let mut words = std::iter::once(anchor(ctx, cue).token).chain(verbs);
    words.find_map(|word| agent(ctx, word).filter(|a| !cue.contains(a)))
}

/// The noun phrase of an agent that the tags missed.
fn untagged(ctx: &Context<'_>, group: &Group, agent: usize) -> Option<Piece> {
    piece(group, noun_phrase(ctx, agent))
}

fn piece(group: &Group, tokens: Tokens) -> Option<Piece> {
    let free =
        group.contents.iter().all(|c| c.tokens.end <= tokens.start || tokens.end <= c.tokens.start);
    (free && !tokens.is_empty()).then_some(Piece {
        tokens,
        role: relata_core::AttributionRole::Source,
        tag: 0.5,
        link: 0.5,
    })
}

/// Where the tree names none: the nearest source before the cue in its sentence, when the cue has a
/// verb in the active without a subject.
fn by_place(ctx: &Context<'_>, group: &Group, cue: &Tokens, sources: &[Piece]) -> Option<Piece> {
    let head = anchor(ctx, cue).token;
    let verbal = ctx.token(head).head.is_none() || ctx.token(head).upos == Upos::Verb;
    if !verbal || ctx.analysis.is_passive(head) {
        return None;
    }
    let index = sources.partition_point(|s| s.tokens.start < cue.start);
    let before = index.checked_sub(1).and_then(|i| sources.get(i))?;
    let near = ctx.same_sentence(before.tokens.start, cue.start)
        && distance(&before.tokens, cue.start) < 40;
    let inside = group.contents.iter().any(|c| c.tokens.contains(&before.tokens.start));
    (near && !inside).then(|| Piece { link: 0.5, ..before.clone() })
}

/// Most words of a source behind its verb.
const MOST_BEHIND: usize = 6;

/// "“…,” wrote one.": behind a quotation and a verb of saying, the few nominal words up to the end
/// of the clause, whatever the tree says.
fn inverted(ctx: &Context<'_>, group: &Group, cue: &Tokens) -> Option<Piece> {
    let says = anchor(ctx, cue).entry.is_some_and(|e| e.takes(Complement::Quote));
    let before =
        group.contents.iter().map(|c| c.tokens.end).filter(|&end| end <= cue.start).max()?;
    let beside = says
        && cue.start - before <= 2
        && (before..cue.start).all(|t| ctx.is_punct(t))
        && ctx.is_mark(cue.start - 1);
    let end = (cue.end..cue.end + MOST_BEHIND)
        .find(|&t| ctx.is_punct(t) || !ctx.same_sentence(t, cue.start))?;
    let nominal = (cue.end..end).all(|t| is_nominal(ctx.token(t).upos));
    (beside && nominal).then(|| piece(group, cue.end..end)).flatten()
}
