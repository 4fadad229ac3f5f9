//! "the former" and "the latter" of two that the sentence before names.

use relata_core::MentionKind;

use super::Sieve;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::Definiteness;
use crate::lexicon::words;

/// Joins "the latter" with the last, "the former" with the first of the two names of one kind
/// before it.
pub(crate) struct OfTwo;

impl Sieve for OfTwo {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        for (index, candidate) in discourse.each().filter(|(_, c)| c.is_description()) {
            let which = words::value(&discourse.view.lower(candidate.head), "of_two");
            let alone = candidate.definiteness == Definiteness::Definite
                && candidate.tokens.len() == 2
                && clusters.is_alone(index);
            let Some(which) = which.filter(|_| alone) else { continue };
            if let Some((former, latter)) = pair_before(discourse, clusters, index) {
                clusters.join(if which == "last" { latter } else { former }, index);
            }
        }
    }
}

/// The only two persons, else the only two bodies, in the part of the sentence before the
/// candidate, or in the sentence before it.
fn pair_before(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    index: usize,
) -> Option<(usize, usize)> {
    let sentence = discourse.get(index).sentence;
    let here = discourse.in_sentence(sentence).start..index;
    let before = sentence.checked_sub(1).map(|s| discourse.in_sentence(s)).unwrap_or_default();
    let person = |i: &usize| discourse.get(*i).is_person_name();
    let body =
        |i: &usize| discourse.get(*i).kind == MentionKind::Name && discourse.get(*i).is_body();
    [here, before].into_iter().find_map(|range| {
        two_of(clusters, range.clone().filter(person))
            .or_else(|| two_of(clusters, range.filter(body)))
    })
}

fn two_of(clusters: &Clusters, names: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let mut found: Vec<usize> = Vec::new();
    for name in names {
        if !found.iter().any(|&other| clusters.same(other, name)) {
            found.push(name);
        }
    }
    match found.as_slice() {
        &[former, latter] => Some((former, latter)),
        _ => None,
    }
}
