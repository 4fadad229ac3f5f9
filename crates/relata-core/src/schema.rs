//! The JSON Schema of extractions.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{Date, Extraction, Score, Voice};

/// The JSON Schema (2020-12) of [`Extraction`] as it is written.
///
/// ```
/// let schema = relata_core::schema();
/// assert!(schema.get("properties").is_some_and(|fields| fields.get("claims").is_some()));
/// ```
#[must_use]
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(without_examples)
        .into_generator()
        .into_root_schema_for::<Extraction>()
}

/// Descriptions are the documentation of the types, but for its pieces of Rust.
fn without_examples(schema: &mut Schema) {
    let described = schema.get("description").and_then(|text| text.as_str());
    let words =
        described.and_then(|text| text.split_once("\n\n```")).map(|(words, _)| words.to_owned());
    if let Some(words) = words {
        schema.insert("description".to_owned(), words.into());
    }
    transform_subschemas(&mut without_examples, schema);
}

impl JsonSchema for Score {
    fn schema_name() -> Cow<'static, str> {
        "Score".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A confidence, with three decimals.",
            "type": "number", "minimum": 0, "maximum": 1,
        })
    }
}

impl JsonSchema for Voice {
    fn schema_name() -> Cow<'static, str> {
        "Voice".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Who speaks: an entity, the paper itself, or somebody whom the text \
                            does not state.",
            "type": "string", "pattern": "^(narrator|unstated|e[1-9][0-9]*)$",
        })
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day of the Gregorian calendar.",
            "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        })
    }
}
