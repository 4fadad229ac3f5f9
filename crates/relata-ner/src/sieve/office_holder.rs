//! A title and its holder, named in the sentence beside it: "according to the Nato secretary-general. Jens Stoltenberg told …".

use relata_core::{EntityType, MentionKind};

use super::Sieve;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::document::Document;
use crate::features::{Definiteness, GrammaticalRole, Number};

/// Joins a title with the one person who is named beside it as a source or subject and of whom no other office is known.
pub(crate) struct OfficeHolder;

/// Sentences before the title in which its holder may be named.
const BACKWARD: usize = 2;

impl Sieve for OfficeHolder {
    fn apply(&self, document: &Document<'_>, clusters: &mut Clusters) {
        for (index, title) in document.each().filter(|(_, c)| c.kind == MentionKind::Title || points_back(c)) {
            if clusters.is_named(index) || !stands_out(document, index) {
                continue;
            }
            let backward = matches!(title.definiteness, Definiteness::Definite | Definiteness::Bare);
            let found = named_after(document, clusters, index)
                .filter(|_| title.kind == MentionKind::Title)
                .or_else(|| if backward { named_before(document, clusters, index) } else { None });
            if found.is_some_and(|name| clusters.join(name, index)) {
                note_affiliation(document, clusters, index);
            }
        }
    }
}

/// "the woman", "the 32-year-old": a description by what is seen of any person.
fn points_back(candidate: &Candidate) -> bool {
    let plain = candidate.noun.is_some_and(|n| n.gender.is_some() || n.noun.ends_with(" old"));
    let person = candidate.entity_type == EntityType::Per && candidate.number == Number::Singular;
    candidate.kind == MentionKind::Nominal && person && plain && candidate.definiteness == Definiteness::Definite
}

/// "the Nato secretary-general" speaks for Nato.
fn note_affiliation(document: &Document<'_>, clusters: &mut Clusters, index: usize) {
    let title = document.get(index);
    let body =
        document.in_sentence(title.sentence).find(|&i| document.get(i).is_name() && document.get(i).is_body() && title.tokens.contains(&document.get(i).head));
    if let Some(cluster) = clusters.of_mut(index) {
        cluster.affiliation = cluster.affiliation.or(body);
    }
}

fn stands_out(document: &Document<'_>, index: usize) -> bool {
    let candidate = document.get(index);
    candidate.source || candidate.role == GrammaticalRole::Subject
}

/// The one person who is a source in the next sentence, named there for the first time.
fn named_after(document: &Document<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let title = document.get(index);
    if title.reported {
        return None;
    }
    let next = title.sentence + 1;
    let mut sources = document.in_sentence(next).filter(|&i| document.get(i).is_person_name() && document.get(i).source);
    let name = sources.next()?;
    let alone = sources.all(|other| clusters.same(other, name));
    let new = clusters.of(name).is_some_and(|c| c.members.iter().min().is_some_and(|&first| document.get(first).sentence >= next));
    (alone && new && !has_other_office(clusters, name, index)).then_some(name)
}

/// The one person who is a source or subject in the sentences before, or the one person named there at all.
fn named_before(document: &Document<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
    let title = document.get(index);
    // "the owner of the ferry" tells more than that somebody was named before.
    if title.tokens.end > title.head + 3 {
        return None;
    }
    let from = document.in_sentence(title.sentence.saturating_sub(BACKWARD)).start;
    let people = || (from..index).rev().filter(|&i| document.get(i).is_person_name() && !title.tokens.contains(&document.get(i).head));
    let latest = people().next()?;
    if people().any(|other| !clusters.same(other, latest)) || !people().any(|i| stands_out(document, i)) {
        return None;
    }
    (points_back(title) || !has_other_office(clusters, latest, index)).then_some(latest)
}

/// True when the text gives the person a title that is not this one.
fn has_other_office(clusters: &Clusters, name: usize, title: usize) -> bool {
    let (Some(person), Some(office)) = (clusters.of(name), clusters.of(title)) else { return true };
    let known = person.entity_type == EntityType::Per && !person.roles.is_empty();
    known && person.roles.is_disjoint(&office.roles)
}
