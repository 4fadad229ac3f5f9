//! How an extractor is made.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use relata_claims::ClaimOptions;
use relata_core::Score;
use relata_encoder::hf::{self, LabelTable};
use relata_encoder::{Backend, CpuBackend, CpuOptions, Model, Precision, Reader};
use relata_events::EventOptions;
use relata_ner::EntityOptions;
use relata_text::{Boilerplate, CleanOptions};

use crate::extractor::thread_pool;
use crate::pipeline::Stages;
use crate::{Error, ErrorKind, Extractor, Limits};

/// Where the model comes from.
///
/// As text it is `accurate`, `fast` or the path of a directory:
///
/// ```
/// use relata::ModelSource;
/// assert!(matches!("fast".parse(), Ok(ModelSource::EnglishFast)));
/// assert!(matches!("models/my-own".parse(), Ok(ModelSource::Directory(_))));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ModelSource {
    /// The English model inside the program.
    English,
    /// The fast English model inside the program (feature `model-en-fast`): several times as fast,
    /// and less accurate; the model card says by how much.
    EnglishFast,
    /// A model directory: relata's own format (`training/MODEL_FORMAT.md`), or a model for token
    /// classification as Hugging Face's `transformers` saves it (BERT, DistilBERT, RoBERTa and
    /// their like), which knows entities alone ([`crate::hf`]).
    Directory(PathBuf),
    /// A model that the caller has loaded.
    Loaded(Arc<Model>),
}

impl Default for ModelSource {
    /// The accurate model, or the fast one in a program that has it alone.
    fn default() -> Self {
        if cfg!(all(feature = "model-en-fast", not(feature = "model-en"))) {
            Self::EnglishFast
        } else {
            Self::English
        }
    }
}

impl FromStr for ModelSource {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        Ok(match written {
            "accurate" => Self::English,
            "fast" => Self::EnglishFast,
            directory => Self::Directory(directory.into()),
        })
    }
}

impl From<Arc<Model>> for ModelSource {
    fn from(model: Arc<Model>) -> Self {
        Self::Loaded(model)
    }
}

impl ModelSource {
    fn load(self, labels: &LabelTable) -> Result<Arc<Model>, Error> {
        Ok(match self {
            Self::English => Arc::new(english_model()?),
            Self::EnglishFast => Arc::new(english_fast_model()?),
            Self::Directory(directory) => Arc::new(read_model(&directory, labels)?),
            Self::Loaded(model) => model,
        })
    }
}

/// Makes an [`Extractor`] that differs from the usual one.
///
/// ```
/// # fn main() -> Result<(), relata::Error> {
/// use relata::{Boilerplate, Extractor};
/// let extractor = Extractor::builder().boilerplate(Boilerplate::Keep).build()?;
/// # let _ = extractor;
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[must_use]
pub struct ExtractorBuilder {
    model: ModelSource,
    labels: LabelTable,
    backend: Option<Arc<dyn Backend>>,
    cpu: CpuOptions,
    clean: CleanOptions,
    entities: EntityOptions,
    claims: ClaimOptions,
    events: EventOptions,
    threads: Option<NonZeroUsize>,
    limits: Limits,
}

impl Extractor {
    /// An extractor with the English model inside and everything as usual.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when the crate was built without its model.
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// To make an extractor that differs from the usual one.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }
}

