//! Words of many articles that tell of one deed.

use std::collections::{BTreeMap, BTreeSet};

use super::view::{Articles, EventRef, Unit};

/// The chains of strands over all articles.
#[derive(Clone, Copy)]
pub struct Chains<'a> {
    pub articles: Articles<'a>,
    /// For each article the chains of its events' strands, in their order.
    pub of: &'a [Vec<usize>],
    /// For each chain its strands.
    pub units: &'a [Vec<Unit>],
}

impl<'a> Chains<'a> {
    /// The strands of these events by their chains, those with more strands first.
    pub fn within(self, events: &[EventRef]) -> Vec<(usize, Vec<Unit>)> {
        let mut found: BTreeMap<usize, Vec<Unit>> = BTreeMap::new();
        for &of in events {
            for (unit, chain) in self.strands(of) {
                found.entry(chain).or_default().push(unit);
            }
        }
        let mut found: Vec<(usize, Vec<Unit>)> = found.into_iter().collect();
        found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
        found
    }

    /// Events of the same articles that tell of a deed which another of these articles tells as a
    /// part of one of these events: one paper writes "an earthquake killed 30", another "an
    /// earthquake struck; 85 were killed".
    pub fn beside(self, events: &[EventRef]) -> Vec<EventRef> {
        let own: BTreeSet<EventRef> = events.iter().copied().collect();
        let articles: BTreeSet<u32> = events.iter().map(|event| event.article).collect();
        let chains: BTreeSet<usize> =
            own.iter().flat_map(|&of| self.strands(of)).map(|(_, chain)| chain).collect();
        let told = chains.into_iter().filter_map(|chain| self.units.get(chain)).flatten();
        let told = told.map(|unit| unit.of).filter(|of| articles.contains(&of.article));
        told.filter(|of| !own.contains(of)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The strands of an event with their chains.
    fn strands(self, of: EventRef) -> impl Iterator<Item = (Unit, usize)> + use<'a> {
        let digest = self.articles.digests.get(of.article as usize);
        let events = digest.map_or(&[][..], |digest| digest.events.as_slice());
        let before = events.iter().take(of.event).map(|event| event.strands.len()).sum();
        let count = events.get(of.event).map_or(0, |event| event.strands.len());
        let chains = self.of.get(of.article as usize).map_or(&[][..], Vec::as_slice);
        let chains = chains.iter().skip(before).take(count).enumerate();
        chains.map(move |(strand, &chain)| (Unit { of, strand: Some(strand) }, chain))
    }
}
