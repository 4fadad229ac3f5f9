//! Rows of relata's tables as lists of Arrow structures, one list an article.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, ListArray, StructArray};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{DataFusionError, Result};
use relata::Extraction;
use relata_table::{ColumnTable, Layout};

/// The columns of a table.
pub fn fields(layout: Layout) -> Fields {
    layout.arrow_schema().fields().clone()
}

/// A list of structures.
pub fn list_type(fields: Fields) -> DataType {
    DataType::List(item(fields))
}

fn item(fields: Fields) -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Struct(fields), true))
}

/// The rows of each extraction.
pub fn row_lists(layout: Layout, extractions: &[Option<Extraction>]) -> Result<ArrayRef> {
    let mut table = ColumnTable::new(layout);
    let mut lengths = Vec::with_capacity(extractions.len());
    for extraction in extractions {
        let before = table.rows();
        if let Some(extraction) = extraction {
            table.write(extraction.text.as_deref().unwrap_or_default(), extraction);
        }
        lengths.push(table.rows() - before);
    }
    let rows = table.take_batch(&layout.arrow_schema())?;
    let valid = extractions.iter().map(Option::is_some).collect();
    lists(fields(layout), rows.columns().to_vec(), &lengths, valid)
}

/// Lists of so many structures each, of which those that are not valid are null.
pub fn lists(
    fields: Fields,
    columns: Vec<ArrayRef>,
    lengths: &[usize],
    valid: Vec<bool>,
) -> Result<ArrayRef> {
    let rows = lengths.iter().sum::<usize>();
    if i32::try_from(rows).is_err() {
        // Arrow counts the rows of a list in 32 bits.
        return Err(DataFusionError::ResourcesExhausted(format!("{rows} rows in one batch")));
    }
    let values = StructArray::try_new_with_length(fields.clone(), columns, None, rows)?;
    let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
    let nulls = NullBuffer::from(valid);
    Ok(Arc::new(ListArray::try_new(item(fields), offsets, Arc::new(values), Some(nulls))?))
}
