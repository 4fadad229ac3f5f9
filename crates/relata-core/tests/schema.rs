//! The JSON Schema: the committed file is that of the types, and what the types write follows it.
//!
//! `RELATA_BLESS=1 cargo test --release -p relata-core --features schema --test schema` writes the
//! file anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use relata_core::{
    Article, Attestation, AttestationStance, Block, BlockRole, Claim, ClaimId, ClaimMode,
    Coordinates, Cue, Discrepancy, DiscrepancyKind, Entity, EntityId, EntityType, Event, EventId,
    EventType, Extraction, Mention, MentionKind, Page, Participant, Place, PlaceOffset,
    PlaceReason, Score, Source, SourceKind, Span, Stance, Statement, TextSpan, TraceStep, Voice,
    Warning, WarningKind,
};
use serde_json::{Value, json};

const TEXT: &str = "Rebels shelled Aden, Ali said.";

fn at(text: &str) -> TextSpan {
    TextSpan::new(TEXT, Span::at(TEXT.find(text).unwrap(), text.len()))
}

/// An extraction with every kind of record.
fn extraction() -> Extraction {
    let article = Article::new(TEXT).with_id("1").with_url("https://example.org/1");
    let mut extraction = Extraction::new(&article.with_published("2024-03-15".parse().unwrap()));
    let block = Block::new(Span::at(0, TEXT.len()), BlockRole::Lead);
    extraction.blocks.push(block.with_score(Score::new(0.98)));
    extraction.sentences.push(Span::at(0, TEXT.len()));
    extraction.page = Some(Page::default().with_title(Some("Aden".to_owned())));
    extraction.text = Some(TEXT.to_owned());
    let id = EntityId::from_index(0);
    let mention = Mention::new(at("Aden"), MentionKind::Name, Score::ONE);
    let mut place = Place::new(PlaceReason::OnlyCandidate);
    place.coordinates = Some(Coordinates::from_e5(1_278_000, 4_503_000));
    place.offset = Some(PlaceOffset::new(30_000, Some("north".to_owned())));
    place.probability = Some(Score::new(0.5));
    let mut entity = Entity::new(id, "Aden", EntityType::Gpe, vec![mention]);
    entity.place = Some(Box::new(place));
    extraction.entities.push(entity);
    let claim_id = ClaimId::from_index(0);
    let content = vec![at("Rebels shelled Aden")];
    let mut claim =
        Claim::new(claim_id, content, ClaimMode::Indirect, Stance::Asserted, Score::ONE);
    claim.source = Some(Source::new(at("Ali"), SourceKind::Name, None));
    claim.cue = Some(Cue::new(at("said"), "say"));
    extraction.claims.push(claim);
    let event_id = EventId::from_index(0);
    let mut event =
        Event::new(event_id, EventType::default(), vec![at("shelled")], Score::new(0.7));
    event.places.push(Participant::new(at("Aden"), Some(id)));
    event.attestations =
        vec![Attestation::new(Voice::Unstated, Some(claim_id), AttestationStance::Claims)];
    extraction.events.push(event);
    extraction.main_event = Some(event_id);
    extraction.discrepancies.push(
        Discrepancy::new("place", Statement::Claim(claim_id), Statement::Event(event_id))
            .of(DiscrepancyKind::Place, vec![event_id]),
    );
    let step = TraceStep::new("v1", "type", "lexicon", "relata-events 0.1.0");
    extraction.trace.push(step.with_spans(vec![at("shelled")]));
    extraction.warnings.push(Warning::new(WarningKind::Date, "odd").with_span(Span::at(0, 1)));
    extraction
}

/// The schema with every object closed, so that a field that it does not know is told.
fn closed(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let mut closed: serde_json::Map<String, Value> =
                fields.iter().map(|(name, value)| (name.clone(), self::closed(value))).collect();
            if fields.get("type") == Some(&json!("object")) {
                closed.insert("unevaluatedProperties".to_owned(), json!(false));
            }
            Value::Object(closed)
        }
        Value::Array(values) => values.iter().map(closed).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/extraction.schema.json");
    let schema = serde_json::to_string_pretty(&relata_core::schema()).unwrap() + "\n";
    if std::env::var_os("RELATA_BLESS").is_some() {
        std::fs::write(&file, &schema).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap();
    assert_eq!(committed, schema, "RELATA_BLESS=1 writes it anew");
}

/// Names of all fields of objects.
fn fields(schema: &Value) -> BTreeSet<&str> {
    let deeper: Vec<&Value> = match schema {
        Value::Object(parts) => parts.values().collect(),
        Value::Array(parts) => parts.iter().collect(),
        _ => Vec::new(),
    };
    let own = schema.get("properties").and_then(Value::as_object).into_iter();
    let own = own.flat_map(|fields| fields.keys().map(String::as_str));
    own.chain(deeper.into_iter().flat_map(fields)).collect()
}

#[test]
fn every_field_is_explained() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/output.md");
    let document = std::fs::read_to_string(file).unwrap();
    let schema = serde_json::to_value(relata_core::schema()).unwrap();
    let is_named = |field: &&str| {
        ['`', '"'].iter().any(|mark| document.contains(&format!("{mark}{field}{mark}")))
    };
    let silent: Vec<&str> = fields(&schema).into_iter().filter(|field| !is_named(field)).collect();
    assert!(silent.is_empty(), "docs/output.md does not name {silent:?}");
}

#[test]
fn what_the_types_write_follows_the_schema() {
    let schema = serde_json::to_value(relata_core::schema()).unwrap();
    let validator = jsonschema::validator_for(&closed(&schema)).unwrap();
    let faults = |value: &Value| -> Vec<String> {
        let faults = validator.iter_errors(value);
        faults.map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
    };
    let whole = serde_json::to_value(extraction()).unwrap();
    assert_eq!(faults(&whole), Vec::<String>::new());
    let spoilt = |pointer: &str, value: Value| {
        let mut spoilt = whole.clone();
        *spoilt.pointer_mut(pointer).unwrap() = value;
        assert!(!faults(&spoilt).is_empty(), "{pointer}");
    };
    spoilt("/claims/0/id", json!("c0"));
    spoilt("/claims/0/stance", json!("sung"));
    spoilt("/events/0/score", json!(1.5));
    spoilt("/published", json!("today"));
    spoilt("/blocks/0", json!({ "start": 0, "end": 1, "role": "lead", "kept": true, "more": 1 }));
    spoilt("/events", Value::Null);
}
