//! What can go wrong.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;

use relata_encoder::{LoadError, ReadError};

use crate::LimitError;

/// Why an [`Extractor`](crate::Extractor) could not be made or an article could not be read.
///
/// [`Error::kind`] tells the sort, [`std::error::Error::source`] the cause. With the built-in model
/// and backend, and without [`Limits`](crate::Limits), no text gives an error.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    document: Option<String>,
    source: Box<dyn StdError + Send + Sync>,
}

/// Sort of an [`Error`].
///
/// ```
/// # fn main() -> Result<(), relata::Error> {
/// use relata::{ErrorKind, Extractor, Limits};
/// let extractor = Extractor::builder().limits(Limits::default().with_words(1)).build()?;
/// match extractor.extract("Rain fell.") {
///     Err(error) if error.kind() == ErrorKind::Limit => println!("too long: {error}"),
///     other => drop(other?),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The model could not be loaded.
    Model,
    /// The backend could not run the model.
    Backend,
    /// Threads could not be started.
    Threads,
    /// The document is beyond one of the caller's [`Limits`](crate::Limits); the source is a
    /// [`LimitError`](crate::LimitError).
    Limit,
    /// The caller ended the work by [`Limits::cancelled`](crate::Limits::cancelled).
    Cancelled,
    /// The caller's iterator had no article to give; the source is the error that it gave.
    Input,
    /// A stage or a backend panicked on the document; the source is what it said. Other documents
    /// are not touched by it.
    Panic,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, document: None, source: source.into() }
    }

    /// The error that stands for a panic.
    pub(crate) fn panic(payload: &(dyn Any + Send)) -> Self {
        let message = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let message = message.or_else(|| payload.downcast_ref::<String>().cloned());
        Self::new(ErrorKind::Panic, message.unwrap_or_else(|| "it said nothing".to_owned()))
    }

    pub(crate) fn in_document(mut self, id: Option<&str>) -> Self {
        self.document = id.map(str::to_owned);
        self
    }

    /// The sort of error.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What is wrong with a model, where [`Error::kind`] is [`ErrorKind::Model`] and its files were
    /// looked at.
    ///
    /// ```
    /// use relata::{Extractor, LoadErrorKind};
    /// let error = Extractor::builder().model_dir("no/such/directory").build().err();
    /// let kind = error.as_ref().and_then(|error| error.load_error()).map(|error| error.kind());
    /// assert_eq!(kind, Some(LoadErrorKind::Io));
    /// ```
    #[must_use]
    pub fn load_error(&self) -> Option<&LoadError> {
        self.source.downcast_ref()
    }

    /// What the backend did wrong, where [`Error::kind`] is [`ErrorKind::Backend`].
    ///
    /// ```
    /// use relata::{Error, ReadErrorKind};
    /// /// Whether another try may help.
    /// fn again(error: &Error) -> bool {
    ///     error.read_error().is_some_and(|error| error.kind() == ReadErrorKind::Backend)
    /// }
    /// ```
    #[must_use]
    pub fn read_error(&self) -> Option<&ReadError> {
        self.source.downcast_ref()
    }

    /// The limit that was exceeded, where [`Error::kind`] is [`ErrorKind::Limit`].
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Extractor, LimitError, Limits};
    /// let extractor = Extractor::builder().limits(Limits::default().with_bytes(4)).build()?;
    /// let error = extractor.extract("Rain fell.").unwrap_err();
    /// assert!(matches!(error.limit_error(), Some(LimitError::Bytes { .. })));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn limit_error(&self) -> Option<&LimitError> {
        self.source.downcast_ref()
    }

    /// Identifier of the article that was being read, where it has one.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ErrorKind::Model => "the model could not be loaded",
            ErrorKind::Backend => "the backend could not run the model",
            ErrorKind::Threads => "threads could not be started",
            ErrorKind::Limit => "a limit was exceeded",
            ErrorKind::Cancelled => "it was cancelled",
            ErrorKind::Input => "there was no article to read",
            ErrorKind::Panic => "a stage panicked",
        };
        match &self.document {
            Some(id) => write!(f, "document {id}: {what}"),
            None => f.write_str(what),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
