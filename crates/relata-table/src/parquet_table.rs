//! Tables as Apache Parquet.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use relata_core::{Date, Extraction};

use crate::cell::Kind;
use crate::column_table::{ColumnTable, Values};
use crate::layout::Layout;

/// Rows that are held before they are written.
const HELD: usize = 8192;

/// A table as a Parquet file: days are dates, empty cells nulls, columns compressed with Snappy.
///
/// ```
/// use relata_core::{Article, Extraction};
/// use relata_table::{Layout, ParquetTable, Table};
/// let text = "Rain fell in Oslo.";
/// let mut table = ParquetTable::new(Vec::new(), Layout::Table(Table::Events))?;
/// table.write(text, &Extraction::new(&Article::new(text)))?;
/// assert!(table.finish()?.starts_with(b"PAR1"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct ParquetTable<W: Write + Send> {
    held: ColumnTable,
    schema: SchemaRef,
    out: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetTable<W> {
    /// A table without rows.
    ///
    /// # Errors
    /// What the output says.
    pub fn new(out: W, layout: Layout) -> io::Result<Self> {
        let fields = layout.columns().map(|c| Field::new(c.name, data_type(c.kind), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("relata ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))
            .map_err(io::Error::other)?;
        Ok(Self { held: ColumnTable::new(layout), schema, out })
    }

    /// Adds the rows of an extraction. `given` is the text that was given.
    ///
    /// # Errors
    /// What the output says.
    pub fn write(&mut self, given: &str, extraction: &Extraction) -> io::Result<()> {
        self.held.write(given, extraction);
        if self.held.rows() >= HELD { self.write_held() } else { Ok(()) }
    }

    /// Writes what is held and the end of the file, without which it cannot be read.
    ///
    /// # Errors
    /// What the output says.
    pub fn finish(mut self) -> io::Result<W> {
        self.write_held()?;
        self.out.into_inner().map_err(io::Error::other)
    }

    fn write_held(&mut self) -> io::Result<()> {
        let arrays = self.held.take().into_iter().map(|(_, values)| array(values));
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays.collect())
            .map_err(io::Error::other)?;
        self.out.write(&batch).map_err(io::Error::other)
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

/// The values of one column, as Arrow holds them.
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
