//! Where articles differ on when and where an event took place, and on who did it.

use std::collections::BTreeSet;

use relata_core::{DiscrepancyKind, PlacePrecision};

use crate::digest::{Role, Site};
use crate::events::{Articles, EventRef, View, same_site};

/// Two events of a cluster that differ, and on what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub kind: DiscrepancyKind,
    pub a: EventRef,
    pub b: EventRef,
    /// What the one says, and the other.
    pub texts: (String, String),
}

/// Events of a cluster that are compared with each other.
const MOST_COMPARED: usize = 64;

/// The differences between the events of a cluster; what is said in the same words is told once.
pub fn differences(articles: Articles<'_>, events: &[EventRef]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    let events: Vec<EventRef> = events.iter().take(MOST_COMPARED).copied().collect();
    for (at, &a) in events.iter().enumerate() {
        for &b in events.iter().skip(at + 1) {
            let views = articles.view(a.article, a.event).zip(articles.view(b.article, b.event));
            let Some((one, other)) = views.filter(|(one, other)| one.article != other.article)
            else {
                continue;
            };
            let on = [
                (DiscrepancyKind::Time, times(one, other)),
                (DiscrepancyKind::Place, places(one, other)),
                (DiscrepancyKind::Agent, agents(one, other)),
            ];
            for (kind, texts) in on {
                if let Some(texts) = texts.filter(|texts| known.insert((kind, texts.clone()))) {
                    found.push(Difference { kind, a, b, texts });
                }
            }
        }
    }
    found
}

/// Longest stretch of days that counts as a day on which something took place.
const DAYS_OF_A_DAY: i32 = 2;

fn times(one: View<'_>, other: View<'_>) -> Option<(String, String)> {
    let (a, b) = one.event.days.zip(other.event.days)?;
    let exact = a.1 - a.0 <= DAYS_OF_A_DAY && b.1 - b.0 <= DAYS_OF_A_DAY;
    let apart = a.1 <= b.0 || b.1 <= a.0;
    (exact && apart).then(|| (crate::calendar::written(a.0), crate::calendar::written(b.0)))
}

fn places(one: View<'_>, other: View<'_>) -> Option<(String, String)> {
    let towns = |view: View<'_>| {
        let is_town = |site: &&Site| {
            matches!(site.precision, Some(PlacePrecision::City | PlacePrecision::District))
        };
        view.event.sites.iter().filter(is_town).cloned().collect::<Vec<_>>()
    };
    let (a, b) = (towns(one), towns(other));
    if a.iter().any(|a| b.iter().any(|b| same_site(a, b))) {
        return None;
    }
    let (a, b) = a.first().zip(b.first())?;
    // A town and the district of its name are no difference.
    (a.precision == b.precision && a.name != b.name).then(|| (a.name.clone(), b.name.clone()))
}

fn agents(one: View<'_>, other: View<'_>) -> Option<(String, String)> {
    let named = |view: View<'_>| {
        let actors = view.parties(Role::Actor);
        let named = actors.filter_map(move |actor| Some((view.entity(actor)?, actor.text.clone())));
        named.collect::<Vec<_>>()
    };
    let (a, b) = (named(one), named(other));
    let likely = one
        .parties(Role::Actor)
        .any(|a| other.parties(Role::Actor).any(|b| a.stems.overlap(&b.stems) > 0.0));
    if likely || a.iter().any(|(a, _)| b.iter().any(|(b, _)| a == b)) {
        return None;
    }
    let ((_, a), (_, b)) = (a.into_iter().next()?, b.into_iter().next()?);
    Some((a, b))
}
