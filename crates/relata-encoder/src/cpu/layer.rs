//! One transformer layer.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, Axis};

use crate::linear::{Linear, columns};
use crate::math::{gelu_in_place, layer_norm_in_place, softmax_in_place};
use crate::{LoadError, Weights};

/// Extents of a layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayerSizes {
    pub(super) hidden: usize,
    pub(super) inner: usize,
    pub(super) heads: usize,
    pub(super) eps: f32,
}

/// Self-attention and feed-forward part, each with its residual and layer norm behind it.
#[derive(Debug)]
pub(super) struct Layer {
    sizes: LayerSizes,
    /// Query, key and value side by side.
    attention_input: Linear,
    attention_output: Linear,
    attention_norm: LayerNorm,
    inner: Linear,
    output: Linear,
    output_norm: LayerNorm,
}

/// Buffers that the layers of one window share.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    attention: Array2<f32>,
    inner: Array2<f32>,
}

impl Layer {
    pub(super) fn load(weights: &Weights, number: usize, sizes: LayerSizes) -> Result<Self, LoadError> {
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let (hidden, inner) = (sizes.hidden, sizes.inner);
        let inputs = ["query", "key", "value"].map(|part| name(&format!("attention.self.{part}")));
        Ok(Self {
            sizes,
            attention_input: Linear::load_joined(weights, &inputs, hidden, hidden)?,
            attention_output: Linear::load(weights, &name("attention.output.dense"), hidden, hidden)?,
            attention_norm: LayerNorm::load(weights, &name("attention.output.LayerNorm"), sizes)?,
            inner: Linear::load(weights, &name("intermediate.dense"), hidden, inner)?,
            output: Linear::load(weights, &name("output.dense"), inner, hidden)?,
            output_norm: LayerNorm::load(weights, &name("output.LayerNorm"), sizes)?,
        })
    }

    /// `[len, hidden]` to `[len, hidden]`.
    pub(super) fn forward(&self, x: &Array2<f32>, scratch: &mut Scratch) -> Array2<f32> {
        let mixed = self.attend(&self.attention_input.apply(&x.view()), &mut scratch.attention);
        let mut x = x.clone();
        self.attention_output.apply_onto(&mixed.view(), x.view_mut());
        self.attention_norm.apply(&mut x);
        zeroed(&mut scratch.inner, x.nrows(), self.sizes.inner);
        self.inner.apply_onto(&x.view(), scratch.inner.view_mut());
        gelu_in_place(scratch.inner.as_slice_mut().unwrap_or_default());
        self.output.apply_onto(&scratch.inner.view(), x.view_mut());
        self.output_norm.apply(&mut x);
        x
    }

    /// Scaled dot-product attention (Vaswani et al. 2017) over `[len, 3 hidden]`.
    fn attend(&self, inputs: &Array2<f32>, scores: &mut Array2<f32>) -> Array2<f32> {
        let (len, hidden) = (inputs.nrows(), self.sizes.hidden);
        let width = hidden / self.sizes.heads;
        let scale = 1.0 / (width as f32).sqrt();
        let mut out = Array2::zeros((len, hidden));
        zeroed(scores, len, len);
        for (number, mut out) in out.axis_chunks_iter_mut(Axis(1), width).enumerate() {
            let part = |offset: usize| columns(inputs, offset + number * width..offset + (number + 1) * width);
            general_mat_mul(scale, &part(0), &part(hidden).t(), 0.0, scores);
            for row in scores.as_slice_mut().unwrap_or_default().chunks_exact_mut(len.max(1)) {
                softmax_in_place(row);
            }
            general_mat_mul(1.0, scores, &part(2 * hidden), 0.0, &mut out);
        }
        out
    }
}

/// Brings a buffer to `rows × columns` zeros, keeping its memory where the size stays.
fn zeroed(buffer: &mut Array2<f32>, rows: usize, columns: usize) {
    if buffer.dim() == (rows, columns) {
        buffer.fill(0.0);
    } else {
        *buffer = Array2::zeros((rows, columns));
    }
}

/// Scale and shift behind a normalised row.
#[derive(Debug)]
struct LayerNorm {
    weight: Array1<f32>,
    bias: Array1<f32>,
    eps: f32,
}

impl LayerNorm {
    fn load(weights: &Weights, name: &str, sizes: LayerSizes) -> Result<Self, LoadError> {
        let vector = |part: &str| weights.vector(&format!("{name}.{part}"), sizes.hidden);
        Ok(Self { weight: vector("weight")?, bias: vector("bias")?, eps: sizes.eps })
    }

    fn apply(&self, x: &mut Array2<f32>) {
        let width = self.weight.len();
        let (weight, bias) = (self.weight.as_slice().unwrap_or_default(), self.bias.as_slice().unwrap_or_default());
        for row in x.as_slice_mut().unwrap_or_default().chunks_exact_mut(width.max(1)) {
            layer_norm_in_place(row, weight, bias, self.eps);
        }
    }
}
