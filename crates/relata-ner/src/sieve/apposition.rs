//! Apposition, copula, and titles before names.

use relata_core::{MentionKind, Relation};

use super::Sieve;
use crate::clusters::Clusters;
use crate::document::Document;
use crate::features::{Definiteness, Number};
use crate::nominals::is_predicate;

/// Joins "X, the Y" and "X is the Y", and notes what titles and indefinite predicates say of a name.
pub(crate) struct Apposition;

impl Sieve for Apposition {
    fn apply(&self, document: &Document<'_>, clusters: &mut Clusters) {
        note_titles(document, clusters);
        for index in 0..document.candidates.len() {
            let head = document.get(index).head;
            if document.with_head(head) != Some(index) {
                continue;
            }
            if document.view.relation(head) == Relation::Appos {
                join_apposition(document, clusters, index);
            } else if is_predicate(document.view, head) {
                join_predicate(document, clusters, index);
            }
        }
    }
}

fn note_titles(document: &Document<'_>, clusters: &mut Clusters) {
    for title in &document.titles {
        let Some(name) = document.name_at(title.name_starts) else { continue };
        let inside = document.each().skip(document.in_sentence(document.get(name).sentence).start);
        let body = inside
            .take_while(|(_, c)| c.tokens.start < title.name_starts)
            .find(|(_, c)| c.is_name() && c.is_body() && title.description.tokens.contains(&c.head));
        let affiliation = body.map(|(i, _)| i);
        if let Some(cluster) = clusters.of_mut(name) {
            cluster.roles.extend(title.description.noun.map(|n| n.noun.to_owned()));
            cluster.gender = cluster.gender.or(title.description.gender);
            cluster.country = cluster.country.or(title.description.country.map(|c| c.code));
            cluster.affiliation = cluster.affiliation.or(affiliation);
        }
    }
}

/// The candidate that has this token for its head, or the name around it.
fn mention_at(document: &Document<'_>, token: usize) -> Option<usize> {
    document.with_head(token).or_else(|| {
        let sentence = document.view.reading.sentence_of(token);
        document.in_sentence(sentence).find(|&i| document.get(i).is_name() && document.get(i).tokens.contains(&token))
    })
}

fn join_apposition(document: &Document<'_>, clusters: &mut Clusters, index: usize) {
    let Some(other) = document.view.head(document.get(index).head).and_then(|h| mention_at(document, h)) else { return };
    let (a, b) = (document.get(other), document.get(index));
    let described = a.is_description() || b.is_description();
    let listed = document.view.reading.dependents_by(b.head, &[Relation::Conj, Relation::Cc]).next().is_some() && b.number != Number::Plural;
    if described && !listed && b.definiteness != Definiteness::Other && a.number.agrees(b.number) {
        clusters.join(other, index);
    }
}

fn join_predicate(document: &Document<'_>, clusters: &mut Clusters, index: usize) {
    let predicate = document.get(index);
    let subject = document.view.reading.dependent(predicate.head, &[Relation::Nsubj, Relation::NsubjOuter]);
    let Some(subject) = subject.and_then(|s| mention_at(document, s)) else { return };
    let denied =
        document.view.reading.dependents(predicate.head).iter().any(|&d| matches!(document.view.lower(d).as_str(), "not" | "n't" | "n’t" | "never" | "no"));
    if denied || document.get(subject).kind == MentionKind::Pronoun {
        return;
    }
    if matches!(predicate.definiteness, Definiteness::Definite | Definiteness::Possessed) {
        clusters.join(subject, index);
    } else if clusters.may_join(subject, index)
        && let (Some(noun), Some(cluster)) = (predicate.noun, clusters.of_mut(subject))
    {
        cluster.roles.insert(noun.noun.to_owned());
    }
}
