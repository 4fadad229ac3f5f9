//! A model: configuration, tokenizer, weights and heads.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::Arc;

use relata_core::{AttributionRole, EntityType, EventClass, NewsClass, Span};
use sha2::{Digest, Sha256};

use crate::decode::TagDecoder;
use crate::format::config::Labels;
use crate::format::shape::ShapeIds;
use crate::format::subwords::Subwords;
use crate::format::words::WordPattern;
use crate::heads::{HeadSet, Heads};
use crate::kernels::{Isa, VARIABLE};
use crate::{Config, LoadError, LoadErrorKind, Precision, Weights};

/// The three files of a model directory, in memory.
///
/// ```
/// use relata_encoder::{Model, ModelBytes};
/// let files = ["config.json", "tokenizer.json", "model.safetensors"].map(|name| {
///     std::fs::read(format!("no/such/directory/{name}")).unwrap_or_default().into()
/// });
/// let [config, tokenizer, weights] = files;
/// assert!(Model::from_bytes(ModelBytes { config, tokenizer, weights }).is_err());
/// ```
#[derive(Debug, Clone)]
pub struct ModelBytes {
    /// `config.json`.
    pub config: Cow<'static, [u8]>,
    /// `tokenizer.json`.
    pub tokenizer: Cow<'static, [u8]>,
    /// `model.safetensors`.
    pub weights: Cow<'static, [u8]>,
}

/// A model that is ready to read: what `training/MODEL_FORMAT.md` describes.
///
/// The encoder's tensors stay as stored; a [`crate::Backend`] takes what it needs from
/// [`Model::weights`].
///
/// ```
/// use relata_encoder::{Model, ModelBytes};
/// let mut weights = relata_model_en::WEIGHTS.into_iter().map(Into::into);
/// let bytes = ModelBytes {
///     config: relata_model_en::CONFIG.into(),
///     tokenizer: relata_model_en::TOKENIZER.into(),
///     weights: weights.next().unwrap_or_default(),
/// };
/// let model = Model::from_parts(bytes, weights.collect())?;
/// assert_eq!(model.config().language, "en");
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug)]
pub struct Model {
    config: Config,
    weights: Arc<Weights>,
    word_pattern: WordPattern,
    subwords: Subwords,
    shapes: ShapeIds,
    labels: Labels,
    entity_tags: TagDecoder<EntityType>,
    attribution_tags: TagDecoder<AttributionRole>,
    event_tags: TagDecoder<EventClass>,
    class_tags: TagDecoder<NewsClass>,
    heads: HeadSet,
}

impl Model {
    /// Loads a model directory. Its weights are `model.safetensors`, or `model-1.safetensors`,
    /// `model-2.safetensors` and so on.
    ///
    /// # Errors
    /// [`LoadError`] when a file cannot be read, is not what the format says, or the weights are
    /// not those that `config.json` names.
    pub fn from_dir(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        let folder = path.as_ref();
        let read = |name: &str| read_file(&folder.join(name)).map(Cow::Owned);
        let part = |number: usize| format!("model-{number}.safetensors");
        let in_parts = folder.join(part(1)).is_file();
        let first = if in_parts { part(1) } else { "model.safetensors".to_owned() };
        let bytes = ModelBytes {
            config: read("config.json")?,
            tokenizer: read("tokenizer.json")?,
            weights: read(&first)?,
        };
        let numbers = (2..).take_while(|&number| in_parts && folder.join(part(number)).is_file());
        let more = numbers.map(|number| read(&part(number))).collect::<Result<_, _>>()?;
        Self::from_parts(bytes, more).map_err(|e| e.with_path(folder))
    }

    /// Loads a model from memory.
    ///
    /// # Errors
    /// [`LoadError`] when a file is not what the format says, or the weights are not those that the
    /// configuration names.
    pub fn from_bytes(bytes: ModelBytes) -> Result<Self, LoadError> {
        Self::from_parts(bytes, Vec::new())
    }

