//! `relata_error`.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;

use super::of_record::{OfRecord, Records};
use super::records::refusal;

/// What kept an article from being read; null for an extraction.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct ErrorOf;

impl OfRecord for ErrorOf {
    fn name(&self) -> &'static str {
        "relata_error"
    }

    fn returned(&self) -> DataType {
        DataType::Utf8
    }

    fn values(&self, records: &Records<'_>) -> Result<ArrayRef> {
        let errors = records.texts().map(|record| Some(refusal(record?)?.error));
        Ok(Arc::new(errors.collect::<StringArray>()))
    }
}
