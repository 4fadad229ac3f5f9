//! Prints extractions in the format asked for, each whole and at once.

use std::io::{self, Write as _};

use relata::{Extraction, Reading};

use crate::arguments::Format;
use crate::closed;
use crate::failure::Failure;
use crate::interrupt;
use crate::report::Report;

/// Standard output with a format.
pub struct Output {
    format: Format,
}

impl Output {
    /// Prints in this format.
    pub const fn new(format: Format) -> Self {
        Self { format }
    }

    /// Prints the token layers of a text as CoNLL-U.
    pub fn layers((text, reading): &(String, Reading)) -> Result<(), Failure> {
        write_whole(relata::conllu::write(text, reading).as_bytes())
    }

    /// Prints an extraction from the text that was given.
    pub fn extraction(&self, given: &str, extraction: &Extraction) -> Result<(), Failure> {
        write_whole(&self.record(given, extraction)?)
    }

    /// The record of an extraction.
    pub fn record(&self, given: &str, extraction: &Extraction) -> Result<Vec<u8>, Failure> {
        let mut record = match self.format {
            Format::Json => serde_json::to_vec_pretty(extraction)?,
            Format::Jsonl => serde_json::to_vec(extraction)?,
            _ => Report::new(given, extraction).to_string().into_bytes(),
        };
        record.push(b'\n');
        Ok(record)
    }
}

/// Writes a record and hands it on: whoever reads us may wait for it, and nothing of it is lost
/// when the program is ended behind it.
pub fn write_whole(record: &[u8]) -> Result<(), Failure> {
    closed::refuse(false, true)?;
    let _whole = interrupt::writing();
    let mut out = io::stdout().lock();
    out.write_all(record)?;
    Ok(out.flush()?)
}
