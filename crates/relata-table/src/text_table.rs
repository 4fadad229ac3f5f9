//! Tables as lines of text.

use std::io::{self, Write};

use relata_core::Extraction;

use crate::cell::Cell;
use crate::layout::Layout;

/// A table with a row a line, and the names of the columns in the first (RFC 4180).
///
/// ```
/// use relata_core::{Article, Extraction};
/// use relata_table::{Layout, Table, TextTable};
/// let text = "Rain fell in Oslo.";
/// let mut table = TextTable::tab(Vec::new(), Layout::Table(Table::Claims))?;
/// table.write(text, &Extraction::new(&Article::new(text)))?;
/// assert!(table.finish()?.starts_with(b"article\tclaim\tsource\t"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct TextTable<W: Write> {
    layout: Layout,
    out: csv::Writer<W>,
}

impl<W: Write> TextTable<W> {
    /// Values separated by commas. The line of the columns is written at once.
    ///
    /// # Errors
    /// What the output says.
    pub fn comma(out: W, layout: Layout) -> io::Result<Self> {
        Self::separated(out, layout, b',')
    }

    /// Values separated by tabs.
    ///
    /// # Errors
    /// What the output says.
    pub fn tab(out: W, layout: Layout) -> io::Result<Self> {
        Self::separated(out, layout, b'\t')
    }

    /// As [`TextTable::comma`], without the line of the columns: to go on with a table that has it.
    ///
    /// ```
    /// use relata_table::{Layout, Table, TextTable};
    /// let rows = TextTable::comma_rows(Vec::new(), Layout::Table(Table::Claims));
    /// assert!(rows.finish()?.is_empty());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn comma_rows(out: W, layout: Layout) -> Self {
        Self::rows(out, layout, b',')
    }

    /// As [`TextTable::tab`], without the line of the columns: to go on with a table that has it.
    ///
    /// ```
    /// use relata_table::{Layout, Table, TextTable};
    /// let rows = TextTable::tab_rows(Vec::new(), Layout::Table(Table::Claims));
    /// assert!(rows.finish()?.is_empty());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn tab_rows(out: W, layout: Layout) -> Self {
        Self::rows(out, layout, b'\t')
    }

    fn separated(out: W, layout: Layout, separator: u8) -> io::Result<Self> {
        let mut table = Self::rows(out, layout, separator);
        table.out.write_record(layout.columns().map(|column| column.name))?;
        Ok(table)
    }

    fn rows(out: W, layout: Layout, separator: u8) -> Self {
        Self { layout, out: csv::WriterBuilder::new().delimiter(separator).from_writer(out) }
    }

    /// Writes the rows of an extraction and hands them on. `given` is the text that was given.
    ///
    /// # Errors
    /// What the output says.
    pub fn write(&mut self, given: &str, extraction: &Extraction) -> io::Result<()> {
        for row in self.layout.rows(given, extraction) {
            let values = row.iter().map(|cell| cell.as_ref().map(Cell::to_string));
            self.out.write_record(values.map(Option::unwrap_or_default))?;
        }
        self.out.flush()
    }

    /// The output, with everything written.
    ///
    /// # Errors
    /// What the output says.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
