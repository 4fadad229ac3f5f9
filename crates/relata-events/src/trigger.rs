//! Finding the words that tell of events.

mod conditions;
mod phrase;
mod tagged;

use std::collections::HashSet;

use relata_core::{DecidedBy, EventTrigger, Relation, Score, Stance, Upos};

use crate::heads;
use crate::layers::Layers;
use crate::mention::Trigger;
use crate::ontology::Entry;
use crate::words::Words;

/// All triggers in the order of the text: those that the event heads see, or, from a reader without
/// them, those of the lexicon.
pub(crate) fn find<'a>(layers: &Layers<'a>) -> Vec<Trigger<'a>> {
    match layers.reading.triggers() {
        Some(tagged) if layers.is_short() => short(layers, tagged),
        Some(tagged) => tagged::find(layers, tagged),
        None => by_lexicon(layers),
    }
}

/// Of a text of few words: what the lexicon knows, with what the heads see in its words, and what
/// they see beside it. A sentence by itself says too little for the heads to be as sure as in an
/// article.
fn short<'a>(layers: &Layers<'a>, tagged: &'a [EventTrigger]) -> Vec<Trigger<'a>> {
    let mut out = by_lexicon(layers);
    let known = out.len();
    for seen in tagged::find(layers, tagged) {
        let mut rows = out.iter_mut().take(known);
        match rows.find(|row| row.tokens.iter().any(|t| seen.tokens.contains(t))) {
            Some(row) => tagged::add(row, seen),
            None => out.push(seen),
        }
    }
    out.sort_by_key(Trigger::first);
    out
}

/// Words of a longer phrase are not triggers of their own.
fn by_lexicon<'a>(layers: &Layers<'a>) -> Vec<Trigger<'a>> {
    let sources = source_tokens(layers);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut out = Vec::new();
    for index in 0..layers.reading.tokens().len() {
        if taken.contains(&index) || sources.contains(&index) {
            continue;
        }
        if let Some(trigger) =
            trigger_at(layers, index, &taken, |_| true).or_else(|| learned(layers, index))
        {
            taken.extend(&trigger.tokens);
            if !trigger.entry.is_idiom() {
                out.push(trigger);
            }
        }
    }
    out
}

/// Words that name the source of a claim: "a group monitoring the war" describes, it does not tell
/// of an event; and the cue of an answer that is not given: "declined to say", "asked not to be
/// named" is what the claim holds already.
fn source_tokens(layers: &Layers<'_>) -> HashSet<usize> {
    let sources = layers.claims.iter().filter_map(|claim| Some(claim.source.as_ref()?.text.span));
    let withheld = layers
        .claims
        .iter()
        .filter(|claim| claim.stance == Stance::Withheld)
        .filter_map(|claim| Some(claim.cue.as_ref()?.text.span));
    let mut out: HashSet<usize> =
        sources.chain(withheld).flat_map(|span| layers.reading.tokens_in(span).take(64)).collect();
    out.extend((0..layers.reading.tokens().len()).filter(|&t| asks_for_silence(layers, t)));
    out
}

/// "asked not to be named", "refused to comment", "requested anonymity"
fn asks_for_silence(layers: &Layers<'_>, verb: usize) -> bool {
    let words = Words::of_events();
    let open = [Relation::Xcomp, Relation::Ccomp, Relation::Obj, Relation::Advcl];
    words.is(layers.lemma(verb), "asks_for_silence")
        && layers.reading.dependents_by(verb, &open).any(|t| words.is(layers.lemma(t), "silence"))
}

