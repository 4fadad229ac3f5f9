//! A definite title whose holder the text has named with it: "Chancellor Angela Merkel … the
//! chancellor".

use std::collections::{HashMap, HashSet};

use relata_core::{EntityType, MentionKind, Upos};

use super::Sieve;
use super::same_description::modifiers;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, Number};
use crate::lexicon::{countries, nouns};

/// Joins a definite description of one person with the latest name of which the text has used its
/// noun.
pub(crate) struct KnownRole {
    /// How many sentences it looks back.
    pub window: usize,
}

impl Sieve for KnownRole {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let mut known = Known::default();
        for (index, candidate) in discourse.each() {
            let near = |&name: &usize| {
                let sentence = discourse.get(name).sentence.min(candidate.sentence);
                candidate.sentence - sentence <= self.window
            };
            if let Some(name) = known.meant(discourse, clusters, index).filter(near) {
                clusters.join(name, index);
            }
            let titled = candidate.kind == MentionKind::Title && clusters.is_named(index);
            if candidate.is_person_name() || titled {
                known.note(discourse, clusters, index);
            }
        }
    }
}

/// What the text has called persons so far.
#[derive(Default)]
struct Known {
    /// The latest name of each noun and title.
    holder: HashMap<String, usize>,
    /// Wider terms of what the text has called their holder, which only stand by themselves.
    bare_terms: HashSet<&'static str>,
    /// Nouns by which the text has called more than one.
    several: HashSet<String>,
    /// The words of the latest title with this noun: "health minister" of "minister".
    titled: HashMap<&'static str, String>,
}

impl Known {
    /// The name that a definite description of one person means.
    fn meant(&self, discourse: &Discourse<'_>, clusters: &Clusters, index: usize) -> Option<usize> {
        let candidate = discourse.get(index);
        let one = candidate.is_description()
            && candidate.entity_type == EntityType::Per
            && candidate.number == Number::Singular;
        if !one || !(may_refer_back(discourse, index) || is_only(discourse, index, &self.several)) {
            return None;
        }
        let own = phrase(discourse, candidate);
        let apart =
            |noun: &str| self.titled.get(noun).is_some_and(|known| is_other_office(known, &own));
        let plain = || {
            let noun = candidate.noun.filter(|n| !apart(n.noun))?;
            // "the strong leader", "the band leader" is no president.
            if self.bare_terms.contains(noun.noun) && own != noun.noun {
                return None;
            }
            let last = noun.noun.rsplit(' ').next();
            let fits = |&&name: &&usize| has_role(discourse, clusters, name, noun.noun);
            self.holder.get(noun.noun).or_else(|| self.holder.get(last?).filter(fits))
        };
        self.holder.get(&own).or_else(plain).copied()
    }

    /// Keeps what the text calls the bearer of a name.
    fn note(&mut self, discourse: &Discourse<'_>, clusters: &Clusters, index: usize) {
        if let Some(title) = title_of(discourse, index) {
            let words = phrase(discourse, title);
            if let Some(noun) = title.noun {
                self.titled.insert(noun.noun, words.clone());
            }
            self.holder.insert(words, index);
        }
        let roles = clusters.of(index).map(|c| c.roles.clone()).unwrap_or_default();
        let generic = || roles.iter().flat_map(|role| nouns::generic_terms(role));
        self.bare_terms.extend(generic().filter(|(_, bare)| *bare).map(|(term, _)| term));
        self.bare_terms.retain(|term| !roles.contains(*term));
        let last = roles.iter().filter_map(|role| Some(role.rsplit_once(' ')?.1));
        let wider = generic().map(|(term, _)| term.to_owned()).chain(last.map(str::to_owned));
        for noun in wider.chain(roles.iter().cloned()) {
            let before = self.holder.insert(noun.clone(), index);
            if before.is_some_and(|other| !clusters.same(other, index)) {
                self.several.insert(noun);
            }
        }
    }
}

/// "the deputy director" is a "deputy executive director", and no "director".
pub(super) fn has_role(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    name: usize,
    noun: &str,
) -> bool {
    let all = |role: &str| noun.split(' ').all(|word| role.split(' ').any(|w| w == word));
    let described = |&i: &usize| {
        let member = discourse.get(i);
        let until = Candidate { tokens: member.tokens.start..member.head + 1, ..member.clone() };
        member.kind == MentionKind::Title && all(&phrase(discourse, &until))
    };
    clusters.of(name).is_some_and(|cluster| {
        cluster.roles.iter().any(|role| all(role))
            || cluster.members.iter().take(MOST_MENTIONS).any(described)
    })
}

/// So many mentions of a person are looked at.
const MOST_MENTIONS: usize = 20;

/// "his lawyer": the one person whom the text has called so.
fn is_only(discourse: &Discourse<'_>, index: usize, several: &HashSet<String>) -> bool {
    let candidate = discourse.get(index);
    let only = candidate.noun.is_some_and(|n| !several.contains(n.noun));
    candidate.definiteness == Definiteness::Possessed && only && candidate.tokens.len() <= 2
}

/// The title in front of a name.
pub(super) fn title_of<'d>(discourse: &'d Discourse<'_>, name: usize) -> Option<&'d Candidate> {
    let start = discourse.get(name).tokens.start;
    let first = discourse.titles.partition_point(|t| t.name_starts < start);
    discourse.titles.get(first).filter(|t| t.name_starts == start).map(|t| &t.description)
}

/// The words of a description without its article, possessor and country, in lower case.
pub(super) fn phrase(discourse: &Discourse<'_>, description: &Candidate) -> String {
    let view = discourse.view;
    let tells = |t: &usize| {
        let owner = crate::pronouns::features(&view.lower(*t)).is_some()
            || view.is_possessive_mark(*t)
            || countries::of_modifier(view.form(*t)).is_some();
        view.upos(*t) != Upos::Det && !owner
    };
    let words = description.tokens.clone().filter(tells);
    words.map(|t| discourse.view.lower(t)).collect::<Vec<_>>().join(" ")
}

/// "transport minister" and "health minister" are two offices, "minister" may be either.
fn is_other_office(known: &str, own: &str) -> bool {
    let bare = |words: &str| !words.contains(' ');
    !bare(known) && !bare(own) && !known.ends_with(own) && !own.ends_with(known)
}

fn may_refer_back(discourse: &Discourse<'_>, index: usize) -> bool {
    match discourse.get(index).definiteness {
        Definiteness::Definite => true,
        Definiteness::Bare => {
            modifiers(discourse, index).is_empty()
                || discourse.get(index).kind == MentionKind::Title
        }
        _ => false,
    }
}
