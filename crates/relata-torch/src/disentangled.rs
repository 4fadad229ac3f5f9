//! Attention by content and distance, as DeBERTa defines it (He et al. 2021,
//! <https://arxiv.org/abs/2006.03654>, section 3).
//!
//! rust-bert 0.23 has modules for it that compute something else: version 1 takes the number of
//! heads for the farthest distance; version 2 looks the distances of what follows up as one, does
//! not take the root of the scale, and rounds the base of the logarithmic buckets down.

use relata_encoder::{BackendError, Config, DebertaConfig};
use tch::{Device, Kind, TchError, Tensor};

use crate::tensors::{Dense, Tensors, failed, size};

/// Embeddings of the distances between two subwords.
pub(crate) struct Distances {
    settings: DebertaConfig,
    /// `[1, 2 span, width]`; distance 0 stands in the middle.
    embeddings: Tensor,
    span: i64,
    heads: i64,
    width: usize,
}

impl Distances {
    pub(crate) fn load(
        tensors: &Tensors<'_>,
        config: &Config,
        settings: &DebertaConfig,
    ) -> Result<Self, BackendError> {
        let (width, span) = (
            config.hidden_size,
            if settings.buckets > 0 { settings.buckets } else { settings.max_distance },
        );
        let name = "encoder.rel_embeddings.weight";
        let mut embeddings = tensors.of(name, &[span.saturating_mul(2), width])?;
        if settings.normalizes_distances {
            let norm = tensors.norm("encoder.LayerNorm", width, config.layer_norm_eps)?;
            embeddings = norm.apply(&embeddings).map_err(|e| failed(name, e))?;
        }
        let embeddings = embeddings.f_unsqueeze(0).map_err(|e| failed(name, e))?;
        Ok(Self {
            settings: settings.clone(),
            embeddings,
            span: size(span),
            heads: size(config.num_attention_heads),
            width,
        })
    }

    /// The embeddings as the layer `name` projects them.
    pub(crate) fn project(
        &self,
        tensors: &Tensors<'_>,
        name: &str,
        query: &Dense,
        key: &Dense,
    ) -> Result<Projected, BackendError> {
        let own = |part: &str| tensors.dense(&format!("{name}.{part}"), self.width, self.width);
        let by = |is_used: bool, part: &str, shared: &Dense| match (
            is_used,
            self.settings.shares_projections,
        ) {
            (false, _) => Ok(None),
            (true, true) => self.split(shared).map(Some),
            (true, false) => self.split(&own(part)?).map(Some),
        };
        Ok(Projected {
            keys: by(self.settings.content_to_position, "pos_key_proj", key)?,
            queries: by(self.settings.position_to_content, "pos_query_proj", query)?,
            last: 2 * self.span - 1,
            span: self.span,
        })
    }

    /// Projected embeddings with an axis for the heads, `[1, heads, width of a head, 2 span]`.
    fn split(&self, layer: &Dense) -> Result<Tensor, BackendError> {
        let projected = layer.apply(&self.embeddings).and_then(|x| {
            x.f_view([1, 2 * self.span, self.heads, -1])?.f_permute([0, 2, 3, 1])?.f_contiguous()
        });
        projected.map_err(|e| failed("the embeddings of distances", e))
    }

    /// Distance of each pair of subwords, or its bucket, signed, `[length, length]`: row minus
    /// column.
    pub(crate) fn distances(&self, length: i64, device: Device) -> Result<Tensor, TchError> {
        let each = Tensor::f_arange(length, (Kind::Int64, Device::Cpu))?;
        let distance = each.f_unsqueeze(1)?.f_sub(&each.f_unsqueeze(0)?)?;
        let distances = if self.settings.buckets > 0 { self.buckets(&distance)? } else { distance };
        distances.f_to_device(device)
    }

    /// Each near distance is a bucket of its own; the far ones share the other half of the buckets
    /// on a logarithmic scale. Computed by the same steps in f32 as where the models were trained:
    /// a bucket's edge may lie on a whole number.
    fn buckets(&self, distance: &Tensor) -> Result<Tensor, TchError> {
        let middle = size(self.settings.buckets / 2);
        let far = distance.f_abs()?;
        let far = far.f_clamp(middle - 1, i64::MAX)?.f_to_kind(Kind::Float)?;
        let base =
            Tensor::f_from_slice(&[(size(self.settings.max_distance) - 1) as f32 / middle as f32])?
                .f_log()?;
        let steps = far
            .f_div_scalar(middle as f64)?
            .f_log()?
            .f_div(&base)?
            .f_mul_scalar(middle - 1)?
            .f_ceil()?
            .f_add_scalar(middle)?;
        let signed = steps.f_mul(&distance.f_sign()?)?.f_to_kind(Kind::Int64)?;
        distance.f_where_self(&far.f_le(middle)?, &signed)
    }
}

/// Embeddings of distances as one layer sees them.
pub(crate) struct Projected {
    keys: Option<Tensor>,
    queries: Option<Tensor>,
    last: i64,
    span: i64,
}

impl Projected {
    /// Terms that are added to the product of contents.
    pub(crate) fn terms(&self) -> usize {
        usize::from(self.keys.is_some()) + usize::from(self.queries.is_some())
    }

    /// The sum of the terms before they are scaled, `[windows, heads, length, length]`; queries and
    /// keys are `[windows, heads, length, width of a head]`.
    pub(crate) fn scores(
        &self,
        query: &Tensor,
        key: &Tensor,
        distances: &Tensor,
    ) -> Result<Option<Tensor>, TchError> {
        let (windows, heads, length, _) = query.size4()?;
        let picked = |content: &Tensor, positions: &Tensor, distances: &Tensor| {
            let index = distances
                .f_add_scalar(self.span)?
                .f_clamp(0, self.last)?
                .f_expand([windows, heads, length, length], true)?;
            content.f_matmul(positions)?.f_gather(-1, &index, false)
        };
        let from_content =
            self.keys.as_ref().map(|keys| picked(query, keys, distances)).transpose()?;
        let from_position = self
            .queries
            .as_ref()
            .map(|queries| picked(key, queries, &distances.f_neg()?)?.f_transpose(-1, -2))
            .transpose()?;
        match (from_content, from_position) {
            (Some(one), Some(other)) => one.f_add(&other).map(Some),
            (one, other) => Ok(one.or(other)),
        }
    }
}
