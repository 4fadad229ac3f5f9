//! The built-in backend: a BERT encoder on the CPU.

mod embeddings;
mod groups;
mod layer;
mod options;
mod scratch;

use std::sync::Arc;

use rayon::prelude::*;

use crate::kernels::{Arithmetic, Isa, padded};
use crate::{
    Architecture, Backend, BackendError, EncoderInput, HiddenStates, LoadError, LoadErrorKind,
    Model, Precision, Weights,
};
use embeddings::Embeddings;
use layer::{Layer, LayerSettings};
use scratch::{Scratch, ScratchPool};

pub use options::{CpuOptions, instruction_set, instruction_sets};

/// The built-in backend: a BERT encoder (post-layer-norm) on the CPU, with the best vector
/// instructions that the processor has.
///
/// Windows are computed together in groups, without padding, each group on one thread of the
/// current rayon pool. What a window yields is the same to the bit whatever windows stand beside
/// it, on any number of threads and on any processor.
///
/// ```no_run
/// use relata_encoder::{CpuBackend, Model, Reader};
/// use std::sync::Arc;
/// let model = Arc::new(Model::from_dir("model")?);
/// let backend = CpuBackend::new(&model)?;
/// let reader = Reader::new(model, Arc::new(backend));
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug)]
pub struct CpuBackend {
    weights: Arc<Weights>,
    isa: Isa,
    precision: Precision,
    hidden: usize,
    embeddings: Embeddings,
    layers: Vec<Layer>,
    scratch: ScratchPool,
}

impl CpuBackend {
    /// Takes the encoder's weights from `model` and lays them out for speed.
    ///
    /// # Errors
    /// [`LoadError`] of the kind [`LoadErrorKind::Architecture`] for an encoder that is no BERT,
    /// and when a tensor is missing or has another shape than the configuration says.
    pub fn new(model: &Model) -> Result<Self, LoadError> {
        Self::with_options(model, CpuOptions::default())
    }

    /// As [`CpuBackend::new`], with settings.
    ///
    /// # Errors
    /// As [`CpuBackend::new`].
    pub fn with_options(model: &Model, options: CpuOptions) -> Result<Self, LoadError> {
        Self::on_isa(model, options, Isa::detect())
    }

    pub(crate) fn on_isa(model: &Model, options: CpuOptions, isa: Isa) -> Result<Self, LoadError> {
        let (config, weights) = (model.config(), model.weights());
        if config.architecture != Architecture::Bert {
            let what = "the built-in backend runs BERT and what can be put into its form \
            (DistilBERT, RoBERTa), no DeBERTa: give the backend of relata-torch";
            return Err(LoadError::new(LoadErrorKind::Architecture, what));
        }
        let arithmetic = match (
            options.precision,
            weights.arithmetic("encoder.layer.0.intermediate.dense.weight"),
        ) {
            (Precision::F32, _) => Arithmetic::F32,
            (Precision::Int8, Arithmetic::F32) => Arithmetic::Int8,
            (Precision::AsStored | Precision::Int8, stored) => stored,
        };
        let settings = LayerSettings {
            hidden: config.hidden_size,
            inner: config.intermediate_size,
            heads: config.num_attention_heads,
            eps: config.layer_norm_eps,
            isa,
            arithmetic,
        };
        let layers: Result<Vec<Layer>, LoadError> = (0..config.num_hidden_layers)
            .into_par_iter()
            .map(|number| Layer::load(weights, number, settings))
            .collect();
        Ok(Self {
            embeddings: Embeddings::load(model)?,
            layers: layers?,
            weights: model.shared_weights(),
            isa,
            precision: if arithmetic == Arithmetic::F32 { Precision::F32 } else { Precision::Int8 },
            hidden: config.hidden_size,
            scratch: ScratchPool::default(),
        })
    }

    /// Last hidden states of some windows.
    fn forward(&self, windows: &[&EncoderInput], scratch: &mut Scratch) -> Vec<HiddenStates> {
        let lengths: Vec<usize> = windows.iter().map(|window| window.len()).collect();
        let width = padded(self.hidden);
        scratch.resize(lengths.iter().sum(), self.hidden);
        let mut first = 0;
        for (window, len) in windows.iter().zip(&lengths) {
            let range = first * width..(first + len) * width;
            first += len;
            self.embeddings.embed(
                &self.weights,
                window,
                scratch.hidden.get_mut(range).unwrap_or_default(),
            );
        }
        let mut norm = self.embeddings.norm();
        for layer in &self.layers {
            layer.forward(norm, &lengths, scratch);
            norm = layer.output_norm();
        }
        norm.apply(self.isa, &mut scratch.hidden);
        let mut rows = scratch.hidden.chunks_exact(width);
        lengths.iter().map(|&len| self.rows(rows.by_ref().take(len))).collect()
    }

    /// Rows without their padding.
    fn rows<'a>(&self, rows: impl ExactSizeIterator<Item = &'a [f32]>) -> HiddenStates {
        let len = rows.len();
        let mut values = Vec::with_capacity(len * self.hidden);
        rows.for_each(|row| values.extend_from_slice(row.get(..self.hidden).unwrap_or_default()));
        HiddenStates::new(self.hidden, values).unwrap_or_default()
    }
}

impl Backend for CpuBackend {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        let lengths: Vec<usize> = windows.iter().map(EncoderInput::len).collect();
        let groups = groups::groups(&lengths, rayon::current_num_threads());
        let states = groups.into_par_iter().with_max_len(1).map(|group| {
            let inputs: Vec<&EncoderInput> =
                group.iter().filter_map(|&index| windows.get(index)).collect();
            let states = self.scratch.with(|scratch| self.forward(&inputs, scratch));
            group.into_iter().zip(states).collect::<Vec<_>>()
        });
        let mut states: Vec<(usize, HiddenStates)> = states.flatten_iter().collect();
        states.sort_unstable_by_key(|(index, _)| *index);
        Ok(states.into_iter().map(|(_, states)| states).collect())
    }

    fn precision(&self) -> Precision {
        self.precision
    }
}
