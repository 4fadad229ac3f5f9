//! `config.json` of a model directory.

use std::sync::Arc;

use relata_core::{
    ArgumentRole, AttributionRole, Bio, EntityType, EventClass, Factuality, Modality, NewsClass,
    Polarity, Relation, Upos,
};
use serde::Deserialize;

use crate::{Architecture, LoadError, LoadErrorKind};

/// Shape, labels and rules of a model: the content of `config.json`.
///
/// ```
/// use relata_encoder::hf;
/// # let directory = "testdata/hf_families/distilbert";
/// let model = hf::load(directory, &hf::LabelTable::default())?;
/// let config = model.config();
/// assert_eq!(config.hidden_size % config.num_attention_heads, 0);
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Config {
    /// Always `relata-reader`.
    pub format: String,
    /// Version of the format: 1.
    pub format_version: u32,
    /// Name of the model.
    pub name: String,
    /// Version of the model.
    pub version: String,
    /// ISO 639-1 code of the language that it reads.
    pub language: String,
    /// Kind of encoder; BERT where nothing is said.
    #[serde(default)]
    pub architecture: Architecture,
    /// Width of the hidden states.
    pub hidden_size: usize,
    /// Transformer layers.
    pub num_hidden_layers: usize,
    /// Attention heads of a layer; divides `hidden_size`.
    pub num_attention_heads: usize,
    /// Width of the feed-forward layer.
    pub intermediate_size: usize,
    /// Added to the variance in each layer norm.
    pub layer_norm_eps: f32,
    /// Rows of the subword embedding.
    pub vocab_size: usize,
    /// Rows of the position embedding: the most subwords that a window may have.
    pub max_position_embeddings: usize,
    /// Names of the word shapes, in the order of their ids.
    pub shapes: Vec<String>,
    /// Pattern of a word, in the syntax of the crate `regex`.
    pub word_pattern: String,
    /// How windows are cut.
    pub window: WindowConfig,
    /// Width of the head that finds syntactic heads.
    pub arc_size: usize,
    /// Width of the head that names relations.
    pub rel_size: usize,
    /// Width of the head that links to cues.
    pub link_size: usize,
    /// Width of the head that finds arguments of news events; 0 in a model without such heads, as
    /// is the one below.
    #[serde(default)]
    pub argument_size: usize,
    /// Width of the head that finds triggers of the same news event.
    #[serde(default)]
    pub same_size: usize,
    /// Label inventories in the order of their ids.
    pub labels: LabelConfig,
    /// SHA-256 of `model.safetensors`, hexadecimal.
    pub weights_sha256: String,
}

/// How windows are cut; all counts are subwords.
///
/// ```
/// use relata_encoder::hf;
/// # let directory = "testdata/hf_families/distilbert";
/// let window = hf::load(directory, &hf::LabelTable::default())?.config().window;
/// assert!(window.soft_subwords <= window.max_subwords);
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct WindowConfig {
    /// A window holds at most so many, without the leading `[CLS]`.
    pub max_subwords: usize,
    /// A window closes at a paragraph break once it holds so many.
    pub soft_subwords: usize,
    /// So many are repeated where a long sentence is cut.
    pub overlap_subwords: usize,
    /// A word keeps at most so many.
    pub max_word_subwords: usize,
    /// Whether a `[SEP]`, which none of the counts include, ends each window.
    #[serde(default)]
    pub closing_separator: bool,
}

