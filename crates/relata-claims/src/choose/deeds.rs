//! Cues that report nothing: deeds ("sentenced the brothers"), perceptions ("saw two men"), names
//! ("known as “Professor”"), as the table `data/deeds.tsv` has them by word and construction.

use std::collections::HashMap;
use std::sync::LazyLock;

use relata_core::{Relation, Upos};

use crate::anchor::anchor;
use crate::context::{Context, Tokens};
use crate::proposal::Proposal;
use crate::speakers::is_person_like;

const FILE: &str = include_str!("../../data/deeds.tsv");

/// In which construction a word tells of a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Construction {
    Any,
    Passive,
    Object,
    Infinitive,
    Mute,
    Name,
    Work,
    State,
    Affair,
    Thing,
}

impl Construction {
    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "any" => Self::Any,
            "passive" => Self::Passive,
            "object" => Self::Object,
            "infinitive" => Self::Infinitive,
            "mute" => Self::Mute,
            "name" => Self::Name,
            "work" => Self::Work,
            "state" => Self::State,
            "affair" => Self::Affair,
            "thing" => Self::Thing,
            _ => return None,
        })
    }
}

static DEEDS: LazyLock<HashMap<&'static str, Vec<Construction>>> = LazyLock::new(|| {
    let mut out: HashMap<&'static str, Vec<Construction>> = HashMap::new();
    for (lemma, construction) in rows() {
        out.entry(lemma).or_default().extend(construction);
    }
    out
});

fn rows() -> impl Iterator<Item = (&'static str, Option<Construction>)> {
    let row = |line: &'static str| {
        line.split_once('\t').map(|(lemma, code)| (lemma, Construction::read(code.trim())))
    };
    FILE.lines().filter(|line| !line.starts_with('#')).filter_map(row)
}

/// True for a claim whose cue tells of a deed in its construction. What is said in quotation marks
/// beside it is a claim all the same.
pub(super) fn is_deed(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(cue) = &proposal.cue else { return is_told_without_cue(ctx, proposal) };
    let main = anchor(ctx, cue);
    let verbs = || cue.clone().filter(|&t| ctx.token(t).upos == Upos::Verb);
    let verb = Some(main.token).filter(|&t| ctx.token(t).upos == Upos::Verb);
    let Some(verb) = verb.or_else(|| verbs().next()) else { return false };
    let lemma = ctx.lemma(verb);
    let Some(constructions) = DEEDS.get(lemma.as_str()) else { return false };
    constructions.iter().any(|&construction| holds(ctx, proposal, cue, verb, construction))
}

/// "The court | sentenced | the pair to nine years": a deed whose verb the tags have left out.
fn is_told_without_cue(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(run) = proposal.content.first() else { return false };
    let head = ctx.reading.head_of_span(ctx.span(run)).and_then(|head| ctx.token(head).head);
    head.is_some_and(|verb| {
        DEEDS
            .get(ctx.lemma(verb).as_str())
            .is_some_and(|constructions| constructions.contains(&Construction::Any))
    }) && !has_speech(ctx, proposal)
}

fn holds(
    ctx: &Context<'_>,
    proposal: &Proposal,
    cue: &Tokens,
    verb: usize,
    construction: Construction,
) -> bool {
    match construction {
        Construction::Any => !has_speech(ctx, proposal) && !has_clause(ctx, proposal),
        Construction::Passive => {
            ctx.analysis.is_passive(verb)
                && !has_speech(ctx, proposal)
                && ctx.reading.dependent(verb, &[Relation::OblAgent]).is_none()
        }
        Construction::Object => is_object(ctx, proposal, verb),
        Construction::Infinitive => is_infinitive(ctx, proposal, verb),
        Construction::Mute => {
            let speaks = |s: &Tokens| s.clone().any(|t| is_person_like(ctx, t));
            is_infinitive(ctx, proposal, verb) && !proposal.source.as_ref().is_some_and(speaks)
        }
        Construction::Name => is_name(ctx, proposal),
        Construction::Work => object_is(ctx, proposal, cue, verb, |t| ctx.analysis.is_work(t)),
        Construction::State => {
            let said = ctx.reading.dependent(verb, &[Relation::Xcomp]);
            said.is_some_and(|t| ctx.analysis.is_found_state(t))
        }
        Construction::Affair => object_is(ctx, proposal, cue, verb, |t| ctx.analysis.is_affair(t)),
        Construction::Thing => {
            let head = |s: &Tokens| ctx.reading.head_of_span(ctx.span(s));
            let head = proposal.source.as_ref().and_then(head);
            head.is_some_and(|t| !is_person_like(ctx, t)) && !has_speech(ctx, proposal)
        }
    }
}

