//! "A man has been jailed …" and the name that the next sentence gives him: "John Smith, 32, …".

use relata_core::{EntityType, Relation, Upos};

use super::Sieve;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, GrammaticalRole, Number};

/// Joins the nameless person of which a sentence speaks with the person whom the next one
/// introduces by name and age.
pub(crate) struct LeadPerson;

impl Sieve for LeadPerson {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for (index, candidate) in discourse.each() {
            let person = candidate.entity_type == EntityType::Per
                && candidate.number == Number::Singular
                && candidate.is_description();
            let introduced = candidate.definiteness == Definiteness::Indefinite
                && candidate.role == GrammaticalRole::Subject;
            // "An official said so. John Smith, 32, has died": who speaks for others is another.
            let speaks = candidate.source && is_office(candidate);
            if !person || !introduced || speaks || clusters.is_named(index) {
                continue;
            }
            let next = discourse.in_sentence(candidate.sentence + 1);
            let name = next.clone().find(|&i| discourse.get(i).is_person_name());
            let known = |&name: &usize| {
                is_introduced(discourse, name)
                    || !candidate.source && is_bare_surname(discourse, clusters, name)
            };
            if let Some(name) = name.filter(known) {
                clusters.join(name, index);
            }
        }
    }
}

/// An office, or a noun that the table does not have.
fn is_office(candidate: &Candidate) -> bool {
    candidate.noun.is_none_or(|noun| noun.has("role") || noun.has("voice"))
}

/// "A father gave his daughter a player. Hill bought three": a subject whom the text has not named
/// in full before, as if it had.
fn is_bare_surname(discourse: &Discourse<'_>, clusters: &Clusters, name: usize) -> bool {
    let candidate = discourse.get(name);
    let first = clusters.of(name).is_some_and(|c| c.first_name == Some(name));
    let titled = candidate.tokens.start.checked_sub(1).is_some_and(|t| {
        discourse.view.reading.sentence_of(t) == candidate.sentence
            && discourse.view.upos(t) != Upos::Punct
    });
    candidate.tokens.len() == 1
        && candidate.role == GrammaticalRole::Subject
        && first
        && !titled
        && !candidate.reported
}

/// The subject of its sentence, with an age behind it.
fn is_introduced(discourse: &Discourse<'_>, name: usize) -> bool {
    let candidate = discourse.get(name);
    let comma = discourse.view.form(candidate.tokens.end) == ",";
    let age = discourse.view.upos(candidate.tokens.end + 1) == Upos::Num;
    let by_tree = discourse
        .view
        .reading
        .dependents_by(candidate.head, &[Relation::Appos, Relation::Amod])
        .any(|d| discourse.view.upos(d) == Upos::Num);
    candidate.role == GrammaticalRole::Subject && !candidate.source && ((comma && age) || by_tree)
}
