//! Tables whose rows the caller makes.

use std::io::{self, Write};

use crate::cell::{Cell, Column};

/// A table with the columns of the caller, a row a line (RFC 4180).
///
/// ```
/// use relata_table::{Cell, Column, Kind, RowTable};
/// let columns = [Column::new("source", Kind::Text), Column::new("killed", Kind::Integer)];
/// let mut table = RowTable::new(Vec::new(), b',', &columns)?;
/// table.write(&[Some(Cell::Text("police".to_owned())), None])?;
/// assert_eq!(table.finish()?, b"source,killed\npolice,\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct RowTable<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> RowTable<W> {
    /// A table with this character between values. The line of the columns is written at once.
    ///
    /// # Errors
    /// What the output says.
    pub fn new(out: W, separator: u8, columns: &[Column]) -> io::Result<Self> {
        let mut out = csv::WriterBuilder::new().delimiter(separator).from_writer(out);
        out.write_record(columns.iter().map(|column| column.name))?;
        Ok(Self { out })
    }

    /// Writes a row, with a value or nothing for every column.
    ///
    /// # Errors
    /// What the output says, or that the row has not as many values as there are columns.
    pub fn write(&mut self, row: &[Option<Cell>]) -> io::Result<()> {
        let values = row.iter().map(|cell| cell.as_ref().map(Cell::to_string));
        self.out.write_record(values.map(Option::unwrap_or_default))?;
        Ok(())
    }

    /// The output, with everything written.
    ///
    /// # Errors
    /// What the output says.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