impl ExtractorBuilder {
    /// Reads the model from a directory: [`ModelSource::Directory`].
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::Extractor;
    /// # let directory = "../relata-encoder/testdata/hf_families/distilbert";
    /// let extractor = Extractor::builder().model_dir(directory).build()?;
    /// assert!(extractor.extract("Rain fell in Oslo.")?.claims.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn model_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.model = ModelSource::Directory(directory.into());
        self
    }

    /// Says what the labels of a model of `transformers` mean; unset, the names of CoNLL-2003 and
    /// OntoNotes are known.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Extractor, EntityType, hf::LabelTable};
    /// # let directory = "../relata-encoder/testdata/hf_families/distilbert";
    /// let labels = LabelTable::default().with("ship", EntityType::Vehicle);
    /// let extractor = Extractor::builder().model_dir(directory).labels(labels).build()?;
    /// # drop(extractor);
    /// # Ok(())
    /// # }
    /// ```
    pub fn labels(mut self, labels: LabelTable) -> Self {
        self.labels = labels;
        self
    }

    /// Takes another model: the fast one, one of a directory, or one that is loaded already.
    ///
    /// ```
    /// # #[cfg(feature = "model-en-fast")]
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Extractor, ModelSource};
    /// let fast = Extractor::builder().model(ModelSource::EnglishFast).build()?;
    /// assert_eq!(fast.model().config().name, "relata-en-fast");
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "model-en-fast"))]
    /// # fn main() {}
    /// ```
    pub fn model(mut self, model: impl Into<ModelSource>) -> Self {
        self.model = model.into();
        self
    }

    /// Runs the encoder elsewhere than on the built-in CPU backend; the example `custom_backend`
    /// shows how.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use relata::{CpuBackend, Extractor, english_model};
    /// use std::sync::Arc;
    /// let model = Arc::new(english_model()?);
    /// let backend = Arc::new(CpuBackend::new(&model)?); // or one of your own
    /// let extractor = Extractor::builder().model(model).backend(backend).build()?;
    /// assert_eq!(extractor.extract("Rain fell, Mara said.")?.claims.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn backend(mut self, backend: Arc<dyn Backend>) -> Self {
        self.backend = Some(backend);
        self
    }

    /// Sets the arithmetic of the built-in CPU backend; a backend of the caller's own has its own.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Extractor, Precision};
    /// let exact = Extractor::builder().precision(Precision::F32).build()?;
    /// assert_eq!(exact.extract("Rain fell, Mara said.")?.claims.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub const fn precision(mut self, precision: Precision) -> Self {
        self.cpu = self.cpu.with_precision(precision);
        self
    }

    /// Keeps or drops what is not part of the article.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Boilerplate, Extractor};
    /// let extractor = Extractor::builder().boilerplate(Boilerplate::Keep).build()?;
    /// let extraction = extractor.extract("Rain fell in Oslo.\nSubscribe now")?;
    /// assert!(extraction.blocks.iter().all(|block| block.kept));
    /// # Ok(())
    /// # }
    /// ```
    pub fn boilerplate(mut self, boilerplate: Boilerplate) -> Self {
        self.clean = self.clean.with_boilerplate(boilerplate);
        self
    }

    /// Sets how mentions are joined into entities.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{EntityOptions, Extractor};
    /// let options = EntityOptions::default().with_pronoun_window(1);
    /// let extractor = Extractor::builder().entities(options).build()?;
    /// # drop(extractor);
    /// # Ok(())
    /// # }
    /// ```
    pub fn entities(mut self, options: EntityOptions) -> Self {
        self.entities = options;
        self
    }

    /// Sets how claims are found, with a cue lexicon of the caller's own for instance.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{ClaimOptions, Extractor};
    /// let sure = ClaimOptions::default().with_min_score(0.8);
    /// let extractor = Extractor::builder().claims(sure).build()?;
    /// let extraction = extractor.extract("Rain fell, Mara said.")?;
    /// assert!(extraction.claims.iter().all(|claim| claim.score.get() >= 0.8));
    /// # Ok(())
    /// # }
    /// ```
    pub fn claims(mut self, options: ClaimOptions) -> Self {
        self.claims = options;
        self
    }

    /// Sets how events are found, with an ontology of the caller's own for instance.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{EventOptions, Extractor};
    /// let sure = EventOptions::default().with_min_score(0.8);
    /// let extractor = Extractor::builder().events(sure).build()?;
    /// let extraction = extractor.extract("Rebels shelled the port on Monday.")?;
    /// assert!(extraction.events.iter().all(|event| event.score.get() >= 0.8));
    /// # Ok(())
    /// # }
    /// ```
    pub fn events(mut self, options: EventOptions) -> Self {
        self.events = options;
        self
    }

    /// Works on so many threads of its own, at most one a processor; unset, on the program's common
    /// `rayon` threads. The output does not depend on it.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::Extractor;
    /// use std::num::NonZeroUsize;
    /// let extractor = Extractor::builder().threads(NonZeroUsize::MIN).build()?;
    /// assert_eq!(extractor.threads(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub const fn threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Bounds what one document may cost.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Extractor, Limits};
    /// let extractor = Extractor::builder().limits(Limits::default().with_bytes(1 << 20)).build()?;
    /// assert!(extractor.extract("Rain fell in Oslo.").is_ok());
    /// # Ok(())
    /// # }
    /// ```
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Loads the model.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when the model cannot be read, [`ErrorKind::Threads`] when threads
    /// cannot be started.
    pub fn build(self) -> Result<Extractor, Error> {
        let model = self.model.load(&self.labels)?;
        let backend = match self.backend {
            Some(backend) => backend,
            None => Arc::new(
                CpuBackend::with_options(&model, self.cpu)
                    .map_err(|e| Error::new(ErrorKind::Model, e))?,
            ),
        };
        let pool = self.threads.map(thread_pool).transpose()?;
        let reader = Reader::new(model, backend);
        Ok(Extractor::of_stages(
            Stages {
                reader: Arc::new(reader),
                clean: self.clean,
                site: Arc::default(),
                entities: self.entities,
                claims: as_written(self.claims, |claims| &mut claims.min_score),
                events: as_written(self.events, |events| &mut events.min_score),
            },
            pool,
            self.limits,
        ))
    }
}

