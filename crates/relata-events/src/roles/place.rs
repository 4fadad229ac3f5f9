//! Where it took place.

use relata_core::{Relation, Upos};

use super::carrier::{Governor, carriers, governor};
use crate::document::Document;
use crate::mention::Trigger;
use crate::words::Words;

/// Heads of the places that the trigger's own phrase or clause names; nothing further off counts.
pub(super) fn heads(
    document: &Document<'_>,
    trigger: &Trigger<'_>,
    is_event: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut out = Vec::new();
    for carrier in carriers(document, trigger) {
        collect(document, carrier, &mut out);
    }
    if !out.iter().any(|&t| document.is_named_place(t)) {
        let inner = of_participants(document, trigger, is_event);
        out.extend(inner);
    }
    if out.is_empty() && !trigger.nominal {
        out.extend(shared_by_conjuncts(document, trigger.head));
    }
    if out.is_empty()
        && trigger.nominal
        && !matches!(governor(document, trigger), Some(Governor::Light(_) | Governor::Predicate(_)))
    {
        out.extend(of_clause(document, trigger.head));
    }
    out
}

/// True behind "in", "near" and their like.
fn introduces_place(document: &Document<'_>, phrase: usize) -> bool {
    let case = document.case_of(phrase);
    case.is_some_and(|case| Words::of_events().is(case, "place_preposition"))
}

fn collect(document: &Document<'_>, carrier: usize, out: &mut Vec<usize>) {
    let relations = [Relation::Obl, Relation::Nmod, Relation::Advmod, Relation::NmodUnmarked];
    for phrase in document.reading.dependents_by(carrier, &relations) {
        if introduces_place(document, phrase) {
            add_phrase(document, phrase, out, 0);
        } else {
            add_offset(document, phrase, out);
        }
    }
    // "Kabul attack", "the Kabul bombing"
    if document.token(carrier).upos == Upos::Noun {
        out.extend(
            document
                .reading
                .dependents_by(carrier, &[Relation::Compound])
                .filter(|&d| document.is_named_place(d)),
        );
    }
}

/// "30 km north of Aleppo": the name behind the direction.
fn add_offset(document: &Document<'_>, direction: usize, out: &mut Vec<usize>) {
    if !crate::place::is_part(document.form(direction)) {
        return;
    }
    let names = document.reading.dependents_by(direction, &[Relation::Obl, Relation::Nmod]);
    let off = |&name: &usize| {
        matches!(document.case_of(name), Some("of" | "from")) && document.is_named_place(name)
    };
    out.extend(names.filter(off));
}

/// A named place in the phrase of the object, or of what "of" introduces: "a build-up of forces in
/// Estmark". An event has its own place: "condemned the attack in Kano".
fn of_participants(
    document: &Document<'_>,
    trigger: &Trigger<'_>,
    is_event: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let participants = if trigger.nominal {
        document.introduced_by(trigger.head, "of")
    } else {
        document.undergoers(trigger.head)
    };
    let mut out = Vec::new();
    let own = |t: &usize| trigger.nominal || !is_event(*t);
    for participant in participants.into_iter().filter(own) {
        collect(document, participant, &mut out);
        for inner in document.reading.dependents_by(participant, &[Relation::Nmod]) {
            collect(document, inner, &mut out);
        }
    }
    out.retain(|&t| document.is_place_name(t));
    out
}

/// The phrase and its conjuncts, as far as each names a place: "in the province of Hama and in
/// parts of Idlib".
fn add_phrase(document: &Document<'_>, head: usize, out: &mut Vec<usize>, depth: usize) {
    if depth > 3 || out.contains(&head) {
        return;
    }
    if is_place(document, head) {
        out.push(head);
    }
    for &inner in document.children(head) {
        // "the far south of Chad", "the outskirts of Hama"
        let parted = document.relation(inner) == Relation::Nmod
            && document.case_of(inner) == Some("of")
            && crate::place::is_part(document.form(head))
            && document.is_named_place(inner);
        let conjunct = document.relation(inner) == Relation::Conj && document.is_nominal(inner);
        let located =
            document.relation(inner) == Relation::Nmod && introduces_place(document, inner);
        if conjunct || located || parted {
            add_phrase(document, inner, out, depth + 1);
        }
    }
}

/// A name of a place, or a noun for one that a name stands in: "the province of Hama", "the city's
/// port", "a mosque in Kano".
fn is_place(document: &Document<'_>, head: usize) -> bool {
    if document.is_place_name(head) {
        return true;
    }
    let kind = document.is_class("place", head) || document.is_class("structure", head);
    kind && !document.is_class("vehicle", head)
}

/// A second verb of a coordination stands where the first does.
fn shared_by_conjuncts(document: &Document<'_>, verb: usize) -> Vec<usize> {
    let first = document.first_conjunct(verb);
    let mut out = Vec::new();
    if first != verb {
        collect(document, first, &mut out);
    }
    out
}

/// A place that the clause of the event noun names.
fn of_clause(document: &Document<'_>, noun: usize) -> Vec<usize> {
    let clause = document.clause_of(noun);
    let mut out = Vec::new();
    if document.is_verb(clause) {
        collect(document, clause, &mut out);
    }
    out.retain(|&t| document.is_place_name(t));
    out
}
