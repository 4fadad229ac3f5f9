//! Where the places of an article lie: country, region, precision, and coordinates where they are
//! certain.

mod areas;
mod choice;
mod evidence;
mod fold;
mod gazetteer;
mod phrase;
mod words;

use std::collections::BTreeSet;

use relata_core::{Entity, EntityId, EntityType, Place, PlacePrecision, PlaceReason, Score};

use crate::layers::Layers;
use crate::mention::Filler;
use areas::Area;
use choice::Choice;
use evidence::Evidence;
use gazetteer::{Candidate, Kind, Naming};
use phrase::Holders;

/// A place is taken to be meant from this probability on, where the table is not likelier to lack
/// the one that is.
const LIKELY: f64 = 0.4;
/// The same for the country of the likeliest place.
const LIKELY_COUNTRY: f64 = 0.25;
/// Where nothing is likely, the capital of a country that the article names is meant, if of the
/// places in such countries it is this likely.
const ALONE: f64 = 0.7;
/// A town of so many inhabitants is not looked for in what stands behind its name.
const WELL_KNOWN: u32 = 500_000;

/// Code of the country that the publisher's name tells: "The Irish Courier".
pub(crate) fn publisher_country(publisher: Option<&str>) -> Option<&'static str> {
    evidence::publisher_codes(publisher?).first().and_then(|code| code.get(..2))
}

/// True for a word for a part of a place: "south", "outskirts".
pub(crate) fn is_part(word: &str) -> bool {
    words::is(&word.to_lowercase(), "part")
}

/// The places of the article by entity.
pub(crate) struct Places {
    by_entity: Vec<Option<Place>>,
}

impl Places {
    pub fn new(layers: &Layers<'_>, publisher: Option<&str>) -> Self {
        let evidence = Evidence::new(layers, publisher);
        let names: Vec<Option<Name>> =
            layers.entities.iter().map(|entity| Name::new(layers, entity, &evidence)).collect();
        // What each name means by itself tells what the others mean beside it.
        let alone: Vec<Option<Candidate>> =
            names.iter().map(|name| name.as_ref().and_then(|n| n.surely(&evidence))).collect();
        let place = |(number, name): (usize, &Option<Name>)| {
            let name = name.as_ref()?;
            let others: Vec<Candidate> = alone
                .iter()
                .enumerate()
                .filter(|(n, _)| *n != number)
                .filter_map(|(_, c)| *c)
                .chain(evidence.within(&name.folded))
                .take(choice::MOST_OTHERS)
                .collect();
            name.place(&evidence, &others)
        };
        let mut places = Self { by_entity: names.iter().enumerate().map(place).collect() };
        places.add_descriptions(layers);
        places
    }

    /// "Hama province" and "the outskirts of Hama" lie where the name within says.
    fn add_descriptions(&mut self, layers: &Layers<'_>) {
        for (number, entity) in layers.entities.iter().enumerate() {
            let open = self.by_entity.get(number).is_some_and(Option::is_none);
            let is_place = matches!(entity.entity_type, EntityType::Gpe | EntityType::Loc);
            let span = entity.mentions.first().map(|mention| mention.text.span);
            let Some(span) = span.filter(|_| open && is_place && !entity.is_named()) else {
                continue;
            };
            let Some(head) = layers.reading.head_of_span(span) else { continue };
            let score = Score::ONE;
            let filler = Filler { head, span, entity: None, alleged: false, score };
            let place = self.of_phrase(layers, &filler);
            if let Some(slot) = self.by_entity.get_mut(number) {
                *slot = place;
            }
        }
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

    /// Where the phrase lies: "western Syria" is a part of Syria, "Hama province" a region, "30 km
    /// north of Aleppo" a point off Aleppo.
    pub fn of_phrase(&self, layers: &Layers<'_>, filler: &Filler) -> Option<Place> {
        let own = filler.entity.and_then(|id| self.of_entity(id)).cloned();
        let mut place = own.or_else(|| self.of_name_within(layers, filler))?;
        let words = phrase::words(layers, filler);
        if words.region && place.precision == Some(PlacePrecision::City) && place.region.is_some() {
            place.precision = Some(PlacePrecision::Region);
            forget_town(&mut place);
        }
        let whole = place.precision.is_some();
        if let Some(part) = words.part.filter(|_| whole && words.offset.is_none()) {
            place.precision = Some(PlacePrecision::Part);
            place.part = Some(part.to_owned());
            forget_town(&mut place);
        }
        if let Some(offset) = words.offset.filter(|_| whole) {
            place.precision = Some(PlacePrecision::Part);
            place.offset = Some(offset);
            forget_town(&mut place);
        }
        Some(place)
    }
}

impl Places {
    /// The place of the last name in a description: that of the name where the head only says what
    /// it is or which part is meant, else no more than what holds it ("a camp in Mali").
    fn of_name_within(&self, layers: &Layers<'_>, filler: &Filler) -> Option<Place> {
        let named = filler.entity.and_then(|id| layers.entities.get(id.index()));
        if named.is_some_and(Entity::is_named) {
            return None;
        }
        let mut tokens = layers.reading.tokens_in(filler.span).take(24).rev();
        let named_at = |token: usize| {
            let entity = layers.entity_id(token).filter(|_| layers.is_named_place(token))?;
            Some((token, self.of_entity(entity)?))
        };
        let within = tokens.find_map(named_at);
        if within.is_none() {
            return phrase::aim(layers, filler).and_then(named_at).map(|(_, place)| place.clone());
        }
        let (name, place) = within?;
        if phrase::is_whole(layers, filler.head, name, place) {
            return Some(place.clone());
        }
        let mut holder = Place::new(PlaceReason::NamedContainer);
        holder.country = Some(place.country.clone()?);
        Some(holder)
    }
}

fn forget_town(place: &mut Place) {
    (place.coordinates, place.geonames, place.population) = (None, None, None);
}

/// A name of a place with all that may be meant by it.
struct Name<'a> {
    /// Code of the country that the entity is, or is described as belonging to, and of which the
    /// table has no place of the name.
    nation: Option<&'a str>,
    folded: String,
    /// The stretch of land or water that bears the name.
    area: Option<Area>,
    candidates: Vec<Candidate>,
    /// True where the text names what holds the candidates: "Paris, Texas".
    held: bool,
    /// True where the text leaves no doubt that the table has the place.
    told: bool,
    /// What the text names as holding it, where none of the candidates lies there.
    holders: Holders,
}

