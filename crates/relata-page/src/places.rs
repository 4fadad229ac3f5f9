//! The places of an article that have a point, and the countries of its events.

use std::collections::{BTreeMap, BTreeSet};

use relata_core::{Coordinates, EventId, Place};

use crate::text::one_line;
use crate::view::View;

/// A point with what took place there.
pub struct Site<'a> {
    pub name: String,
    pub place: &'a Place,
    pub at: Coordinates,
    pub events: BTreeSet<EventId>,
}

/// The points in the order in which the article names them.
pub fn sites<'a>(view: &View<'a>) -> Vec<Site<'a>> {
    let mut sites: Vec<Site<'a>> = Vec::new();
    let mut known: BTreeMap<(i32, i32), usize> = BTreeMap::new();
    let mut add = |name: String, place: &'a Place, event: Option<EventId>| {
        let Some(at) = place.coordinates else { return };
        let number = *known.entry((at.latitude_e5, at.longitude_e5)).or_insert_with(|| {
            sites.push(Site { name, place, at, events: BTreeSet::new() });
            sites.len() - 1
        });
        if let Some(site) = sites.get_mut(number) {
            site.events.extend(event);
        }
    };
    for entity in &view.extraction.entities {
        if let Some(place) = &entity.place {
            add(one_line(&entity.name), place, None);
        }
    }
    for event in &view.extraction.events {
        for participant in &event.places {
            if let Some(place) = &participant.place {
                add(one_line(&participant.text.text), place, Some(event.id));
            }
        }
    }
    sites
}

/// Codes of the countries in which the events took place.
pub fn countries<'a>(view: &View<'a>) -> BTreeSet<&'a str> {
    let events = view.extraction.events.iter();
    let places = events.flat_map(|event| &event.places).filter_map(|p| p.place.as_deref());
    places.filter_map(|place| place.country.as_deref()).collect()
}
