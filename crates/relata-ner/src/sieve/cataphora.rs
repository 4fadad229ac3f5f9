//! "When he arrived, Tom Fox …": a pronoun in front of the subject of the sentence.

use relata_core::{MentionKind, Relation};

use super::Sieve;
use super::third_person::is_within;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Gender, GrammaticalRole, Number};

/// Joins "he" and "she", where nobody before is meant, with the person who is the subject of the
/// sentence on which the pronoun's clause depends.
pub(crate) struct Cataphora;

impl Sieve for Cataphora {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for (index, pronoun) in discourse.each().filter(|(_, c)| is_personal(c)) {
            if !clusters.is_alone(index) {
                continue;
            }
            let subject = main_subject(discourse, index, pronoun)
                .filter(|&s| !is_within(discourse, clusters, s, pronoun));
            if let Some(subject) = subject {
                clusters.join(subject, index);
            }
        }
    }
}

fn is_personal(candidate: &Candidate) -> bool {
    candidate.kind == MentionKind::Pronoun
        && candidate.number == Number::Singular
        && matches!(candidate.gender, Some(Gender::Male | Gender::Female))
        && candidate.quotation.is_none()
}

/// The person who is the subject of the sentence's own verb, behind the pronoun, when the pronoun
/// is no argument of that verb and nobody else is named in between.
fn main_subject(discourse: &Discourse<'_>, index: usize, pronoun: &Candidate) -> Option<usize> {
    let view = discourse.view;
    let range = index + 1..discourse.in_sentence(pronoun.sentence).end;
    let subject = range.into_iter().find(|&i| discourse.get(i).is_person_name())?;
    let name = discourse.get(subject);
    let verb = view.predicate_of(name.head).filter(|&v| view.relation(v) == Relation::Root)?;
    let below = view.predicate_of(pronoun.head).is_some_and(|own| own != verb)
        || pronoun.role == GrammaticalRole::Possessor;
    let fronted = pronoun.head < verb && view.is_below(pronoun.head, verb);
    (name.role == GrammaticalRole::Subject && !name.reported && below && fronted).then_some(subject)
}