/// Written labels of each head.
///
/// ```
/// use relata_encoder::hf;
/// # let directory = "testdata/hf_families/distilbert";
/// let model = hf::load(directory, &hf::LabelTable::default())?;
/// assert!(model.config().labels.entity.iter().any(|label| label == "B-PER"));
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct LabelConfig {
    /// `O`, `B-X`, `I-X` over entity types.
    pub entity: Vec<String>,
    /// `O`, `B-X`, `I-X` over attribution roles.
    pub attribution: Vec<String>,
    /// Universal parts of speech.
    pub upos: Vec<String>,
    /// Universal dependency relations.
    pub deprel: Vec<String>,
    /// `O`, `B-X`, `I-X` over event classes; empty in a model without event heads, as are the three
    /// below.
    #[serde(default)]
    pub event: Vec<String>,
    /// Root events, the first of them `NONE`.
    #[serde(default)]
    pub root: Vec<String>,
    /// Polarities of events.
    #[serde(default)]
    pub polarity: Vec<String>,
    /// Modalities of events.
    #[serde(default)]
    pub modality: Vec<String>,
    /// `O`, `B-X`, `I-X` over classes of news events; empty in a model that does not look for
    /// them, as are the two below.
    #[serde(default)]
    pub class: Vec<String>,
    /// Factualities of news events.
    #[serde(default)]
    pub factuality: Vec<String>,
    /// Roles of arguments.
    #[serde(default)]
    pub role: Vec<String>,
}

/// The labels as values of the data model.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    pub(crate) entity: Vec<Bio<EntityType>>,
    pub(crate) attribution: Vec<Bio<AttributionRole>>,
    pub(crate) upos: Vec<Upos>,
    pub(crate) relation: Vec<Relation>,
    pub(crate) event: EventLabels,
    pub(crate) news: NewsLabels,
}

/// Labels of the heads for news events; all empty in a model without them.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewsLabels {
    pub(crate) class: Vec<Bio<NewsClass>>,
    pub(crate) factuality: Vec<Factuality>,
    pub(crate) role: Vec<ArgumentRole>,
}

impl NewsLabels {
    fn read(labels: &LabelConfig) -> Result<Self, LoadError> {
        if labels.class.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self {
            class: read_tags(&labels.class)?,
            factuality: read_all(&labels.factuality)?,
            role: read_all(&labels.role)?,
        })
    }
}

/// Labels of the event heads; all empty in a model without them.
#[derive(Debug, Clone)]
pub(crate) struct EventLabels {
    pub(crate) tag: Vec<Bio<EventClass>>,
    /// `None` stands for the label `NONE`.
    pub(crate) root: Vec<Option<Arc<str>>>,
    pub(crate) polarity: Vec<Polarity>,
    pub(crate) modality: Vec<Modality>,
}

impl EventLabels {
    fn read(labels: &LabelConfig) -> Result<Self, LoadError> {
        if labels.event.is_empty() {
            return Ok(Self {
                tag: Vec::new(),
                root: Vec::new(),
                polarity: Vec::new(),
                modality: Vec::new(),
            });
        }
        let root = |label: &String| (label != "NONE").then(|| Arc::from(label.as_str()));
        Ok(Self {
            tag: read_tags(&labels.event)?,
            root: labels.root.iter().map(root).collect(),
            polarity: read_all(&labels.polarity)?,
            modality: read_all(&labels.modality)?,
        })
    }
}

impl Config {
    pub(crate) fn from_json(bytes: &[u8]) -> Result<Self, LoadError> {
        let json: serde_json::Value = serde_json::from_slice(bytes)
            .map_err(|e| bad("config.json is not JSON").with_source(e))?;
        check_version(&json)?;
        let config: Self = serde_json::from_value(json)
            .map_err(|e| bad("config.json is not a reader's configuration").with_source(e))?;
        config.check_sizes()?;
        config.window.check(config.max_position_embeddings)?;
        Ok(config)
    }

