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
use relata_core::Extraction;

use crate::cell::{Cell, Column, Kind};
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
    layout: Layout,
    columns: Vec<Column>,
    rows: Vec<Vec<Option<Cell>>>,
    schema: SchemaRef,
    out: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetTable<W> {
    /// A table without rows.
    ///
    /// # Errors
    /// What the output says.
    pub fn new(out: W, layout: Layout) -> io::Result<Self> {
        let columns: Vec<Column> = layout.columns().collect();
        let fields = columns.iter().map(|c| Field::new(c.name, data_type(c.kind), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("relata ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))
            .map_err(io::Error::other)?;
        Ok(Self { layout, columns, rows: Vec::new(), schema, out })
    }

    /// Adds the rows of an extraction. `given` is the text that was given.
    ///
    /// # Errors
    /// What the output says.
    pub fn write(&mut self, given: &str, extraction: &Extraction) -> io::Result<()> {
        self.rows.extend(self.layout.rows(given, extraction));
        if self.rows.len() >= HELD { self.write_held() } else { Ok(()) }
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
        let rows = std::mem::take(&mut self.rows);
        let arrays = self.columns.iter().enumerate().map(|(at, c)| array(&rows, at, c.kind));
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

/// The values of one column.
fn array(rows: &[Vec<Option<Cell>>], at: usize, kind: Kind) -> ArrayRef {
    let cells = rows.iter().map(|row| row.get(at).and_then(Option::as_ref));
    // The cells of one kind as an array; any other is empty.
    macro_rules! array {
        ($array:ty, $kind:ident, $value:ident => $out:expr) => {{
            let values = cells.map(|cell| match cell {
                Some(Cell::$kind($value)) => Some($out),
                _ => None,
            });
            Arc::new(values.collect::<$array>())
        }};
    }
    match kind {
        Kind::Text => array!(StringArray, Text, text => text.as_str()),
        Kind::Integer => array!(Int64Array, Integer, number => *number),
        Kind::Real => array!(Float64Array, Real, number => *number),
        Kind::Day => array!(Date32Array, Day, day => day.unix_day()),
        Kind::Flag => array!(BooleanArray, Flag, flag => *flag),
    }
}
