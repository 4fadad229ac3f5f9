//! Where it took place.

use relata_core::{Relation, Upos};

use super::carrier::{Governor, carriers, governor};
use crate::layers::Layers;
use crate::mention::Trigger;
use crate::words::Words;

/// Heads of the places that the trigger's own phrase or clause names; nothing further off counts.
pub(super) fn heads(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    is_event: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut out = Vec::new();
    for carrier in carriers(layers, trigger) {
        collect(layers, carrier, &mut out);
    }
    if !out.iter().any(|&t| layers.is_named_place(t)) {
        let inner = of_participants(layers, trigger, is_event);
        out.extend(inner);
    }
    if out.is_empty() && !trigger.nominal {
        out.extend(shared_by_conjuncts(layers, trigger.head));
    }
    if out.is_empty()
        && trigger.nominal
        && !matches!(governor(layers, trigger), Some(Governor::Light(_) | Governor::Predicate(_)))
    {
        out.extend(of_clause(layers, trigger.head));
    }
    out
}

/// True behind "in", "near" and their like.
fn introduces_place(layers: &Layers<'_>, phrase: usize) -> bool {
    let case = layers.case_of(phrase);
    case.is_some_and(|case| Words::of_events().is(case, "place_preposition"))
}

fn collect(layers: &Layers<'_>, carrier: usize, out: &mut Vec<usize>) {
    let relations = [Relation::Obl, Relation::Nmod, Relation::Advmod, Relation::NmodUnmarked];
    for phrase in layers.reading.dependents_by(carrier, &relations) {
        if introduces_place(layers, phrase) {
            add_phrase(layers, phrase, out, 0);
        } else {
            add_offset(layers, phrase, out);
        }
    }
    // "Kabul attack", "the Kabul bombing"
    if layers.token(carrier).upos == Upos::Noun {
        out.extend(
            layers
                .reading
                .dependents_by(carrier, &[Relation::Compound])
                .filter(|&d| layers.is_named_place(d)),
        );
    }
}

/// "30 km north of Aleppo": the name behind the direction.
fn add_offset(layers: &Layers<'_>, direction: usize, out: &mut Vec<usize>) {
    if !crate::place::is_part(layers.form(direction)) {
        return;
    }
    let names = layers.reading.dependents_by(direction, &[Relation::Obl, Relation::Nmod]);
    let off = |&name: &usize| {
        matches!(layers.case_of(name), Some("of" | "from")) && layers.is_named_place(name)
    };
    out.extend(names.filter(off));
}

/// A named place in the phrase of the object, or of what "of" introduces: "a build-up of forces in
/// Estmark". An event has its own place: "condemned the attack in Kano".
fn of_participants(
    layers: &Layers<'_>,
    trigger: &Trigger<'_>,
    is_event: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let participants = if trigger.nominal {
        layers.introduced_by(trigger.head, "of")
    } else {
        layers.undergoers(trigger.head)
    };
    let mut out = Vec::new();
    let own = |t: &usize| trigger.nominal || !is_event(*t);
    for participant in participants.into_iter().filter(own) {
        collect(layers, participant, &mut out);
        for inner in layers.reading.dependents_by(participant, &[Relation::Nmod]) {
            collect(layers, inner, &mut out);
        }
    }
    out.retain(|&t| layers.is_place_name(t));
    out
}

/// The phrase and its conjuncts, as far as each names a place: "in the province of Hama and in
/// parts of Idlib".
fn add_phrase(layers: &Layers<'_>, head: usize, out: &mut Vec<usize>, depth: usize) {
    if depth > 3 || out.contains(&head) {
        return;
    }
    if is_place(layers, head) {
        out.push(head);
    }
    for &inner in layers.children(head) {
        // "the far south of Chad", "the outskirts of Hama"
        let parted = layers.relation(inner) == Relation::Nmod
            && layers.case_of(inner) == Some("of")
            && crate::place::is_part(layers.form(head))
            && layers.is_named_place(inner);
        let conjunct = layers.relation(inner) == Relation::Conj && layers.is_nominal(inner);
        let located = layers.relation(inner) == Relation::Nmod && introduces_place(layers, inner);
        if conjunct || located || parted {
            add_phrase(layers, inner, out, depth + 1);
        }
    }
}

/// A name of a place, or a noun for one that a name stands in: "the province of Hama", "the city's
/// port", "a mosque in Kano".
fn is_place(layers: &Layers<'_>, head: usize) -> bool {
    if layers.is_place_name(head) {
        return true;
    }
    let kind = layers.is_class("place", head) || layers.is_class("structure", head);
    kind && !layers.is_class("vehicle", head)
}

/// A second verb of a coordination stands where the first does.
fn shared_by_conjuncts(layers: &Layers<'_>, verb: usize) -> Vec<usize> {
    let first = layers.first_conjunct(verb);
    let mut out = Vec::new();
    if first != verb {
        collect(layers, first, &mut out);
    }
    out
}

/// A place that the clause of the event noun names.
fn of_clause(layers: &Layers<'_>, noun: usize) -> Vec<usize> {
    let clause = layers.clause_of(noun);
    let mut out = Vec::new();
    if layers.is_verb(clause) {
        collect(layers, clause, &mut out);
    }
    out.retain(|&t| layers.is_place_name(t));
    out
}
