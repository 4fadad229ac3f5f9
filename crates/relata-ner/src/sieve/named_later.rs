//! An office whose holder the text names only afterwards: "Iraq's foreign minister said … Iraqi
//! Foreign Minister Fuad Hussein told …".

use std::collections::HashMap;

use relata_core::{EntityType, MentionKind, Upos};

use super::Sieve;
use super::known_role::{phrase, title_of};
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Number};
use crate::lexicon::countries;

/// Joins an office with the one person of the text who is named with it later.
pub(crate) struct NamedLater {
    /// How many sentences it looks ahead.
    pub window: usize,
}

impl Sieve for NamedLater {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let bearers = bearers(discourse, clusters);
        for (index, office) in discourse.each().filter(|(_, c)| is_office(c)) {
            if clusters.is_named(index) {
                continue;
            }
            let all = office.noun.and_then(|n| bearers.get(n.noun)).map(Vec::as_slice);
            let all = all.unwrap_or_default();
            if let Some(holder) = self.holder(discourse, clusters, all, index) {
                clusters.join(holder, index);
            }
        }
    }
}

/// So many persons with one office are told apart.
const MOST_BEARERS: usize = 16;

/// The first names of the persons whom the text gives each office; none of an office that too many
/// bear.
fn bearers(discourse: &Discourse<'_>, clusters: &Clusters) -> HashMap<String, Vec<usize>> {
    let mut out: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, _) in discourse.each().filter(|(_, c)| c.is_person_name()) {
        let Some(person) = clusters.of(index).filter(|c| c.first_name == Some(index)) else {
            continue;
        };
        for role in &person.roles {
            out.entry(role.clone()).or_default().push(index);
        }
    }
    out.retain(|_, people| people.len() <= MOST_BEARERS);
    out
}

/// "the mayor", "his attorney", "Iraq's foreign minister": one person, known or belonging to
/// somebody.
fn is_office(candidate: &Candidate) -> bool {
    let known = match candidate.definiteness {
        Definiteness::Definite => candidate.kind == MentionKind::Title,
        Definiteness::Possessed => true,
        Definiteness::Bare => candidate.kind == MentionKind::Title && candidate.country.is_some(),
        Definiteness::Indefinite | Definiteness::Other => false,
    };
    known
        && candidate.is_description()
        && candidate.noun.is_some()
        && candidate.entity_type == EntityType::Per
        && candidate.number == Number::Singular
}

impl NamedLater {
    /// The one person of all bearers who may be meant, named with the office within the window.
    fn holder(
        &self,
        discourse: &Discourse<'_>,
        clusters: &Clusters,
        bearers: &[usize],
        index: usize,
    ) -> Option<usize> {
        let office = discourse.get(index);
        let country = office.country.map(|country| country.code);
        let of_country =
            |&i: &usize| country.is_none() || clusters.of(i).is_some_and(|c| c.country == country);
        let mut holders = bearers.iter().copied().filter(of_country);
        let first = holders.next().filter(|&i| i > index)?;
        let near = discourse.get(first).sentence <= office.sentence + self.window;
        (holders.next().is_none()
            && near
            && is_called(discourse, clusters, first, office)
            && is_apart(discourse, index, first))
        .then_some(first)
    }
}

/// No word of the office is new: "the next president" is not President Lund.
fn is_called(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    name: usize,
    office: &Candidate,
) -> bool {
    let view = discourse.view;
    let noun = office.noun.map_or("", |n| n.noun);
    let members = clusters.of(name).map(|c| c.members.as_slice()).unwrap_or_default();
    let title = |&i: &usize| match discourse.get(i) {
        member if member.is_description() => Some(phrase(discourse, member)),
        _ => title_of(discourse, i).map(|title| phrase(discourse, title)),
    };
    let titles: Vec<String> = members.iter().take(MOST_MENTIONS).filter_map(title).collect();
    let tells = |t: &usize| {
        *t != office.head
            && matches!(view.upos(*t), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
            && countries::of_modifier(view.form(*t)).is_none()
    };
    let known = |word: String| {
        noun.split(' ').chain(titles.iter().flat_map(|t| t.split(' '))).any(|w| w == word)
    };
    office.tokens.clone().filter(tells).all(|t| known(view.lower(t)))
}

/// So many mentions of a person are looked at.
const MOST_MENTIONS: usize = 20;

/// Two arguments of one verb are two persons: "the mayor thanked Mayor Ray".
fn is_apart(discourse: &Discourse<'_>, office: usize, name: usize) -> bool {
    let verb = |i: usize| discourse.view.predicate_of(discourse.get(i).head);
    verb(office).is_none() || verb(office) != verb(name)
}
