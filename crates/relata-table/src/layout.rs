//! Which tables there are.

use std::fmt;
use std::str::FromStr;

use relata_core::Extraction;

use crate::cell::{Cell, Column};
use crate::row::{Field, Row, Source};
use crate::{presets, tables};

/// A table: what one row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Table {
    /// An event.
    Events,
    /// A claim.
    Claims,
    /// One voice that carries one event, in one claim.
    Attestations,
    /// One who takes part in an event: actor, target, instrument, beneficiary.
    Actors,
    /// A place of an event, or one that the article names besides.
    Places,
    /// An entity.
    Entities,
    /// A time expression.
    Times,
}

impl Table {
    /// Every table, in the order of declaration.
    pub const ALL: &'static [Self] = &[
        Self::Events,
        Self::Claims,
        Self::Attestations,
        Self::Actors,
        Self::Places,
        Self::Entities,
        Self::Times,
    ];

    /// The written form.
    ///
    /// ```
    /// use relata_table::Table;
    /// assert_eq!("places".parse(), Ok(Table::Places));
    /// assert!(Table::ALL.iter().all(|table| table.as_str().parse() == Ok(*table)));
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Claims => "claims",
            Self::Attestations => "attestations",
            Self::Actors => "actors",
            Self::Places => "places",
            Self::Entities => "entities",
            Self::Times => "times",
        }
    }

    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Events => tables::EVENTS,
            Self::Claims => tables::CLAIMS,
            Self::Attestations => tables::ATTESTATIONS,
            Self::Actors => tables::ACTORS,
            Self::Places => tables::PLACES,
            Self::Entities => tables::ENTITIES,
            Self::Times => tables::TIMES,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Table {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let named = Self::ALL.iter().find(|table| table.as_str() == text);
        named.copied().ok_or_else(|| format!("{text:?} is no table"))
    }
}

/// Columns of another format, one row an event that took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// Those of ACLED's export: events with an ACLED type.
    Acled,
    /// Those of GDELT's event table, version 2: events with a CAMEO code.
    Gdelt,
    /// Those of POLECAT, the data set in PLOVER: events with a PLOVER type.
    Plover,
}

impl Preset {
    /// Every preset, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::Acled, Self::Gdelt, Self::Plover];

    /// The written form.
    ///
    /// ```
    /// assert_eq!(relata_table::Preset::Acled.as_str(), "acled");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Gdelt => "gdelt",
            Self::Plover => "plover",
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a row stands for, and its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// A table with relata's own columns.
    Table(Table),
    /// Events with the columns of another format.
    Preset(Preset),
}

impl Layout {
    /// Its columns.
    ///
    /// ```
    /// use relata_table::{Layout, Preset};
    /// let names: Vec<_> = Layout::Preset(Preset::Acled).columns().map(|c| c.name).collect();
    /// assert_eq!(&names[..3], ["event_id_cnty", "event_date", "year"]);
    /// ```
    pub fn columns(self) -> impl Iterator<Item = Column> {
        self.fields().iter().map(|field| field.column)
    }

    /// The rows of an extraction, each with a value or nothing for every column. `given` is the text
    /// that was given; [`Extraction::text`] goes before it.
    ///
    /// ```
    /// use relata_core::{Article, Extraction};
    /// use relata_table::{Layout, Table};
    /// let text = "Rain fell in Oslo.";
    /// let extraction = Extraction::new(&Article::new(text));
    /// assert!(Layout::Table(Table::Events).rows(text, &extraction).is_empty());
    /// ```
    #[must_use]
    pub fn rows(self, given: &str, extraction: &Extraction) -> Vec<Vec<Option<Cell>>> {
        let source = Source::new(given, extraction);
        let rows: Vec<Row<'_>> = match self {
            Self::Table(table) => tables::rows(table, &source),
            Self::Preset(preset) => presets::rows(preset, &source),
        };
        let values = |row: &Row<'_>| self.fields().iter().map(|field| (field.value)(row)).collect();
        rows.iter().map(values).collect()
    }

    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Table(table) => table.fields(),
            Self::Preset(preset) => presets::fields(preset),
        }
    }
}
