//! Events of articles, one article after the other, joined with those that are known.
//!
//! An article's events are compared with clusters of earlier ones; each joins the cluster to whose
//! events it is likest on average, or begins one (single-pass clustering, as in topic detection and
//! tracking: Allan 2002). The articles come in one order, whatever the order of input, and a
//! cluster that is begun stays, so that tomorrow's articles extend it.

use std::sync::LazyLock;

use rayon::prelude::*;

use super::blocking::{Blocks, keys};
use super::evidence::evidence;
use super::view::{Articles, View};
use crate::calendar::days_apart;
use crate::weights::Weights;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::of_table(include_str!("../../data/event_weights.tsv")));

/// An event of an article, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventRef {
    pub article: u32,
    pub event: usize,
}

/// Events of a cluster that are compared with a new one: the first few and the last.
const COMPARED: usize = 8;

/// Days of publication over which events are joined.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The least mean likeness at which an event joins a cluster.
    pub least: f32,
    pub window: i32,
}

/// Events over all articles.
#[derive(Debug, Default)]
pub struct EventLinker {
    clusters: Vec<Vec<EventRef>>,
    blocks: Blocks,
}

impl EventLinker {
    /// Joins the events of an article with those of earlier ones; the number of each.
    pub fn link(&mut self, articles: Articles<'_>, article: u32, limits: Limits) -> Vec<usize> {
        let count = articles.digests.get(article as usize).map_or(0, |digest| digest.events.len());
        let mut linked = Vec::with_capacity(count);
        for event in 0..count {
            let Some(view) = articles.view(article, event) else { continue };
            let keys = keys(view);
            let cluster = self.best(articles, view, &keys, limits);
            let cluster = cluster.unwrap_or_else(|| self.start());
            self.add(cluster, EventRef { article, event }, &keys);
            linked.push(cluster);
        }
        linked
    }

    /// Takes the events of an article whose numbers are known from before.
    pub fn resume(&mut self, articles: Articles<'_>, article: u32, linked: &[usize]) {
        for (event, &cluster) in linked.iter().enumerate() {
            while self.clusters.len() <= cluster {
                self.start();
            }
            let Some(view) = articles.view(article, event) else { continue };
            self.add(cluster, EventRef { article, event }, &keys(view));
        }
    }

    /// Every event, by its number: those of the articles that are one.
    pub fn clusters(&self) -> &[Vec<EventRef>] {
        &self.clusters
    }

    fn start(&mut self) -> usize {
        self.clusters.push(Vec::new());
        self.clusters.len() - 1
    }

    fn add(&mut self, cluster: usize, event: EventRef, keys: &[u64]) {
        if let Some(events) = self.clusters.get_mut(cluster) {
            events.push(event);
        }
        self.blocks.add(keys, u32::try_from(cluster).unwrap_or(u32::MAX));
    }

    /// The cluster that an event joins; of two as likely the earlier.
    fn best(
        &self,
        articles: Articles<'_>,
        view: View<'_>,
        keys: &[u64],
        limits: Limits,
    ) -> Option<usize> {
        let candidates = self.blocks.candidates(keys);
        let score = |&cluster: &u32| {
            let events = self.clusters.get(cluster as usize)?;
            let compared = compared(events).filter_map(|e| articles.view(e.article, e.event));
            let (mut sum, mut count) = (0.0_f32, 0.0_f32);
            for other in compared {
                if is_apart(view, other, limits.window) {
                    return None;
                }
                sum += WEIGHTS.probability(&evidence(view, other));
                count += 1.0;
            }
            (count > 0.0).then(|| (sum / count, cluster))
        };
        let scores: Vec<Option<(f32, u32)>> = candidates.par_iter().map(score).collect();
        let likely = scores.into_iter().flatten().filter(|(score, _)| *score >= limits.least);
        let best = likely.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map(|(_, cluster)| cluster as usize)
    }
}

/// The events of a cluster with which a new one is compared.
fn compared(events: &[EventRef]) -> impl Iterator<Item = EventRef> + '_ {
    let half = COMPARED / 2;
    let last = events.len().saturating_sub(half).max(half);
    events.iter().take(half).chain(events.iter().skip(last)).copied()
}

/// True for events that days tell apart: published, or taking place, further apart than the window.
fn is_apart(one: View<'_>, other: View<'_>, window: i32) -> bool {
    let published = one.digest.published.zip(other.digest.published);
    let published = published.is_some_and(|(a, b)| (a.unix_day() - b.unix_day()).abs() > window);
    let days = one.event.days.zip(other.event.days);
    let same_days = days.is_some_and(|(a, b)| days_apart(a, b) == 0);
    (published && !same_days) || days.is_some_and(|(a, b)| days_apart(a, b) > window)
}
