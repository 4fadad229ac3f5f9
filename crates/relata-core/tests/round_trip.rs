//! What is written as JSON and read again is equal, whatever an extraction holds: extractions are
//! drawn from the JSON Schema, so that a field that is new is drawn as well.

#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use proptest::string::string_regex;
use relata_core::Extraction;
use serde_json::{Map, Number, Value, json};

/// Values that follow a schema. `whole` has the definitions.
fn values(whole: &Value, schema: &Value) -> BoxedStrategy<Value> {
    let field = |name: &str| schema.get(name);
    if let Some(name) = field("$ref").and_then(Value::as_str) {
        let name = name.strip_prefix("#/$defs/").unwrap();
        return match name {
            "Date" => days(),
            "Score" => (0.0..=1.0_f64).prop_map(|score| json!(score)).boxed(),
            "Span" => spans(),
            "Coordinates" => points(),
            _ => values(whole, whole.pointer(&format!("/$defs/{name}")).unwrap()),
        };
    }
    if let Some(value) = field("const") {
        return Just(value.clone()).boxed();
    }
    if let Some(known) = field("enum").and_then(Value::as_array) {
        return proptest::sample::select(known.clone()).boxed();
    }
    for one_of in ["anyOf", "oneOf"] {
        if let Some(schemas) = field(one_of).and_then(Value::as_array) {
            let kinds = schemas.iter().map(|schema| values(whole, schema));
            return proptest::strategy::Union::new(kinds).boxed();
        }
    }
    match field("type") {
        Some(Value::String(kind)) => of_type(whole, schema, kind),
        Some(Value::Array(kinds)) => {
            let kinds = kinds.iter().map(|kind| of_type(whole, schema, kind.as_str().unwrap()));
            proptest::strategy::Union::new(kinds).boxed()
        }
        _ => panic!("nothing is known of {schema}"),
    }
}

fn of_type(whole: &Value, schema: &Value, kind: &str) -> BoxedStrategy<Value> {
    match kind {
        "null" => Just(Value::Null).boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "integer" => integers(schema),
        "string" => texts(schema.get("pattern").and_then(Value::as_str)),
        "array" => {
            let items = values(whole, schema.get("items").unwrap());
            proptest::collection::vec(items, 0..3).prop_map(Value::from).boxed()
        }
        "object" => objects(whole, schema),
        other => panic!("values of type {other} are not drawn"),
    }
}

fn integers(schema: &Value) -> BoxedStrategy<Value> {
    let most = match schema.get("format").and_then(Value::as_str) {
        Some("uint32") => u64::from(u32::MAX),
        Some("uint" | "uint64") => u64::MAX,
        other => panic!("whole numbers of format {other:?} are not drawn"),
    };
    let numbers = prop_oneof![8 => 0..=40_u64, 1 => 0..=most, 1 => Just(most)];
    numbers.prop_map(Value::from).boxed()
}

/// Of identifiers no more digits than one may have.
fn texts(pattern: Option<&str>) -> BoxedStrategy<Value> {
    let pattern = pattern.unwrap_or("(?s).{0,5}").replace("[0-9]*", "[0-9]{0,4}");
    let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
    string_regex(pattern).unwrap().prop_map(Value::from).boxed()
}

fn days() -> BoxedStrategy<Value> {
    let days = (1..=9999_u16, 1..=12_u8, 1..=28_u8);
    days.prop_map(|(year, month, day)| json!(format!("{year:04}-{month:02}-{day:02}"))).boxed()
}

fn spans() -> BoxedStrategy<Value> {
    (0..90_u64, 0..20_u64).prop_map(|(at, length)| span(at, at + length)).boxed()
}

fn span(start: u64, end: u64) -> Value {
    json!({ "start": start, "end": end })
}

fn points() -> BoxedStrategy<Value> {
    let points = (-90.0..=90.0_f64, -180.0..=180.0_f64);
    points
        .prop_map(|(latitude, longitude)| json!({ "latitude": latitude, "longitude": longitude }))
        .boxed()
}

/// Every required field; of the others any.
fn objects(whole: &Value, schema: &Value) -> BoxedStrategy<Value> {
    let required: Vec<&Value> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().collect();
    let fields: Vec<_> = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, schema)| {
            let name = name.clone();
            let always = required.contains(&&json!(name));
            let value = proptest::option::weighted(0.6, values(whole, schema));
            let value =
                if always { values(whole, schema).prop_map(Some).boxed() } else { value.boxed() };
            (Just(name), value)
        })
        .collect();
    fields
        .prop_map(|fields| {
            let mut object: Map<String, Value> =
                fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
            order(&mut object);
            Value::Object(object)
        })
        .boxed()
}

/// A schema cannot say that a span ends behind its start.
fn order(object: &mut Map<String, Value>) {
    let number = |name: &str| object.get(name).and_then(Value::as_u64);
    if let (Some(start), Some(end)) = (number("start"), number("end"))
        && start > end
    {
        object.insert("start".to_owned(), Value::Number(Number::from(end)));
        object.insert("end".to_owned(), Value::Number(Number::from(start)));
    }
}

fn extractions() -> BoxedStrategy<Value> {
    let schema = serde_json::to_value(relata_core::schema()).unwrap();
    objects(&schema, &schema)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(drawn in extractions()) {
        let read: Extraction = serde_json::from_value(drawn).unwrap();
        let written = serde_json::to_string(&read).unwrap();
        let again: Extraction = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&again, &read);
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), written);
    }

    /// `round_scores` is for those who make extractions themselves: it has nothing left to do.
    #[test]
    fn no_score_is_passed_over(drawn in extractions()) {
        let read: Extraction = serde_json::from_value(drawn).unwrap();
        let mut rounded = read.clone();
        rounded.round_scores();
        prop_assert_eq!(rounded, read);
    }
}

/// What is drawn has every kind of record: the tests above look at something.
#[test]
fn every_list_is_drawn() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let drawn: Vec<Extraction> = (0..40)
        .map(|_| {
            let drawn = extractions().new_tree(&mut runner).unwrap();
            serde_json::from_value(proptest::strategy::ValueTree::current(&drawn)).unwrap()
        })
        .collect();
    let any = |has: fn(&Extraction) -> bool| assert!(drawn.iter().any(has));
    any(|e| e.claims.iter().any(|claim| claim.addressee.is_some()));
    any(|e| e.events.iter().any(|event| !event.casualties.killed.is_empty()));
    any(|e| e.entities.iter().any(|entity| entity.place.is_some()));
    any(|e| !e.discrepancies.is_empty() && !e.absences.is_empty());
    any(|e| !e.trace.is_empty() && !e.warnings.is_empty() && e.page.is_some());
}
