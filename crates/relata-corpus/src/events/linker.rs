//! Events of articles, one article after the other, joined with those that are known.
//!
//! An article's events are compared with clusters of earlier ones; each joins the cluster to whose
//! events it is likest on average where that is sure, or begins one (single-pass clustering, as in
//! topic detection and tracking: Allan 2002). The clusters that were begun are then joined with
//! those to which they are likest on average. The articles come in one order, whatever the order of
//! input, and a cluster that is known from before stays, so that tomorrow's articles extend it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;
use relata_core::{NamedWeights, WeightTable};

use super::blocking::{Blocks, keys};
use super::evidence::evidence;
use super::view::{Articles, Level, Unit, View};
use crate::calendar::days_apart;

const EVENT_TABLE: WeightTable = WeightTable::new(include_str!("../../data/event_weights.tsv"));
const STRAND_TABLE: WeightTable = WeightTable::new(include_str!("../../data/strand_weights.tsv"));

static EVENTS: LazyLock<NamedWeights<'static>> = LazyLock::new(|| EVENT_TABLE.named_weights(1));

static STRANDS: LazyLock<NamedWeights<'static>> = LazyLock::new(|| STRAND_TABLE.named_weights(1));

/// Events of a cluster that are compared with a new one: the first few and the last.
const COMPARED: usize = 8;

/// How much more than the least likeness an event needs to join while articles still come.
const SURE: f32 = 0.2;

/// Times that clusters are joined with each other.
const ROUNDS: usize = 8;

/// Clusters that are kept in mind as those that a new event's may be one with.
const MOST_NEAR: usize = 6;

/// Pairs of clusters, the earlier first, with the mean likeness where it is known.
type Near = BTreeMap<(usize, usize), Option<f32>>;

/// When events are joined.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The least mean likeness at which events are one.
    pub least: f32,
    /// Days of publication over which events are joined.
    pub window: i32,
}

/// Events over all articles.
#[derive(Debug, Default)]
pub struct EventLinker {
    level: Level,
    clusters: Vec<Vec<Unit>>,
    blocks: Blocks,
    /// Clusters that are like, but not sure to be one, since they were last joined.
    near: Vec<(usize, usize)>,
    /// Clusters that were there then.
    merged: usize,
}

impl EventLinker {
    pub fn new(level: Level) -> Self {
        Self { level, ..Self::default() }
    }

    /// Joins the events of an article with those of earlier ones; the number of each.
    pub fn link(&mut self, articles: Articles<'_>, article: u32, limits: Limits) -> Vec<usize> {
        let mut linked = Vec::new();
        for unit in articles.units(self.level, article) {
            let Some(view) = articles.unit(unit) else { continue };
            let keys = keys(view);
            let like = self.like(articles, view, &keys, limits);
            let sure = like.first().filter(|(score, _)| *score >= limits.least + SURE);
            let cluster = sure.map_or(self.clusters.len(), |&(_, cluster)| cluster);
            let near = like.iter().map(|&(_, other)| other).filter(|&other| other != cluster);
            let near = near.take(MOST_NEAR);
            self.near.extend(near.map(|other| (cluster.min(other), cluster.max(other))));
            self.add(cluster, unit, &keys);
            linked.push(cluster);
        }
        linked
    }

    /// Joins the clusters that were begun since this was done last, with each other and with
    /// earlier ones. For each cluster the number that it has then.
    pub fn merge_new(&mut self, articles: Articles<'_>, limits: Limits) -> Vec<usize> {
        let mut of: Vec<usize> = (0..self.clusters.len()).collect();
        let begun = std::mem::take(&mut self.near).into_iter().filter(|&(_, b)| b >= self.merged);
        let mut near: Near = begun.map(|pair| (pair, None)).collect();
        for _ in 0..ROUNDS {
            self.score(articles, &mut near, limits);
            let joined = self.join_likest(&near);
            if joined.is_empty() {
                break;
            }
            for at in &mut of {
                *at = joined.get(at).copied().unwrap_or(*at);
            }
            near = moved(near, &joined, self.merged);
        }
        let numbers = self.renumber();
        let of: Vec<usize> = of.iter().map(|&at| numbers.get(at).copied().unwrap_or(at)).collect();
        if of.iter().enumerate().any(|(at, &number)| at != number) {
            self.blocks.renumber(&of);
        }
        of
    }

    /// Takes the events of an article whose numbers are known from before.
    pub fn resume(&mut self, articles: Articles<'_>, article: u32, linked: &[usize]) {
        for (unit, &cluster) in articles.units(self.level, article).into_iter().zip(linked) {
            let Some(view) = articles.unit(unit) else { continue };
            self.add(cluster, unit, &keys(view));
        }
        self.merged = self.clusters.len();
    }

    /// Every event, by its number: those of the articles that are one.
    pub fn clusters(&self) -> &[Vec<Unit>] {
        &self.clusters
    }

    fn add(&mut self, cluster: usize, unit: Unit, keys: &[u64]) {
        if self.clusters.len() <= cluster {
            self.clusters.resize(cluster + 1, Vec::new());
        }
        if let Some(units) = self.clusters.get_mut(cluster) {
            units.push(unit);
        }
        self.blocks.add(keys, u32::try_from(cluster).unwrap_or(u32::MAX));
    }

