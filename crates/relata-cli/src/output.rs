//! Prints extractions in the format asked for, each whole and at once.

use std::io::{self, Write as _};

use relata::{Extraction, Reading};
use serde::Serialize;

use crate::arguments::Format;
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
        let mut record = match self.format {
            Format::Json => serde_json::to_vec_pretty(extraction)?,
            Format::Jsonl => serde_json::to_vec(extraction)?,
            Format::Report | Format::Conllu => {
                Report::new(given, extraction).to_string().into_bytes()
            }
        };
        record.push(b'\n');
        write_whole(&record)
    }
}

/// Warns where the output will be lost. The runtime has put `/dev/null`, to read and write, in the
/// place of a standard output that was closed, and so do some programs that throw it away on
/// purpose: the two cannot be told apart, so that this is no error.
#[cfg(unix)]
pub fn warn_if_closed() {
    use rustix::fs::{OFlags, fcntl_getfl, fstat, stat};

    let out = rustix::stdio::stdout();
    let to_both = fcntl_getfl(out).is_ok_and(|flags| flags & OFlags::ACCMODE == OFlags::RDWR);
    let device = |found: rustix::io::Result<rustix::fs::Stat>| found.ok().map(|s| s.st_rdev);
    let null = device(stat("/dev/null")).filter(|device| *device != 0);
    if to_both && null.is_some() && device(fstat(out)) == null {
        eprintln!(
            "relata: warning: standard output is closed, or is /dev/null opened for reading too: \
            what is printed is lost"
        );
    }
}

/// On other systems nothing is known of it.
#[cfg(not(unix))]
pub fn warn_if_closed() {}

/// Prints any value as one line of JSON.
pub fn print_line(value: &impl Serialize) -> Result<(), Failure> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    write_whole(&line)
}

/// Writes a record and hands it on: whoever reads us may wait for it, and nothing of it is lost
/// when the program is ended behind it.
pub fn write_whole(record: &[u8]) -> Result<(), Failure> {
    let _whole = interrupt::writing();
    let mut out = io::stdout().lock();
    out.write_all(record)?;
    Ok(out.flush()?)
}
