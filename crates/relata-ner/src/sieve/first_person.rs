//! "I" and "we" in a quotation.

use relata_core::{EntityType, MentionKind};

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::Number;
use crate::interview;
use crate::pronouns::{Person, features};
use crate::speakers;

/// Joins "I" with the speaker of the quotation, "we" with the body for which the speaker speaks.
pub(crate) struct FirstPerson;

impl Sieve for FirstPerson {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let speakers = speakers::find(discourse);
        let questions = interview::questions(discourse);
        let interviewee = interview::interviewee(discourse, clusters, &questions);
        for (index, pronoun) in discourse.each().filter(|(_, c)| c.kind == MentionKind::Pronoun) {
            let Some((Person::First, number, _)) = features(&discourse.view.lower(pronoun.head))
            else {
                continue;
            };
            let quoted = pronoun.quotation.and_then(|q| speakers.get(q).copied().flatten());
            let answers = || {
                interviewee.filter(|_| {
                    pronoun.quotation.is_none()
                        && number == Number::Singular
                        && !questions.contains(&pronoun.paragraph)
                })
            };
            let Some(speaker) = quoted.or_else(answers).filter(|&s| s != index) else { continue };
            if number == Number::Plural {
                join_body(clusters, speaker, index);
            } else if clusters.of(speaker).is_some_and(|c| c.entity_type == EntityType::Per) {
                clusters.join(speaker, index);
            }
        }
    }
}

fn join_body(clusters: &mut Clusters, speaker: usize, pronoun: usize) {
    let Some(cluster) = clusters.of(speaker) else { return };
    let person = cluster.entity_type == EntityType::Per && cluster.number == Number::Singular;
    match cluster.affiliation {
        Some(body) if person => clusters.join(body, pronoun),
        _ if !person => clusters.join(speaker, pronoun),
        _ => false,
    };
}
