//! To whom or what it was done.

use relata_core::{EntityType, Relation};

use super::carrier::{Governor, governor};
use crate::document::Document;
use crate::mention::Trigger;
use crate::ontology::Role;

pub(super) fn heads(document: &Document<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out =
        if trigger.nominal { of_noun(document, trigger) } else { of_verb(document, trigger) };
    out.retain(|&t| !is_time(document, t));
    let mut seen = std::collections::HashSet::new();
    out.retain(|&t| seen.insert(t));
    out
}

fn is_time(document: &Document<'_>, index: usize) -> bool {
    matches!(document.entity_type(index), Some(EntityType::Date | EntityType::Time))
        || document.relation(index) == Relation::OblUnmarked
}

fn of_verb(document: &Document<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    if trigger.entry.role_of("subj") == Some(Role::Target) {
        return document.doers(trigger.head);
    }
    let Some(root) = document.ontology.root(trigger.root()) else { return Vec::new() };
    // "summoned the Chinese ambassador": the object is a word of the phrase itself
    let person = |t: &usize| document.is_class("diplomat", *t) || document.is_class("people", *t);
    let inner: Vec<usize> = document
        .undergoers(trigger.head)
        .into_iter()
        .filter(|t| trigger.tokens.contains(t) && person(t))
        .collect();
    if !inner.is_empty() && trigger.entry.frame.is_empty() {
        return inner;
    }
    let own: Vec<&String> = trigger
        .entry
        .frame
        .iter()
        .filter(|(_, role)| *role == Role::Target)
        .map(|(word, _)| word)
        .collect();
    if own.is_empty() {
        // "offered the islands two boats", "expelled the deputy from the party": who gets something
        // or is treated so goes before the rest.
        let recipients = document.arguments(trigger.head, &[Relation::Iobj]);
        if !recipients.is_empty() {
            return recipients;
        }
        let people: Vec<usize> = document
            .undergoers(trigger.head)
            .into_iter()
            .filter(|t| !trigger.tokens.contains(t))
            .collect();
        if people.iter().any(|&t| is_somebody(document, t)) {
            return people;
        }
    }
    for word in own.into_iter().chain(&root.verb_targets) {
        let found: Vec<usize> = at_place(document, trigger, word)
            .into_iter()
            .filter(|&t| !trigger.tokens.contains(&t) && !is_time(document, t))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    inside_phrase(document, trigger)
}

/// A person, or several.
fn is_somebody(document: &Document<'_>, index: usize) -> bool {
    document.entity_type(index) == Some(EntityType::Per)
        || document.is_class("people", index)
        || document.is_class("diplomat", index)
}

/// "expelled diplomats": the noun of the phrase; "rejected the union's offer": whose it is.
fn inside_phrase(document: &Document<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let nouns: Vec<usize> = trigger
        .tokens
        .iter()
        .copied()
        .filter(|&t| t != trigger.head && document.is_nominal(t))
        .collect();
    let owners: Vec<usize> =
        nouns.iter().flat_map(|&noun| document.arguments(noun, &[Relation::NmodPoss])).collect();
    if !owners.is_empty() {
        return owners;
    }
    nouns
        .into_iter()
        .filter(|&t| {
            document.is_class("people", t)
                || document.is_class("diplomat", t)
                || document.is_class("armed", t)
        })
        .collect()
}

fn at_place(document: &Document<'_>, trigger: &Trigger<'_>, word: &str) -> Vec<usize> {
    match word {
        "obj" => document.undergoers(trigger.head),
        "iobj" => document.arguments(trigger.head, &[Relation::Iobj]),
        "clause" => of_clause(document, trigger.head),
        _ => trigger.tokens.iter().flat_map(|&token| document.introduced_by(token, word)).collect(),
    }
}

/// A participant of the complement clause: its own subject ("demanded that the minister resign"),
/// else its object or recipient.
fn of_clause(document: &Document<'_>, verb: usize) -> Vec<usize> {
    let Some(inner) = document.child(verb, &[Relation::Ccomp, Relation::Xcomp, Relation::Advcl])
    else {
        return Vec::new();
    };
    if document.relation(inner) == Relation::Ccomp {
        let subjects = document.arguments(inner, &[Relation::Nsubj, Relation::NsubjPass]);
        if subjects.iter().any(|&s| document.token(s).upos != relata_core::Upos::Pron) {
            return subjects;
        }
    }
    let objects = document.arguments(inner, &[Relation::Obj]);
    let recipients = ["to", "with", "for", "from", "on", "against"]
        .iter()
        .flat_map(|word| document.introduced_by(inner, word));
    let recipients: Vec<usize> = recipients.filter(|&t| document.is_nominal(t)).collect();
    if recipients.is_empty() { objects } else { objects.into_iter().chain(recipients).collect() }
}

fn of_noun(document: &Document<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    let container = document.container_of(trigger.head);
    let mut carriers = vec![trigger.head];
    if container != trigger.head {
        carriers.push(container);
    }
    if let Some(Governor::Light(verb)) = governor(document, trigger) {
        carriers.push(verb);
    }
    for carrier in carriers {
        out.extend(modifiers(document, trigger, carrier));
    }
    if let Some(Governor::Predicate(verb)) = governor(document, trigger)
        && document.is_class("harm", verb)
    {
        // "mortar fire killed a goatherd"
        out.extend(document.undergoers(verb));
    }
    // "the minister's arrest"; but "Kenya's arrest of the minister" is Kenya's deed.
    if trigger.entry.role_of("poss") == Some(Role::Target) && out.is_empty() {
        out.extend(document.arguments(trigger.head, &[Relation::NmodPoss, Relation::Compound]));
    }
    if out.is_empty() {
        out.extend(next_phrase(document, trigger));
    }
    out
}

/// The phrase that a target's preposition right behind the noun opens, whatever a broken parse
/// hangs it on: "strikes against …".
fn next_phrase(document: &Document<'_>, trigger: &Trigger<'_>) -> Option<usize> {
    let preposition = trigger.tokens.last()? + 1;
    let root = document.ontology.root(trigger.root())?;
    let opens = matches!(document.lemma(preposition), "against" | "on" | "at")
        && root.noun_targets.iter().any(|w| w == document.lemma(preposition));
    let noun = document
        .head(preposition)
        .filter(|_| opens && document.relation(preposition) == Relation::Case)?;
    let apart =
        document.head(noun) != Some(trigger.head) && document.relation(noun) != Relation::Obl;
    (noun > preposition && document.is_nominal(noun) && apart && !is_time(document, noun))
        .then_some(noun)
}

fn modifiers(document: &Document<'_>, trigger: &Trigger<'_>, carrier: usize) -> Vec<usize> {
    let Some(root) = document.ontology.root(trigger.root()) else { return Vec::new() };
    let own =
        trigger.entry.frame.iter().filter(|(_, role)| *role == Role::Target).map(|(word, _)| word);
    let general = root.noun_targets.iter().filter(|word| trigger.entry.role_of(word).is_none());
    own.chain(general).flat_map(|word| introduced(document, carrier, word)).collect()
}

fn introduced(document: &Document<'_>, carrier: usize, word: &str) -> Vec<usize> {
    // "a wave of strikes": "of" introduces the event itself
    let counts = word == "of" && (document.is_container(carrier) || document.is_verb(carrier));
    if counts { Vec::new() } else { document.introduced_by(carrier, word) }
}
