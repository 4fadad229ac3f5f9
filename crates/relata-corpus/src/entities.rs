//! Entities across articles.

mod evidence;
mod linker;
mod profile;
mod table;

pub(crate) use evidence::Named;
pub(crate) use linker::{EntityLinker, comparisons};
pub(crate) use profile::Profile;
pub use table::{EntityTable, TableError, TableRow};
