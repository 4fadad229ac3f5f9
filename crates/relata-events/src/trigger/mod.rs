//! Finding the words that tell of events.

mod conditions;
mod phrase;

use std::collections::HashSet;

use relata_core::{Relation, Upos};

use crate::document::Document;
use crate::mention::Trigger;
use crate::ontology::Entry;

/// All triggers in the order of the text. Words of a longer phrase are not triggers of their own.
pub(crate) fn find<'a>(document: &Document<'a>) -> Vec<Trigger<'a>> {
    let sources = source_tokens(document);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut out = Vec::new();
    for index in 0..document.reading.tokens().len() {
        if taken.contains(&index) || sources.contains(&index) {
            continue;
        }
        if let Some(trigger) = trigger_at(document, index, &taken) {
            taken.extend(&trigger.tokens);
            out.push(trigger);
        }
    }
    out
}

/// Words that name the source of a claim: "a group monitoring the war" describes, it does not tell of an event.
fn source_tokens(document: &Document<'_>) -> HashSet<usize> {
    let sources = document.claims.iter().filter_map(|claim| claim.source.as_ref());
    sources.flat_map(|source| document.reading.tokens_in(source.text.span).take(64)).collect()
}

fn trigger_at<'a>(document: &Document<'a>, index: usize, taken: &HashSet<usize>) -> Option<Trigger<'a>> {
    let mut tried: Vec<&[String]> = Vec::new();
    let ontology = document.ontology;
    ontology.entries(document.lemma(index)).find_map(|entry| {
        let tokens = phrase::tokens_of(document, index, entry)?;
        if tokens.iter().any(|t| taken.contains(t)) {
            return None;
        }
        tried.push(&entry.phrase);
        let trigger = build(document, tokens, entry)?;
        (is_event_use(document, &trigger) && conditions::hold(document, &trigger)).then_some(trigger)
    })
}

fn build<'a>(document: &Document<'a>, tokens: Vec<usize>, entry: &'a Entry) -> Option<Trigger<'a>> {
    let (&first, &last) = (tokens.first()?, tokens.last()?);
    let nominal = if document.token(first).upos == Upos::Verb && entry.is_verb() { false } else { entry.is_noun() };
    let head = if nominal { nominal_head(document, &tokens).unwrap_or(last) } else { first };
    let span = document.reading.cover(tokens.iter().copied())?;
    Some(Trigger { head, tokens, span, entry, nominal })
}

/// The word of a noun phrase that governs the others: the last, unless one before "of" does.
fn nominal_head(document: &Document<'_>, tokens: &[usize]) -> Option<usize> {
    let inside = |head: Option<usize>| head.is_some_and(|h| tokens.contains(&h));
    let governs = |&&t: &&usize| !inside(document.head(t)) && document.is_nominal(t);
    let mut governors = tokens.iter().filter(governs);
    match (governors.next(), governors.next()) {
        (Some(&only), None) => Some(only),
        _ => None,
    }
}

/// False for words that only describe: "attack helicopters", "the wounded man", "a striker".
fn is_event_use(document: &Document<'_>, trigger: &Trigger<'_>) -> bool {
    let head = trigger.head;
    let token = document.token(head);
    let outer = token.head.filter(|h| !trigger.tokens.contains(h));
    if trigger.nominal {
        let describes = matches!(token.relation, Relation::Compound | Relation::Amod | Relation::Flat | Relation::Goeswith);
        let noun_above = outer.is_some_and(|h| matches!(document.token(h).upos, Upos::Noun | Upos::Propn) && h > head);
        return !(describes && noun_above);
    }
    let before_noun = token.relation == Relation::Amod && outer.is_some_and(|h| h > head);
    !before_noun && !matches!(token.relation, Relation::Compound | Relation::Case | Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Fixed)
}
