//! Which encoder the tensors of a model belong to.

use serde::{Deserialize, Serialize};

/// Kind of transformer that a model's encoder is.
///
/// ```
/// use relata_encoder::{Architecture, hf};
/// # let directory = "testdata/hf_families/distilbert";
/// let model = hf::load(directory, &hf::LabelTable::default())?;
/// assert_eq!(model.config().architecture, Architecture::Bert);
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Architecture {
    /// BERT: absolute positions, layer norm behind each sum. Every backend runs it.
    #[default]
    Bert,
    /// DeBERTa: attention by content and relative position. The built-in backend does not run it;
    /// that of `relata-torch` does.
    Deberta(DebertaConfig),
}

/// What DeBERTa has beyond BERT (He et al. 2021, <https://arxiv.org/abs/2006.03654>). Tensors are
/// named as in `transformers`' `DebertaV2Model`, those of version 1 among them, which computes the
/// same with a projection of its own for positions and without the rest.
///
/// ```
/// use relata_encoder::{Architecture, hf};
/// # let directory = "testdata/hf_families/deberta-v2";
/// let model = hf::load(directory, &hf::LabelTable::default())?;
/// let Architecture::Deberta(deberta) = &model.config().architecture else {
///     return Err("another architecture".into());
/// };
/// assert!(deberta.max_distance > 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of the models' own, and any may stand with any other"
)]
pub struct DebertaConfig {
    /// Distances of so many subwords and more are one.
    pub max_distance: usize,
    /// Distances fall into so many buckets a direction, the far ones on a logarithmic scale; 0
    /// where each has its own.
    pub buckets: usize,
    /// Whether scores count what a word says to the distance of another.
    pub content_to_position: bool,
    /// Whether scores count what the distance of a word says to another.
    pub position_to_content: bool,
    /// Whether positions go through the projections of the content.
    pub shares_projections: bool,
    /// Whether the embeddings of distances go through a layer norm.
    pub normalizes_distances: bool,
    /// The convolution beside the first layer, `None` for none.
    pub convolution: Option<ConvolutionConfig>,
}

/// A convolution over the subwords.
///
/// ```
/// use relata_encoder::{Activation, ConvolutionConfig};
/// let convolution: ConvolutionConfig =
///     serde_json::from_str(r#"{"groups":1,"activation":"tanh"}"#)?;
/// assert_eq!(convolution.activation, Activation::Tanh);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConvolutionConfig {
    /// Groups of channels.
    pub groups: usize,
    /// What its outputs go through.
    pub activation: Activation,
}

/// Activation functions.
///
/// ```
/// use relata_encoder::Activation;
/// assert_eq!(serde_json::from_str::<Activation>("\"gelu\"")?, Activation::Gelu);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Activation {
    /// Hyperbolic tangent.
    Tanh,
    /// Gaussian error linear unit, exact.
    Gelu,
}
