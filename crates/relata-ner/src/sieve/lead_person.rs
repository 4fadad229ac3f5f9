//! "A man has been jailed …" and the name that the next sentence gives him: "John Smith, 32, …".

use relata_core::{EntityType, Relation, Upos};

use super::Sieve;
use crate::clusters::Clusters;
use crate::document::Document;
use crate::features::{Definiteness, GrammaticalRole, Number};

/// Joins the nameless person of which a sentence speaks with the person whom the next one
/// introduces by name and age.
pub(crate) struct LeadPerson;

impl Sieve for LeadPerson {
    fn apply(&self, document: &Document<'_>, clusters: &mut Clusters) {
        for (index, candidate) in document.each() {
            let person = candidate.entity_type == EntityType::Per
                && candidate.number == Number::Singular
                && candidate.is_description();
            let introduced = candidate.definiteness == Definiteness::Indefinite
                && candidate.role == GrammaticalRole::Subject;
            if !person || !introduced || candidate.source || clusters.is_named(index) {
                continue;
            }
            let next = document.in_sentence(candidate.sentence + 1);
            let name = next.clone().find(|&i| document.get(i).is_person_name());
            if let Some(name) = name.filter(|&n| is_introduced(document, n)) {
                clusters.join(name, index);
            }
        }
    }
}

/// The subject of its sentence, with an age behind it.
fn is_introduced(document: &Document<'_>, name: usize) -> bool {
    let candidate = document.get(name);
    let comma = document.view.form(candidate.tokens.end) == ",";
    let age = document.view.upos(candidate.tokens.end + 1) == Upos::Num;
    let by_tree = document
        .view
        .reading
        .dependents_by(candidate.head, &[Relation::Appos, Relation::Amod])
        .any(|d| document.view.upos(d) == Upos::Num);
    candidate.role == GrammaticalRole::Subject && !candidate.source && ((comma && age) || by_tree)
}