/// The options with a bound that chooses before scores are rounded what it says of written ones.
fn as_written<T>(mut options: T, bound: impl Fn(&mut T) -> &mut f32) -> T {
    let least = bound(&mut options);
    *least = Score::lowest_written_as(*least);
    options
}

fn read_model(directory: &Path, labels: &LabelTable) -> Result<Model, Error> {
    let model = if hf::is_directory(directory) {
        hf::load(directory, labels)
    } else {
        Model::from_dir(directory)
    };
    model.map_err(|e| Error::new(ErrorKind::Model, e))
}

/// The English model inside the program, for a [`Backend`] that needs its weights.
///
/// ```
/// # fn main() -> Result<(), relata::Error> {
/// let model = relata::english_model()?;
/// assert_eq!(model.config().language, "en");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`ErrorKind::Model`] when the feature `model-en` is off.
pub fn english_model() -> Result<Model, Error> {
    #[cfg(feature = "model-en")]
    return model_inside(
        relata_model_en::CONFIG,
        relata_model_en::TOKENIZER,
        &relata_model_en::WEIGHTS,
    );
    #[cfg(not(feature = "model-en"))]
    Err(not_inside("model-en"))
}

/// The fast English model inside the program, for a [`Backend`] that needs its weights.
///
/// ```
/// assert_eq!(relata::english_fast_model().is_ok(), cfg!(feature = "model-en-fast"));
/// ```
///
/// # Errors
/// [`ErrorKind::Model`] when the feature `model-en-fast` is off.
pub fn english_fast_model() -> Result<Model, Error> {
    #[cfg(feature = "model-en-fast")]
    return model_inside(
        relata_model_en_fast::CONFIG,
        relata_model_en_fast::TOKENIZER,
        &[relata_model_en_fast::WEIGHTS],
    );
    #[cfg(not(feature = "model-en-fast"))]
    Err(not_inside("model-en-fast"))
}

#[cfg(any(feature = "model-en", feature = "model-en-fast"))]
fn model_inside(
    config: &'static [u8],
    tokenizer: &'static [u8],
    weights: &[&'static [u8]],
) -> Result<Model, Error> {
    let mut weights = weights.iter().map(|&part| part.into());
    let bytes = relata_encoder::ModelBytes {
        config: config.into(),
        tokenizer: tokenizer.into(),
        weights: weights.next().unwrap_or_default(),
    };
    Model::from_parts(bytes, weights.collect()).map_err(|e| Error::new(ErrorKind::Model, e))
}

#[cfg(not(all(feature = "model-en", feature = "model-en-fast")))]
fn not_inside(feature: &str) -> Error {
    let message = format!("this model is not inside (the feature {feature} is off): name another");
    Error::new(ErrorKind::Model, message)
}
