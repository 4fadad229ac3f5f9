//! Which countries and regions an article names, apart from the name in question.

use std::collections::{BTreeMap, HashMap};

use relata_core::{Entity, EntityType, MentionKind};

use super::areas::{self, Area};
use super::fold::fold;
use super::gazetteer::{self, Candidate, Kind, Naming};
use super::{phrase, words};
use crate::layers::Layers;

/// So many regions within names are looked at.
const MOST_WITHIN: usize = 16;
/// The longest name of a country or region, in tokens.
const NAME_TOKENS: usize = 4;

/// Codes of countries and first-level regions with the number of times that they are named; a name
/// of several counts in parts.
type Named = BTreeMap<&'static str, f64>;

/// All that the article names.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    countries: Named,
    regions: Named,
    total: f64,
    /// Regions that are named within the names of organisations and the like, with the folded name
    /// that names them.
    within: Vec<(String, Candidate)>,
    /// What each name has added by itself, by its folded form: to which codes, how much to each.
    by_name: HashMap<String, (Vec<&'static str>, f64)>,
}

impl Evidence {
    pub fn new(layers: &Layers<'_>, publisher: Option<&str>) -> Self {
        let mut out = Self::default();
        let count = layers.reading.tokens().len();
        let mut at = 0;
        while at < count {
            at += out.add_at(layers, at).max(1);
        }
        let codes = publisher_codes(publisher.unwrap_or_default());
        if !codes.is_empty() {
            out.add("", &codes);
        }
        out
    }

    /// How often the country is named without the help of `name`, which is folded.
    pub fn country(&self, code: &str, name: &str) -> f64 {
        let own = self.own(name).filter(|own| own.get(..2) == Some(code)).count();
        self.besides(&self.countries, code, name, own)
    }

    /// How often the region is named without the help of `name`, which is folded.
    pub fn region(&self, code: &str, name: &str) -> f64 {
        let own = self.own(name).filter(|own| *own == code).count();
        self.besides(&self.regions, code, name, own)
    }

    /// True where another region of the region's country is named: one state beside another.
    pub fn has_sister(&self, region: &Candidate, name: &str) -> bool {
        let country = region.country;
        let sisters =
            self.regions.range(country..).take_while(|(code, _)| code.starts_with(country));
        sisters
            .map(|(code, _)| *code)
            .any(|code| code != region.key && self.region(code, name) > 0.0)
    }

    /// How often any country is named without the help of `name`.
    pub fn total(&self, name: &str) -> f64 {
        let (codes, weight) = self.by_name.get(name).map_or((0, 0.0), |own| (own.0.len(), own.1));
        above_nothing(self.total - times(weight, codes))
    }

    fn own(&self, name: &str) -> impl Iterator<Item = &'static str> {
        self.by_name.get(name).into_iter().flat_map(|(codes, _)| codes.iter().copied())
    }

    fn besides(&self, all: &Named, code: &str, name: &str, own: usize) -> f64 {
        let weight = self.by_name.get(name).map_or(0.0, |(_, weight)| *weight);
        above_nothing(all.get(code).copied().unwrap_or(0.0) - times(weight, own))
    }

    /// The regions that the names of organisations name, apart from the help of `name`: "the
    /// University of Mississippi", "the Texas Rangers".
    pub fn within<'s>(&'s self, name: &'s str) -> impl Iterator<Item = Candidate> + 's {
        let others = self.within.iter().filter(move |(own, _)| own != name);
        others.map(|(_, region)| *region)
    }

    /// Reads what is named at the token and returns how many tokens the name takes.
    fn add_at(&mut self, layers: &Layers<'_>, at: usize) -> usize {
        let entity = layers.entity_of(at);
        if entity.is_some_and(|e| e.entity_type == EntityType::Per && e.is_named()) {
            return 1;
        }
        if !layers.form(at).starts_with(char::is_uppercase) {
            return 1;
        }
        let nature = entity.is_some_and(|e| phrase::names_nature(&e.name));
        if let Some(code) = entity.and_then(country_of).filter(|_| !nature) {
            let mention = layers.mention_kind(at).filter(|(kind, _)| is_name(*kind));
            if let Some((_, span)) = mention {
                let tokens = layers.reading.tokens_in(span);
                self.add(&fold(span.text(layers.text)), &[code]);
                return tokens.end.saturating_sub(at);
            }
        }
        self.add_name_at(layers, at)
    }

    fn add_name_at(&mut self, layers: &Layers<'_>, at: usize) -> usize {
        let last = layers.sentence_of(at).end;
        for len in (1..=NAME_TOKENS.min(last.saturating_sub(at))).rev() {
            // No name ends with "said".
            let end = layers.form(at + len - 1);
            if len > 1 && end.starts_with(|c: char| c.is_ascii_lowercase()) {
                continue;
            }
            let name = (at..at + len).map(|t| layers.form(t)).collect::<Vec<_>>().join(" ");
            let name = fold(&name);
            let area = areas::named(&name);
            if area.as_ref().is_some_and(Area::is_wide) {
                return len;
            }
            let mut codes = codes_of(&name);
            if let Some(area) = area.filter(|_| codes.is_empty()) {
                codes = area.countries;
            }
            if !codes.is_empty() {
                // "the Niger River" names no state
                let behind = if at + len < last { layers.form(at + len) } else { "" };
                if !words::is(&behind.to_lowercase(), "nature")
                    || !behind.starts_with(char::is_uppercase)
                {
                    self.add_within(layers, at, &name, &codes);
                    self.add(&name, &codes);
                }
                return len;
            }
        }
        1
    }

    /// Keeps the one region that a part of a name of no place names.
    fn add_within(&mut self, layers: &Layers<'_>, at: usize, name: &str, codes: &[&'static str]) {
        let entity = layers.entity_of(at);
        let is_place =
            entity.is_none_or(|e| matches!(e.entity_type, EntityType::Gpe | EntityType::Loc));
        let ([code], false, true) = (codes, is_place, self.within.len() < MOST_WITHIN) else {
            return;
        };
        let known = self.within.iter().any(|(_, region)| region.key == *code);
        if let Some(region) = gazetteer::region(code).filter(|_| !known) {
            self.within.push((name.to_owned(), region));
        }
    }

    fn add(&mut self, name: &str, codes: &[&'static str]) {
        let weight = 1.0 / times(1.0, codes.len());
        self.total += 1.0;
        for &code in codes {
            *self.countries.entry(code.get(..2).unwrap_or_default()).or_default() += weight;
            if code.len() > 2 {
                *self.regions.entry(code).or_default() += weight;
            }
        }
        let own = self.by_name.entry(name.to_owned()).or_insert_with(|| (codes.to_vec(), 0.0));
        own.1 += weight;
    }
}

