//! Entities of articles, one article after the other, joined with those that are known.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use relata_core::{EntityType, NamedWeights, WeightTable};

use super::evidence::{Candidate, Named, evidence, more_than_a_name};
use super::profile::Profile;
use super::table::EntityTable;
use crate::digest::{Digest, EntityDigest};
use crate::text::{hash, is_small};

const TABLE: WeightTable = WeightTable::new(include_str!("../../data/entity_weights.tsv"));

static WEIGHTS: LazyLock<NamedWeights<'static>> = LazyLock::new(|| TABLE.named_weights(1));

/// Known entities of one name that a new one is compared with: the last.
const MOST_COMPARED: usize = 24;

/// Entities over all articles.
#[derive(Debug, Default)]
pub struct EntityLinker {
    profiles: Vec<Profile>,
    /// Known entities by what they may be found by.
    by_key: HashMap<String, Vec<usize>>,
    by_row: HashMap<usize, usize>,
}

impl EntityLinker {
    /// For each entity of an article the number of the entity over all articles; `None` for those
    /// that bear no name. `articles` tells how like two articles are.
    pub fn link(
        &mut self,
        article: u32,
        digest: &Digest,
        table: &EntityTable,
        least: f32,
        likeness: impl Fn(u32) -> f32,
    ) -> Vec<Option<usize>> {
        let beside = Beside::of(digest);
        let mut linked: Vec<Option<usize>> = vec![None; digest.entities.len()];
        // Full names first: a short one may then mean one of these.
        let mut order: Vec<usize> = (0..digest.entities.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(longest(digest.entities.get(at))));
        for at in order {
            let Some(entity) = digest.entities.get(at).filter(|entity| !entity.names.is_empty())
            else {
                continue;
            };
            let beside = beside.without(entity);
            let candidate = Candidate { entity, beside: &beside };
            let row = table.find(&entity.names, entity.country.as_deref());
            let known = match row {
                Some(row) => self.of_row(row),
                None => self.best(candidate, least, &likeness).unwrap_or_else(|| self.start()),
            };
            self.take(known, candidate, article);
            if let Some(slot) = linked.get_mut(at) {
                *slot = Some(known);
            }
        }
        linked
    }

    /// Takes an entity whose number is known from before.
    pub fn resume(
        &mut self,
        article: u32,
        digest: &Digest,
        linked: &[Option<usize>],
        rows: &[Option<usize>],
    ) {
        let beside = Beside::of(digest);
        for (entity, known) in digest.entities.iter().zip(linked) {
            let Some(known) = *known else { continue };
            while self.profiles.len() <= known {
                let row = rows.get(self.profiles.len()).copied().flatten();
                let started = self.start();
                if let (Some(row), Some(profile)) = (row, self.profiles.get_mut(started)) {
                    profile.row = Some(row);
                    self.by_row.insert(row, started);
                }
            }
            let beside = beside.without(entity);
            self.take(known, Candidate { entity, beside: &beside }, article);
        }
    }

    /// Every entity, by its number.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    fn start(&mut self) -> usize {
        self.profiles.push(Profile::default());
        self.profiles.len() - 1
    }

    fn of_row(&mut self, row: usize) -> usize {
        if let Some(&known) = self.by_row.get(&row) {
            return known;
        }
        let known = self.start();
        self.by_row.insert(row, known);
        if let Some(profile) = self.profiles.get_mut(known) {
            profile.row = Some(row);
        }
        known
    }

    /// The known entity that this one most likely is, the first of two.
    fn best(
        &self,
        candidate: Candidate<'_>,
        least: f32,
        likeness: &impl Fn(u32) -> f32,
    ) -> Option<usize> {
        let geonames = geonames(candidate.entity);
        let mut best: Option<(f32, usize)> = None;
        for known in self.candidates(candidate.entity) {
            let profile = self.profiles.get(known)?;
            // What the gazetteer knows for one place is one.
            if geonames.is_some() && profile.geonames == geonames {
                return Some(known);
            }
            if geonames.is_some() && profile.geonames.is_some() {
                continue;
            }
            let evidence = self.evidence(candidate, known, likeness);
            if candidate.entity.kind == EntityType::Per && !more_than_a_name(&evidence) {
                continue;
            }
            let score = WEIGHTS.probability(evidence.iter().copied());
            if score >= least && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, known));
            }
        }
        best.map(|(_, known)| known)
    }

    fn evidence(
        &self,
        candidate: Candidate<'_>,
        known: usize,
        likeness: &impl Fn(u32) -> f32,
    ) -> Vec<(&'static str, f32)> {
        let Some(profile) = self.profiles.get(known) else { return Vec::new() };
        let articles = profile.compared().map(likeness).fold(0.0, f32::max);
        evidence(candidate, profile, articles)
    }

    /// Known entities that may be meant, in their order.
    fn candidates(&self, entity: &EntityDigest) -> BTreeSet<usize> {
        let keys = keys(entity);
        let found = keys.iter().filter_map(|key| self.by_key.get(key));
        found.flat_map(|known| known.iter().rev().take(MOST_COMPARED)).copied().collect()
    }

    fn take(&mut self, known: usize, candidate: Candidate<'_>, article: u32) {
        let Some(profile) = self.profiles.get_mut(known) else { return };
        profile.take(candidate.entity, candidate.beside, article);
        for key in keys(candidate.entity) {
            let of_key = self.by_key.entry(key).or_default();
            if !of_key.contains(&known) {
                of_key.push(known);
            }
        }
    }
}

