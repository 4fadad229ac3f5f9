//! Models from the Hugging Face hub by name (feature `hub`).
//!
//! The files go to the cache that Hugging Face's own programs use (`HF_HOME`, else
//! `~/.cache/huggingface`) and are downloaded once. What the hub keeps as large files, weights
//! among them, is checked against its SHA-256 each time.
//!
//! ```no_run
//! # fn main() -> Result<(), relata::Error> {
//! use relata::{Extractor, hub::HubModel};
//! let directory = HubModel::new("dslim/bert-base-NER").fetch()?;
//! let extractor = Extractor::builder().model_dir(directory).build()?;
//! # let _ = extractor;
//! # Ok(())
//! # }
//! ```

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use hf_hub::api::sync::{ApiBuilder, ApiError};
use hf_hub::{Cache, Repo, RepoType};
use sha2::{Digest as _, Sha256};

use crate::{Error, ErrorKind};

/// What a model consists of.
const FILES: [&str; 3] = ["config.json", "tokenizer.json", "model.safetensors"];

/// A model on the hub.
///
/// ```
/// use relata::hub::HubModel;
/// // What the cache of this machine does not have is an error, since it may not be downloaded.
/// let model = HubModel::new("no/such-model").offline(true);
/// assert!(model.fetch().is_err());
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct HubModel {
    repo: Repo,
    cache: Option<PathBuf>,
    offline: bool,
    progress: bool,
}

impl HubModel {
    /// The model of this name (`owner/name`), as it stands on the branch `main`.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            repo: Repo::new(name.into(), RepoType::Model),
            cache: None,
            offline: false,
            progress: true,
        }
    }

    /// Takes another branch, a tag or a commit.
    ///
    /// ```
    /// use relata::hub::HubModel;
    /// let model = HubModel::new("no/such-model").revision("v1.0").offline(true);
    /// assert!(model.fetch().is_err());
    /// ```
    pub fn revision(mut self, revision: impl Into<String>) -> Self {
        self.repo = Repo::with_revision(self.repo.url(), RepoType::Model, revision.into());
        self
    }

    /// Keeps the files in another directory, laid out as the hub's cache is.
    ///
    /// ```
    /// use relata::hub::HubModel;
    /// let model = HubModel::new("no/such-model").cache_dir("no/such/directory").offline(true);
    /// assert!(model.fetch().is_err());
    /// ```
    pub fn cache_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.cache = Some(directory.into());
        self
    }

    /// Takes what is in the cache and never asks the hub.
    ///
    /// ```
    /// use relata::hub::HubModel;
    /// assert!(HubModel::new("no/such-model").offline(true).fetch().is_err());
    /// ```
    pub const fn offline(mut self, offline: bool) -> Self {
        self.offline = offline;
        self
    }

    /// Shows bars on standard error while it downloads; on unless it is turned off.
    ///
    /// ```
    /// use relata::hub::HubModel;
    /// let model = HubModel::new("no/such-model").progress(false).offline(true);
    /// assert!(model.fetch().is_err());
    /// ```
    pub const fn progress(mut self, progress: bool) -> Self {
        self.progress = progress;
        self
    }

    /// The directory of the model's files, for
    /// [`ExtractorBuilder::model_dir`](crate::ExtractorBuilder::model_dir); files that the cache
    /// lacks are downloaded first.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when a file cannot be had or is not what the hub says.
    pub fn fetch(&self) -> Result<PathBuf, Error> {
        let mut directory = None;
        for name in FILES {
            let file = self.file(name)?;
            verify(&file).map_err(|e| Error::new(ErrorKind::Model, e))?;
            directory = file.parent().map(Path::to_owned);
        }
        directory.ok_or_else(|| Error::new(ErrorKind::Model, "the hub's cache has no directory"))
    }

    fn file(&self, name: &str) -> Result<PathBuf, Error> {
        let cache = self
            .cache
            .as_ref()
            .map_or_else(Cache::from_env, |directory| Cache::new(directory.clone()));
        if let Some(file) = cache.repo(self.repo.clone()).get(name) {
            return Ok(file);
        }
        if self.offline {
            return Err(Error::new(
                ErrorKind::Model,
                format!("{} of {} is not in the cache", name, self.repo.url()),
            ));
        }
        self.download(cache, name).map_err(|e| Error::new(ErrorKind::Model, e))
    }

    fn download(&self, cache: Cache, name: &str) -> Result<PathBuf, ApiError> {
        ApiBuilder::from_cache(cache)
            .with_progress(self.progress)
            .build()?
            .repo(self.repo.clone())
            .get(name)
    }
}

/// Compares a file with the name of the blob that it links to, which for large files is their
/// SHA-256. Other files have none to compare with.
fn verify(file: &Path) -> io::Result<()> {
    let blob = fs::canonicalize(file)?;
    let expected = blob.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if expected.len() != 64 || !expected.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(());
    }
    let found = sha256(&blob)?;
    if found.eq_ignore_ascii_case(expected) {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::InvalidData,
        format!("{} has SHA-256 {found}, the hub says {expected}", file.display()),
    ))
}

fn sha256(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
    Ok(hash.finalize().iter().fold(String::new(), |mut text, byte| {
        // A string takes every write.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