impl<'a> Name<'a> {
    fn new(layers: &Layers<'_>, entity: &'a Entity, evidence: &Evidence) -> Option<Self> {
        if !matches!(entity.entity_type, EntityType::Gpe | EntityType::Loc) {
            return None;
        }
        let (folded, mut candidates) = named(entity);
        if entity.name.ends_with('.') || phrase::is_cut(layers, entity, &candidates) {
            keep_if_any(&mut candidates, |c| c.naming == Naming::Abbreviation);
        } else {
            candidates.retain(|c| c.naming != Naming::Abbreviation);
        }
        // The reader of names knows more names of countries than the table does.
        let nation = entity.country.as_deref();
        let nation = nation.filter(|code| !candidates.iter().any(|c| c.country == *code));
        let mut told = false;
        if phrase::names_region(layers, entity) {
            told =
                keep_if_any(&mut candidates, |c| matches!(c.kind, Kind::Region | Kind::District));
        } else if phrase::names_nature(&entity.name) {
            candidates.retain(|c| c.kind == Kind::Country || c.kind.is_town());
        }
        let area = areas::named(&fold::fold(&entity.name)).filter(|area| {
            let is_land =
                entity.entity_type == EntityType::Loc || candidates.is_empty() || area.is_wide();
            (is_land && !phrase::names_region(layers, entity)) || phrase::names_nature(&entity.name)
        });
        if area.is_some() {
            candidates.clear();
        }
        // "Lamar County" in an article about Texas
        if candidates.iter().all(|c| c.kind == Kind::District) {
            let named = |region| evidence.region(region, &folded) > 0.0;
            told |= keep_if_any(&mut candidates, |c| c.region.is_some_and(named));
        }
        let named = entity.is_named();
        let holders = if named { phrase::holders(layers, entity) } else { Holders::default() };
        let inside = |c: &Candidate| holders.found.iter().any(|h| h.key != c.key && holds(h, c));
        let held = keep_if_any(&mut candidates, inside);
        let holders = if held { Holders::default() } else { holders };
        Some(Self { nation, folded, area, candidates, held, told: told || held, holders })
    }

