//! Tables as Arrow holds them (arrow-rs 60).

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use relata_core::Date;

use crate::cell::Kind;
use crate::column_table::{ColumnTable, Values};
use crate::layout::Layout;

impl Layout {
    /// Names and types of the columns: each may be null, days are `Date32`.
    ///
    /// ```
    /// use relata_table::{Layout, Table};
    /// assert_eq!(Layout::Table(Table::Claims).arrow_schema().field(0).name(), "article");
    /// ```
    #[must_use]
    pub fn arrow_schema(self) -> SchemaRef {
        let fields = self.columns().map(|c| Field::new(c.name, data_type(c.kind), true));
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }
}

impl ColumnTable {
    /// Its rows as a record batch; the table is without rows again. `schema` is that of its layout
    /// ([`Layout::arrow_schema`]).
    ///
    /// # Errors
    /// What Arrow says of another schema.
    ///
    /// ```
    /// use relata_table::{ColumnTable, Layout, Table};
    /// let layout = Layout::Table(Table::Claims);
    /// let batch = ColumnTable::new(layout).take_batch(&layout.arrow_schema())?;
    /// assert_eq!(batch.num_rows(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn take_batch(&mut self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let arrays = self.take().into_iter().map(|(_, values)| array(values));
        RecordBatch::try_new(Arc::clone(schema), arrays.collect())
    }
}

const fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Day => DataType::Date32,
        Kind::Flag => DataType::Boolean,
    }
}

/// The values of one column.
fn array(values: Values) -> ArrayRef {
    match values {
        Values::Text(values) => Arc::new(StringArray::from(values)),
        Values::Integer(values) => Arc::new(Int64Array::from(values)),
        Values::Real(values) => Arc::new(Float64Array::from(values)),
        Values::Day(values) => {
            let days = values.into_iter().map(|day| day.map(Date::unix_day));
            Arc::new(days.collect::<Date32Array>())
        }
        Values::Flag(values) => Arc::new(BooleanArray::from(values)),
    }
}
