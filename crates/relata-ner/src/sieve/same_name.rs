//! The same name, a country's names and adjectives, singular and plural of a people or party.

use std::collections::HashMap;

use relata_core::{EntityType, MentionKind};

use super::Sieve;
use crate::candidate::Candidate;
use crate::clusters::Clusters;
use crate::document::Document;
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
    fn apply(&self, document: &Document<'_>, clusters: &mut Clusters) {
        let mut first: HashMap<Key, usize> = HashMap::new();
        for (index, candidate) in document.each().filter(|(_, c)| c.is_name()) {
            let before = *first.entry(key(candidate, document.written(index))).or_insert(index);
            clusters.join_names(before, index);
        }
    }
}

fn key(candidate: &Candidate, written: &str) -> Key {
    let normal = normal_form(written);
    match (candidate.country, candidate.entity_type) {
        (Some(country), EntityType::Norp) if candidate.kind == MentionKind::Name => Key::People(country.name),
        (Some(country), _) => Key::Country(country.name),
        (None, EntityType::Per) => Key::Person(normal),
        (None, EntityType::Norp) => Key::Thing(normal.strip_suffix('s').map_or(normal.clone(), str::to_owned)),
        (None, _) => known_name(&normal).map_or(Key::Thing(normal), Key::Known),
    }
}