    /// The clusters that an event is like, the likest first; of two as like the earlier.
    fn like(
        &self,
        articles: Articles<'_>,
        view: View<'_>,
        keys: &[u64],
        limits: Limits,
    ) -> Vec<(f32, usize)> {
        let candidates = self.blocks.candidates(keys);
        let score = |&cluster: &u32| {
            let cluster = cluster as usize;
            let units = self.clusters.get(cluster)?;
            let others = compared(units).filter_map(|unit| articles.unit(unit));
            let score = self.mean(others.map(|other| (view, other)), limits)?;
            Some((score, cluster))
        };
        let scores: Vec<Option<(f32, usize)>> = candidates.par_iter().map(score).collect();
        let like = scores.into_iter().flatten().filter(|(score, _)| *score >= limits.least);
        let mut like: Vec<(f32, usize)> = like.collect();
        like.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        like
    }

    /// Scores the pairs of clusters that have no score, and drops those that are not like.
    fn score(&self, articles: Articles<'_>, near: &mut Near, limits: Limits) {
        let views = |cluster: usize| -> Vec<View<'_>> {
            let units = self.clusters.get(cluster).map_or(&[][..], Vec::as_slice);
            compared(units).filter_map(|unit| articles.unit(unit)).collect()
        };
        let unscored = near.par_iter_mut().filter(|(_, score)| score.is_none());
        unscored.for_each(|(&(a, b), score)| {
            let (ones, others) = (views(a), views(b));
            let all = ones.iter().flat_map(|one| others.iter().map(|other| (*other, *one)));
            *score = self.mean(all, limits);
        });
        near.retain(|_, score| score.is_some_and(|score| score >= limits.least));
    }

    /// Joins the pairs that are likest, of each cluster one. For both of a pair which one it is
    /// now.
    fn join_likest(&mut self, near: &Near) -> BTreeMap<usize, usize> {
        let mut order: Vec<((usize, usize), f32)> =
            near.iter().map(|(&pair, score)| (pair, score.unwrap_or(0.0))).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut joined = BTreeMap::new();
        for ((into, from), _) in order {
            if !joined.contains_key(&into) && !joined.contains_key(&from) {
                joined.insert(into, into);
                joined.insert(from, into);
                self.join(into, from);
            }
        }
        joined
    }

    /// How likely these pairs are one on average; nothing where days tell two of them apart.
    fn mean<'a>(
        &self,
        pairs: impl Iterator<Item = (View<'a>, View<'a>)>,
        limits: Limits,
    ) -> Option<f32> {
        let (mut sum, mut count) = (0.0_f32, 0.0_f32);
        for (one, other) in pairs {
            if is_apart(one, other, limits.window) {
                return None;
            }
            sum += likelihood(self.level, &evidence(one, other));
            count += 1.0;
        }
        (count > 0.0).then(|| sum / count)
    }

    fn join(&mut self, into: usize, from: usize) {
        let moved = self.clusters.get_mut(from).map(std::mem::take).unwrap_or_default();
        if let Some(units) = self.clusters.get_mut(into) {
            units.extend(moved);
            units.sort_unstable();
        }
    }

    /// Takes away the clusters that are empty, and tells the number of each that stays.
    fn renumber(&mut self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.clusters.len()).collect();
        let merged = self.merged;
        let begun = numbers.iter_mut().zip(&self.clusters).skip(merged);
        let stay = begun.filter(|(_, units)| !units.is_empty());
        for (next, (number, _)) in (merged..).zip(stay) {
            *number = next;
        }
        let mut at = 0;
        self.clusters.retain(|units| {
            at += 1;
            at <= merged || !units.is_empty()
        });
        self.merged = self.clusters.len();
        numbers
    }
}

/// The pairs after some of their clusters were joined: those of a joined one have no score. What is
/// known from before is not joined with each other.
fn moved(near: Near, joined: &BTreeMap<usize, usize>, merged: usize) -> Near {
    let now = |at: usize| joined.get(&at).copied().unwrap_or(at);
    let pairs = near.into_iter().map(|((a, b), score)| {
        let changed = joined.contains_key(&a) || joined.contains_key(&b);
        let (a, b) = (now(a), now(b));
        ((a.min(b), a.max(b)), score.filter(|_| !changed))
    });
    pairs.filter(|&((a, b), _)| a != b && b >= merged).collect()
}

/// The events of a cluster with which a new one is compared.
fn compared(units: &[Unit]) -> impl Iterator<Item = Unit> + '_ {
    let half = COMPARED / 2;
    let last = units.len().saturating_sub(half).max(half);
    units.iter().take(half).chain(units.iter().skip(last)).copied()
}

/// How likely the evidence makes two of a level one.
pub fn likelihood(level: Level, evidence: &[(&'static str, f32)]) -> f32 {
    match level {
        Level::Events => EVENTS.probability(evidence.iter().copied()),
        Level::Strands => STRANDS.probability(evidence.iter().copied()),
    }
}

/// True for events that days tell apart: published, or taking place, further apart than the window.
pub fn is_apart(one: View<'_>, other: View<'_>, window: i32) -> bool {
    let published = one.digest.published.zip(other.digest.published);
    let published = published.is_some_and(|(a, b)| (a.unix_day() - b.unix_day()).abs() > window);
    let days = one.event.days.zip(other.event.days);
    let same_days = days.is_some_and(|(a, b)| days_apart(a, b) == 0);
    (published && !same_days) || days.is_some_and(|(a, b)| days_apart(a, b) > window)
}
