//! Where to look for an event: clusters that share what tells events apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::view::View;
use crate::text::Mixer;

/// Clusters of one key that are looked at: the last.
const MOST_OF_KEY: usize = 48;

/// Clusters that an event is compared with.
const MOST_COMPARED: usize = 24;

/// Clusters by the keys of their events.
#[derive(Debug, Default)]
pub struct Blocks {
    clusters: HashMap<u64, Vec<u32>>,
}

impl Blocks {
    /// The clusters that share most with these keys, those that share more first.
    pub fn candidates(&self, keys: &[u64]) -> Vec<u32> {
        let mut shared: BTreeMap<u32, f32> = BTreeMap::new();
        for clusters in keys.iter().filter_map(|key| self.clusters.get(key)) {
            // A key that few clusters have tells more.
            let weight = 1.0 / (1.0 + libm::logf(clusters.len() as f32));
            for cluster in clusters.iter().rev().take(MOST_OF_KEY) {
                *shared.entry(*cluster).or_default() += weight;
            }
        }
        let mut shared: Vec<(u32, f32)> = shared.into_iter().collect();
        shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shared.into_iter().take(MOST_COMPARED).map(|(cluster, _)| cluster).collect()
    }

    pub fn add(&mut self, keys: &[u64], cluster: u32) {
        for key in keys {
            let clusters = self.clusters.entry(*key).or_default();
            if clusters.last() != Some(&cluster) && !clusters.contains(&cluster) {
                clusters.push(cluster);
            }
        }
    }

    /// Calls each cluster by its number in the list.
    pub fn renumber(&mut self, numbers: &[usize]) {
        for clusters in self.clusters.values_mut() {
            for cluster in clusters.iter_mut() {
                let number = numbers.get(*cluster as usize);
                *cluster = number.and_then(|&at| u32::try_from(at).ok()).unwrap_or(*cluster);
            }
            let mut known = BTreeSet::new();
            clusters.retain(|cluster| known.insert(*cluster));
        }
    }
}

/// Words of an article that make keys.
const TOP_WORDS: usize = 10;

/// Most keys of an event.
const MOST_KEYS: usize = 96;

/// The keys of an event: each of its words and its class, with each entity and place that takes
/// part, and with each of the words that tell most of its article and its sentence.
pub fn keys(view: View<'_>) -> Vec<u64> {
    let event = view.event;
    let words = view.triggers().flat_map(|trigger| trigger.stems.iter());
    let mut whats: Vec<u64> = words.map(|word| key(b"word", word.into())).collect();
    if !event.class.is_empty() {
        whats.push(Mixer::new().with(b"class").with(event.class.as_bytes()).finish());
    }
    whats.sort_unstable();
    whats.dedup();
    let parties = event.parties.iter().filter_map(|party| view.entity(party));
    let sites = event.sites.iter().map(|site| match site.geonames {
        Some(number) => key(b"geonames", number.into()),
        None => Mixer::new().with(b"place").with(site.name.as_bytes()).finish(),
    });
    let mut withs: Vec<u64> = parties.map(|entity| key(b"entity", entity as u64)).collect();
    withs.extend(sites);
    withs.extend(view.digest.words.top(TOP_WORDS).map(|word| key(b"text", word.into())));
    withs.extend(view.words().top(TOP_WORDS / 2).map(|word| key(b"text", word.into())));
    withs.sort_unstable();
    withs.dedup();
    let both =
        |what: &u64| withs.iter().map(|with| key(&what.to_le_bytes(), *with)).collect::<Vec<_>>();
    whats.iter().take(6).flat_map(both).take(MOST_KEYS).collect()
}

fn key(kind: &[u8], of: u64) -> u64 {
    Mixer::new().with(kind).with_number(of).finish()
}
