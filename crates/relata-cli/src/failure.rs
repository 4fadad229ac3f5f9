//! What ends a run.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong, and with which document.
#[derive(Debug)]
pub enum Failure {
    /// A document or the output could not be read or written.
    Io {
        /// The file, `None` for standard input and output.
        path: Option<PathBuf>,
        /// What the system says.
        source: io::Error,
    },
    /// A document is not UTF-8.
    Encoding {
        /// First byte that is not.
        position: usize,
    },
    /// A document has more bytes than it may.
    TooLong {
        /// Bytes that it may have.
        limit: usize,
    },
    /// A table of labels cannot be understood.
    Labels {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: relata::hf::LoadError,
    },
    /// A lexicon of cues is not in its format.
    Cues {
        /// The file.
        path: PathBuf,
        /// Each line that is wrong.
        faults: Vec<relata::LexiconError>,
    },
    /// Own entries of the event lexicon do not follow the format.
    Lexicon {
        /// The file.
        path: PathBuf,
        /// Every faulty line.
        errors: Vec<relata::OntologyError>,
    },
    /// A table of entities cannot be understood.
    Entities {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: relata_corpus::TableError,
    },
    /// Extractions, or what was stored of them, cannot be read.
    Corpus {
        /// The file, `None` for standard input.
        path: Option<PathBuf>,
        /// What is wrong.
        source: relata_corpus::CorpusError,
    },
    /// What was asked for does not go together.
    Usage(&'static str),
    /// The library refused.
    Extract(relata::Error),
}

impl Failure {
    /// A file that cannot be read or written.
    pub fn of_file(path: &Path, source: io::Error) -> Self {
        Self::Io { path: Some(path.to_owned()), source }
    }

    /// True when whoever read our output has stopped reading.
    pub fn is_closed_pipe(&self) -> bool {
        let closed = io::ErrorKind::BrokenPipe;
        matches!(self, Self::Io { path: None, source } if source.kind() == closed)
    }
}

/// Bytes of what a file says that an error repeats, at most.
const LONGEST_ECHO: usize = 200;

/// Faults of a file that are told one by one, at most.
pub const MOST_FAULTS: usize = 20;

/// The beginning of a message that repeats what a file says: files of others may hold lines of any
/// length.
pub fn clipped(message: &str) -> Cow<'_, str> {
    if message.len() <= LONGEST_ECHO {
        return message.into();
    }
    let end = (0..=LONGEST_ECHO).rev().find(|&at| message.is_char_boundary(at)).unwrap_or(0);
    let kept = message.get(..end).unwrap_or_default();
    format!("{kept}…").into()
}

/// Each fault on a line of its own.
fn list(f: &mut fmt::Formatter<'_>, faults: &[impl fmt::Display]) -> fmt::Result {
    for fault in faults.iter().take(MOST_FAULTS) {
        write!(f, "\n  {}", clipped(&fault.to_string()))?;
    }
    match faults.len().saturating_sub(MOST_FAULTS) {
        0 => Ok(()),
        more => write!(f, "\n  and {more} more"),
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path: Some(path), source } => write!(f, "{}: {source}", path.display()),
            Self::Io { path: None, source } => source.fmt(f),
            Self::Usage(what) => f.write_str(what),
            Self::Labels { path, source } => {
                write!(f, "{}: {}", path.display(), clipped(&source.to_string()))
            }
            Self::Entities { path, source } => {
                write!(f, "{}: {}", path.display(), clipped(&source.to_string()))
            }
            Self::Corpus { path: Some(path), source } => {
                write!(f, "{}: {}", path.display(), clipped(&source.to_string()))
            }
            Self::Corpus { path: None, source } => f.write_str(&clipped(&source.to_string())),
            Self::TooLong { limit } => write!(f, "more than {limit} bytes"),
            Self::Lexicon { path, errors } => {
                write!(f, "{}:", path.display())?;
                list(f, errors)
            }
            Self::Encoding { position } => {
                write!(f, "byte {position} is not UTF-8 (use --lossy to replace such bytes)")
            }
            Self::Cues { path, faults } => {
                write!(f, "{}:", path.display())?;
                list(f, faults)
            }
            Self::Extract(error) => {
                error.fmt(f)?;
                let mut source = std::error::Error::source(error);
                while let Some(cause) = source {
                    write!(f, ": {}", clipped(&cause.to_string()))?;
                    source = cause.source();
                }
                Ok(())
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(source: io::Error) -> Self {
        Self::Io { path: None, source }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Io { path: None, source: error.into() }
    }
}

impl From<relata::Error> for Failure {
    fn from(error: relata::Error) -> Self {
        Self::Extract(error)
    }
}
