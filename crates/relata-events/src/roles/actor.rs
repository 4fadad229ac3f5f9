//! Who did it.

use relata_core::{EntityType, MentionKind, Relation, Upos};

use super::carrier::{Governor, governor};
use crate::layers::Layers;
use crate::mention::Trigger;
use crate::ontology::Role;

pub(super) fn heads(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = if trigger.nominal { of_noun(layers, trigger) } else { of_verb(layers, trigger) };
    out.retain(|t| !trigger.tokens.contains(t));
    let mut seen = std::collections::HashSet::new();
    out.retain(|&t| seen.insert(t));
    out
}

fn of_verb(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let doers = layers.doers(trigger.head);
    if trigger.entry.role_of("subj") == Some(Role::Target) { Vec::new() } else { doers }
}

fn of_noun(layers: &Layers<'_>, trigger: &Trigger<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    let container = layers.container_of(trigger.head);
    for noun in [trigger.head, container] {
        out.extend(modifiers(layers, trigger, noun));
    }
    if let Some(Governor::Light(verb)) = governor(layers, trigger) {
        let doers = layers.doers(verb);
        if !doers.is_empty() {
            // "conducted its first raid": whose raid is said already
            out.retain(|&t| layers.token(t).upos != Upos::Pron);
        }
        out.extend(doers);
    }
    out
}

fn modifiers(layers: &Layers<'_>, trigger: &Trigger<'_>, noun: usize) -> Vec<usize> {
    let Some(root) = layers.ontology.root(trigger.root()) else { return Vec::new() };
    let mut out = Vec::new();
    for word in &root.noun_actors {
        // "Kenya's deportation of the lawyer": whose deed it is, where "of" tells whom it is done
        // to.
        let deed = word == "poss" && !layers.introduced_by(noun, "of").is_empty();
        if trigger.entry.role_of(word).is_some_and(|role| role != Role::Actor) && !deed {
            continue;
        }
        match word.as_str() {
            "poss" => out.extend(layers.arguments(noun, &[Relation::NmodPoss])),
            "from" => out.extend(
                layers.introduced_by(noun, word).into_iter().filter(|&t| is_party(layers, t)),
            ),
            "of" if !takes_target_with_of(layers, trigger) => {
                out.extend(layers.introduced_by(noun, word));
            }
            "of" => {}
            _ => out.extend(layers.introduced_by(noun, word)),
        }
    }
    for (word, role) in &trigger.entry.frame {
        if *role == Role::Actor && !root.noun_actors.contains(word) {
            out.extend(layers.introduced_by(noun, word));
        }
    }
    if trigger.entry.role_of("poss") != Some(Role::Target) {
        out.extend(names_before(layers, noun, trigger.root() == "PROTEST"));
    }
    out
}

fn takes_target_with_of(layers: &Layers<'_>, trigger: &Trigger<'_>) -> bool {
    match trigger.entry.role_of("of") {
        Some(role) => role == Role::Target,
        None => layers
            .ontology
            .root(trigger.root())
            .is_some_and(|root| root.noun_targets.iter().any(|w| w == "of")),
    }
}

/// Nationality adjectives, names and armed groups before the noun: "Russian strikes", "Taliban
/// attack", "rebel offensive".
fn names_before(layers: &Layers<'_>, noun: usize, protest: bool) -> Vec<usize> {
    let relations = [
        Relation::Amod,
        Relation::Compound,
        Relation::NmodDesc,
        Relation::Nmod,
        Relation::NmodUnmarked,
    ];
    let before = layers
        .reading
        .dependents_by(noun, &relations)
        .filter(|&d| d < noun && layers.case_of(d).is_none());
    // "student rally"
    let marches = |d: usize| protest && layers.is_class("people", d);
    before.filter(|&d| is_party(layers, d) || marches(d)).collect()
}

/// True for a person, organisation, country, nationality or armed group.
pub(super) fn is_party(layers: &Layers<'_>, index: usize) -> bool {
    let named = matches!(
        layers.entity_type(index),
        Some(EntityType::Per | EntityType::Org | EntityType::Gpe | EntityType::Norp)
    );
    let adjective = matches!(layers.mention_kind(index), Some((MentionKind::Adjective, _)));
    named
        || adjective
        || layers.is_class("armed", index)
        || layers.is_class("militant", index)
        || layers.is_class("police", index)
        || layers.is_class("government", index)
        || layers.is_class("side", index)
}

/// False for times, numbers without a noun, and expletives.
pub(super) fn can_act(layers: &Layers<'_>, index: usize) -> bool {
    let token = layers.token(index);
    let time = matches!(
        layers.entity_type(index),
        Some(EntityType::Date | EntityType::Time | EntityType::Percent)
    );
    let empty = matches!(layers.lemma(index), "it" | "there" | "this" | "that" | "which" | "what")
        && layers.entity_id(index).is_none();
    !time && !empty && (layers.is_nominal(index) || matches!(token.upos, Upos::Adj | Upos::Det))
}