fn has_speech(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    proposal
        .content
        .iter()
        .flat_map(|run| ctx.quotes.all_in(ctx.span(run)))
        .any(|q| ctx.analysis.quotes_speech(&q))
}

/// True where the content holds a finite clause of its own behind or before the cue.
fn has_clause(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let within = |t: usize| ctx.token(t).head.is_some_and(|h| proposal.content_has(h));
    proposal.content.iter().flat_map(Clone::clone).any(|t| {
        ctx.token(t).relation.is_subject()
            && within(t)
            && ctx.token(t).head.is_some_and(|h| {
                !matches!(ctx.token(h).relation, Relation::AclRelcl | Relation::Advcl)
            })
    })
}

fn is_object(ctx: &Context<'_>, proposal: &Proposal, verb: usize) -> bool {
    let object = ctx.reading.dependent(verb, &[Relation::Obj]);
    // "see the plan as a threat": an opinion.
    let as_what = ctx.analysis.introduced_by(verb, "as").is_empty();
    object.is_some_and(|o| proposal.content_has(o) && ctx.entry(o).is_none())
        && ctx.reading.dependent(verb, &[Relation::Ccomp, Relation::Xcomp]).is_none()
        && as_what
        && !has_speech(ctx, proposal)
        && !has_clause(ctx, proposal)
}

fn is_infinitive(ctx: &Context<'_>, proposal: &Proposal, verb: usize) -> bool {
    let open = ctx.reading.dependent(verb, &[Relation::Xcomp]);
    open.is_some_and(|t| proposal.content_has(t) && ctx.analysis.is_infinitive(t))
        && !has_speech(ctx, proposal)
}

/// "“Bullet”": a few words in quotation marks, all with a capital, that end a content.
fn is_name(ctx: &Context<'_>, proposal: &Proposal) -> bool {
    let Some(run) = proposal.content.last() else { return false };
    let Some(last) = run.end.checked_sub(1) else { return false };
    let Some(quotation) = ctx.quotes.first_in(ctx.token(last).span) else { return false };
    let inside = ctx.reading.tokens_in(quotation.inner);
    let capital = |t: usize| ctx.word(t).chars().next().is_some_and(char::is_uppercase);
    let words: Vec<usize> = inside.filter(|&t| !ctx.is_punct(t)).collect();
    let small = |t: usize| matches!(ctx.token(t).upos, Upos::Det | Upos::Adp | Upos::Cconj);
    (1..=MOST_NAME).contains(&words.len())
        && words.iter().find(|&&t| !small(t)).is_some_and(|&t| capital(t))
        && words.iter().all(|&t| capital(t) || small(t))
        && words
            .iter()
            .any(|&t| ctx.token(t).upos == Upos::Propn || ctx.token(t).entity.label().is_some())
}

/// Most words of a name in quotation marks.
const MOST_NAME: usize = 5;

fn object_is(
    ctx: &Context<'_>,
    proposal: &Proposal,
    cue: &Tokens,
    verb: usize,
    is: impl Fn(usize) -> bool,
) -> bool {
    let object = ctx.reading.dependent(verb, &[Relation::Obj, Relation::NsubjPass]);
    object.is_some_and(|o| is(o) && (cue.contains(&o) || proposal.content_has(o)))
        && !has_speech(ctx, proposal)
        && !has_clause(ctx, proposal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_construction() {
        for (lemma, construction) in rows() {
            assert!(construction.is_some(), "{lemma}");
        }
        assert!(DEEDS.len() > 30);
    }
}
