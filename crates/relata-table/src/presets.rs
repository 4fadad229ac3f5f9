//! Events with the columns of ACLED, GDELT and POLECAT. What relata does not tell stays empty:
//! codes of actors that need a register of actors, tone, and whatever a reader of one article
//! cannot know.

use relata_core::{
    BlockRole, CasualtyKind, Date, EntityType, Event, Participant, Place, PlacePrecision, Sector,
};

use crate::cell::Kind::{Day, Integer, Real, Text};
use crate::cell::{Cell, Column};
use crate::codes::{self, Country};
use crate::kinds::Preset;
use crate::row::{
    Field, Row, Source, day, latitude, listed, longitude, one_line, text, took_place, whole, words,
};
use crate::tables::field_list;

/// The events of a preset: those that took place and have a type there.
pub fn rows<'a>(preset: Preset, source: &Source<'a>) -> Vec<Row<'a>> {
    let has_type = |event: &Event| match preset {
        Preset::Acled => event.event_type.acled.is_some(),
        Preset::Gdelt => event.event_type.cameo.is_some(),
        Preset::Plover => event.event_type.plover.is_some(),
    };
    let events = source.extraction.events.iter();
    let row = source.row();
    events
        .filter(|event| took_place(event) && has_type(event))
        .map(|event| Row { event: Some(event), ..row })
        .collect()
}

pub const fn fields(preset: Preset) -> &'static [Field] {
    match preset {
        Preset::Acled => ACLED,
        Preset::Gdelt => GDELT,
        Preset::Plover => PLOVER,
    }
}

/// Identifier of an event among those of all articles.
fn identifier(row: &Row<'_>) -> Option<Cell> {
    let event = row.event?.id;
    match &row.source.extraction.id {
        Some(article) => text(format!("{article}:{event}")),
        None => text(event.to_string()),
    }
}

fn start(row: &Row<'_>) -> Option<Date> {
    row.event_time()?.start
}

/// Days that the time of the event covers.
fn days(row: &Row<'_>) -> Option<i32> {
    let time = row.event_time()?;
    Some(time.end?.unix_day() - time.start?.unix_day())
}

/// ACLED's precision of a time: 1 a day, 2 within a week, 3 within a month. A longer time gives no
/// date.
fn time_precision(row: &Row<'_>) -> Option<i64> {
    match days(row)? {
        ..=1 => Some(1),
        2..=7 => Some(2),
        8..=31 => Some(3),
        _ => None,
    }
}

fn acled_date(row: &Row<'_>) -> Option<Date> {
    time_precision(row)?;
    start(row)
}

fn country(row: &Row<'_>) -> Option<&'static Country> {
    codes::country(row.event_place()?.country.as_deref()?)
}

/// Name of the place where it has a town or a part; a country or region has none of its own.
fn location(row: &Row<'_>) -> Option<Cell> {
    let (participant, _) = row.site()?;
    text(row.name(participant))
}

/// ACLED's precision of a place: 1 a town, 2 a part or district, 3 a region.
fn geo_precision(place: &Place) -> Option<i64> {
    match place.precision? {
        PlacePrecision::City => Some(1),
        PlacePrecision::Part | PlacePrecision::District => Some(2),
        PlacePrecision::Region => Some(3),
        _ => None,
    }
}

fn nth(participants: &[Participant], number: usize) -> Option<&Participant> {
    participants.get(number)
}

fn actor<'a>(row: &Row<'a>) -> Option<&'a Participant> {
    nth(&row.event?.actors, 0)
}

fn target<'a>(row: &Row<'a>) -> Option<&'a Participant> {
    nth(&row.event?.targets, 0)
}

/// The others beside the first.
fn rest(row: &Row<'_>, participants: &[Participant]) -> Option<Cell> {
    row.names(participants.get(1..)?)
}

fn name(row: &Row<'_>, participant: Option<&Participant>) -> Option<Cell> {
    text(row.name(participant?))
}

/// The code of CAMEO for a sector of PLOVER, which renamed two; `None` where CAMEO has none.
const fn cameo_type(sector: Sector) -> Option<&'static str> {
    match sector {
        Sector::Journalists => Some("MED"),
        Sector::Medical => Some("HLH"),
        Sector::Paramilitary | Sector::CivilSociety => None,
        other => Some(other.as_str()),
    }
}

