//! The same name, a country's names and adjectives, singular and plural of a people or party.

use std::collections::HashMap;

use relata_core::{EntityType, MentionKind};

use super::Sieve;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::lexicon::organisations::{known_name, normal_form};

/// Joins names that are written alike, whatever their tags, except persons with things.
pub(crate) struct SameName;

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Country(&'static str),
    People(&'static str),
    Known(usize),
    Person(String),
    Thing(String),
}

impl Sieve for SameName {
    fn apply(&self, discourse: &Discourse<'_>, clusters: &mut Clusters) {
        let mut first: HashMap<Key, usize> = HashMap::new();
        for (index, candidate) in
            discourse.each().filter(|(i, c)| c.is_name() && !is_surname(discourse.written(*i), c))
        {
            let before = *first.entry(key(candidate, discourse.written(index))).or_insert(index);
            clusters.join_names(before, index);
        }
        for (key, &index) in &first {
            let thing = if let Key::Person(name) = key {
                first.get(&Key::Thing(name.clone()))
            } else {
                None
            };
            if let Some(&thing) = thing.filter(|_| is_no_short_name(discourse.get(index))) {
                clusters.join_names(thing, index);
            }
        }
    }
}

/// A name of several words, or an acronym, that is also tagged as a thing's is that thing; "Ford"
/// may be a man and a company.
fn is_no_short_name(candidate: &Candidate) -> bool {
    candidate.tokens.len() > 1 && candidate.gender.is_none()
}

/// A single word for a person, which may be that of several: the next sieve looks at titles too.
fn is_surname(written: &str, candidate: &Candidate) -> bool {
    candidate.is_person_name() && candidate.tokens.len() == 1 && !is_acronym(written)
}

fn is_acronym(written: &str) -> bool {
    written.chars().count() > 2 && written.chars().all(char::is_uppercase)
}

fn key(candidate: &Candidate, written: &str) -> Key {
    let normal = normal_form(written);
    match (candidate.country, candidate.entity_type) {
        (Some(country), EntityType::Norp) if candidate.kind == MentionKind::Name => {
            Key::People(country.name)
        }
        (Some(country), _) => Key::Country(country.name),
        (None, EntityType::Per) if !is_acronym(written) => Key::Person(normal),
        (None, EntityType::Norp) => {
            Key::Thing(normal.strip_suffix('s').map_or(normal.clone(), str::to_owned))
        }
        (None, _) => known_name(&normal).map_or(Key::Thing(normal), Key::Known),
    }
}