/// By what an entity may be found: its names, the last word of a person's, the first letters of an
/// organisation's, the number of a place.
fn keys(entity: &EntityDigest) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for name in entity.names.iter().take(8) {
        keys.insert(name.clone());
        let words: Vec<&str> = name.split(' ').collect();
        match entity.kind {
            EntityType::Per => {
                keys.extend(words.last().map(|&last| last.to_owned()));
            }
            _ if words.len() > 1 => {
                keys.extend(acronyms(&words));
            }
            _ => {}
        }
    }
    keys.extend(geonames(entity).map(|number| format!("geonames {number}")));
    keys
}

fn acronyms(words: &[&str]) -> [String; 2] {
    let first = |word: &&str| word.chars().next();
    let all = words.iter().filter_map(first).collect();
    let large = words.iter().filter(|word| !is_small(word)).filter_map(first).collect();
    [all, large]
}

fn geonames(entity: &EntityDigest) -> Option<u32> {
    entity.site.as_ref()?.geonames
}

fn longest(entity: Option<&EntityDigest>) -> usize {
    entity.and_then(|entity| entity.names.iter().map(String::len).max()).unwrap_or(0)
}

/// Hashes of the names of an article, by entity.
struct Beside(BTreeSet<u64>);

/// Names of an article that are kept beside each other.
const MOST_BESIDE: usize = 48;

impl Beside {
    fn of(digest: &Digest) -> Self {
        let mut bearers: Vec<&EntityDigest> =
            digest.entities.iter().filter(|entity| !entity.names.is_empty()).collect();
        bearers.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
        let names = bearers.iter().take(MOST_BESIDE).flat_map(|entity| &entity.names);
        Self(names.map(|name| hash(name)).collect())
    }

    fn without(&self, entity: &EntityDigest) -> BTreeSet<u64> {
        let own: BTreeSet<u64> = entity.names.iter().map(|name| hash(name)).collect();
        self.0.difference(&own).copied().collect()
    }
}

/// For those who fit weights: what speaks for and against each two entities of different articles
/// that may be one, by article and place.
pub fn comparisons(digests: &[Digest], mut each: impl FnMut([(usize, usize); 2], &[Named])) {
    let mut known: Vec<((usize, usize), Profile)> = Vec::new();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, digest) in digests.iter().enumerate() {
        let beside = Beside::of(digest);
        let first = known.len();
        for (at, entity) in digest.entities.iter().enumerate() {
            let beside = beside.without(entity);
            let candidate = Candidate { entity, beside: &beside };
            let keys = keys(entity);
            let found = keys.iter().filter_map(|key| by_key.get(key));
            let found = found.flat_map(|known| known.iter().rev().take(MOST_COMPARED));
            let found: BTreeSet<usize> = found.copied().filter(|other| *other < first).collect();
            for other in found {
                let Some((index, profile)) = known.get(other) else { continue };
                let articles = digests.get(index.0).map_or(0.0, |d| d.words.cosine(&digest.words));
                each([*index, (number, at)], &evidence(candidate, profile, articles));
            }
            let mut profile = Profile::default();
            profile.take(entity, &beside, u32::try_from(number).unwrap_or(u32::MAX));
            for key in keys {
                by_key.entry(key).or_default().push(known.len());
            }
            known.push(((number, at), profile));
        }
    }
}
