//! The heads: logits of words from the encoder's hidden states.

mod bilinear;
mod event;
mod relation;

use ndarray::Array2;

pub(crate) use bilinear::{BilinearHead, PairScores};
pub(crate) use event::{EventHeads, EventOutput};
pub(crate) use relation::RelationHead;

use crate::linear::{Linear, PackedRows};
use crate::{Config, LoadError, Weights};

/// All heads of a model.
#[derive(Debug)]
pub(crate) struct Heads {
    pub(crate) entity: Linear,
    pub(crate) attribution: Linear,
    pub(crate) upos: Linear,
    pub(crate) arc: BilinearHead,
    pub(crate) relation: RelationHead,
    pub(crate) link: BilinearHead,
    /// `None` in a model that was not trained on events.
    pub(crate) event: Option<EventHeads>,
}

impl Heads {
    pub(crate) fn load(config: &Config, weights: &Weights) -> Result<Self, LoadError> {
        let (hidden, labels) = (config.hidden_size, &config.labels);
        Ok(Self {
            entity: Linear::load(weights, "heads.entity", hidden, labels.entity.len())?,
            attribution: Linear::load(weights, "heads.attribution", hidden, labels.attribution.len())?,
            upos: Linear::load(weights, "heads.upos", hidden, labels.upos.len())?,
            arc: BilinearHead::load(weights, "heads.arc", hidden, config.arc_size)?,
            relation: RelationHead::load(weights, "heads.rel", hidden, config.rel_size, labels.deprel.len())?,
            link: BilinearHead::load(weights, "heads.link", hidden, config.link_size)?,
            event: EventHeads::load(config, weights)?,
        })
    }
}

/// The vectors of a window's words, the root's first.
#[derive(Debug)]
pub(crate) struct WordVectors {
    packed: PackedRows,
}

impl WordVectors {
    /// Takes the hidden states at `[CLS]` and at the first subword of each word.
    pub(crate) fn gather(hidden: &Array2<f32>, positions: &[usize]) -> Self {
        let mut with_root = Array2::zeros((positions.len() + 1, hidden.ncols()));
        for (mut row, &position) in with_root.rows_mut().into_iter().zip(std::iter::once(&0).chain(positions)) {
            row.assign(&hidden.row(position));
        }
        Self { packed: PackedRows::new(&with_root) }
    }

    /// What a layer makes of each word.
    pub(crate) fn project(&self, layer: &Linear) -> Array2<f32> {
        layer.apply_packed(&self.packed, 1)
    }

    /// What a layer makes of the root, then of each word.
    pub(crate) fn project_with_root(&self, layer: &Linear) -> Array2<f32> {
        layer.apply_packed(&self.packed, 0)
    }
}