    fn choose(&self, evidence: &Evidence, others: &[Candidate]) -> Option<Choice<'_>> {
        choice::choose(&self.folded, &self.candidates, evidence, others)
    }

    /// What is meant, where the name and what is named besides leave little doubt.
    fn surely(&self, evidence: &Evidence) -> Option<Candidate> {
        let choice = self.choose(evidence, &[])?;
        (self.told || choice.probability > 0.5).then_some(*choice.candidate)
    }

    fn place(&self, evidence: &Evidence, others: &[Candidate]) -> Option<Place> {
        if let Some(area) = &self.area {
            return Some(area.place());
        }
        let chosen = self.choose(evidence, others);
        if let Some(place) = self.in_holder(chosen.as_ref()) {
            return Some(place);
        }
        if let Some(code) = self.nation {
            return Some(country(code));
        }
        let choice = chosen?;
        let probability = self.probability(&choice);
        if probability >= LIKELY && (self.told || choice.probability > choice.unknown) {
            let reason = self.reason(choice.candidate, evidence);
            return Some(known(choice.candidate, reason, probability));
        }
        if let Some((candidate, share)) = choice.of_named.filter(|(c, share)| {
            c.kind == Kind::Capital && c.naming == Naming::Main && *share >= ALONE
        }) {
            return Some(known(candidate, PlaceReason::CountryOfArticle, LIKELY * share));
        }
        let mut place = Place::new(PlaceReason::Ambiguous);
        if choice.in_country >= LIKELY_COUNTRY && choice.probability > choice.unknown {
            place.country = Some(choice.candidate.country.to_owned());
        }
        place.probability = Some(score(choice.in_country));
        Some(place)
    }

    /// A town that the table lacks lies where the text says.
    fn in_holder(&self, chosen: Option<&Choice<'_>>) -> Option<Place> {
        let found = &self.holders.found;
        let nations = found.iter().filter(|h| h.kind == Kind::Country);
        let holders: Vec<&Candidate> = nations.collect();
        let holders = if holders.is_empty() { found.iter().collect() } else { holders };
        let holder = holders.first()?;
        let well_known = chosen.is_some_and(|c| c.candidate.population >= WELL_KNOWN);
        if well_known && !self.holders.is_certain {
            return None;
        }
        let lands: BTreeSet<&str> = holders.iter().map(|h| h.country).collect();
        if lands.len() > 1 {
            return None;
        }
        let mut place = Place::new(PlaceReason::NamedContainer);
        place.country = Some(holder.country.to_owned());
        if let ([_], Some(region)) = (holders.as_slice(), holder.region) {
            add_region(&mut place, region);
        }
        Some(place)
    }

    /// Where the text tells, that the table lacks the place is out of the question.
    fn probability(&self, choice: &Choice<'_>) -> f64 {
        if self.told { choice.probability / (1.0 - choice.unknown) } else { choice.probability }
    }

    fn reason(&self, chosen: &Candidate, evidence: &Evidence) -> PlaceReason {
        if self.held {
            PlaceReason::NamedContainer
        } else if chosen.kind == Kind::Country {
            PlaceReason::CountryName
        } else if self.candidates.len() == 1 {
            PlaceReason::OnlyCandidate
        } else if evidence.country(chosen.country, &self.folded) > 0.0 {
            PlaceReason::CountryOfArticle
        } else {
            PlaceReason::FarLargest
        }
    }
}

/// The folded name and the places of it: of the whole name, else of the name without the noun for
/// what it is.
fn named(entity: &Entity) -> (String, Vec<Candidate>) {
    let whole = fold::fold(entity.name.split(", ").next().unwrap_or_default());
    if !entity.is_named() {
        return (whole, Vec::new());
    }
    let candidates = gazetteer::folded(&whole);
    if !candidates.is_empty() {
        return (whole, candidates);
    }
    let bare = fold::fold(&phrase::bare_name(&entity.name));
    let candidates = gazetteer::folded(&bare);
    (bare, candidates)
}

/// Keeps what fits and tells whether any did; where none does, all stay.
fn keep_if_any(candidates: &mut Vec<Candidate>, fits: impl Fn(&Candidate) -> bool) -> bool {
    let any = candidates.iter().any(&fits);
    if any {
        candidates.retain(fits);
    }
    any
}

fn holds(holder: &Candidate, place: &Candidate) -> bool {
    if holder.kind == Kind::Country {
        holder.country == place.country
    } else {
        holder.region == place.region
    }
}

fn country(code: &str) -> Place {
    let mut place = Place::new(PlaceReason::CountryName);
    place.country = Some(code.to_owned());
    place.precision = Some(PlacePrecision::Country);
    place.geonames = gazetteer::country(code).and_then(|c| c.geonames);
    place
}

fn known(candidate: &Candidate, reason: PlaceReason, probability: f64) -> Place {
    let mut place = Place::new(reason);
    place.country = Some(candidate.country.to_owned());
    if let Some(region) = candidate.region {
        add_region(&mut place, region);
    }
    place.precision = Some(match candidate.kind {
        Kind::Country => PlacePrecision::Country,
        Kind::Region => PlacePrecision::Region,
        Kind::District => PlacePrecision::District,
        Kind::Capital | Kind::Seat | Kind::Town => PlacePrecision::City,
    });
    place.coordinates = candidate.at;
    place.geonames = candidate.geonames;
    place.population = Some(candidate.population).filter(|_| candidate.kind.is_town());
    place.probability = Some(score(probability));
    place
}

fn add_region(place: &mut Place, code: &str) {
    let region = gazetteer::region(code);
    place.region = Some(code.to_owned());
    place.region_name = region.and_then(|r| r.name).map(str::to_owned);
    place.region_code = region.and_then(|r| r.iso).map(str::to_owned);
}

// Three decimals of it are written.
#[allow(clippy::cast_possible_truncation)]
const fn score(probability: f64) -> Score {
    Score::new(probability as f32)
}
