//! To whom or what it was done.

use relata_core::{EntityType, Relation};

use super::carrier::{Governor, governor};
use crate::layers::Layers;
use crate::mention::Trigger;
use crate::ontology::Role;

pub(super) fn heads(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = if trigger.nominal { of_noun(layers, trigger) } else { of_verb(layers, trigger) };
    out.retain(|&t| !is_time(layers, t));
    let mut seen = std::collections::HashSet::new();
    out.retain(|&t| seen.insert(t));
    out
}

fn is_time(layers: &Layers<'_>, index: usize) -> bool {
    matches!(layers.entity_type(index), Some(EntityType::Date | EntityType::Time))
        || layers.relation(index) == Relation::OblUnmarked
}

fn of_verb(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    if trigger.entry.role_of("subj") == Some(Role::Target) {
        return layers.doers(trigger.head);
    }
    let Some(root) = layers.ontology.root(trigger.root()) else { return Vec::new() };
    // "summoned the Chinese ambassador": the object is a word of the phrase itself
    let person = |t: &usize| layers.is_class("diplomat", *t) || layers.is_class("people", *t);
    let inner: Vec<usize> = layers
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
        let recipients = layers.arguments(trigger.head, &[Relation::Iobj]);
        if !recipients.is_empty() {
            return recipients;
        }
        let people: Vec<usize> = layers
            .undergoers(trigger.head)
            .into_iter()
            .filter(|t| !trigger.tokens.contains(t))
            .collect();
        if people.iter().any(|&t| is_somebody(layers, t)) {
            return people;
        }
    }
    for word in own.into_iter().chain(&root.verb_targets) {
        let found: Vec<usize> = at_place(layers, trigger, word)
            .into_iter()
            .filter(|&t| !trigger.tokens.contains(&t) && !is_time(layers, t))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    inside_phrase(layers, trigger)
}

/// A person, or several.
fn is_somebody(layers: &Layers<'_>, index: usize) -> bool {
    layers.entity_type(index) == Some(EntityType::Per)
        || layers.is_class("people", index)
        || layers.is_class("diplomat", index)
}

/// "expelled diplomats": the noun of the phrase; "rejected the union's offer": whose it is.
fn inside_phrase(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let nouns: Vec<usize> = trigger
        .tokens
        .iter()
        .copied()
        .filter(|&t| t != trigger.head && layers.is_nominal(t))
        .collect();
    let owners: Vec<usize> =
        nouns.iter().flat_map(|&noun| layers.arguments(noun, &[Relation::NmodPoss])).collect();
    if !owners.is_empty() {
        return owners;
    }
    nouns
        .into_iter()
        .filter(|&t| {
            layers.is_class("people", t)
                || layers.is_class("diplomat", t)
                || layers.is_class("armed", t)
        })
        .collect()
}

fn at_place(layers: &Layers<'_>, trigger: &Trigger<'_>, word: &str) -> Vec<usize> {
    match word {
        "obj" => layers.undergoers(trigger.head),
        "iobj" => layers.arguments(trigger.head, &[Relation::Iobj]),
        "clause" => of_clause(layers, trigger.head),
        _ => trigger.tokens.iter().flat_map(|&token| layers.introduced_by(token, word)).collect(),
    }
}

/// A participant of the complement clause: its own subject ("demanded that the minister resign"),
/// else its object or recipient.
fn of_clause(layers: &Layers<'_>, verb: usize) -> Vec<usize> {
    let Some(inner) = layers.child(verb, &[Relation::Ccomp, Relation::Xcomp, Relation::Advcl])
    else {
        return Vec::new();
    };
    if layers.relation(inner) == Relation::Ccomp {
        let subjects = layers.arguments(inner, &[Relation::Nsubj, Relation::NsubjPass]);
        if subjects.iter().any(|&s| layers.token(s).upos != relata_core::Upos::Pron) {
            return subjects;
        }
    }
    let objects = layers.arguments(inner, &[Relation::Obj]);
    let recipients = ["to", "with", "for", "from", "on", "against"]
        .iter()
        .flat_map(|word| layers.introduced_by(inner, word));
    let recipients: Vec<usize> = recipients.filter(|&t| layers.is_nominal(t)).collect();
    if recipients.is_empty() { objects } else { objects.into_iter().chain(recipients).collect() }
}

fn of_noun(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    let container = layers.container_of(trigger.head);
    let mut carriers = vec![trigger.head];
    if container != trigger.head {
        carriers.push(container);
    }
    if let Some(Governor::Light(verb)) = governor(layers, trigger) {
        carriers.push(verb);
    }
    for carrier in carriers {
        out.extend(modifiers(layers, trigger, carrier));
    }
    if let Some(Governor::Predicate(verb)) = governor(layers, trigger)
        && layers.is_class("harm", verb)
    {
        // "mortar fire killed a goatherd"
        out.extend(layers.undergoers(verb));
    }
    // "the minister's arrest"; but "Kenya's arrest of the minister" is Kenya's deed.
    if trigger.entry.role_of("poss") == Some(Role::Target) && out.is_empty() {
        out.extend(layers.arguments(trigger.head, &[Relation::NmodPoss, Relation::Compound]));
    }
    if out.is_empty() {
        out.extend(next_phrase(layers, trigger));
    }
    out
}

/// The phrase that a target's preposition right behind the noun opens, whatever a broken parse
/// hangs it on: "strikes against …".
fn next_phrase(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Option<usize> {
    let preposition = trigger.tokens.last()? + 1;
    let root = layers.ontology.root(trigger.root())?;
    let opens = matches!(layers.lemma(preposition), "against" | "on" | "at")
        && root.noun_targets.iter().any(|w| w == layers.lemma(preposition));
    let noun = layers
        .head(preposition)
        .filter(|_| opens && layers.relation(preposition) == Relation::Case)?;
    let apart = layers.head(noun) != Some(trigger.head) && layers.relation(noun) != Relation::Obl;
    (noun > preposition && layers.is_nominal(noun) && apart && !is_time(layers, noun))
        .then_some(noun)
}

fn modifiers(layers: &Layers<'_>, trigger: &Trigger<'_>, carrier: usize) -> Vec<usize> {
    let Some(root) = layers.ontology.root(trigger.root()) else { return Vec::new() };
    let own =
        trigger.entry.frame.iter().filter(|(_, role)| *role == Role::Target).map(|(word, _)| word);
    let general = root.noun_targets.iter().filter(|word| trigger.entry.role_of(word).is_none());
    own.chain(general).flat_map(|word| introduced(layers, carrier, word)).collect()
}

fn introduced(layers: &Layers<'_>, carrier: usize, word: &str) -> Vec<usize> {
    // "a wave of strikes": "of" introduces the event itself
    let counts = word == "of" && (layers.is_container(carrier) || layers.is_verb(carrier));
    if counts { Vec::new() } else { layers.introduced_by(carrier, word) }
}
