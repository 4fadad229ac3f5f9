//! Tables by column.

use relata_core::{Date, Extraction};

use crate::cell::{Cell, Column, Kind};
use crate::layout::{Layout, Offsets};

/// The values of one column, one a row.
///
/// ```
/// use relata_table::{Kind, Values};
/// assert_eq!(Values::new(Kind::Flag), Values::Flag(Vec::new()));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Values {
    /// Text.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Numbers with a fraction.
    Real(Vec<Option<f64>>),
    /// Days.
    Day(Vec<Option<Date>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
}

impl Values {
    /// No values of this kind.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Vec::new()),
            Kind::Integer => Self::Integer(Vec::new()),
            Kind::Real => Self::Real(Vec::new()),
            Kind::Day => Self::Day(Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
        }
    }

    /// Adds what stands in a cell; nothing, where that is of another kind.
    fn push(&mut self, cell: Option<Cell>) {
        match (self, cell) {
            (Self::Text(values), Some(Cell::Text(text))) => values.push(Some(text)),
            (Self::Text(values), _) => values.push(None),
            (Self::Integer(values), Some(Cell::Integer(number))) => values.push(Some(number)),
            (Self::Integer(values), _) => values.push(None),
            (Self::Real(values), Some(Cell::Real(number))) => values.push(Some(number)),
            (Self::Real(values), _) => values.push(None),
            (Self::Day(values), Some(Cell::Day(day))) => values.push(Some(day)),
            (Self::Day(values), _) => values.push(None),
            (Self::Flag(values), Some(Cell::Flag(flag))) => values.push(Some(flag)),
            (Self::Flag(values), _) => values.push(None),
        }
    }
}

/// A table by column, for programs that hold tables so: Arrow, data frames.
///
/// ```
/// use relata_core::{Article, Extraction};
/// use relata_table::{ColumnTable, Layout, Table, Values};
/// let text = "Rain fell in Oslo.";
/// let mut table = ColumnTable::new(Layout::Table(Table::Claims));
/// table.write(text, &Extraction::new(&Article::new(text)));
/// let columns = table.take();
/// assert_eq!((columns[0].0.name, &columns[0].1), ("article", &Values::Text(Vec::new())));
/// ```
#[derive(Debug, Clone)]
pub struct ColumnTable {
    layout: Layout,
    offsets: Offsets,
    columns: Vec<(Column, Values)>,
    rows: usize,
}

impl ColumnTable {
    /// A table without rows, whose offsets count bytes.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { layout, offsets: Offsets::Bytes, columns: empty(layout), rows: 0 }
    }

    /// Sets what offsets count.
    ///
    /// ```
    /// use relata_table::{ColumnTable, Layout, Offsets, Table};
    /// let table = ColumnTable::new(Layout::Table(Table::Actors)).with_offsets(Offsets::Chars);
    /// assert_eq!(table.rows(), 0);
    /// ```
    #[must_use]
    pub const fn with_offsets(mut self, offsets: Offsets) -> Self {
        self.offsets = offsets;
        self
    }

    /// Adds the rows of an extraction. `given` is the text that was given.
    pub fn write(&mut self, given: &str, extraction: &Extraction) {
        for row in self.layout.rows_in(self.offsets, given, extraction) {
            self.rows += 1;
            self.columns.iter_mut().zip(row).for_each(|((_, values), cell)| values.push(cell));
        }
    }

    /// Number of rows that it holds.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Its columns with their values; the table is without rows again.
    pub fn take(&mut self) -> Vec<(Column, Values)> {
        self.rows = 0;
        std::mem::replace(&mut self.columns, empty(self.layout))
    }
}

fn empty(layout: Layout) -> Vec<(Column, Values)> {
    layout.columns().map(|column| (column, Values::new(column.kind))).collect()
}