/// GDELT's code of who takes part: country, then type; of what it does not know there is no part.
fn cameo_actor(row: &Row<'_>, participant: Option<&Participant>) -> Option<Cell> {
    let sector = participant?.sector.and_then(cameo_type).unwrap_or_default();
    match country_of(row, participant) {
        Some(Cell::Text(country)) => text(country + sector),
        _ => text(sector),
    }
}

/// Alpha-3 code of the country of who takes part.
fn country_of(row: &Row<'_>, participant: Option<&Participant>) -> Option<Cell> {
    let entity = row.entity_of(participant?.entity)?;
    text(codes::country(entity.country.as_deref()?)?.alpha3)
}

fn sub_event<'a>(row: &Row<'a>) -> Option<(&'a str, &'a str)> {
    let acled = row.event?.event_type.acled.as_ref()?;
    Some((acled.event_type.as_str(), acled.sub_event_type.as_str()))
}

const ACLED: &[Field] = field_list! {
    "event_id_cnty" Text |r| identifier(r);
    "event_date" Day |r| day(acled_date(r));
    "year" Integer |r| Some(Cell::Integer(acled_date(r)?.year().into()));
    "time_precision" Integer |r| Some(Cell::Integer(time_precision(r)?));
    "disorder_type" Text |r| {
        let (event, sub) = sub_event(r)?;
        text(codes::disorder(event, sub)?)
    };
    "event_type" Text |r| text(sub_event(r)?.0);
    "sub_event_type" Text |r| text(sub_event(r)?.1);
    "actor1" Text |r| name(r, actor(r));
    "assoc_actor_1" Text |r| rest(r, &r.event?.actors);
    "inter1" Text |_| None;
    "actor2" Text |r| name(r, target(r));
    "assoc_actor_2" Text |r| rest(r, &r.event?.targets);
    "inter2" Text |_| None;
    "interaction" Text |_| None;
    "civilian_targeting" Text |r| {
        (sub_event(r)?.0 == "Violence against civilians").then(|| "Civilian targeting".to_owned())
            .map(Cell::Text)
    };
    "iso" Integer |r| Some(Cell::Integer(country(r)?.numeric));
    "region" Text |_| None;
    "country" Text |r| text(country(r)?.name);
    "admin1" Text |r| text(r.event_place()?.region_name.as_deref()?);
    "admin2" Text |_| None;
    "admin3" Text |_| None;
    "location" Text |r| location(r);
    "latitude" Real |r| latitude(r.event_place()?);
    "longitude" Real |r| longitude(r.event_place()?);
    "geo_precision" Integer |r| Some(Cell::Integer(geo_precision(r.event_place()?)?));
    "source" Text |r| text(r.source.extraction.publisher.as_deref()?);
    "source_scale" Text |_| None;
    "notes" Text |r| r.sentence();
    "fatalities" Integer |r| r.harmed(CasualtyKind::Killed).0;
    "tags" Text |_| None;
    "timestamp" Integer |_| None;
};

/// The day as GDELT writes it: 20240315.
fn day_as_number(row: &Row<'_>) -> Option<i64> {
    let day = start(row)?;
    Some(i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day()))
}

/// The part of the year that has passed, as GDELT reckons it, behind the year.
fn fraction_date(row: &Row<'_>) -> Option<Cell> {
    let day = start(row)?;
    let part = f64::from(day.month()) * 30.0 + f64::from(day.day());
    let date = f64::from(day.year()) + part / 365.0;
    Some(Cell::Real((date * 10_000.0).round() / 10_000.0))
}

fn code<'a>(row: &Row<'a>, digits: usize) -> Option<&'a str> {
    let code = row.event?.event_type.cameo.as_deref()?;
    code.get(..digits.min(code.len()))
}

fn upper_name(row: &Row<'_>, participant: Option<&Participant>) -> Option<Cell> {
    text(row.name(participant?).to_uppercase())
}

/// 1 where a mention stands in the headline or in the first paragraph, else 0.
fn is_root_event(row: &Row<'_>) -> Option<Cell> {
    let event = row.event?;
    let first = row.source.extraction.blocks.iter().filter(|block| {
        matches!(block.role, BlockRole::Headline | BlockRole::Standfirst | BlockRole::Lead)
    });
    let mut told = first.flat_map(|block| {
        event.triggers.iter().filter(|trigger| block.span.contains(trigger.span))
    });
    Some(Cell::Integer(told.next().is_some().into()))
}