    fn check_sizes(&self) -> Result<(), LoadError> {
        let sizes = [
            ("hidden_size", self.hidden_size),
            ("num_hidden_layers", self.num_hidden_layers),
            ("num_attention_heads", self.num_attention_heads),
            ("intermediate_size", self.intermediate_size),
            ("vocab_size", self.vocab_size),
            ("arc_size", self.arc_size),
            ("rel_size", self.rel_size),
            ("link_size", self.link_size),
        ];
        let pairs = [("argument_size", self.argument_size), ("same_size", self.same_size)];
        let pairs = pairs.iter().filter(|_| !self.labels.class.is_empty());
        if let Some((name, _)) = sizes.iter().chain(pairs).find(|(_, size)| *size == 0) {
            return Err(bad(format!("{name} is zero")));
        }
        if !(self.layer_norm_eps.is_finite() && self.layer_norm_eps > 0.0) {
            let eps = self.layer_norm_eps;
            return Err(bad(format!(
                "layer_norm_eps is {eps}, which is not above zero and finite"
            )));
        }
        if !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            return Err(bad("the number of attention heads does not divide the hidden size"));
        }
        if self.shapes.len() > usize::from(u8::MAX) {
            return Err(bad("more than 255 word shapes"));
        }
        Ok(())
    }

    pub(crate) fn labels(&self) -> Result<Labels, LoadError> {
        Ok(Labels {
            entity: read_tags(&self.labels.entity)?,
            attribution: read_tags(&self.labels.attribution)?,
            upos: read_all(&self.labels.upos)?,
            relation: self.labels.deprel.iter().map(|l| Relation::read(l)).collect(),
            event: EventLabels::read(&self.labels)?,
            news: NewsLabels::read(&self.labels)?,
        })
    }
}

impl WindowConfig {
    fn check(self, positions: usize) -> Result<(), LoadError> {
        if self.max_word_subwords == 0
            || self.max_word_subwords.saturating_add(self.overlap_subwords) > self.max_subwords
        {
            return Err(bad("a window cannot hold its overlap and one more word"));
        }
        let subwords = self.max_subwords.saturating_add(usize::from(self.closing_separator));
        if subwords >= positions {
            return Err(bad("a window may hold more subwords than there are positions"));
        }
        Ok(())
    }
}

fn check_version(json: &serde_json::Value) -> Result<(), LoadError> {
    let (format, version) = (
        json.get("format").and_then(|f| f.as_str()),
        json.get("format_version").and_then(serde_json::Value::as_u64),
    );
    match (format, version) {
        (Some("relata-reader"), Some(1)) => Ok(()),
        (Some("relata-reader"), Some(other)) => Err(LoadError::new(
            LoadErrorKind::Version,
            format!("format version {other}, this program reads 1"),
        )),
        _ => Err(LoadError::new(
            LoadErrorKind::Version,
            "config.json does not say format relata-reader",
        )),
    }
}

fn read_tags<T: std::str::FromStr<Err = relata_core::ParseError>>(
    written: &[String],
) -> Result<Vec<Bio<T>>, LoadError> {
    if written.first().is_none_or(|label| label != "O") {
        return Err(bad("the first tag is not O"));
    }
    written.iter().map(|label| read_tag(label)).collect()
}

fn read_tag<T: std::str::FromStr<Err = relata_core::ParseError>>(
    label: &str,
) -> Result<Bio<T>, LoadError> {
    let parse = |text: &str| {
        text.parse()
            .map_err(|e: relata_core::ParseError| bad(format!("label {label:?}")).with_source(e))
    };
    match label.split_once('-') {
        Some(("B", name)) => Ok(Bio::Begin(parse(name)?)),
        Some(("I", name)) => Ok(Bio::Inside(parse(name)?)),
        _ if label == "O" => Ok(Bio::Outside),
        _ => Err(bad(format!("label {label:?} is not a BIO tag"))),
    }
}

fn read_all<T: std::str::FromStr<Err = relata_core::ParseError>>(
    written: &[String],
) -> Result<Vec<T>, LoadError> {
    if written.is_empty() {
        return Err(bad("a label inventory is empty"));
    }
    written
        .iter()
        .map(|label| label.parse().map_err(|e| bad(format!("label {label:?}")).with_source(e)))
        .collect()
}

fn bad(what: impl Into<String>) -> LoadError {
    LoadError::new(LoadErrorKind::Config, what)
}
