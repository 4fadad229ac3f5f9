//! What a document has too much of.

use std::fmt;
use std::time::Duration;

/// The limit that a document went beyond: the source of an [`Error`](crate::Error) of
/// the kind [`ErrorKind::Limit`](crate::ErrorKind::Limit).
///
/// ```
/// # fn main() -> Result<(), relata::Error> {
/// use relata::{Extractor, LimitError, Limits};
/// let extractor = Extractor::builder().limits(Limits::default().with_words(1)).build()?;
/// let error = extractor.extract("Rain fell.").unwrap_err();
/// assert_eq!(error.limit_error(), Some(&LimitError::Words { limit: 1 }));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LimitError {
    /// It has more bytes than so many.
    Bytes {
        /// Bytes that it has.
        found: usize,
        /// Bytes that it may have.
        limit: usize,
    },
    /// Its text has more words than so many.
    Words {
        /// Words that it may have.
        limit: usize,
    },
    /// It took longer.
    Time {
        /// Time that it may take.
        limit: Duration,
    },
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes { found, limit } => {
                write!(f, "it has {found} bytes, {limit} are allowed")
            }
            Self::Words { limit } => write!(f, "it has more than {limit} words"),
            Self::Time { limit } => write!(f, "it takes longer than {} s", limit.as_secs_f64()),
        }
    }
}

impl std::error::Error for LimitError {}
