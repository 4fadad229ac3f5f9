//! Dense layers.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayBase, ArrayView2, ArrayViewMut2, Axis, Data, Ix2, Slice};

use crate::{LoadError, LoadErrorKind, Weights};

/// `y = x W + b`. The weight is turned once at load so that the product reads both operands along their rows.
#[derive(Debug)]
pub(crate) struct Linear {
    /// `[in, out]`.
    weight: Array2<f32>,
    bias: Array1<f32>,
}

impl Linear {
    /// The layer `name`, stored as `[out, in]`.
    pub(crate) fn load(weights: &Weights, name: &str, input: usize, output: usize) -> Result<Self, LoadError> {
        let weight = transposed(&weights.matrix(&format!("{name}.weight"), output, input)?);
        Ok(Self { weight, bias: weights.vector(&format!("{name}.bias"), output)? })
    }

    /// Several layers with one input, side by side.
    pub(crate) fn load_joined(weights: &Weights, names: &[String], input: usize, output: usize) -> Result<Self, LoadError> {
        let mut stored = Vec::with_capacity(names.len() * output * input);
        let mut bias = Vec::with_capacity(names.len() * output);
        for name in names {
            stored.extend(weights.matrix(&format!("{name}.weight"), output, input)?);
            bias.extend(weights.vector(&format!("{name}.bias"), output)?);
        }
        let joined = ArrayView2::from_shape((names.len() * output, input), &stored);
        let joined = joined.map_err(|e| LoadError::new(LoadErrorKind::Tensor, "layers that do not join").with_source(e))?;
        Ok(Self { weight: transposed(&joined), bias: Array1::from_vec(bias) })
    }

    /// `x W + b`.
    pub(crate) fn apply(&self, x: &ArrayView2<'_, f32>) -> Array2<f32> {
        let mut out = Array2::zeros((x.nrows(), self.weight.ncols()));
        self.apply_onto(x, out.view_mut());
        out
    }

    /// Adds `x W + b` to `out`: bias and residual cost no pass of their own.
    pub(crate) fn apply_onto(&self, x: &ArrayView2<'_, f32>, mut out: ArrayViewMut2<'_, f32>) {
        out += &self.bias;
        general_mat_mul(1.0, x, &self.weight, 1.0, &mut out);
    }
}

/// A copy with rows and columns exchanged, in the standard layout.
pub(crate) fn transposed<S: Data<Elem = f32>>(matrix: &ArrayBase<S, Ix2>) -> Array2<f32> {
    const BLOCK: usize = 32;
    let mut out = Array2::zeros((matrix.ncols(), matrix.nrows()));
    // Block by block, so that both sides stay in the cache.
    let blocks = matrix.exact_chunks((BLOCK, BLOCK)).into_iter();
    if matrix.nrows().is_multiple_of(BLOCK) && matrix.ncols().is_multiple_of(BLOCK) {
        let across = matrix.ncols() / BLOCK;
        for (number, block) in blocks.enumerate() {
            let (row, column) = (number / across * BLOCK, number % across * BLOCK);
            let mut band = out.slice_axis_mut(Axis(0), Slice::from(column..column + BLOCK));
            band.slice_axis_mut(Axis(1), Slice::from(row..row + BLOCK)).assign(&block.t());
        }
    } else {
        out.assign(&matrix.t());
    }
    out
}

/// Some rows of a matrix. (The macro `s!` of `ndarray` does not go with `forbid(unsafe_code)`.)
pub(crate) fn rows(matrix: &Array2<f32>, range: Range<usize>) -> ArrayView2<'_, f32> {
    matrix.slice_axis(Axis(0), Slice::from(range))
}

/// Some columns of a matrix.
pub(crate) fn columns(matrix: &Array2<f32>, range: Range<usize>) -> ArrayView2<'_, f32> {
    matrix.slice_axis(Axis(1), Slice::from(range))
}
