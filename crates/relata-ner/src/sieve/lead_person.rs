//! "A man has been jailed …" and the name that the next sentence gives him: "John Smith, 32, …".

use relata_core::{EntityType, Relation, Upos};

use super::Sieve;
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
            if !person || !introduced || candidate.source || clusters.is_named(index) {
                continue;
            }
            let next = discourse.in_sentence(candidate.sentence + 1);
            let name = next.clone().find(|&i| discourse.get(i).is_person_name());
            if let Some(name) = name.filter(|&n| is_introduced(discourse, n)) {
                clusters.join(name, index);
            }
        }
    }
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
