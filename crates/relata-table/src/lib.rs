//! Extractions as tables: one row a claim, an event, an attestation, an actor, a place, an entity,
//! a time, an article, with stable columns; the columns of ACLED, GDELT and PLOVER; `GeoJSON`; and
//! standoff for people who correct annotations by hand.
//!
//! What an extraction does not have is an empty cell, never zero. `docs/tables.md` in the
//! repository explains each column.
//!
//! ```
//! use relata_core::{Article, Extraction};
//! use relata_table::{Layout, Table, TextTable};
//! let text = "Rain fell in Oslo.";
//! let mut table = TextTable::comma(Vec::new(), Layout::Table(Table::Claims))?;
//! table.write(text, &Extraction::new(&Article::new(text)))?;
//! let written = String::from_utf8(table.finish()?)?;
//! assert!(written.starts_with("article,claim,source,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "arrow")]
mod arrow;
mod brat;
mod cell;
mod codes;
mod column_table;
mod displacy;
mod geojson;
mod kinds;
mod layout;
#[cfg(feature = "parquet")]
mod parquet_table;
mod presets;
mod row;
mod row_table;
mod tables;
mod text_table;

pub use brat::{brat, brat_configuration};
pub use cell::{Cell, Column, Kind};
pub use column_table::{ColumnTable, Values};
pub use displacy::displacy;
pub use geojson::GeoJson;
pub use kinds::{Preset, Table};
pub use layout::{Layout, Offsets};
#[cfg(feature = "parquet")]
pub use parquet_table::ParquetTable;
pub use row_table::RowTable;
pub use text_table::TextTable;
