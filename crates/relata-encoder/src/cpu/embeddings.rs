//! The input of the first layer.

use ndarray::Array2;

use crate::format::weights::RowTable;
use crate::kernels::{Norm, padded};
use crate::{EncoderInput, LoadError, Model, Weights};

use super::layer::load_norm;

/// The sum of subword, position and shape embeddings.
#[derive(Debug)]
pub(super) struct Embeddings {
    subwords: RowTable,
    /// Position embedding plus the one token type that is used.
    positions: Array2<f32>,
    shapes: Array2<f32>,
    norm: Norm,
}

impl Embeddings {
    pub(super) fn load(model: &Model) -> Result<Self, LoadError> {
        let (config, weights) = (model.config(), model.weights());
        let hidden = config.hidden_size;
        let table = |name: &str, rows| {
            weights.matrix(&format!("embeddings.{name}_embeddings.weight"), rows, hidden)
        };
        let types = weights
            .shape("embeddings.token_type_embeddings.weight")
            .and_then(|shape| shape.first().copied())
            .unwrap_or(2);
        Ok(Self {
            subwords: RowTable::new(
                weights,
                "embeddings.word_embeddings.weight",
                config.vocab_size,
                hidden,
            )?,
            positions: table("position", config.max_position_embeddings)?
                + table("token_type", types)?.row(0),
            shapes: table("shape", config.shapes.len())?,
            norm: load_norm(weights, "embeddings.LayerNorm", hidden, config.layer_norm_eps)?,
        })
    }

    /// The layer norm that the sums need.
    pub(super) const fn norm(&self) -> &Norm {
        &self.norm
    }

    /// Writes a padded row of `out` for each subword of the window; zeros for those beyond the last
    /// position.
    pub(super) fn embed(&self, weights: &Weights, window: &EncoderInput, out: &mut [f32]) {
        let hidden = self.positions.ncols();
        let inputs =
            self.positions.rows().into_iter().zip(window.subword_ids()).zip(window.shape_ids());
        for (row, ((position, &id), &shape)) in
            out.chunks_exact_mut(padded(hidden).max(1)).zip(inputs)
        {
            let (row, padding) = row.split_at_mut(hidden);
            self.subwords.copy_row(weights, id as usize, row);
            let shape =
                self.shapes.row(usize::from(shape).min(self.shapes.nrows().saturating_sub(1)));
            row.iter_mut().zip(position).zip(shape).for_each(|((x, p), s)| *x += p + s);
            padding.fill(0.0);
        }
        out.get_mut(self.positions.nrows() * padded(hidden)..).unwrap_or_default().fill(0.0);
    }
}
