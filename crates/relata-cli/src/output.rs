//! Prints extractions in the format asked for.

use std::io::{self, BufWriter, StdoutLock, Write as _};

use relata::{Extraction, Reading};
use serde::Serialize;

use crate::arguments::Format;
use crate::failure::Failure;
use crate::report::Report;

/// Standard output with a format.
pub struct Output {
    format: Format,
    to: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Locks standard output.
    pub fn new(format: Format) -> Self {
        Self { format, to: BufWriter::new(io::stdout().lock()) }
    }

    /// Prints the token layers of a text as CoNLL-U.
    pub fn layers(&mut self, (text, reading): &(String, Reading)) -> Result<(), Failure> {
        Ok(self.to.write_all(relata::conllu::write(text, reading).as_bytes())?)
    }

    /// Prints an extraction from the text that was given.
    pub fn extraction(&mut self, given: &str, extraction: &Extraction) -> Result<(), Failure> {
        match self.format {
            Format::Json => serde_json::to_writer_pretty(&mut self.to, extraction)?,
            Format::Jsonl => serde_json::to_writer(&mut self.to, extraction)?,
            Format::Report | Format::Conllu => {
                write!(self.to, "{}", Report::new(given, extraction))?
            }
        }
        Ok(writeln!(self.to)?)
    }

    /// Prints any value as one line of JSON.
    pub fn print_line(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.to, value)?;
        Ok(writeln!(self.to)?)
    }

    /// Writes what is still buffered.
    pub fn finish(mut self) -> Result<(), Failure> {
        Ok(self.to.flush()?)
    }
}
