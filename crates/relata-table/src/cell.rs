//! What stands in a table.

use std::fmt;

use relata_core::Date;

/// What a column holds.
///
/// ```
/// use relata_table::{Kind, Layout, Table};
/// let kind_of = |name| {
///     Layout::Table(Table::Events).columns().find(|c| c.name == name).map(|c| c.kind)
/// };
/// assert_eq!(kind_of("main"), Some(Kind::Flag));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Real,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
}

/// One value; an empty cell is `None` of it.
///
/// ```
/// use relata_table::Cell;
/// assert_eq!(Cell::Real(-9.5).to_string(), "-9.5");
/// assert_eq!(Cell::Flag(true).to_string(), "true");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Real(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

/// The written form, as in a file of comma-separated values.
///
/// ```
/// use relata_table::Cell;
/// assert_eq!(Cell::Real(-9.5).to_string(), "-9.5");
/// assert_eq!(Cell::Flag(true).to_string(), "true");
/// ```
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
            Self::Real(number) => number.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
        }
    }
}

/// A column of a table.
///
/// ```
/// use relata_table::{Layout, Preset};
/// let first = Layout::Preset(Preset::Gdelt).columns().next();
/// assert_eq!(first.map(|column| column.name), Some("GlobalEventID"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// Its name, in the first line of a file.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column.
    ///
    /// ```
    /// use relata_table::{Column, Kind};
    /// assert_eq!(Column::new("status", Kind::Text).name, "status");
    /// ```
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind }
    }
}
