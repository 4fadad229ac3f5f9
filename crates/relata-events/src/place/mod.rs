//! Where the places of an article lie: country, region, precision, and coordinates where they are
//! certain.

mod gazetteer;
mod phrase;

use std::collections::BTreeSet;

use relata_core::{Entity, EntityId, EntityType, Place, PlacePrecision, PlaceReason};

use crate::document::Document;
use crate::mention::Filler;
use gazetteer::{Candidate, Kind};

/// A town of which so many live in it more than in the next of its name is meant where nothing else
/// tells.
const FAR_LARGEST: u32 = 20;
/// The one town of its name that the table holds is meant in an article that names another country
/// only where it has so many thousand inhabitants: the table leaves out smaller namesakes.
const KNOWN_ABROAD: u32 = 200;

/// The places of the article by entity.
pub(crate) struct Places {
    by_entity: Vec<Option<Place>>,
}

impl Places {
    pub fn new(document: &Document<'_>) -> Self {
        let named: BTreeSet<&str> =
            document.entities.iter().filter_map(|e| e.country.as_deref()).collect();
        let mut places = Self {
            by_entity: document.entities.iter().map(|entity| unique(document, entity)).collect(),
        };
        // "Texas" names the United States.
        let regions = places
            .by_entity
            .iter()
            .flatten()
            .filter(|p| p.precision == Some(PlacePrecision::Region))
            .filter_map(|p| p.country.clone());
        let regions: Vec<String> = regions.collect();
        let countries: BTreeSet<&str> =
            named.into_iter().chain(regions.iter().map(String::as_str)).collect();
        for (entity, place) in document.entities.iter().zip(&mut places.by_entity) {
            if place.is_none() {
                *place = by_article(entity, &countries);
            }
        }
        places
    }

    /// Where the entity lies; `None` for what is no place or is not in the gazetteer.
    pub fn of_entity(&self, id: EntityId) -> Option<&Place> {
        self.by_entity.get(id.index()).and_then(Option::as_ref)
    }

    /// Each entity that is a place with what is known of it.
    pub fn into_list(self) -> Vec<(EntityId, Place)> {
        let places = self.by_entity.into_iter().enumerate();
        places.filter_map(|(number, place)| Some((EntityId::from_index(number), place?))).collect()
    }

    /// Where the phrase lies: "western Syria" is a part of Syria, "Hama province" a region.
    pub fn of_phrase(&self, document: &Document<'_>, filler: &Filler) -> Option<Place> {
        let mut place = self.of_entity(filler.entity?)?.clone();
        let words = phrase::words(document, filler);
        if words.region && place.precision == Some(PlacePrecision::City) && place.region.is_some() {
            place.precision = Some(PlacePrecision::Region);
            (place.coordinates, place.geonames) = (None, None);
        }
        if let Some(part) = words.part.filter(|_| place.precision.is_some()) {
            place.precision = Some(PlacePrecision::Part);
            place.part = Some(part.to_owned());
            (place.coordinates, place.geonames) = (None, None);
        }
        Some(place)
    }
}

fn is_place(entity: &Entity) -> bool {
    matches!(entity.entity_type, EntityType::Gpe | EntityType::Loc)
}

/// What the name alone tells, or the name of a country or region beside it.
fn unique(document: &Document<'_>, entity: &Entity) -> Option<Place> {
    if !is_place(entity) {
        return None;
    }
    let candidates = gazetteer::named(&phrase::bare_name(&entity.name));
    if let Some(code) = entity.country.as_deref() {
        let part_of_state = candidates.iter().find(|c| c.kind == Kind::Region && c.country == code);
        return Some(
            part_of_state
                .map_or_else(|| country(code), |region| known(region, PlaceReason::CountryName)),
        );
    }
    if let Some(container) = phrase::container(document, entity) {
        let regions: Vec<(&str, &str)> = gazetteer::named(&container.name)
            .iter()
            .filter(|c| c.kind == Kind::Region)
            .map(|c| (c.country, c.region))
            .collect();
        let inside: Vec<&Candidate> = candidates
            .iter()
            .filter(|c| {
                Some(c.country) == container.country || regions.contains(&(c.country, c.region))
            })
            .collect();
        if let Some(found) = largest(&inside) {
            return Some(known(found, PlaceReason::NamedContainer));
        }
    }
    let mut regions = candidates.iter().filter(|c| c.kind == Kind::Region);
    match (regions.next(), regions.next(), candidates.len()) {
        (Some(region), None, 1) => Some(known(region, PlaceReason::OnlyCandidate)),
        _ => None,
    }
}

