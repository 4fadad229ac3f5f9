//! `relata_sketches`.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, ListBuilder, StringArray, UInt64Builder};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{DataFusionError, Result};
use relata::Extraction;
use relata_corpus::EventSketch;

use super::of_record::{OfRecord, Records};
use crate::arrays::{list_type, lists};

/// The sketches of an extraction's events.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Sketches;

/// The columns: article and event as in the other tables, a number that tells articles of one
/// identifier apart, the keys by which other reports are found, the sketch itself.
fn columns() -> Fields {
    let keys = Arc::new(Field::new("item", DataType::UInt64, true));
    Fields::from(vec![
        Field::new("article", DataType::Utf8, true),
        Field::new("event", DataType::Utf8, true),
        Field::new("content", DataType::Int64, true),
        Field::new("keys", DataType::List(keys), true),
        Field::new("sketch", DataType::Utf8, true),
    ])
}

impl OfRecord for Sketches {
    fn name(&self) -> &'static str {
        "relata_sketches"
    }

    fn returned(&self) -> DataType {
        list_type(columns())
    }

    fn values(&self, records: &Records<'_>) -> Result<ArrayRef> {
        let extractions = records.extractions()?;
        let mut rows = Rows::default();
        let lengths: Vec<usize> = extractions
            .iter()
            .map(|extraction| extraction.as_ref().map_or(Ok(0), |found| rows.add(found)))
            .collect::<Result<_>>()?;
        let valid = extractions.iter().map(Option::is_some).collect();
        lists(columns(), rows.finish(), &lengths, valid)
    }
}

/// The rows of many extractions.
#[derive(Default)]
struct Rows {
    articles: Vec<String>,
    events: Vec<String>,
    contents: Vec<i64>,
    keys: ListBuilder<UInt64Builder>,
    sketches: Vec<String>,
}

impl Rows {
    /// Adds an extraction; how many events it has.
    fn add(&mut self, extraction: &Extraction) -> Result<usize> {
        let sketches = EventSketch::of(extraction, extraction.text.as_deref());
        let content = content(extraction);
        for sketch in &sketches {
            self.articles.push(sketch.article().to_owned());
            self.events.push(sketch.event());
            self.contents.push(content);
            self.keys.append_value(sketch.keys().into_iter().map(Some));
            let written = serde_json::to_string(sketch);
            self.sketches.push(written.map_err(|error| DataFusionError::External(error.into()))?);
        }
        Ok(sketches.len())
    }

    fn finish(mut self) -> Vec<ArrayRef> {
        vec![
            Arc::new(StringArray::from(self.articles)),
            Arc::new(StringArray::from(self.events)),
            Arc::new(Int64Array::from(self.contents)),
            Arc::new(self.keys.finish()),
            Arc::new(StringArray::from(self.sketches)),
        ]
    }
}

/// A hash of what the article says, where and when (FNV-1a): the same for one that is given twice.
fn content(extraction: &Extraction) -> i64 {
    let published = extraction.published.map(|day| day.to_string());
    let parts = [extraction.publisher.as_deref(), published.as_deref(), extraction.text.as_deref()];
    let bytes = parts.iter().flat_map(|part| part.unwrap_or_default().bytes().chain([0xff]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash.cast_signed()
}
