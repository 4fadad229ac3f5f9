//! An office whose holder the text names only afterwards: "Iraq's foreign minister said … Iraqi
//! Foreign Minister Fuad Hussein told …".

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
        for (index, office) in discourse.each().filter(|(_, c)| is_office(c)) {
            if clusters.is_named(index) {
                continue;
            }
            if let Some(holder) = self.holder(discourse, clusters, index, office) {
                clusters.join(holder, index);
            }
        }
    }
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
    /// The one person of the whole text who bears the office, named with it within the window.
    fn holder(
        &self,
        discourse: &Discourse<'_>,
        clusters: &Clusters,
        index: usize,
        office: &Candidate,
    ) -> Option<usize> {
        let noun = office.noun?.noun;
        let country = office.country.map(|country| country.code);
        let bears = |&i: &usize| {
            let of_office = clusters.of(i).is_some_and(|c| {
                c.roles.contains(noun) && (country.is_none() || c.country == country)
            });
            of_office && discourse.get(i).is_person_name()
        };
        let mut holders = (0..discourse.candidates.len()).filter(bears);
        let first = holders.next().filter(|&i| i > index)?;
        let alone = holders.all(|other| clusters.same(other, first));
        let near = discourse.get(first).sentence <= office.sentence + self.window;
        let same_office = is_called(discourse, clusters, first, office);
        (alone && near && same_office && is_apart(discourse, index, first)).then_some(first)
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