// Fewer than a thousand places share a name.
#[allow(clippy::cast_precision_loss)]
fn times(weight: f64, count: usize) -> f64 {
    weight * count as f64
}

/// What rounding leaves is nothing.
fn above_nothing(count: f64) -> f64 {
    if count > 0.01 { count } else { 0.0 }
}

/// The longest name in that of a publisher, in words: "The New South Wales Courier".
const PUBLISHER_WORDS: usize = 3;
/// A town of so many inhabitants tells where a paper is made: "The Boston Echo".
const PAPER_TOWN: u32 = 200_000;

/// Codes of the country or regions that the publisher's name names, by their names, an adjective
/// ("The Scottish Courier") or a large town.
pub(super) fn publisher_codes(publisher: &str) -> Vec<&'static str> {
    let words: Vec<&str> =
        publisher.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let runs = (1..=PUBLISHER_WORDS).rev().flat_map(|len| words.windows(len));
    let names: Vec<String> =
        runs.map(|run| fold(&run.join(" "))).filter(|name| name.len() > 2).collect();
    let ways: [fn(&str) -> Vec<&'static str>; 3] = [codes_of_one, codes_of_adjective, code_of_town];
    let mut found = ways.iter().flat_map(|way| names.iter().map(move |name| way(name)));
    found.find(|codes| !codes.is_empty()).unwrap_or_default()
}

/// [`codes_of`] a name that lies in one country: many have a "Western" region.
fn codes_of_one(name: &str) -> Vec<&'static str> {
    let codes = codes_of(name);
    let country = codes.first().and_then(|code| code.get(..2));
    if codes.iter().all(|code| code.get(..2) == country) { codes } else { Vec::new() }
}

fn codes_of_adjective(name: &str) -> Vec<&'static str> {
    words::value(name, "nationality").into_iter().collect()
}

fn code_of_town(name: &str) -> Vec<&'static str> {
    let towns = gazetteer::folded(name).into_iter();
    let towns = towns.filter(|c| c.kind.is_town() && c.naming == Naming::Main);
    let largest = towns.max_by_key(|c| c.population).filter(|c| c.population >= PAPER_TOWN);
    largest.and_then(|c| c.region).into_iter().collect()
}

/// The country of an entity, where its name or adjective and not a capital tells it.
fn country_of(entity: &Entity) -> Option<&'static str> {
    let code = entity.country.as_deref()?;
    let named = gazetteer::named(&entity.name);
    let is_capital = named.iter().any(|c| c.kind == Kind::Capital && c.country == code)
        && !named.iter().any(|c| c.kind == Kind::Country);
    gazetteer::country(code).filter(|_| !is_capital).map(|c| c.key)
}

const fn is_name(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Name | MentionKind::Adjective)
}

/// Countries of that folded name, else the first-level regions that it names or that hold a
/// district of the name.
fn codes_of(name: &str) -> Vec<&'static str> {
    let mut found = gazetteer::folded(name);
    found.retain(|c| !c.kind.is_town() && c.naming != Naming::Abbreviation);
    let countries: Vec<&str> =
        found.iter().filter(|c| c.kind == Kind::Country).map(|c| c.key).collect();
    if !countries.is_empty() {
        return countries;
    }
    found.iter().filter_map(|c| c.region).collect()
}
