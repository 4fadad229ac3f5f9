//! What can go wrong: loading a model, running a backend, reading a text.

use std::error::Error as StdError;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A cause of any type, kept for [`std::error::Error::source`].
pub(crate) type Cause = Box<dyn StdError + Send + Sync + 'static>;

/// A model that cannot be loaded.
///
/// ```
/// use relata_encoder::{LoadErrorKind, Model};
/// let error = Model::from_dir("no/such/directory").unwrap_err();
/// assert_eq!(error.kind(), LoadErrorKind::Io);
/// assert!(error.path().is_some());
/// ```
#[derive(Debug, Error)]
#[error("cannot load the model{}: {what}", shown(.path.as_deref()))]
pub struct LoadError {
    kind: LoadErrorKind,
    what: String,
    path: Option<PathBuf>,
    #[source]
    source: Option<Cause>,
}

fn shown(path: Option<&Path>) -> String {
    path.map(|p| format!(" from {}", p.display())).unwrap_or_default()
}

/// Kind of a [`LoadError`].
///
/// ```
/// use relata_encoder::{LoadErrorKind, Model, ModelBytes};
/// let bytes =
///     ModelBytes { config: b"{}".into(), tokenizer: b"".into(), weights: b"".into() };
/// // It does not say that it is of relata's format.
/// assert_eq!(Model::from_bytes(bytes).unwrap_err().kind(), LoadErrorKind::Version);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// A file cannot be read.
    Io,
    /// `config.json` is not a configuration, or its values do not fit together.
    Config,
    /// The model is of another format, or of a newer version of it.
    Version,
    /// `tokenizer.json` is not a tokenizer, or lacks a special token.
    Tokenizer,
    /// `model.safetensors` is not such a file.
    Weights,
    /// The weights are not those that the configuration names.
    Checksum,
    /// A tensor is missing, or has another shape or type than the configuration says.
    Tensor,
    /// The model can be loaded, but the backend does not run encoders of its kind.
    Architecture,
    /// The variable `RELATA_INSTRUCTIONS` names a set of instructions that this processor does not
    /// have.
    Instructions,
}

impl LoadError {
    pub(crate) fn new(kind: LoadErrorKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), path: None, source: None }
    }

    pub(crate) fn with_source(mut self, source: impl Into<Cause>) -> Self {
        self.source = Some(source.into());
        self
    }

    pub(crate) fn with_path(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// What kind of error it is.
    #[must_use]
    pub const fn kind(&self) -> LoadErrorKind {
        self.kind
    }

    /// The file or directory, `None` for a model from memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

/// A backend that could not encode.
#[derive(Debug, Error)]
#[error("{what}")]
pub struct BackendError {
    what: String,
    #[source]
    source: Option<Cause>,
}

impl BackendError {
    /// An error with a message: lower case, no final dot.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None }
    }

    /// Keeps the error that caused this one.
    ///
    /// ```
    /// use relata_encoder::BackendError;
    /// use std::error::Error as _;
    /// let error = BackendError::new("the device is gone")
    ///     .with_source(std::io::Error::other("no power"));
    /// assert_eq!(error.to_string(), "the device is gone");
    /// assert_eq!(error.source().map(|cause| cause.to_string()).as_deref(), Some("no power"));
    /// ```
    #[must_use]
    pub fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync + 'static>>,
    ) -> Self {
        self.source = Some(source.into());
        self
    }
}

/// A text that could not be read.
///
/// The built-in backend does not fail, so that this comes from backends of other crates, or from
/// the caller who wants the reading ended.
///
/// ```
/// use relata_core::{Sentence, Span};
/// use relata_encoder::{ReadErrorKind, ReadInput, Reader, hf};
/// # let directory = "testdata/hf_families/distilbert";
/// let reader = Reader::on_cpu(hf::load(directory, &hf::LabelTable::default())?)?;
/// let sentences = [Sentence::new(Span::at(0, 10), 0)];
/// let input = ReadInput { text: "Rain fell.", sentences: &sentences };
/// let error = reader.read_batch_while(&[input], &|| false).unwrap_err();
/// assert_eq!(error.kind(), ReadErrorKind::Stopped);
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug, Error)]
#[error("{what}")]
pub struct ReadError {
    kind: ReadErrorKind,
    what: String,
    #[source]
    source: Option<BackendError>,
}

/// Kind of a [`ReadError`].
///
/// ```
/// use relata_encoder::{ReadError, ReadErrorKind};
/// /// Whether another try may help.
/// fn again(error: &ReadError) -> bool {
///     error.kind() == ReadErrorKind::Backend
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The backend failed; `source()` says how.
    Backend,
    /// The backend returned another number of windows, or hidden states of another shape, than it
    /// was asked for.
    Shape,
    /// The caller wanted it ended.
    Stopped,
}

impl ReadError {
    pub(crate) fn backend(source: BackendError) -> Self {
        Self {
            kind: ReadErrorKind::Backend,
            what: "the backend failed".to_owned(),
            source: Some(source),
        }
    }

    pub(crate) fn shape(what: impl Into<String>) -> Self {
        Self { kind: ReadErrorKind::Shape, what: what.into(), source: None }
    }

    pub(crate) fn stopped() -> Self {
        let what = "the caller wanted the reading ended".to_owned();
        Self { kind: ReadErrorKind::Stopped, what, source: None }
    }

    /// What kind of error it is.
    #[must_use]
    pub const fn kind(&self) -> ReadErrorKind {
        self.kind
    }
}
