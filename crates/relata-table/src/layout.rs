//! A table with relata's own columns, or those of another format.

use relata_core::{CharOffsets, Extraction};

use crate::cell::{Cell, Column};
use crate::kinds::{Preset, Table};
use crate::row::{Field, Row, Source};
use crate::{presets, tables};

/// What a row stands for, and its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// A table with relata's own columns.
    Table(Table),
    /// Events with the columns of another format.
    Preset(Preset),
}

/// What the offsets of a table count.
///
/// ```
/// assert_eq!(relata_table::Offsets::default(), relata_table::Offsets::Bytes);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Offsets {
    /// UTF-8 bytes.
    #[default]
    Bytes,
    /// Unicode code points.
    Chars,
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

    /// The rows of an extraction, each with a value or nothing for every column. `given` is the
    /// text that was given; [`Extraction::text`] goes before it.
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
        self.rows_in(Offsets::Bytes, given, extraction)
    }

    /// As [`Layout::rows`], with offsets that count what the caller says.
    ///
    /// ```
    /// use relata_core::{Article, Extraction};
    /// use relata_table::{Layout, Offsets, Table};
    /// let text = "Rain fell in Oslo.";
    /// let extraction = Extraction::new(&Article::new(text));
    /// let layout = Layout::Table(Table::Times);
    /// assert!(layout.rows_in(Offsets::Chars, text, &extraction).is_empty());
    /// ```
    #[must_use]
    pub fn rows_in(
        self,
        offsets: Offsets,
        given: &str,
        extraction: &Extraction,
    ) -> Vec<Vec<Option<Cell>>> {
        let mut source = Source::new(given, extraction);
        let chars = (offsets == Offsets::Chars).then(|| CharOffsets::new(source.text));
        source.chars = chars.as_ref();
        let rows: Vec<Row<'_>> = match self {
            Self::Table(table) => tables::rows(table, &source),
            Self::Preset(preset) => presets::rows(preset, &source),
        };
        let values = |row: &Row<'_>| self.fields().iter().map(|field| (field.value)(row)).collect();
        rows.iter().map(values).collect()
    }

    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Table(table) => tables::fields(table),
            Self::Preset(preset) => presets::fields(preset),
        }
    }
}
