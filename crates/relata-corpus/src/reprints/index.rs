//! What has been printed so far, article by article in one order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::fingerprints::is_whole;

/// A sentence of an article, by their places.
type Printed = (u32, u32);

/// Who printed a fingerprint first, at most so many: "told a news conference on" belongs to nobody.
const MOST_OWNERS: usize = 4;

/// What a text takes from others, as an article tells it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reuse {
    /// For each sentence the article and sentence that printed it first, where it is a copy.
    pub sentences: Vec<Option<Printed>>,
    /// The article from which most is taken, and how much of this article is taken from it, from 0
    /// to 1.
    pub most_from: Option<(u32, f32)>,
    /// How much of this article is copied from any.
    pub copied: f32,
}

impl Reuse {
    /// The article of which this one is a reprint.
    pub fn reprint_of(&self) -> Option<u32> {
        self.most_from.filter(|_| self.copied >= REPRINT).map(|(article, _)| article)
    }

    /// The article that first printed a sentence.
    pub fn origin(&self, sentence: Option<usize>) -> Option<u32> {
        self.sentences.get(sentence?).copied().flatten().map(|(article, _)| article)
    }
}

/// An article of which so much stands in earlier ones is a reprint.
pub const REPRINT: f32 = 0.8;

/// A sentence of which so much stands in one earlier sentence is a copy; what papers write again
/// and again with other names shares less.
const COPY: f32 = 0.8;

/// So much is enough where the article takes another sentence from that one word for word.
const EDITED: f32 = 0.5;

/// Fingerprints by who printed them first.
#[derive(Debug, Default)]
pub struct PrintedBefore {
    owners: HashMap<u64, Vec<Printed>>,
}

impl PrintedBefore {
    /// What the article takes from those before; it is then one of them itself.
    pub fn take(&mut self, article: u32, sentences: &[Vec<u64>]) -> Reuse {
        let found: Vec<BTreeMap<Printed, u32>> =
            sentences.iter().map(|prints| self.shared(prints)).collect();
        let favourites = favourites(&found);
        let verbatim: BTreeSet<u32> = sentences
            .iter()
            .zip(&found)
            .filter(|(prints, _)| prints.len() > 2)
            .flat_map(|(prints, shared)| {
                shared.iter().filter(|(_, count)| **count as usize >= prints.len())
            })
            .map(|(printed, _)| printed.0)
            .collect();
        let copies = sentences.iter().zip(&found).map(|(prints, shared)| {
            // Of two that printed it, that which has it word for word, then the one from which the
            // article takes more, then the first.
            let enough = |(printed, count): &(&Printed, &u32)| {
                let least = if verbatim.contains(&printed.0) { EDITED } else { COPY };
                **count as f32 >= least * prints.len() as f32
            };
            let order = |(printed, count): (&Printed, &u32)| {
                let favourite = favourites.get(&printed.0).copied().unwrap_or(0);
                (*count as usize >= prints.len(), favourite, *count)
            };
            let likely = shared.iter().filter(enough);
            likely
                .max_by(|a, b| order(*a).cmp(&order(*b)).then(b.0.cmp(a.0)))
                .map(|(printed, _)| *printed)
        });
        let copies: Vec<Option<Printed>> = copies.collect();
        for (number, (prints, copy)) in (0_u32..).zip(sentences.iter().zip(&copies)) {
            if copy.is_none() {
                self.add(prints, (article, number));
            }
        }
        reuse(sentences, copies)
    }

    /// Earlier sentences that share fingerprints with one, and how many.
    fn shared(&self, prints: &[u64]) -> BTreeMap<Printed, u32> {
        let mut shared = BTreeMap::new();
        let all = u32::try_from(prints.len()).unwrap_or(u32::MAX);
        for print in prints {
            // The fingerprint of the whole says all.
            let count = if is_whole(*print) { all } else { 1 };
            for owner in self.owners.get(print).into_iter().flatten() {
                *shared.entry(*owner).or_insert(0) += count;
            }
        }
        shared
    }

    fn add(&mut self, prints: &[u64], printed: Printed) {
        for print in prints {
            let owners = self.owners.entry(*print).or_default();
            if owners.len() < MOST_OWNERS && !owners.contains(&printed) {
                owners.push(printed);
            }
        }
    }
}

/// How many fingerprints the article shares with each earlier one.
fn favourites(found: &[BTreeMap<Printed, u32>]) -> BTreeMap<u32, u32> {
    let mut favourites = BTreeMap::new();
    for (printed, count) in found.iter().flatten() {
        *favourites.entry(printed.0).or_insert(0) += count;
    }
    favourites
}

fn reuse(sentences: &[Vec<u64>], copies: Vec<Option<Printed>>) -> Reuse {
    let all: usize = sentences.iter().map(Vec::len).sum();
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    for (prints, copy) in sentences.iter().zip(&copies) {
        if let Some((article, _)) = copy {
            *taken.entry(*article).or_default() += prints.len();
        }
    }
    let share = |prints: usize| if all == 0 { 0.0 } else { prints as f32 / all as f32 };
    // The earlier of two from which as much is taken.
    let most = taken.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    Reuse {
        most_from: most.map(|(article, prints)| (*article, share(*prints))),
        copied: share(taken.values().sum()),
        sentences: copies,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reprints::fingerprints;

    const WIRE: [&str; 4] = [
        "A ferry with forty people on board ran aground off the island of Tarn on Friday evening.",
        "The coast guard said that all passengers were brought ashore by midnight.",
        "Two members of the crew were treated in hospital for bruises and cold.",
        "The owner of the ship blamed a fault in the steering gear.",
    ];

    fn take(before: &mut PrintedBefore, article: u32, sentences: &[&str]) -> Reuse {
        let prints: Vec<Vec<u64>> = sentences.iter().map(|s| fingerprints(s)).collect();
        before.take(article, &prints)
    }

    #[test]
    fn copies_lead_to_who_printed_first() {
        let mut before = PrintedBefore::default();
        assert!(take(&mut before, 0, &WIRE).copied.abs() < 1e-6);
        let again = take(&mut before, 1, &WIRE);
        assert_eq!(again.reprint_of(), Some(0));
        // The second paper's copy is no source of the third's.
        assert_eq!(take(&mut before, 2, &WIRE).sentences, again.sentences);
        let own = "Fishermen from the village rowed out with lamps when they saw the lights go.";
        let partial = take(&mut before, 3, &[own, WIRE[1], own]);
        assert_eq!(partial.reprint_of(), None);
        assert_eq!(partial.sentences, [None, Some((0, 1)), None]);
        assert_eq!(take(&mut before, 4, &[]), Reuse::default());
    }
}
