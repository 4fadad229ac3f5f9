//! Who carries an event across articles, and where they differ.

mod casualties;
mod differences;
mod sources;
mod status;

pub(crate) use casualties::{CountStated, numbers};
pub(crate) use differences::differences;
pub(crate) use sources::{Publishers, SourceKey, Statement, statements};
pub(crate) use status::{Position, SourceRecord, by_source, status};
