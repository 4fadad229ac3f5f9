//! The encoder behind the heads: built-in or brought along.

use crate::{BackendError, HiddenStates};

/// One window as the encoder reads it: `[CLS]`, then subwords, with `[SEP]` between paragraphs.
///
/// ```
/// use relata_encoder::EncoderInput;
/// let window = EncoderInput::try_new(vec![101, 4542, 102], vec![0, 1, 0])
///     .ok_or("not one shape each")?;
/// assert_eq!(window.len(), 3);
/// assert!(EncoderInput::try_new(vec![101], Vec::new()).is_none());
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EncoderInput {
    subword_ids: Vec<u32>,
    shape_ids: Vec<u8>,
}

impl EncoderInput {
    pub(crate) fn new(subword_ids: Vec<u32>, shape_ids: Vec<u8>) -> Self {
        debug_assert_eq!(subword_ids.len(), shape_ids.len());
        Self { subword_ids, shape_ids }
    }

    /// A window of one's own, for measurements and tests of a backend; the reader makes its own.
    /// `None` for an empty one, or when there is not one shape a subword. Ids beyond the tables are
    /// read as their last row, subwords beyond the positions as zeros.
    #[must_use]
    pub fn try_new(subword_ids: Vec<u32>, shape_ids: Vec<u8>) -> Option<Self> {
        (!subword_ids.is_empty() && subword_ids.len() == shape_ids.len())
            .then(|| Self::new(subword_ids, shape_ids))
    }

    /// Ids of the subwords: rows of `embeddings.word_embeddings.weight`.
    #[must_use]
    pub fn subword_ids(&self) -> &[u32] {
        &self.subword_ids
    }

    /// Ids of the word shapes, one a subword: rows of `embeddings.shape_embeddings.weight`.
    #[must_use]
    pub fn shape_ids(&self) -> &[u8] {
        &self.shape_ids
    }

    /// Number of subwords, `[CLS]` and `[SEP]` among them; at most
    /// [`crate::Config::max_position_embeddings`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.subword_ids.len()
    }

    /// True for a window without subwords; the reader makes none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subword_ids.is_empty()
    }
}

/// The transformer encoder: windows in, hidden states out.
///
/// Heads and decoding run on top of it, the same for every backend. Implement it to run the encoder
/// elsewhere (another library, a GPU); [`crate::Model::weights`] gives the tensors by name.
///
/// ```
/// use relata_encoder::{Backend, BackendError, EncoderInput, HiddenStates};
/// /// Gives zeros: what stands around an encoder can be measured with it.
/// struct Nothing {
///     width: usize,
/// }
/// impl Backend for Nothing {
///     fn encode(
///         &self,
///         windows: &[EncoderInput],
///     ) -> Result<Vec<HiddenStates>, BackendError> {
///         Ok(windows
///             .iter()
///             .map(|window| HiddenStates::zeros(window.len(), self.width))
///             .collect())
///     }
/// }
/// let window = EncoderInput::try_new(vec![101, 102], vec![0, 0]).ok_or("no window")?;
/// assert_eq!(Nothing { width: 384 }.encode(&[window])?[0].rows(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Backend: Send + Sync {
    /// Last hidden states of each window, in the order of the windows: one row a subword (position
    /// 0 is `[CLS]`) of [`crate::Config::hidden_size`] values, after the last layer norm. What a
    /// window yields must not depend on the windows beside it.
    ///
    /// # Errors
    /// [`BackendError`] when the encoder cannot run; the reader hands it on.
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError>;

    /// How exactly the hidden states are computed: the heads follow it. [`Precision::Int8`] lets
    /// them multiply in int8 as well, where model and processor have it.
    fn precision(&self) -> Precision {
        Precision::F32
    }
}

/// Arithmetic of the products of encoder and heads. Attention, layer norms and what follows the
/// products are computed in f32 whatever it is. It is a matter of the model and the caller, never
/// of the processor: each gives the same bits everywhere.
///
/// ```
/// use relata_encoder::{CpuOptions, Precision};
/// assert_eq!(CpuOptions::default().precision, Precision::AsStored);
/// assert_eq!(
///     CpuOptions::default().with_precision(Precision::F32).precision,
///     Precision::F32
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Precision {
    /// [`Precision::Int8`] for a model whose weights are stored in six or eight bits,
    /// [`Precision::F32`] otherwise.
    #[default]
    AsStored,
    /// Every product in f32; int8 weights are unpacked when the model is loaded.
    F32,
    /// Weights in bytes with a scale a column, activations in 8 bits with a range a row, exact
    /// sums. Several times as fast, with a quarter of the memory. Weights that are stored in six
    /// bits (relata's own) stay so; on x86 without VNNI they are multiplied twice as fast as those
    /// of eight.
    Int8,
}
