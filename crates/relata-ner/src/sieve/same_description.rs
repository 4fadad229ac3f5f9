//! Descriptions with the same head noun.

use std::collections::{HashMap, VecDeque};

use relata_core::{EntityType, Upos};

use super::Sieve;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::features::{Definiteness, GrammaticalRole, Number};
use crate::lexicon::words;

/// Joins "the rebels" with "Syrian rebels" before it, "regime forces" with "regime forces", and a
/// headline's description with its repetition.
pub(crate) struct SameDescription {
    /// How many sentences it looks back.
    pub window: usize,
}

/// Troops are forces.
fn synonym(noun: &'static str) -> &'static str {
    words::value(noun, "same_as").unwrap_or(noun)
}

/// The latest descriptions of one noun that are compared.
const COMPARED: usize = 8;

impl Sieve for SameDescription {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let mut seen: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (index, candidate) in discourse.each().filter(|(_, c)| c.is_description()) {
            let noun = candidate.noun.map_or_else(
                || discourse.view.lower(candidate.head),
                |n| synonym(n.noun).to_owned(),
            );
            let before = seen.entry(noun).or_default();
            let fits = |&other: &usize| self.corefer(discourse, clusters, other, index);
            let found = if earliest(discourse, index) {
                before.iter().copied().find(fits)
            } else {
                before.iter().rev().copied().find(fits)
            };
            if let Some(other) = found {
                clusters.join(other, index);
            }
            before.push_back(index);
            if before.len() > COMPARED {
                before.pop_front();
            }
        }
    }
}

/// "the first official" of several is the one of whom the text spoke before the others.
fn earliest(discourse: &Discourse<'_>, index: usize) -> bool {
    let candidate = discourse.get(index);
    let first = |t: usize| words::is(&discourse.view.lower(t), "earliest");
    candidate.definiteness == Definiteness::Definite
        && (candidate.tokens.start..candidate.head).any(first)
}

impl SameDescription {
    fn corefer(
        &self,
        discourse: &Discourse<'_>,
        clusters: &Clusters,
        earlier: usize,
        later: usize,
    ) -> bool {
        let (a, b) = (discourse.get(earlier), discourse.get(later));
        // By what somebody named is called, readers know them longer.
        let window = if clusters.is_named(earlier) { 4 * self.window } else { self.window };
        if a.number != b.number
            || countries_differ(a.country.map(|c| c.code), b.country.map(|c| c.code))
            || b.sentence - a.sentence.min(b.sentence) > window
        {
            return false;
        }
        let (old, mut new) = (modifiers(discourse, earlier), modifiers(discourse, later));
        if earliest(discourse, later) {
            new.retain(|word| !words::is(word, "earliest"));
        }
        if restates_headline(a, b)
            && old.iter().all(|m| new.contains(m))
            && (!old.is_empty() || a.role == b.role)
        {
            return true;
        }
        match b.definiteness {
            Definiteness::Definite => {
                new.iter().all(|m| old.contains(m)) && a.definiteness != Definiteness::Other
                    || old == new && !new.is_empty()
            }
            Definiteness::Possessed => {
                old == new
                    && !new.is_empty()
                    && !new.iter().any(|m| crate::pronouns::features(m).is_some())
            }
            Definiteness::Bare => {
                old == new
                    && !new.is_empty()
                    && (b.entity_type != EntityType::Per || b.number == Number::Plural)
            }
            Definiteness::Indefinite => {
                old == new
                    && new.len() >= 2
                    && a.paragraph < HEAD_PARAGRAPHS
                    && b.paragraph <= HEAD_PARAGRAPHS
                    && a.paragraph != b.paragraph
            }
            Definiteness::Other => false,
        }
    }
}

/// A headline names briefly what the next sentences describe: "besieged town", "the besieged town
/// of Qadira".
fn restates_headline(headline: &Candidate, later: &Candidate) -> bool {
    let prominent = |c: &Candidate| c.role == GrammaticalRole::Subject || c.entity_type.is_place();
    let bare = headline.paragraph == 0
        && headline.sentence == 0
        && headline.definiteness == Definiteness::Bare;
    bare && later.paragraph > 0
        && later.sentence <= 2
        && prominent(headline)
        && prominent(later)
        && later.definiteness != Definiteness::Other
}

/// Headline, standfirst and lead say one thing again and again.
const HEAD_PARAGRAPHS: usize = 3;

fn countries_differ(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// Content words of a description other than its noun, in lower case, sorted.
pub(super) fn modifiers(discourse: &Discourse<'_>, index: usize) -> Vec<String> {
    let candidate = discourse.get(index);
    let noun = candidate.noun.map_or("", |n| n.noun);
    let content = |t: usize| {
        matches!(
            discourse.view.upos(t),
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Verb | Upos::Pron | Upos::Adv
        )
    };
    let mut out: Vec<String> = candidate
        .tokens
        .clone()
        .filter(|&t| t != candidate.head && content(t))
        .map(|t| discourse.view.lower(t))
        .collect();
    out.retain(|word| !noun.split(' ').any(|part| part == word));
    out.sort_unstable();
    out.dedup();
    out
}
