//! Numbers of people harmed, by source and over time.

use std::collections::{BTreeMap, BTreeSet};

use relata_core::{CasualtyKind, Date};

use super::sources::{Publishers, SourceKey, Speaker};
use crate::entities::Profile;
use crate::events::{Articles, EventRef};

/// A number that a source gives on a day.
#[derive(Debug, Clone)]
pub struct CountStated {
    pub kind: CasualtyKind,
    pub key: SourceKey,
    pub name: String,
    pub day: Option<Date>,
    pub min: Option<u64>,
    pub max: Option<u64>,
    pub text: String,
    pub article: u32,
}

impl CountStated {
    /// True where one number fits both.
    pub fn fits(&self, other: &Self) -> bool {
        self.min.unwrap_or(0).max(other.min.unwrap_or(0))
            <= self.max.unwrap_or(u64::MAX).min(other.max.unwrap_or(u64::MAX))
    }

    /// The number that it names first.
    fn value(&self) -> Option<u64> {
        self.min.or(self.max)
    }
}

/// Numbers of one event: what was stated, what followed on what, and what contradicts what.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    pub stated: Vec<CountStated>,
    /// Pairs of the list: an earlier number and that which took its place on a later day.
    pub updates: Vec<(usize, usize)>,
    /// Pairs of the list that cannot both be right, of different sources on one day.
    pub contradictions: Vec<(usize, usize)>,
}

/// The numbers that the events of a cluster give, each source's once a day. `beside` are events of
/// the same articles that tell of the same deeds: their numbers count for a harm of which the
/// article's own events of the cluster give none.
pub fn numbers(
    articles: Articles<'_>,
    events: &[EventRef],
    beside: &[EventRef],
    profiles: &[Profile],
    publishers: &Publishers,
) -> Numbers {
    let mut stated: Vec<CountStated> = Vec::new();
    let mut known = BTreeSet::new();
    let own = told_harms(articles, events);
    for (at, &EventRef { article, event }) in events.iter().chain(beside).enumerate() {
        let Some(view) = articles.view(article, event) else { continue };
        let speaker = Speaker { articles, view, profiles, publishers };
        let is_own = at < events.len();
        for count in &view.event.counts {
            let unknown = count.min.is_none() && count.max.is_none();
            if unknown || (!is_own && own.contains(&(article, count.kind))) {
                continue;
            }
            let origin = view.reuse.origin(count.sentence);
            let first = origin.and_then(|at| articles.digests.get(at as usize));
            let (printed, digest) = (origin.unwrap_or(article), first.unwrap_or(view.digest));
            let key = speaker.key(&count.by, count.sentence);
            let same = (count.kind, key.clone(), count.min, count.max, digest.published);
            if known.insert(same) {
                stated.push(CountStated {
                    kind: count.kind,
                    key,
                    name: count.by.text.clone(),
                    day: digest.published,
                    min: count.min,
                    max: count.max,
                    text: count.text.clone(),
                    article: printed,
                });
            }
        }
    }
    let mut numbers = Numbers { stated, ..Numbers::default() };
    for &kind in CasualtyKind::ALL {
        numbers.compare(kind);
    }
    numbers
}

/// The harms of which these events have a number, by article.
fn told_harms(articles: Articles<'_>, events: &[EventRef]) -> BTreeSet<(u32, CasualtyKind)> {
    let views = events.iter().filter_map(|of| articles.view(of.article, of.event));
    let harms = views
        .flat_map(|view| view.event.counts.iter().map(move |count| (view.article, count.kind)));
    harms.collect()
}

impl Numbers {
    /// Compares the numbers of one harm day by day.
    fn compare(&mut self, kind: CasualtyKind) {
        let mut days: BTreeMap<Option<Date>, Vec<usize>> = BTreeMap::new();
        for (at, count) in self.stated.iter().enumerate().filter(|(_, c)| c.kind == kind) {
            days.entry(count.day).or_default().push(at);
        }
        let undated = days.remove(&None);
        let mut before: Vec<usize> = Vec::new();
        for today in days.into_values() {
            self.contradict(&today);
            self.update(&before, &today);
            before = today;
        }
        // What has no day may be of any: it contradicts only what is undated as well.
        self.contradict(&undated.unwrap_or_default());
    }

    fn contradict(&mut self, today: &[usize]) {
        let mut found = Vec::new();
        for (index, &a) in today.iter().enumerate() {
            for &b in today.iter().skip(index + 1) {
                let Some((one, other)) = self.stated.get(a).zip(self.stated.get(b)) else {
                    continue;
                };
                if one.key != other.key && !one.fits(other) {
                    found.push((a, b));
                }
            }
        }
        self.contradictions.append(&mut found);
    }

    /// A number of today takes the place of one of the days before where that was another: the
    /// source's own where it gave one.
    fn update(&mut self, before: &[usize], today: &[usize]) {
        let mut values = BTreeSet::new();
        let mut found = Vec::new();
        for &b in today {
            let Some(new) = self.stated.get(b) else { continue };
            let old = before.iter().filter_map(|&a| Some((a, self.stated.get(a)?)));
            let old: Vec<(usize, &CountStated)> = old.collect();
            let same = old.iter().any(|(_, old)| old.value() == new.value());
            let own = old.iter().find(|(_, old)| old.key == new.key);
            let from = own.or_else(|| old.last());
            if let Some((a, _)) = from.filter(|_| !same)
                && values.insert(new.value())
            {
                found.push((*a, b));
            }
        }
        self.updates.append(&mut found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(source: &str, day: Option<&str>, min: u64, max: Option<u64>) -> CountStated {
        CountStated {
            kind: CasualtyKind::Killed,
            key: SourceKey::Paper(source.to_owned()),
            name: source.to_owned(),
            day: day.map(|day| day.parse().unwrap()),
            min: Some(min),
            max,
            text: String::new(),
            article: 0,
        }
    }

    fn compared(stated: Vec<CountStated>) -> Numbers {
        let mut numbers = Numbers { stated, ..Numbers::default() };
        numbers.compare(CasualtyKind::Killed);
        numbers
    }

    #[test]
    fn a_later_number_is_an_update_and_another_of_the_same_day_a_contradiction() {
        let (monday, tuesday) = (Some("2024-05-13"), Some("2024-05-14"));
        let later = compared(vec![count("a", monday, 4, Some(4)), count("b", tuesday, 9, Some(9))]);
        assert_eq!((later.updates.len(), later.contradictions.len()), (1, 0));
        let same = compared(vec![count("a", monday, 4, Some(4)), count("b", monday, 9, Some(9))]);
        assert_eq!((same.updates.len(), same.contradictions.len()), (0, 1));
        let fits = compared(vec![count("a", monday, 4, None), count("b", monday, 9, Some(9))]);
        assert_eq!((fits.updates.len(), fits.contradictions.len()), (0, 0));
        let undated = compared(vec![count("a", None, 4, Some(4)), count("b", tuesday, 9, Some(9))]);
        assert_eq!((undated.updates.len(), undated.contradictions.len()), (0, 0));
    }
}
