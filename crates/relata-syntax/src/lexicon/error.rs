//! Errors of lexicon files.

use thiserror::Error;

/// What is wrong with a line of a lexicon file.
///
/// ```
/// use relata_syntax::{LexiconErrorKind, SpeakerLexicon};
/// let error = SpeakerLexicon::parse("official\tloud").unwrap_err();
/// assert_eq!(error.kind(), LexiconErrorKind::UnknownValue("kind"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LexiconErrorKind {
    /// The line has more or fewer columns than the format asks for.
    #[error("wrong number of columns")]
    Columns,
    /// The first column is empty.
    #[error("empty lemma")]
    EmptyLemma,
    /// An earlier line has the same lemma and part of speech.
    #[error("said again")]
    Repeated,
    /// A noun or adverb of several words: only verbs and phrases are looked for with what follows.
    #[error("a noun or adverb of several words never matches")]
    SeveralWords,
    /// A verb or phrase with a hyphen or clitic in a word: the reader splits there.
    #[error("a word that the reader splits: write its parts with blanks")]
    SplitWord,
    /// A column holds a word that is not one of its values.
    #[error("unknown value in column {0}")]
    UnknownValue(&'static str),
}

/// A line of a lexicon file that cannot be read.
///
/// ```
/// use relata_syntax::{CueLexicon, LexiconErrorKind};
/// let error = CueLexicon::parse("say\tverb\tsay").unwrap_err();
/// assert_eq!(error.line(), 1);
/// assert_eq!(error.kind(), LexiconErrorKind::Columns);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("lexicon line {line}: {kind}")]
pub struct LexiconError {
    line: usize,
    kind: LexiconErrorKind,
}

impl LexiconError {
    pub(crate) const fn new(line: usize, kind: LexiconErrorKind) -> Self {
        Self { line, kind }
    }

    /// Number of the line, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn kind(&self) -> LexiconErrorKind {
        self.kind
    }
}
