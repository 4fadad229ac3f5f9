//! Tables as Apache Parquet.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use relata_core::Extraction;

use crate::column_table::ColumnTable;
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
        let schema = layout.arrow_schema();
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
        let batch = self.held.take_batch(&self.schema).map_err(io::Error::other)?;
        self.out.write(&batch).map_err(io::Error::other)
    }
}
