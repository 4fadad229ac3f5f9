//! Clusters from the likeness of each two.
//!
//! Agglomerative clustering with average linkage: the two clusters whose members are likest on
//! average become one, as long as that average is high enough and none of the pairs between them is
//! forbidden (Sneath and Sokal, "Numerical Taxonomy", 1973).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// How like two things are, the first of which comes before the second.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub first: usize,
    pub second: usize,
    /// From 0 to 1.
    pub likeness: f32,
    /// The two are never in one cluster.
    pub forbidden: bool,
}

/// What is known of the pairs between two clusters.
#[derive(Debug, Clone, Copy, Default)]
struct Link {
    sum: f32,
    pairs: u16,
    forbidden: bool,
}

impl Link {
    fn mean(self) -> f32 {
        self.sum / f32::from(self.pairs.max(1))
    }

    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.pairs = self.pairs.saturating_add(other.pairs);
        self.forbidden |= other.forbidden;
    }
}

/// A join that may be due: the mean as ordered bits, then the earlier clusters first.
type Due = (u32, Reverse<(usize, usize)>);

fn due(link: Link, first: usize, second: usize, least: f32) -> Option<Due> {
    // Bits of numbers that are not negative are ordered as the numbers.
    let joins = !link.forbidden && link.mean() >= least;
    joins.then(|| (link.mean().to_bits(), Reverse((first.min(second), first.max(second)))))
}

/// The clusters of `count` things, each in its order, in the order of their first members. Pairs
/// that are not given say nothing.
pub(super) fn agglomerate(count: usize, pairs: &[Pair], least: f32) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = (0..count).map(|member| vec![member]).collect();
    let mut links: Vec<BTreeMap<usize, Link>> = vec![BTreeMap::new(); count];
    for pair in pairs {
        let link = Link { sum: pair.likeness, pairs: 1, forbidden: pair.forbidden };
        for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
            if let Some(links) = links.get_mut(one) {
                links.entry(other).or_default().add(link);
            }
        }
    }
    let mut queue: BinaryHeap<Due> = BinaryHeap::new();
    for (first, links) in links.iter().enumerate() {
        let later = links.iter().filter(|(second, _)| **second > first);
        queue.extend(later.filter_map(|(&second, &link)| due(link, first, second, least)));
    }
    while let Some((mean, Reverse((first, second)))) = queue.pop() {
        // Joins of clusters that have changed since are out of date.
        let link = links.get(first).and_then(|links| links.get(&second)).copied();
        if link.and_then(|link| due(link, first, second, least)).is_none_or(|d| d.0 != mean) {
            continue;
        }
        join(&mut members, &mut links, (first, second));
        let changed = links.get(first).into_iter().flatten();
        queue.extend(changed.filter_map(|(&other, &link)| due(link, first, other, least)));
    }
    let mut clusters: Vec<Vec<usize>> = members.into_iter().filter(|c| !c.is_empty()).collect();
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    clusters.sort_unstable();
    clusters
}

/// Moves the members and links of the second cluster to the first.
fn join(
    members: &mut [Vec<usize>],
    links: &mut [BTreeMap<usize, Link>],
    (first, second): (usize, usize),
) {
    let moved = members.get_mut(second).map(std::mem::take).unwrap_or_default();
    if let Some(cluster) = members.get_mut(first) {
        cluster.extend(moved);
    }
    let gone = links.get_mut(second).map(std::mem::take).unwrap_or_default();
    for (other, link) in gone {
        if let Some(back) = links.get_mut(other) {
            back.remove(&second);
        }
        if other == first {
            continue;
        }
        for (one, other) in [(first, other), (other, first)] {
            if let Some(links) = links.get_mut(one) {
                links.entry(other).or_default().add(link);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(first: usize, second: usize, likeness: f32) -> Pair {
        Pair { first, second, likeness, forbidden: false }
    }

    #[test]
    fn the_likest_join_first_and_means_count() {
        // 2 is like 1, but on average not like both.
        let pairs = [pair(0, 1, 0.9), pair(1, 2, 0.7), pair(0, 2, 0.1), pair(3, 4, 0.5)];
        assert_eq!(agglomerate(5, &pairs, 0.5), [vec![0, 1], vec![2], vec![3, 4]]);
        assert_eq!(agglomerate(5, &pairs, 0.4), [vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn what_is_forbidden_holds_for_whole_clusters() {
        let mut pairs = vec![pair(0, 1, 0.9), pair(1, 2, 0.8)];
        pairs.push(Pair { forbidden: true, ..pair(0, 2, 0.9) });
        assert_eq!(agglomerate(3, &pairs, 0.5), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn pairs_that_are_not_given_say_nothing() {
        let chain: Vec<Pair> = (1..50).map(|n| pair(n - 1, n, 0.6)).collect();
        assert_eq!(agglomerate(50, &chain, 0.5), [(0..50).collect::<Vec<_>>()]);
        assert_eq!(agglomerate(2, &[], 0.5), [[0], [1]]);
    }
}