/// The first entry of the lexicon that fits and is `wanted`; of several for the same words, that of
/// the root which the root head is sure of.
fn trigger_at<'a>(
    layers: &Layers<'a>,
    index: usize,
    taken: &HashSet<usize>,
    wanted: impl Fn(&Entry) -> bool,
) -> Option<Trigger<'a>> {
    let fits = |entry: &'a Entry| {
        let tokens = phrase::tokens_of(layers, index, entry)?;
        let trigger = (!tokens.iter().any(|t| taken.contains(t)))
            .then(|| build(layers, tokens, entry))
            .flatten()?;
        (is_event_use(layers, &trigger) && conditions::hold(layers, &trigger)).then_some(trigger)
    };
    let entries = layers.ontology.entries(layers.lemma(index)).filter(|entry| wanted(entry));
    let mut fitting = entries.filter_map(fits);
    let mut trigger = fitting.next()?;
    if let Some((root, score)) = heads::root(layers, &trigger) {
        if root != trigger.root() && heads::chooses(score) {
            trigger = fitting
                .find(|other| other.tokens == trigger.tokens && other.root() == root)
                .unwrap_or(trigger);
        }
        if root == trigger.root() {
            trigger.decided = DecidedBy::Both;
        }
    }
    let denied = layers.reading.triggers().is_none() && heads::denies(layers, &trigger);
    (!denied).then_some(trigger)
}

/// A word that the lexicon does not know and the root head is sure of.
fn learned<'a>(layers: &Layers<'a>, index: usize) -> Option<Trigger<'a>> {
    let entry = layers.ontology.entry_of_root(heads::unknown_word(layers, index)?)?;
    let mut trigger = build(layers, vec![index], entry)?;
    trigger.nominal = layers.token(index).upos == Upos::Noun;
    trigger.decided = DecidedBy::Head;
    is_event_use(layers, &trigger).then_some(trigger)
}

fn build<'a>(layers: &Layers<'a>, tokens: Vec<usize>, entry: &'a Entry) -> Option<Trigger<'a>> {
    let (&first, &last) = (tokens.first()?, tokens.last()?);
    let nominal = if layers.token(first).upos == Upos::Verb && entry.is_verb() {
        false
    } else {
        entry.is_noun()
    };
    let head = if nominal { nominal_head(layers, &tokens).unwrap_or(last) } else { first };
    let span = layers.reading.cover(tokens.iter().copied())?;
    let class = entry.plover.event.as_str();
    Some(Trigger {
        head,
        tokens,
        span,
        entry,
        class,
        class_score: Score::ONE,
        nominal,
        decided: DecidedBy::Rules,
        unfit: false,
        by_row: true,
        tag: None,
    })
}

/// The word of a noun phrase that governs the others: the last, unless one before "of" does.
fn nominal_head(layers: &Layers<'_>, tokens: &[usize]) -> Option<usize> {
    let inside = |head: Option<usize>| head.is_some_and(|h| tokens.contains(&h));
    let governs = |&&t: &&usize| !inside(layers.head(t)) && layers.is_nominal(t);
    let mut governors = tokens.iter().filter(governs);
    match (governors.next(), governors.next()) {
        (Some(&only), None) => Some(only),
        _ => None,
    }
}

/// False for words that only describe: "attack helicopters", "the wounded man", "a striker".
fn is_event_use(layers: &Layers<'_>, trigger: &Trigger<'_>) -> bool {
    let head = trigger.head;
    let token = layers.token(head);
    let outer = token.head.filter(|h| !trigger.tokens.contains(h));
    if trigger.nominal {
        let describes = matches!(
            token.relation,
            Relation::Compound | Relation::Amod | Relation::Flat | Relation::Goeswith
        );
        let noun_above = outer
            .is_some_and(|h| matches!(layers.token(h).upos, Upos::Noun | Upos::Propn) && h > head);
        return !(describes && noun_above);
    }
    let before_noun = token.relation == Relation::Amod && outer.is_some_and(|h| h > head);
    !before_noun
        && !matches!(
            token.relation,
            Relation::Compound
                | Relation::Case
                | Relation::Aux
                | Relation::AuxPass
                | Relation::Cop
                | Relation::Fixed
        )
}