/// GDELT's kind of a place: 1 a country, 2 a state of the USA, 3 a town there, 4 a town elsewhere,
/// 5 a state elsewhere.
fn geo_type(place: &Place) -> Option<Cell> {
    let is_american = place.country.as_deref()? == "US";
    let kind = match place.precision? {
        PlacePrecision::Country => 1,
        PlacePrecision::Region if is_american => 2,
        PlacePrecision::Region | PlacePrecision::District => 5,
        PlacePrecision::City if is_american => 3,
        PlacePrecision::City => 4,
        _ => return None,
    };
    Some(Cell::Integer(kind))
}

/// Place, region and country.
fn full_name(row: &Row<'_>) -> Option<Cell> {
    let (participant, place) = row.site()?;
    let country = codes::country(place?.country.as_deref()?)?.name;
    let parts = [Some(row.name(participant)), place?.region_name.clone(), Some(country.to_owned())];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.dedup();
    text(parts.join(", "))
}

fn fips(row: &Row<'_>) -> Option<&'static str> {
    country(row)?.fips
}

/// FIPS code of the country and `GeoNames`' of the region, which is FIPS' for most countries.
fn adm1(row: &Row<'_>) -> Option<Cell> {
    let (_, region) = row.event_place()?.region.as_deref()?.split_once('.')?;
    text(format!("{}{region}", fips(row)?))
}

const GDELT: &[Field] = field_list! {
    "GlobalEventID" Text |r| identifier(r);
    "Day" Integer |r| Some(Cell::Integer(day_as_number(r)?));
    "MonthYear" Integer |r| Some(Cell::Integer(day_as_number(r)? / 100));
    "Year" Integer |r| Some(Cell::Integer(day_as_number(r)? / 10_000));
    "FractionDate" Real |r| fraction_date(r);
    "Actor1Code" Text |r| cameo_actor(r, actor(r));
    "Actor1Name" Text |r| upper_name(r, actor(r));
    "Actor1CountryCode" Text |r| country_of(r, actor(r));
    "Actor1KnownGroupCode" Text |_| None;
    "Actor1EthnicCode" Text |_| None;
    "Actor1Religion1Code" Text |_| None;
    "Actor1Religion2Code" Text |_| None;
    "Actor1Type1Code" Text |r| text(cameo_type(actor(r)?.sector?)?);
    "Actor1Type2Code" Text |_| None;
    "Actor1Type3Code" Text |_| None;
    "Actor2Code" Text |r| cameo_actor(r, target(r));
    "Actor2Name" Text |r| upper_name(r, target(r));
    "Actor2CountryCode" Text |r| country_of(r, target(r));
    "Actor2KnownGroupCode" Text |_| None;
    "Actor2EthnicCode" Text |_| None;
    "Actor2Religion1Code" Text |_| None;
    "Actor2Religion2Code" Text |_| None;
    "Actor2Type1Code" Text |r| text(cameo_type(target(r)?.sector?)?);
    "Actor2Type2Code" Text |_| None;
    "Actor2Type3Code" Text |_| None;
    "IsRootEvent" Integer |r| is_root_event(r);
    "EventCode" Text |r| text(code(r, 4)?);
    "EventBaseCode" Text |r| text(code(r, 3)?);
    "EventRootCode" Text |r| text(code(r, 2)?);
    "QuadClass" Integer |r| Some(Cell::Integer(codes::cameo_scale(code(r, 4)?)?.quad_class));
    "GoldsteinScale" Real |r| Some(Cell::Real(codes::cameo_scale(code(r, 4)?)?.score));
    "NumMentions" Integer |r| whole(u64::try_from(r.event?.triggers.len()).ok());
    "NumSources" Integer |_| Some(Cell::Integer(1));
    "NumArticles" Integer |_| Some(Cell::Integer(1));
    "AvgTone" Real |_| None;
    "Actor1Geo_Type" Integer |_| None;
    "Actor1Geo_Fullname" Text |_| None;
    "Actor1Geo_CountryCode" Text |_| None;
    "Actor1Geo_ADM1Code" Text |_| None;
    "Actor1Geo_ADM2Code" Text |_| None;
    "Actor1Geo_Lat" Real |_| None;
    "Actor1Geo_Long" Real |_| None;
    "Actor1Geo_FeatureID" Text |_| None;
    "Actor2Geo_Type" Integer |_| None;
    "Actor2Geo_Fullname" Text |_| None;
    "Actor2Geo_CountryCode" Text |_| None;
    "Actor2Geo_ADM1Code" Text |_| None;
    "Actor2Geo_ADM2Code" Text |_| None;
    "Actor2Geo_Lat" Real |_| None;
    "Actor2Geo_Long" Real |_| None;
    "Actor2Geo_FeatureID" Text |_| None;
    "ActionGeo_Type" Integer |r| geo_type(r.event_place()?);
    "ActionGeo_Fullname" Text |r| full_name(r);
    "ActionGeo_CountryCode" Text |r| text(fips(r)?);
    "ActionGeo_ADM1Code" Text |r| adm1(r);
    "ActionGeo_ADM2Code" Text |_| None;
    "ActionGeo_Lat" Real |r| latitude(r.event_place()?);
    "ActionGeo_Long" Real |r| longitude(r.event_place()?);
    "ActionGeo_FeatureID" Text |_| None;
    "DATEADDED" Integer |_| None;
    "SOURCEURL" Text |r| text(r.source.extraction.address()?);
};

/// Names of the entities of some types, each once.
fn story(row: &Row<'_>, types: &[EntityType]) -> Option<Cell> {
    let entities = row.source.extraction.entities.iter();
    let named = entities.filter(|entity| entity.is_named() && types.contains(&entity.entity_type));
    listed(named.map(|entity| one_line(&entity.name)))
}

fn raw(participant: Option<&Participant>) -> Option<Cell> {
    words(&participant?.text)
}

/// Name of the place, where it is known as closely as this.
fn named(row: &Row<'_>, precision: PlacePrecision) -> Option<Cell> {
    let (participant, place) = row.site()?;
    (place?.precision? == precision).then(|| row.name(participant)).and_then(text)
}

const PLOVER: &[Field] = field_list! {
    "Event ID" Text |r| identifier(r);
    "Event Date" Day |r| day(acled_date(r));
    "Event Type" Text |r| text(r.plover()?.event.as_str());
    "Event Mode" Text |r| listed(r.plover()?.mode.iter().map(ToString::to_string));
    "Intensity" Real |r| {
        let plover = r.plover()?;
        Some(Cell::Real(codes::plover_scale(plover)?.score))
    };
    "Quad Code" Integer |r| {
        let plover = r.plover()?;
        Some(Cell::Integer(codes::plover_scale(plover)?.quad_class))
    };
    "Contexts" Text |r| listed(r.plover()?.context.iter().map(ToString::to_string));
    "Actor Name" Text |r| name(r, actor(r));
    "Actor Country" Text |r| country_of(r, actor(r));
    "Actor COW" Text |_| None;
    "Primary Actor Sector" Text |r| text(actor(r)?.sector?.as_str());
    "Actor Sectors" Text |r| text(actor(r)?.sector?.as_str());
    "Actor Title" Text |_| None;
    "Actor Name Raw" Text |r| raw(actor(r));
    "Wikipedia Actor ID" Text |_| None;
    "Recipient Name" Text |r| name(r, target(r));
    "Recipient Country" Text |r| country_of(r, target(r));
    "Recipient COW" Text |_| None;
    "Primary Recipient Sector" Text |r| text(target(r)?.sector?.as_str());
    "Recipient Sectors" Text |r| text(target(r)?.sector?.as_str());
    "Recipient Title" Text |_| None;
    "Recipient Name Raw" Text |r| raw(target(r));
    "Wikipedia Recipient ID" Text |_| None;
    "Placename" Text |r| location(r);
    "City" Text |r| named(r, PlacePrecision::City);
    "District" Text |r| named(r, PlacePrecision::District);
    "Province" Text |r| text(r.event_place()?.region_name.as_deref()?);
    "Country" Text |r| text(country(r)?.alpha3);
    "Latitude" Real |r| latitude(r.event_place()?);
    "Longitude" Real |r| longitude(r.event_place()?);
    "GeoNames ID" Integer |r| whole(Some(r.event_place()?.geonames?.into()));
    "Raw Placename" Text |r| words(&r.site()?.0.text);
    "Feature Type" Text |_| None;
    "Source" Text |r| text(r.source.extraction.publisher.as_deref()?);
    "Publication Date" Day |r| day(r.source.extraction.published);
    "Story People" Text |r| story(r, &[EntityType::Per]);
    "Story Organizations" Text |r| story(r, &[EntityType::Org]);
    "Story Locations" Text |r| story(r, &[EntityType::Gpe, EntityType::Loc]);
    "Language" Text |r| text(r.source.extraction.language.as_deref()?);
    "Version" Text |_| text(concat!("relata ", env!("CARGO_PKG_VERSION")));
};