/// Which of the places of the name the article means, by the countries that it names.
fn by_article(entity: &Entity, countries: &BTreeSet<&str>) -> Option<Place> {
    if !is_place(entity) {
        return None;
    }
    let all = gazetteer::named(&phrase::bare_name(&entity.name));
    let candidates: Vec<&Candidate> = all.iter().collect();
    let here: Vec<&Candidate> =
        candidates.iter().copied().filter(|c| countries.contains(c.country)).collect();
    let lands: BTreeSet<&str> = here.iter().map(|c| c.country).collect();
    if lands.len() == 1 {
        return Some(largest(&here).map_or_else(
            || ambiguous(&here),
            |found| known(found, PlaceReason::CountryOfArticle),
        ));
    }
    match candidates.as_slice() {
        [] => None,
        [only]
            if countries.is_empty()
                || only.thousands >= KNOWN_ABROAD
                || only.kind == Kind::Capital =>
        {
            Some(known(only, PlaceReason::OnlyCandidate))
        }
        _ if lands.is_empty() => {
            let found = largest(&candidates)
                .filter(|c| c.thousands >= KNOWN_ABROAD && candidates.len() > 1);
            Some(found.map_or_else(
                || ambiguous(&candidates),
                |found| known(found, PlaceReason::FarLargest),
            ))
        }
        _ => Some(ambiguous(&here)),
    }
}

/// The only candidate, or the one that dwarfs the others. A region is preferred to a small town of
/// its name.
fn largest<'c>(candidates: &[&'c Candidate]) -> Option<&'c Candidate> {
    let towns = || candidates.iter().copied().filter(|c| c.kind != Kind::Region);
    let region = candidates.iter().copied().find(|c| c.kind == Kind::Region);
    let first = towns().max_by_key(|c| c.thousands);
    let Some(first) = first else { return region };
    let others = towns().filter(|c| c.geonames != first.geonames).map(|c| c.thousands).max();
    if let Some(region) = region {
        return (first.thousands < KNOWN_ABROAD).then_some(region);
    }
    others.is_none_or(|next| next.saturating_mul(FAR_LARGEST) <= first.thousands).then_some(first)
}

fn country(code: &str) -> Place {
    let mut place = Place::new(PlaceReason::CountryName);
    place.country = Some(code.to_owned());
    place.precision = Some(PlacePrecision::Country);
    place
}

fn known(candidate: &Candidate, reason: PlaceReason) -> Place {
    let mut place = Place::new(reason);
    place.country = Some(candidate.country.to_owned());
    place.region = (candidate.region != "-" && !candidate.region.is_empty())
        .then(|| format!("{}.{}", candidate.country, candidate.region));
    place.precision = Some(if candidate.kind == Kind::Region {
        PlacePrecision::Region
    } else {
        PlacePrecision::City
    });
    place.coordinates = candidate.at;
    place.geonames = candidate.geonames;
    place
}

/// Several may be meant; the country is known where all lie in one.
fn ambiguous(candidates: &[&Candidate]) -> Place {
    let mut place = Place::new(PlaceReason::Ambiguous);
    let lands: BTreeSet<&str> = candidates.iter().map(|c| c.country).collect();
    place.country = lands.first().filter(|_| lands.len() == 1).map(|code| (*code).to_owned());
    place
}
