//! The speaker who goes on: "He said … The lawmaker said …".

use relata_core::{EntityType, MentionKind};

use super::Sieve;
use super::known_role::has_role;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Number};

/// Joins a definite description that speaks with the one who spoke last, where the text has used
/// the description of nobody and tells nothing against it.
pub(crate) struct SameSpeaker;

/// Sentences before the description in which the last speaker may stand: quotations between the two
/// count.
const BACKWARD: usize = 6;

impl Sieve for SameSpeaker {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for (index, _) in discourse.each().filter(|(_, c)| continues(c)) {
            if !clusters.is_alone(index) {
                continue;
            }
            if let Some(speaker) = last_speaker(discourse, clusters, index) {
                clusters.join(speaker, index);
            }
        }
    }
}

/// "the lawmaker said", "the utility company said", outside of what others say.
fn continues(candidate: &Candidate) -> bool {
    let body = candidate.entity_type == EntityType::Org
        && candidate.noun.is_some_and(|noun| noun.class().is_some() && !noun.has("state"));
    speaks(candidate)
        && candidate.is_description()
        && candidate.number != Number::Plural
        && candidate.definiteness == Definiteness::Definite
        && (body || candidate.entity_type == EntityType::Per)
}

fn speaks(candidate: &Candidate) -> bool {
    candidate.source && candidate.quotation.is_none() && !candidate.reported
}

/// Who spoke last, when it is somebody named of the same kind and of no other office.
fn last_speaker(discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let description = discourse.get(index);
    let from = discourse.in_sentence(description.sentence.saturating_sub(BACKWARD)).start;
    let last = (from..index).rev().find(|&i| {
        let other = discourse.get(i);
        speaks(other) && !description.tokens.contains(&other.head)
    })?;
    let speaker = clusters.of(last)?;
    let same_kind = speaker.named && speaker.entity_type == description.entity_type;
    let office = description.kind == MentionKind::Title
        && !speaker.roles.is_empty()
        && description.noun.is_none_or(|noun| !has_role(discourse, clusters, last, noun.noun));
    (same_kind && !office && !is_of_another(discourse, clusters, index, last)).then_some(last)
}

/// "the Clinton campaign" goes on with nobody who is no Clinton: a body by whose name another is
/// called.
fn is_of_another(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    index: usize,
    speaker: usize,
) -> bool {
    let description = discourse.get(index);
    let name = |&i: &usize| {
        discourse.get(i).is_name()
            && !discourse.get(i).entity_type.is_place()
            && description.tokens.contains(&discourse.get(i).head)
    };
    let mut inside = discourse.in_sentence(description.sentence).filter(name);
    let body = description.entity_type != EntityType::Per;
    body && inside.any(|i| !clusters.same(i, speaker))
}
