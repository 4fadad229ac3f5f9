//! One-line articles with the times, places and claims that must be found in them:
//! `cases/*.jsonl`, one a line, with `must`: `time` (text, value), `no_time` (text), `place` (text,
//! country, precision, lat, lon), `entity` and `no_entity` (name, type, country), `event` (trig,
//! time, actor, place), `claim` and `no_claim` (source, who, cue, content, stance, kind, group).

use relata::{Article, Claim, Event, Extraction, Participant, Place};
use serde_json::Value;

use crate::common::{check_records, extractor};

#[test]
fn times_are_found_with_their_values() {
    check("when.jsonl", 140, 4);
}

#[test]
fn places_are_found_where_they_lie() {
    check("where.jsonl", 140, 4);
}

#[test]
fn claims_are_found_with_their_sources_and_stances() {
    check("claims.jsonl", 80, 3);
}

/// At least so many cases stand in the file, and at most so many fail.
fn check(file: &str, at_least: usize, at_most: usize) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/relata/cases/");
    let cases = std::fs::read_to_string(format!("{folder}{file}")).unwrap();
    let cases: Vec<Value> = cases.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() >= at_least, "{} cases", cases.len());
    let article = |case: &Value| {
        let article = Article::new(case["text"].as_str().unwrap());
        match case["published"].as_str() {
            Some(day) => article.with_published(day.parse().unwrap()),
            None => article,
        }
    };
    let articles: Vec<Article> = cases.iter().map(article).collect();
    let mut wrong = Vec::new();
    let extractions = extractor().extract_batch(&articles);
    for ((case, article), extraction) in cases.iter().zip(&articles).zip(extractions) {
        let extraction = extraction.unwrap();
        check_records(&article.text, &extraction);
        let musts = case["must"].as_array().unwrap();
        let missing = musts.iter().filter(|must| !holds(&extraction, must));
        wrong.extend(missing.map(|must| format!("{}: {} {must}", case["name"], case["text"])));
    }
    assert!(wrong.len() <= at_most, "{}", wrong.join("\n"));
}

fn holds(extraction: &Extraction, must: &Value) -> bool {
    let (kind, what) = must.as_object().unwrap().iter().next().unwrap();
    let text = |key: &str| what[key].as_str().map(str::to_lowercase);
    match kind.as_str() {
        "time" => extraction.times.iter().any(|t| {
            let (found, wanted) = (t.text.text.to_lowercase(), text("text").unwrap());
            let value = t.value.clone().unwrap_or_default();
            let (day, stated) = (format!("{}T", text("value").unwrap()), what["value"].as_str());
            (found.contains(&wanted) || wanted.contains(&found))
                && (Some(value.as_str()) == stated
                    || value.to_lowercase().starts_with(&day.to_lowercase()))
        }),
        "no_time" => {
            let wanted = what.as_str().unwrap().to_lowercase();
            !extraction.times.iter().any(|t| t.text.text.to_lowercase().contains(&wanted))
        }
        "entity" => extraction.entities.iter().any(|e| {
            Some(e.name.to_lowercase()) == text("name") && what["type"] == e.entity_type.as_str()
        }),
        "no_entity" => !extraction.entities.iter().any(|e| {
            Some(e.name.to_lowercase()) == text("name")
                && what["country"].as_str() == e.country.as_deref()
        }),
        "event" => extraction.events.iter().any(|e| event_fits(extraction, e, what)),
        "place" => place_fits(extraction, what),
        "claim" => extraction.claims.iter().any(|c| claim_fits(extraction, c, what)),
        "no_claim" => !extraction.claims.iter().any(|c| claim_fits(extraction, c, what)),
        other => panic!("unknown check {other}"),
    }
}

fn event_fits(extraction: &Extraction, event: &Event, what: &Value) -> bool {
    let name = |p: &Participant| {
        let entity = p.entity.and_then(|id| extraction.entities.iter().find(|e| e.id == id));
        format!("{}[{}]", p.text.text, entity.map_or("", |e| e.name.as_str())).to_lowercase()
    };
    let among = |list: &[Participant], key: &str| match &what[key] {
        Value::String(wanted) => list.iter().any(|p| name(p).contains(&wanted.to_lowercase())),
        Value::Null if what.as_object().unwrap().contains_key(key) => list.is_empty(),
        _ => true,
    };
    let trigger = what["trig"].as_str().unwrap();
    let time = what["time"].as_str();
    event.triggers.iter().any(|t| t.text.contains(trigger))
        && time.is_none_or(|t| event.time.as_ref().is_some_and(|found| found.value == t))
        && among(&event.actors, "actor")
        && among(&event.places, "place")
}

fn claim_fits(extraction: &Extraction, claim: &Claim, what: &Value) -> bool {
    let source = claim.source.as_ref();
    let entity = source.and_then(|s| s.entity);
    let name = entity.and_then(|id| extraction.entities.iter().find(|e| e.id == id));
    let content: Vec<&str> = claim.content.iter().map(|c| c.text.as_str()).collect();
    let found = |key: &str| match key {
        "source" => source.map(|s| s.text.text.clone()),
        "who" => name.map(|e| e.name.clone()),
        "cue" => claim.cue.as_ref().map(|c| c.text.text.clone()),
        "content" => Some(content.join(" … ")),
        "stance" => Some(claim.stance.to_string()),
        "kind" => source.map(|s| s.kind.to_string()),
        other => panic!("unknown field {other}"),
    };
    what.as_object().unwrap().iter().all(|(key, wanted)| match wanted {
        Value::Bool(group) => source.is_some_and(|s| s.group == *group),
        wanted => found(key)
            .unwrap_or_default()
            .to_lowercase()
            .contains(&wanted.as_str().unwrap().to_lowercase()),
    })
}

fn place_fits(extraction: &Extraction, what: &Value) -> bool {
    let wanted = what["text"].as_str().unwrap().to_lowercase();
    let fits = |country: Option<&str>, place: Option<&Place>| {
        let precision = place.and_then(|p| p.precision).map(relata::PlacePrecision::as_str);
        let precise = what["precision"]
            .as_array()
            .is_none_or(|all| all.iter().any(|p| p.as_str() == precision));
        let near = |key: &str, e5: Option<i32>| {
            what[key]
                .as_f64()
                .is_none_or(|at| e5.is_some_and(|e5| (f64::from(e5) / 1e5 - at).abs() < 0.3))
        };
        let at = place.and_then(|p| p.coordinates);
        country == what["country"].as_str()
            && precise
            && near("lat", at.map(|at| at.latitude_e5))
            && near("lon", at.map(|at| at.longitude_e5))
    };
    extraction.entities.iter().any(|e| {
        let named = e.name.to_lowercase() == wanted
            || e.mentions.iter().any(|m| m.text.text.to_lowercase() == wanted);
        named && fits(e.country.as_deref(), e.place.as_deref())
    }) || extraction.events.iter().flat_map(|e| &e.places).any(|p| {
        let place = p.place.as_deref();
        p.text.text.to_lowercase().contains(&wanted)
            && fits(place.and_then(|p| p.country.as_deref()), place)
    })
}
