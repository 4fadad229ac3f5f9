//! The built-in backend: a BERT encoder in f32 on the CPU.

mod layer;

use std::sync::Arc;

use ndarray::{Array1, Array2};
use rayon::prelude::*;

use crate::math::layer_norm_in_place;
use crate::weights::RowTable;
use crate::{Backend, BackendError, EncoderInput, LoadError, Model, Weights};
use layer::{Layer, LayerSizes};

/// The built-in backend: a BERT encoder (post-layer-norm) in f32 over `ndarray`.
///
/// Each window runs on one thread of the current rayon pool, without padding, so that the result does not depend on the number of threads
/// nor on the windows beside it.
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
    embeddings: Embeddings,
    layers: Vec<Layer>,
}

impl CpuBackend {
    /// Takes the encoder's weights from `model` and lays them out for speed.
    ///
    /// # Errors
    /// [`LoadError`] when a tensor is missing or has another shape than the configuration says.
    pub fn new(model: &Model) -> Result<Self, LoadError> {
        let (config, weights) = (model.config(), model.weights());
        let sizes = LayerSizes { hidden: config.hidden_size, inner: config.intermediate_size, heads: config.num_attention_heads, eps: config.layer_norm_eps };
        let layers: Result<Vec<Layer>, LoadError> = (0..config.num_hidden_layers).into_par_iter().map(|number| Layer::load(weights, number, sizes)).collect();
        Ok(Self { embeddings: Embeddings::load(model)?, layers: layers?, weights: model.shared_weights() })
    }

    /// Last hidden states of one window.
    fn forward(&self, window: &EncoderInput) -> Array2<f32> {
        let mut x = self.embeddings.embed(&self.weights, window);
        let mut scratch = layer::Scratch::default();
        for layer in &self.layers {
            x = layer.forward(&x, &mut scratch);
        }
        x
    }
}

impl Backend for CpuBackend {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<Array2<f32>>, BackendError> {
        Ok(windows.par_iter().with_max_len(1).map(|window| self.forward(window)).collect())
    }
}

/// The sum of subword, position and shape embeddings, normalised.
#[derive(Debug)]
struct Embeddings {
    subwords: RowTable,
    /// Position embedding plus the one token type that is used.
    positions: Array2<f32>,
    shapes: Array2<f32>,
    weight: Array1<f32>,
    bias: Array1<f32>,
    eps: f32,
}

impl Embeddings {
    fn load(model: &Model) -> Result<Self, LoadError> {
        let (config, weights) = (model.config(), model.weights());
        let hidden = config.hidden_size;
        let table = |name: &str, rows| weights.matrix(&format!("embeddings.{name}_embeddings.weight"), rows, hidden);
        let types = weights.shape("embeddings.token_type_embeddings.weight").and_then(|shape| shape.first().copied()).unwrap_or(2);
        Ok(Self {
            subwords: RowTable::new(weights, "embeddings.word_embeddings.weight", config.vocab_size, hidden)?,
            positions: table("position", config.max_position_embeddings)? + table("token_type", types)?.row(0),
            shapes: table("shape", config.shapes.len())?,
            weight: weights.vector("embeddings.LayerNorm.weight", hidden)?,
            bias: weights.vector("embeddings.LayerNorm.bias", hidden)?,
            eps: config.layer_norm_eps,
        })
    }

    fn embed(&self, weights: &Weights, window: &EncoderInput) -> Array2<f32> {
        let hidden = self.weight.len();
        let mut values = vec![0.0; window.len() * hidden];
        let (scale, shift) = (self.weight.as_slice().unwrap_or_default(), self.bias.as_slice().unwrap_or_default());
        let places = self.positions.rows().into_iter().zip(window.subword_ids()).zip(window.shape_ids());
        for (row, ((position, &id), &shape)) in values.chunks_exact_mut(hidden).zip(places) {
            self.subwords.copy_row(weights, id as usize, row);
            let shape = self.shapes.row(usize::from(shape).min(self.shapes.nrows().saturating_sub(1)));
            row.iter_mut().zip(position).zip(shape).for_each(|((x, p), s)| *x += p + s);
            layer_norm_in_place(row, scale, shift, self.eps);
        }
        Array2::from_shape_vec((window.len(), hidden), values).unwrap_or_default()
    }
}
