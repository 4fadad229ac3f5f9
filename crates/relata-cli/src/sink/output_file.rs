//! Files and standard output that are written to.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::piece::Piece;
use crate::failure::Failure;

/// What tables and collections are written to.
pub type Writer = Box<dyn Write + Send>;

/// A file that is written anew, or behind what it has.
pub fn file(path: &Path, resume: bool) -> Result<File, Failure> {
    let opened = if resume {
        OpenOptions::new().create(true).append(true).open(path)
    } else {
        File::create(path)
    };
    opened.map_err(|source| Failure::of_file(path, source))
}

/// Standard output or such a file, written in whole pieces.
pub fn writer(path: Option<&Path>, resume: bool) -> Result<Writer, Failure> {
    Ok(match path {
        Some(path) => Box::new(Piece::new(file(path, resume)?)),
        None => Box::new(Piece::new(io::stdout())),
    })
}

/// The same for a format of which nothing can be read before its end: what is written is not held.
#[cfg(feature = "parquet")]
pub fn stream(path: Option<&Path>) -> Result<Writer, Failure> {
    Ok(match path {
        Some(path) => Box::new(io::BufWriter::new(file(path, false)?)),
        None => Box::new(io::stdout()),
    })
}

/// Whether a file has anything.
pub fn has_content(path: Option<&Path>) -> bool {
    path.and_then(|path| path.metadata().ok()).is_some_and(|file| file.len() > 0)
}
