//! What can be wrong with a table.

use std::fmt;

/// A line of a table that cannot be read.
///
/// ```
/// use relata_events::{Ontology, OntologyErrorKind};
/// let error = Ontology::extended("fumigate\tV\tNO-SUCH-ROOT\t-\t-\t-\t-\t-\t-\n").unwrap_err();
/// assert_eq!((error.kind(), error.line()), (OntologyErrorKind::Root, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OntologyError {
    kind: OntologyErrorKind,
    table: OntologyTable,
    line: usize,
    found: String,
}

/// What is wrong with the line.
///
/// ```
/// use relata_events::{Ontology, OntologyErrorKind};
/// let error = Ontology::extended("fumigate\tV\n").unwrap_err();
/// assert_eq!(error.kind(), OntologyErrorKind::Fields);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OntologyErrorKind {
    /// It has too few or too many fields.
    Fields,
    /// Its part of speech is not `V`, `N` or `VN`.
    PartOfSpeech,
    /// It names a PLOVER root that `roots` does not define.
    Root,
    /// It names a sub-event type that `subtypes` does not define.
    SubEventType,
    /// It names a word class that `classes` does not define.
    Class,
    /// Its condition is not of the form `obj:class|class`.
    Condition,
    /// Its condition names a relation that Universal Dependencies do not have.
    Relation,
    /// Its frame is not of the form `word>role`.
    Frame,
}

/// The table that holds the line.
///
/// ```
/// use relata_events::{Ontology, OntologyTable};
/// let error = Ontology::extended("fumigate\tV\n").unwrap_err();
/// assert_eq!(error.table(), OntologyTable::Lexicon);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OntologyTable {
    /// Words of events.
    Lexicon,
    /// Word classes.
    Classes,
    /// PLOVER roots.
    Roots,
    /// ACLED sub-event types.
    Subtypes,
    /// Means of events.
    Refinements,
}

impl OntologyError {
    pub(crate) fn new(
        kind: OntologyErrorKind,
        table: OntologyTable,
        line: usize,
        found: impl Into<String>,
    ) -> Self {
        Self { kind, table, line, found: found.into() }
    }

    pub(super) const fn at_line(mut self, line: usize) -> Self {
        self.line = line;
        self
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> OntologyErrorKind {
        self.kind
    }

    /// The table.
    #[must_use]
    pub const fn table(&self) -> OntologyTable {
        self.table
    }

    /// Number of the line, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for OntologyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = match self.table {
            OntologyTable::Lexicon => "lexicon",
            OntologyTable::Classes => "classes",
            OntologyTable::Roots => "roots",
            OntologyTable::Subtypes => "subtypes",
            OntologyTable::Refinements => "refinements",
        };
        let wrong = match self.kind {
            OntologyErrorKind::Fields => "wrong number of fields in",
            OntologyErrorKind::PartOfSpeech => "unknown part of speech",
            OntologyErrorKind::Root => "unknown root event",
            OntologyErrorKind::SubEventType => "unknown sub-event type",
            OntologyErrorKind::Class => "unknown word class",
            OntologyErrorKind::Condition => "unreadable condition",
            OntologyErrorKind::Relation => "unknown dependency relation",
            OntologyErrorKind::Frame => "unreadable frame",
        };
        write!(f, "{table}, line {}: {wrong} {:?}", self.line, self.found)
    }
}

impl std::error::Error for OntologyError {}
