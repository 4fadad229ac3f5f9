//! A transformer encoder on libtorch's tensors, for the models that rust-bert's modules compute
//! otherwise than those who trained them.
//!
//! rust-bert 0.23 adds 1e-12 to the variance in each layer norm of BERT and RoBERTa whatever the
//! model says, and its DeBERTa attends to other distances than those meant (`disentangled.rs`).

use relata_encoder::{Architecture, BackendError, Config, Model};
use tch::{Device, TchError, Tensor};

use crate::batch::{Batch, Mask};
use crate::convolution::Convolution;
use crate::disentangled::Distances;
use crate::layer::Layer;
use crate::tensors::{Norm, Tensors, failed, size};

/// Embeddings and layers.
pub(crate) struct Transformer {
    words: Tensor,
    shapes: Tensor,
    /// Positions and the one token type that is used, added up; `None` where a model has neither.
    positions: Option<Tensor>,
    norm: Norm,
    /// What DeBERTa knows of distances.
    distances: Option<Distances>,
    convolution: Option<Convolution>,
    layers: Vec<Layer>,
}

impl Transformer {
    pub(crate) fn load(model: &Model, device: Device) -> Result<Self, BackendError> {
        let (config, tensors) = (model.config(), Tensors::new(model.weights(), device));
        let (hidden, eps) = (config.hidden_size, config.layer_norm_eps);
        let deberta = match &config.architecture {
            Architecture::Deberta(deberta) => Some(deberta),
            _ => None,
        };
        let distances =
            deberta.map(|deberta| Distances::load(&tensors, config, deberta)).transpose()?;
        let layer = |number| {
            Layer::load(&tensors, &format!("encoder.layer.{number}"), config, distances.as_ref())
        };
        let convolution = deberta
            .and_then(|deberta| deberta.convolution)
            .map(|settings| Convolution::load(&tensors, config, settings));
        Ok(Self {
            words: tensors.of("embeddings.word_embeddings.weight", &[config.vocab_size, hidden])?,
            shapes: tensors
                .of("embeddings.shape_embeddings.weight", &[config.shapes.len(), hidden])?,
            positions: positions(&tensors, config)?,
            norm: tensors.norm("embeddings.LayerNorm", hidden, eps)?,
            convolution: convolution.transpose()?,
            layers: (0..config.num_hidden_layers)
                .map(layer)
                .collect::<Result<_, BackendError>>()?,
            distances,
        })
    }

    /// Hidden states `[windows, length, width]`.
    pub(crate) fn forward(&self, batch: &Batch) -> Result<Tensor, BackendError> {
        self.run(batch).map_err(|e| failed("the forward pass", e))
    }

    fn run(&self, batch: &Batch) -> Result<Tensor, TchError> {
        let mask = batch.mask.as_ref().map(Mask::new).transpose()?;
        let embedded = self.embed(batch, mask.as_ref())?;
        let distances = self
            .distances
            .as_ref()
            .map(|distances| distances.distances(batch.length, self.words.device()))
            .transpose()?;
        let mut hidden = embedded.shallow_clone();
        for (number, layer) in self.layers.iter().enumerate() {
            hidden = layer.forward(&hidden, distances.as_ref(), mask.as_ref())?;
            if let (0, Some(convolution)) = (number, &self.convolution) {
                hidden = convolution.forward(&embedded, &hidden, mask.as_ref())?;
            }
        }
        Ok(hidden)
    }

    fn embed(&self, batch: &Batch, mask: Option<&Mask>) -> Result<Tensor, TchError> {
        let look_up =
            |table: &Tensor, ids: &Tensor| Tensor::f_embedding(table, ids, -1, false, false);
        let mut sum =
            look_up(&self.words, &batch.subwords)?.f_add(&look_up(&self.shapes, &batch.shapes)?)?;
        if let Some(positions) = &self.positions {
            sum = sum.f_add(&positions.f_narrow(0, 0, batch.length)?)?;
        }
        let embedded = self.norm.apply(&sum)?;
        // Padding is zero, as what lies beyond the ends is for the convolution.
        mask.map_or(Ok(embedded.shallow_clone()), |mask| embedded.f_mul(&mask.kept))
    }
}

/// Position embeddings plus that of the first token type, `[positions, width]`, of what the model
/// has of them.
fn positions(tensors: &Tensors<'_>, config: &Config) -> Result<Option<Tensor>, BackendError> {
    let (positions, types) =
        ("embeddings.position_embeddings.weight", "embeddings.token_type_embeddings.weight");
    let has =
        |name| tensors.shape(name).is_some_and(|shape| shape.first().is_some_and(|&rows| rows > 0));
    let wide = [size(config.max_position_embeddings), size(config.hidden_size)];
    let first_type = if has(types) {
        let row = tensors.any(types)?.f_narrow(0, 0, 1).and_then(|row| row.f_expand(wide, false));
        Some(row.map_err(|e| failed(types, e))?)
    } else {
        None
    };
    let table = if has(positions) {
        Some(tensors.of(positions, &[config.max_position_embeddings, config.hidden_size])?)
    } else {
        None
    };
    match (table, first_type) {
        (Some(table), Some(row)) => table.f_add(&row).map(Some).map_err(|e| failed(positions, e)),
        (table, row) => Ok(table.or(row)),
    }
}
