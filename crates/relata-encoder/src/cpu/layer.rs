//! One transformer layer.

use std::ops::Range;

use crate::kernels::{
    Aligned, Arithmetic, Attention, AttentionScratch, Change, Isa, Matrix, Norm, Onto, Operand,
    padded,
};
use crate::linear::StoredLinear;
use crate::{LoadError, Weights};

use super::scratch::Scratch;

/// The feed-forward part is worked on in pieces of so many inner columns: what stands between its
/// two products stays in the cache.
const INNER_PIECE: usize = 384;

/// Extents of a layer, and how it is computed.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayerSettings {
    pub(super) hidden: usize,
    pub(super) inner: usize,
    pub(super) heads: usize,
    pub(super) eps: f32,
    pub(super) isa: Isa,
    pub(super) arithmetic: Arithmetic,
}

/// Self-attention and feed-forward part, each with its residual and layer norm behind it (Devlin et
/// al. 2019).
#[derive(Debug)]
pub(super) struct Layer {
    settings: LayerSettings,
    /// For each head, query, key and value side by side.
    heads: Vec<Matrix>,
    attention_output: Matrix,
    attention_norm: Norm,
    /// Into and out of each piece of the inner columns.
    feed_forward: Vec<(Matrix, Matrix)>,
    output_norm: Norm,
}

impl Layer {
    pub(super) fn load(
        weights: &Weights,
        number: usize,
        settings: LayerSettings,
    ) -> Result<Self, LoadError> {
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let source =
            |part: &str, input, output| StoredLinear::load(weights, &name(part), input, output);
        let LayerSettings { hidden, inner, heads, .. } = settings;
        let attention: Result<Vec<StoredLinear<'_>>, LoadError> = ["query", "key", "value"]
            .iter()
            .map(|part| source(&format!("attention.self.{part}"), hidden, hidden))
            .collect();
        let attention = attention?;
        let (up, down) =
            (source("intermediate.dense", hidden, inner)?, source("output.dense", inner, hidden)?);
        let pieces =
            (0..inner).step_by(INNER_PIECE).map(|first| first..(first + INNER_PIECE).min(inner));
        Ok(Self {
            settings,
            heads: (0..heads).map(|head| settings.head(&attention, head)).collect(),
            attention_output: settings.matrix(
                &source("attention.output.dense", hidden, hidden)?,
                0..hidden,
                0..hidden,
                true,
            ),
            attention_norm: load_norm(
                weights,
                &name("attention.output.LayerNorm"),
                hidden,
                settings.eps,
            )?,
            feed_forward: pieces
                .map(|piece| {
                    (
                        settings.matrix(&up, 0..hidden, piece.clone(), true),
                        settings.matrix(&down, piece.clone(), 0..hidden, piece.start == 0),
                    )
                })
                .collect(),
            output_norm: load_norm(weights, &name("output.LayerNorm"), hidden, settings.eps)?,
        })
    }

    /// The layer norm behind the layer.
    pub(super) const fn output_norm(&self) -> &Norm {
        &self.output_norm
    }

    /// Runs the layer over the rows of `scratch.hidden`, which `norm` has yet to normalise, and
    /// leaves its own last norm to whoever reads them next. The windows, whose lengths are given,
    /// stand one after the other; they meet in attention alone.
    pub(super) fn forward(&self, norm: &Norm, lengths: &[usize], scratch: &mut Scratch) {
        let LayerSettings { isa, arithmetic, .. } = self.settings;
        let width = padded(self.settings.hidden);
        let Scratch { hidden, mixed, inner, operand, piece, .. } = scratch;
        operand.pack(isa, arithmetic, hidden, width, Change::Norm(norm));
        self.attend(operand, lengths, mixed, &mut scratch.projected, &mut scratch.attention);
        operand.pack(isa, arithmetic, mixed, width, Change::None);
        self.attention_output.apply(operand, hidden, Onto::Add);
        operand.pack(isa, arithmetic, hidden, width, Change::Norm(&self.attention_norm));
        for (up, down) in &self.feed_forward {
            inner.resize(hidden.len() / width * up.width());
            up.apply(operand, inner, Onto::Overwrite);
            piece.pack(isa, arithmetic, inner, up.width(), Change::Gelu);
            down.apply(piece, hidden, Onto::Add);
        }
    }

    /// Mixes the rows of each window, head by head, into `mixed`.
    fn attend(
        &self,
        operand: &Operand,
        lengths: &[usize],
        mixed: &mut [f32],
        projected: &mut Aligned<f32>,
        scratch: &mut AttentionScratch,
    ) {
        let (stride, columns) = (padded(self.settings.hidden), self.settings.head_width());
        let scale = 1.0 / (columns as f32).sqrt();
        for (number, head) in self.heads.iter().enumerate() {
            let (width, stored) = (head.width() / 3, head.width());
            projected.resize(mixed.len() / stride * stored);
            head.apply(operand, projected, Onto::Overwrite);
            let mut first = 0;
            for &len in lengths {
                let (rows, start) =
                    (first * stored..(first + len) * stored, first * stride + number * columns);
                first += len;
                let (Some(input), Some(out)) = (projected.get(rows), mixed.get_mut(start..)) else {
                    return;
                };
                Attention { input, width, scale, out, stride, columns, scratch: &mut *scratch }
                    .run(self.settings.isa);
            }
        }
    }
}

impl LayerSettings {
    /// Values of one head.
    const fn head_width(&self) -> usize {
        self.hidden / self.heads
    }

    /// Query, key and value of one head, each padded.
    fn head(&self, parts: &[StoredLinear<'_>], head: usize) -> Matrix {
        let (first, width) = (head * self.head_width(), self.head_width());
        let outputs = (0..padded(width)).map(|number| (number < width).then_some(first + number));
        let columns = parts.iter().flat_map(|part| {
            outputs.clone().map(|output| part.column(output?, 0..self.hidden, true))
        });
        Matrix::new(self.isa, self.arithmetic, self.hidden, &columns.collect::<Vec<_>>())
    }

    /// Some inputs and outputs of a dense layer.
    fn matrix(
        &self,
        source: &StoredLinear<'_>,
        inputs: Range<usize>,
        outputs: Range<usize>,
        with_bias: bool,
    ) -> Matrix {
        let columns: Vec<_> =
            outputs.map(|number| source.column(number, inputs.clone(), with_bias)).collect();
        Matrix::new(self.isa, self.arithmetic, inputs.len(), &columns)
    }
}

pub(super) fn load_norm(
    weights: &Weights,
    name: &str,
    width: usize,
    eps: f32,
) -> Result<Norm, LoadError> {
    Ok(Norm::new(
        &weights.checked(&format!("{name}.weight"), &[width])?,
        &weights.checked(&format!("{name}.bias"), &[width])?,
        eps,
    ))
}