    /// As [`Model::from_bytes`], where the weights are several files: those of `bytes` are the
    /// first, `more` the others in their order. Each tensor stands in one of them; the checksum is
    /// that of all, one behind the other. Nothing is copied together.
    ///
    /// # Errors
    /// As [`Model::from_bytes`].
    pub fn from_parts(bytes: ModelBytes, more: Vec<Cow<'static, [u8]>>) -> Result<Self, LoadError> {
        warn_if_unoptimised();
        if let Err(name) = Isa::named() {
            let sets = Isa::all().map(Isa::name).collect::<Vec<_>>().join(", ");
            return Err(LoadError::new(
                LoadErrorKind::Instructions,
                format!("{VARIABLE} is {name:?}, this processor has {sets}"),
            ));
        }
        let config = Config::from_json(&bytes.config)?;
        let mut parts = vec![bytes.weights];
        parts.extend(more);
        let (weights, subwords) = rayon::join(
            || check_sum(&parts, &config.weights_sha256),
            || {
                Subwords::from_json(
                    &bytes.tokenizer,
                    config.window.max_word_subwords,
                    config.vocab_size,
                )
            },
        );
        weights?;
        let weights = Arc::new(Weights::from_parts(parts)?);
        let labels = config.labels()?;
        Ok(Self {
            word_pattern: WordPattern::new(&config.word_pattern)?,
            subwords: subwords?,
            shapes: ShapeIds::new(&config.shapes)?,
            entity_tags: TagDecoder::new(&labels.entity),
            attribution_tags: TagDecoder::new(&labels.attribution),
            event_tags: TagDecoder::new(&labels.event.tag),
            class_tags: TagDecoder::new(&labels.news.class),
            labels,
            heads: HeadSet::load(&config, &weights)?,
            weights,
            config,
        })
    }

    /// The configuration.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The tensors by name.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Spans of the words in `text`, as the reader cuts them.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Span> {
        let mut words = Vec::new();
        self.word_pattern.words(text, Span::at(0, text.len()), &mut words);
        words
    }

    pub(crate) fn shared_weights(&self) -> Arc<Weights> {
        Arc::clone(&self.weights)
    }

    pub(crate) const fn word_pattern(&self) -> &WordPattern {
        &self.word_pattern
    }

    pub(crate) const fn subwords(&self) -> &Subwords {
        &self.subwords
    }

    pub(crate) const fn shapes(&self) -> &ShapeIds {
        &self.shapes
    }

    pub(crate) const fn labels(&self) -> &Labels {
        &self.labels
    }

    pub(crate) const fn entity_tags(&self) -> &TagDecoder<EntityType> {
        &self.entity_tags
    }

    pub(crate) const fn attribution_tags(&self) -> &TagDecoder<AttributionRole> {
        &self.attribution_tags
    }

    pub(crate) const fn event_tags(&self) -> &TagDecoder<EventClass> {
        &self.event_tags
    }

    pub(crate) const fn class_tags(&self) -> &TagDecoder<NewsClass> {
        &self.class_tags
    }

    /// The heads for hidden states that were computed so.
    pub(crate) fn heads(&self, precision: Precision) -> &Heads {
        self.heads.get(precision)
    }
}

/// Says once where this crate was compiled without optimisation, which those who depend on it can
/// mend by four lines.
#[cfg(unoptimised)]
fn warn_if_unoptimised() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        eprintln!(
            "relata: this build is not optimised: an article takes half a minute. In Cargo.toml:\n\
            [profile.dev.package.\"*\"]\nopt-level = 3"
        );
    });
}

#[cfg(not(unoptimised))]
const fn warn_if_unoptimised() {}

fn check_sum(parts: &[Cow<'_, [u8]>], expected: &str) -> Result<(), LoadError> {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    let found = hexadecimal(&digest.finalize());
    if found.eq_ignore_ascii_case(expected) {
        return Ok(());
    }
    Err(LoadError::new(
        LoadErrorKind::Checksum,
        format!("the weights have SHA-256 {found}, config.json says {expected:?}"),
    ))
}

/// The bytes of a file of a model. What is no regular file is refused: a device or a pipe may have
/// no end.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, LoadError> {
    let read = || {
        if std::fs::metadata(path)?.is_file() {
            std::fs::read(path)
        } else {
            Err(io::Error::other("it is no regular file"))
        }
    };
    read().map_err(|e| {
        LoadError::new(LoadErrorKind::Io, "the file cannot be read").with_source(e).with_path(path)
    })
}

/// SHA-256 of the bytes, hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut text, byte| {
        // A string takes every write.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
