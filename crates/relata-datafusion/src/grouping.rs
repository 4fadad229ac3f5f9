//! Reports that are one event, by the likeness of pairs.
//!
//! Groups are joined where their reports are likest on average, the likest first (average linkage;
//! pairs that nothing is known of count as unlike), so that a chain of reports, each a little like
//! the next, is not one event. The result does not depend on the order of the pairs.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two reports and how likely they are one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub one: String,
    pub other: String,
    pub likeness: f64,
}

/// For each report of the pairs the first report, in the order of their names, of its group.
pub fn groups(mut pairs: Vec<Pair>, least: f64) -> Vec<(String, String)> {
    for pair in &mut pairs {
        if pair.one > pair.other {
            std::mem::swap(&mut pair.one, &mut pair.other);
        }
    }
    pairs.retain(|pair| pair.one != pair.other && pair.likeness.is_finite());
    let names = pairs.iter().flat_map(|pair| [pair.one.clone(), pair.other.clone()]);
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    let mut groups = Groups::new(names.len(), least);
    let number = |name: &String| names.binary_search(name).unwrap_or_default();
    let mut likeness: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for pair in &pairs {
        let known = likeness.entry((number(&pair.one), number(&pair.other))).or_insert(0.0);
        *known = known.max(pair.likeness);
    }
    for ((one, other), likeness) in likeness {
        groups.add(one, other, likeness);
    }
    groups.join();
    let first = groups.first_of_each();
    let of_each = names.iter().zip(first);
    of_each.map(|(name, first)| (name.clone(), names.get(first).unwrap_or(name).clone())).collect()
}

/// Groups by the number of their first report.
struct Groups {
    least: f64,
    /// The reports of each; none for one that was joined with another.
    members: Vec<Vec<usize>>,
    /// For each its sums of likeness with others.
    sums: Vec<BTreeMap<usize, f64>>,
    /// Times that each was joined with another.
    changes: Vec<u32>,
    near: BinaryHeap<Near>,
}

impl Groups {
    fn new(reports: usize, least: f64) -> Self {
        Self {
            least,
            members: (0..reports).map(|report| vec![report]).collect(),
            sums: vec![BTreeMap::new(); reports],
            changes: vec![0; reports],
            near: BinaryHeap::new(),
        }
    }

    fn add(&mut self, one: usize, other: usize, likeness: f64) {
        self.add_sum(one, other, likeness);
        self.consider(one, other);
    }

    fn add_sum(&mut self, one: usize, other: usize, likeness: f64) {
        for (of, with) in [(one, other), (other, one)] {
            if let Some(sums) = self.sums.get_mut(of) {
                *sums.entry(with).or_default() += likeness;
            }
        }
    }

    /// Takes note of two groups, if they are like.
    fn consider(&mut self, one: usize, other: usize) {
        let size = |group: usize| self.members.get(group).map_or(0, Vec::len) as f64;
        let sum = self.sums.get(one).and_then(|sums| sums.get(&other)).copied().unwrap_or(0.0);
        let mean = sum / (size(one) * size(other));
        if mean >= self.least {
            let of = (one.min(other), one.max(other));
            self.near.push(Near { mean, of, changes: (self.change(of.0), self.change(of.1)) });
        }
    }

    fn change(&self, group: usize) -> u32 {
        self.changes.get(group).copied().unwrap_or_default()
    }

    /// Joins groups, the likest first.
    fn join(&mut self) {
        while let Some(Near { of: (one, other), changes, .. }) = self.near.pop() {
            // Of a pair of which one was joined since, the mean is another now.
            if changes == (self.change(one), self.change(other)) {
                self.join_two(one, other);
            }
        }
    }

    fn join_two(&mut self, into: usize, from: usize) {
        let moved = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        if let Some(members) = self.members.get_mut(into) {
            members.extend(moved);
        }
        for group in [into, from] {
            if let Some(changes) = self.changes.get_mut(group) {
                *changes += 1;
            }
        }
        let sums = self.sums.get_mut(from).map(std::mem::take).unwrap_or_default();
        for (other, sum) in sums {
            if let Some(others) = self.sums.get_mut(other) {
                others.remove(&from);
            }
            if other != into {
                self.add_sum(into, other, sum);
            }
        }
        let others: Vec<usize> =
            self.sums.get(into).map(|sums| sums.keys().copied().collect()).unwrap_or_default();
        for other in others {
            self.consider(into, other);
        }
    }

    /// For each report the first of its group.
    fn first_of_each(&self) -> Vec<usize> {
        let mut first: Vec<usize> = (0..self.members.len()).collect();
        for (group, members) in self.members.iter().enumerate() {
            for &member in members {
                if let Some(of) = first.get_mut(member) {
                    *of = group;
                }
            }
        }
        first
    }
}

/// Two groups that are like.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Near {
    mean: f64,
    of: (usize, usize),
    /// How often each had been joined with another when this was noted.
    changes: (u32, u32),
}

impl Eq for Near {}

/// The likest is the greatest; of two as like the one of earlier reports.
impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        let like = self.mean.total_cmp(&other.mean);
        like.then(other.of.cmp(&self.of)).then(self.changes.cmp(&other.changes))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(one: &str, other: &str, likeness: f64) -> Pair {
        Pair { one: one.to_owned(), other: other.to_owned(), likeness }
    }

    fn written(pairs: &[Pair], least: f64) -> String {
        let groups = groups(pairs.to_vec(), least);
        groups.iter().map(|(report, first)| format!("{report}:{first} ")).collect()
    }

    #[test]
    fn the_likest_are_joined_first_and_a_chain_is_not_one_event() {
        let chain = [
            pair("a", "b", 0.9),
            pair("b", "c", 0.4),
            pair("c", "d", 0.9),
            pair("d", "e", 0.3),
            pair("x", "x", 1.0),
            pair("y", "z", f64::NAN),
        ];
        // Of a, b and c, d one pair of four is like: .1 on average.
        assert_eq!(written(&chain, 0.25), "a:a b:a c:c d:c e:e ");
        // Of c, d and e one pair of two is: .15; then of a, b and c, d, e one of six.
        assert_eq!(written(&chain, 0.1), "a:a b:a c:c d:c e:c ");
        assert_eq!(written(&chain, 0.06), "a:a b:a c:a d:a e:a ");
        assert_eq!(written(&chain, 0.95), "a:a b:b c:c d:d e:e ");
        assert_eq!(written(&[], 0.5), "");
    }

    #[test]
    fn the_order_of_pairs_makes_no_difference() {
        let mut pairs: Vec<Pair> = Vec::new();
        for one in 0..40_u32 {
            for other in (one + 1)..40 {
                let likeness = f64::from((one * 37 + other * 101) % 97) / 97.0;
                if likeness > 0.6 {
                    pairs.push(pair(&one.to_string(), &other.to_string(), likeness));
                }
            }
        }
        let expected = written(&pairs, 0.3);
        let mut turned: Vec<Pair> =
            pairs.iter().map(|p| pair(&p.other, &p.one, p.likeness)).collect();
        turned.reverse();
        assert_eq!(written(&turned, 0.3), expected);
        turned.extend(pairs.iter().cloned());
        assert_eq!(written(&turned, 0.3), expected, "pairs that are given twice count once");
        assert!(groups(pairs, 0.3).iter().any(|(report, first)| report != first));
    }
}
