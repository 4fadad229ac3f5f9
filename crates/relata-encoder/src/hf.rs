//! Token classification models as Hugging Face's `transformers` saves them: entities from another
//! encoder.
//!
//! [`load`] turns a directory of `config.json`, `tokenizer.json` and `model.safetensors` into a
//! [`Model`] that every part of this crate reads, the built-in backend among them. Such a model
//! knows entities alone: its readings have no attribution, each part of speech is `X`, each
//! relation `dep`, and the heads mean nothing.
//!
//! Read are BERT, DistilBERT (which is BERT without token types), RoBERTa, XLM-RoBERTa and
//! CamemBERT (BERT with positions that begin behind that of the padding): each is put into the form
//! of BERT, without a change of what it computes. DeBERTa (versions 1 to 3) is read as well, for a
//! backend that runs it: that of the crate `relata-torch`; the built-in one refuses it. Other
//! architectures are refused here. Each word is given to the tokenizer by itself; to one that marks
//! the beginnings of words (byte-level BPE, Unigram) with a blank before it, as such models see the
//! words that they are trained on.
//!
//! ```no_run
//! use relata_encoder::hf::{self, LabelTable};
//! use relata_encoder::Reader;
//! let model = hf::load("bert-base-NER", &LabelTable::default())?;
//! let reader = Reader::on_cpu(model)?;
//! # Ok::<(), relata_encoder::LoadError>(())
//! ```

mod config;
mod deberta;
mod family;
mod labels;
mod named;
mod weights;

use std::borrow::Cow;
use std::path::Path;

pub use crate::LoadError;
use crate::model::{read_file, sha256};
use crate::{Model, ModelBytes};
use config::HfConfig;
pub use labels::LabelTable;

/// True for a directory whose `config.json` is one of `transformers`: it names a `model_type`, and
/// no format of relata's own.
///
/// ```
/// use relata_encoder::hf;
/// # let directory = "testdata/hf_families/distilbert";
/// assert!(hf::is_directory(directory));
/// assert!(!hf::is_directory("no/such/directory"));
/// ```
#[must_use]
pub fn is_directory(path: impl AsRef<Path>) -> bool {
    let config = read_file(&path.as_ref().join("config.json")).ok();
    let config: Option<serde_json::Value> =
        config.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    config
        .is_some_and(|config| config.get("model_type").is_some() && config.get("format").is_none())
}

/// Loads a token classification directory; `labels` says what its labels mean.
///
/// Weights may be of 32 or 16 bits; they are held in 32, and twice while they are loaded.
///
/// ```
/// use relata_core::EntityType;
/// use relata_encoder::hf::{self, LabelTable};
/// # let directory = "testdata/hf_families/distilbert";
/// let labels = LabelTable::default().with("ship", EntityType::Vehicle);
/// let model = hf::load(directory, &labels)?;
/// assert_eq!(model.words("Rain fell.").len(), 3);
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
///
/// # Errors
/// [`LoadError`] when a file cannot be read, the model is of another architecture or has other
/// positions than absolute ones or another activation than GELU, a label is not in the table, or a
/// tensor is missing or of another shape.
pub fn load(path: impl AsRef<Path>, labels: &LabelTable) -> Result<Model, LoadError> {
    let folder = path.as_ref();
    let bytes = convert(folder, labels)
        .map_err(|e| if e.path().is_some() { e } else { e.with_path(folder) })?;
    Model::from_bytes(bytes).map_err(|e| e.with_path(folder))
}

/// The directory as files of relata's own format.
fn convert(folder: &Path, labels: &LabelTable) -> Result<ModelBytes, LoadError> {
    let read = |name: &str| read_file(&folder.join(name));
    let config = HfConfig::from_json(&read("config.json")?)?;
    let rows = labels.rows(&config.labels()?)?;
    let tokenizer = read("tokenizer.json")?;
    let weights = weights::convert(&read("model.safetensors")?, &config, &rows)?;
    let reader_config = config.reader_config(folder, &rows, &sha256(&weights));
    Ok(ModelBytes {
        config: Cow::Owned(reader_config),
        tokenizer: Cow::Owned(tokenizer),
        weights: Cow::Owned(weights),
    })
}
