//! Rows of relata's tables as lists of Arrow structures, one list an article.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, ListArray, StringArray,
    StructArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{DataFusionError, Result, internal_err};
use relata::{Date, Extraction};
use relata_table::{ColumnTable, Kind, Layout, Values};

/// The columns of a table.
pub fn fields(layout: Layout) -> Fields {
    layout.columns().map(|column| Field::new(column.name, data_type(column.kind), true)).collect()
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
    let columns = table.take().into_iter().map(|(_, values)| column(values));
    let valid = extractions.iter().map(Option::is_some).collect();
    lists(fields(layout), columns.collect::<Result<_>>()?, &lengths, valid)
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

const fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Day => DataType::Date32,
        Kind::Flag => DataType::Boolean,
        Kind::Text => DataType::Utf8,
        _ => DataType::Null,
    }
}

/// The values of one column.
fn column(values: Values) -> Result<ArrayRef> {
    Ok(match values {
        Values::Text(values) => Arc::new(StringArray::from(values)),
        Values::Integer(values) => Arc::new(Int64Array::from(values)),
        Values::Real(values) => Arc::new(Float64Array::from(values)),
        Values::Day(values) => {
            let days = values.into_iter().map(|day| day.map(Date::unix_day));
            Arc::new(days.collect::<Date32Array>())
        }
        Values::Flag(values) => Arc::new(BooleanArray::from(values)),
        _ => return internal_err!("a column of a kind that this crate does not know"),
    })
}
