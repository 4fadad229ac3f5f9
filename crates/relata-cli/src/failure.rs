//! What ends a run.

use std::fmt;
use std::io;
use std::path::PathBuf;

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
    /// The library refused.
    Extract(relata::Error),
}

impl Failure {
    /// True when whoever read our output has stopped reading.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Io { path: None, source } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path: Some(path), source } => write!(f, "{}: {source}", path.display()),
            Self::Io { path: None, source } => source.fmt(f),
            Self::Labels { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Lexicon { path, errors } => {
                write!(f, "{}:", path.display())?;
                errors.iter().try_for_each(|error| write!(f, "\n  {error}"))
            }
            Self::Encoding { position } => {
                write!(f, "byte {position} is not UTF-8 (use --lossy to replace such bytes)")
            }
            Self::Cues { path, faults } => {
                write!(f, "{}", path.display())?;
                faults.iter().try_for_each(|fault| write!(f, ": {fault}"))
            }
            Self::Extract(error) => {
                error.fmt(f)?;
                let mut source = std::error::Error::source(error);
                while let Some(cause) = source {
                    write!(f, ": {cause}")?;
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
