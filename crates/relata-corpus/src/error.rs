//! What may go wrong.

use std::fmt;

/// A corpus that was saved cannot be read, or lines cannot be read on.
///
/// ```
/// use relata_corpus::{Corpus, CorpusErrorKind, CorpusOptions, EntityTable};
/// let (options, table) = (CorpusOptions::default(), EntityTable::default());
/// let error = Corpus::load("no corpus\n".as_bytes(), options, table).err();
/// assert_eq!(error.map(|error| error.kind()), Some(CorpusErrorKind::Version));
/// ```
#[derive(Debug)]
pub struct CorpusError {
    kind: CorpusErrorKind,
    line: Option<usize>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What went wrong.
///
/// ```
/// use relata_corpus::{Corpus, CorpusErrorKind, CorpusOptions, EntityTable};
/// let (options, table) = (CorpusOptions::default(), EntityTable::default());
/// let error = Corpus::load("no corpus\n".as_bytes(), options, table).err();
/// assert_eq!(error.map(|error| error.kind()), Some(CorpusErrorKind::Version));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CorpusErrorKind {
    /// The input or output failed.
    Io,
    /// What was saved is of another version, or no corpus.
    Version,
    /// A line of what was saved is not as it was written.
    Damaged,
}

impl CorpusError {
    pub(crate) fn io(source: std::io::Error) -> Self {
        Self { kind: CorpusErrorKind::Io, line: None, source: Some(source.into()) }
    }

    pub(crate) const fn version() -> Self {
        Self { kind: CorpusErrorKind::Version, line: None, source: None }
    }

    pub(crate) fn damaged(
        line: usize,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind: CorpusErrorKind::Damaged, line: Some(line), source: Some(source.into()) }
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> CorpusErrorKind {
        self.kind
    }

    /// The line, counted from 1, where one is wrong.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for CorpusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, self.line) {
            (CorpusErrorKind::Io, _) => f.write_str("corpus cannot be read or written")?,
            (CorpusErrorKind::Version, _) => {
                f.write_str("no corpus that this version of relata has saved")?;
            }
            (CorpusErrorKind::Damaged, line) => {
                write!(f, "line {} of the saved corpus is damaged", line.unwrap_or(0))?;
            }
        }
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CorpusError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
