//! One layer of a transformer encoder.

use relata_encoder::{BackendError, Config};
use tch::{Kind, TchError, Tensor};

use crate::batch::Mask;
use crate::disentangled::{Distances, Projected};
use crate::tensors::{Dense, Norm, Tensors, size};

/// Multi-head self-attention.
struct Attention {
    query: Dense,
    key: Dense,
    value: Dense,
    heads: i64,
    /// Factor of the scores.
    scale: f64,
    projected: Option<Projected>,
}

impl Attention {
    fn load(
        tensors: &Tensors<'_>,
        name: &str,
        config: &Config,
        distances: Option<&Distances>,
    ) -> Result<Self, BackendError> {
        let hidden = config.hidden_size;
        let suffix = if distances.is_some() { "_proj" } else { "" };
        let dense = |part: &str| tensors.dense(&format!("{name}.{part}{suffix}"), hidden, hidden);
        let (query, key, value) = (dense("query")?, dense("key")?, dense("value")?);
        let projected = distances
            .map(|distances| distances.project(tensors, name, &query, &key))
            .transpose()?;
        let width = hidden / config.num_attention_heads.max(1);
        let terms = 1 + projected.as_ref().map_or(0, Projected::terms);
        let scale = 1.0 / ((width * terms) as f64).sqrt();
        Ok(Self { query, key, value, heads: size(config.num_attention_heads), scale, projected })
    }

    /// What is added to the products of queries and keys: the terms of the distances, and the mask.
    fn bias(
        &self,
        query: &Tensor,
        key: &Tensor,
        distances: Option<&Tensor>,
        mask: Option<&Mask>,
    ) -> Result<Option<Tensor>, TchError> {
        let terms = match (&self.projected, distances) {
            (Some(projected), Some(distances)) => projected
                .scores(query, key, distances)?
                .map(|scores| scores.f_mul_scalar(self.scale))
                .transpose()?,
            _ => None,
        };
        match (terms, mask) {
            (Some(terms), Some(mask)) => terms.f_add(&mask.scores).map(Some),
            (None, Some(mask)) => Ok(Some(mask.scores.shallow_clone())),
            (terms, None) => Ok(terms),
        }
    }

    fn forward(
        &self,
        x: &Tensor,
        distances: Option<&Tensor>,
        mask: Option<&Mask>,
    ) -> Result<Tensor, TchError> {
        let (windows, length, width) = x.size3()?;
        let split = |x: Tensor| {
            x.f_view([windows, length, self.heads, -1])?.f_transpose(1, 2)?.f_contiguous()
        };
        let (query, key, value) = (
            split(self.query.apply(x)?)?,
            split(self.key.apply(x)?)?,
            split(self.value.apply(x)?)?,
        );
        let scores = query.f_matmul(&key.f_transpose(-1, -2)?)?.f_mul_scalar(self.scale)?;
        let scores = match self.bias(&query, &key, distances, mask)? {
            Some(bias) => scores.f_add(&bias)?,
            None => scores,
        };
        let mixed = scores.f_softmax(-1, Kind::Float)?.f_matmul(&value)?;
        mixed.f_transpose(1, 2)?.f_reshape([windows, length, width])
    }
}

/// One layer: attention and feed-forward, each with a layer norm behind its sum.
pub(crate) struct Layer {
    attention: Attention,
    attention_output: Dense,
    attention_norm: Norm,
    inner: Dense,
    output: Dense,
    output_norm: Norm,
}

impl Layer {
    pub(crate) fn load(
        tensors: &Tensors<'_>,
        name: &str,
        config: &Config,
        distances: Option<&Distances>,
    ) -> Result<Self, BackendError> {
        let (hidden, inner, eps) =
            (config.hidden_size, config.intermediate_size, config.layer_norm_eps);
        Ok(Self {
            attention: Attention::load(
                tensors,
                &format!("{name}.attention.self"),
                config,
                distances,
            )?,
            attention_output: tensors.dense(
                &format!("{name}.attention.output.dense"),
                hidden,
                hidden,
            )?,
            attention_norm: tensors.norm(
                &format!("{name}.attention.output.LayerNorm"),
                hidden,
                eps,
            )?,
            inner: tensors.dense(&format!("{name}.intermediate.dense"), hidden, inner)?,
            output: tensors.dense(&format!("{name}.output.dense"), inner, hidden)?,
            output_norm: tensors.norm(&format!("{name}.output.LayerNorm"), hidden, eps)?,
        })
    }

    /// `distances` are those of pairs of subwords, for attention that heeds them.
    pub(crate) fn forward(
        &self,
        x: &Tensor,
        distances: Option<&Tensor>,
        mask: Option<&Mask>,
    ) -> Result<Tensor, TchError> {
        let mixed = self.attention_output.apply(&self.attention.forward(x, distances, mask)?)?;
        let x = self.attention_norm.apply(&mixed.f_add(x)?)?;
        let inner = self.inner.apply(&x)?.f_gelu("none")?;
        self.output_norm.apply(&self.output.apply(&inner)?.f_add(&x)?)
    }
}
