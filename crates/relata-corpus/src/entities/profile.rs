//! What is known of an entity over all articles that name it.

use std::collections::{BTreeMap, BTreeSet};

use relata_core::EntityType;

use crate::digest::EntityDigest;

/// Articles that are compared with a new one: the first few and the last.
const COMPARED: usize = 8;

/// Names and roles that a profile keeps.
const MOST: usize = 96;

/// What is known of an entity.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Names as written, and how often.
    pub written: BTreeMap<String, usize>,
    /// Names in plain form.
    pub names: BTreeSet<String>,
    pub kinds: BTreeMap<EntityType, usize>,
    pub countries: BTreeMap<String, usize>,
    pub roles: BTreeSet<String>,
    /// Hashes of names beside which it stands, and how often.
    pub beside: BTreeMap<u64, usize>,
    pub geonames: Option<u32>,
    /// Articles that name it, each once.
    pub articles: Vec<u32>,
    /// The row of the user's table.
    pub row: Option<usize>,
}

impl Profile {
    pub fn take(&mut self, entity: &EntityDigest, beside: &BTreeSet<u64>, article: u32) {
        *self.written.entry(entity.name.clone()).or_default() += entity.mentions.max(1);
        *self.kinds.entry(entity.kind).or_default() += 1;
        if let Some(country) = &entity.country {
            *self.countries.entry(country.clone()).or_default() += 1;
        }
        extend(&mut self.names, &entity.names);
        extend(&mut self.roles, &entity.roles);
        for name in beside {
            if self.beside.len() < MOST || self.beside.contains_key(name) {
                *self.beside.entry(*name).or_default() += 1;
            }
        }
        let site = entity.site.as_ref();
        self.geonames = self.geonames.or_else(|| site.and_then(|site| site.geonames));
        if self.articles.last() != Some(&article) {
            self.articles.push(article);
        }
    }

    /// The name that is written most often; of two the longer, then the first in the alphabet.
    pub fn name(&self) -> &str {
        let order = |a: (&String, &usize), b: (&String, &usize)| {
            a.1.cmp(b.1).then(a.0.len().cmp(&b.0.len())).then(b.0.cmp(a.0))
        };
        self.written.iter().max_by(|a, b| order(*a, *b)).map_or("", |(name, _)| name)
    }

    /// The type that most articles give.
    pub fn kind(&self) -> Option<EntityType> {
        most(&self.kinds).copied()
    }

    /// The country that most articles give.
    pub fn country(&self) -> Option<&str> {
        most(&self.countries).map(String::as_str)
    }

    /// The articles with which a new one is compared.
    pub fn compared(&self) -> impl Iterator<Item = u32> + '_ {
        let half = COMPARED / 2;
        let last = self.articles.len().saturating_sub(half).max(half);
        let first = self.articles.iter().take(half);
        first.chain(self.articles.iter().skip(last)).copied()
    }
}

fn extend(known: &mut BTreeSet<String>, more: &BTreeSet<String>) {
    for word in more {
        if known.len() < MOST {
            known.insert(word.clone());
        }
    }
}

/// What is counted most often; of two the first.
fn most<T: Ord>(counts: &BTreeMap<T, usize>) -> Option<&T> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(value, _)| value)
}
