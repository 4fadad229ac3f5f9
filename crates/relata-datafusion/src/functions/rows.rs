//! `relata_events`, `relata_claims` and the other tables, as functions of one extraction.

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use relata_table::Layout;

use super::of_record::{OfRecord, Records};
use crate::arrays::{fields, list_type, row_lists};

/// The rows of an extraction.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Rows {
    pub name: String,
    pub layout: Layout,
}

impl OfRecord for Rows {
    fn name(&self) -> &str {
        &self.name
    }

    fn returned(&self) -> DataType {
        list_type(fields(self.layout))
    }

    fn values(&self, records: &Records<'_>) -> Result<ArrayRef> {
        row_lists(self.layout, &records.extractions()?)
    }
}
