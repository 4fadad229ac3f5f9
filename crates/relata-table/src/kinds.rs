//! Which tables there are, and which formats have columns of their own.

use std::fmt;
use std::str::FromStr;

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
    /// An article, whether or not anything was found in it.
    Articles,
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
        Self::Articles,
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
            Self::Articles => "articles",
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

impl FromStr for Preset {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let named = Self::ALL.iter().find(|preset| preset.as_str() == text);
        named.copied().ok_or_else(|| format!("there are no columns {text:?}"))
    }
}
