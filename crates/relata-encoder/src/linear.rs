//! Dense layers.

use std::cell::RefCell;
use std::ops::Range;

use ndarray::{Array2, ArrayView2, Axis, Slice};

use crate::kernels::{Aligned, Arithmetic, Change, Column, Isa, Matrix, Onto, Operand, gelu, padded};
use crate::weights::StoredRows;
use crate::{LoadError, Weights};

/// Weights and biases of a dense layer as stored: `[out, in]`.
#[derive(Debug)]
pub(crate) struct StoredLinear<'a> {
    weights: StoredRows<'a>,
    bias: Vec<f32>,
}

impl<'a> StoredLinear<'a> {
    /// The layer `name`.
    pub(crate) fn load(weights: &'a Weights, name: &str, input: usize, output: usize) -> Result<Self, LoadError> {
        Ok(Self { weights: weights.rows(&format!("{name}.weight"), &[output, input])?, bias: weights.checked(&format!("{name}.bias"), &[output])? })
    }

    /// Weights of one output with its bias.
    pub(crate) fn column(&self, number: usize, inputs: Range<usize>, with_bias: bool) -> Option<(Column<'_>, f32)> {
        let bias = self.bias.get(number).copied().filter(|_| with_bias);
        self.weights.row(number, inputs).map(|column| (column, bias.unwrap_or(0.0)))
    }
}

/// `y = x W + b` in f32, packed once at load; `gelu` of it where that follows.
#[derive(Debug)]
pub(crate) struct Linear {
    matrix: Matrix,
    input: usize,
    output: usize,
    has_gelu: bool,
}

/// Buffers of one product.
#[derive(Debug, Default)]
struct Scratch {
    rows: Aligned<f32>,
    operand: Operand,
    out: Aligned<f32>,
}

thread_local! {
    /// Windows follow one another on a thread; each has many small products.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Linear {
    /// The layer `name`, stored as `[out, in]`.
    pub(crate) fn load(weights: &Weights, name: &str, input: usize, output: usize) -> Result<Self, LoadError> {
        let stored = StoredLinear::load(weights, name, input, output)?;
        Ok(Self::pack(input, &(0..output).map(|number| stored.column(number, 0..input, true)).collect::<Vec<_>>()))
    }

    /// Products with each row of the tensor `name`, of which the last axis is the input. There is no bias.
    pub(crate) fn load_rows(weights: &Weights, name: &str, shape: &[usize]) -> Result<Self, LoadError> {
        let (input, outputs) = shape.split_last().map_or((1, 1), |(input, rest)| (*input, rest.iter().product()));
        let stored = weights.rows(name, shape)?;
        let columns: Vec<_> = (0..outputs).map(|number| stored.row(number, 0..input).map(|column| (column, 0.0))).collect();
        Ok(Self::pack(input, &columns))
    }

    fn pack(input: usize, columns: &[Option<(Column<'_>, f32)>]) -> Self {
        Self { matrix: Matrix::new(Isa::detect(), Arithmetic::F32, input, columns), input, output: columns.len(), has_gelu: false }
    }

    /// The layer with `gelu` behind it.
    pub(crate) fn with_gelu(mut self) -> Self {
        self.has_gelu = true;
        self
    }

    /// A row of outputs for each row of `x`.
    pub(crate) fn apply(&self, x: &ArrayView2<'_, f32>) -> Array2<f32> {
        SCRATCH.with_borrow_mut(|scratch| {
            let width = padded(self.input);
            scratch.rows.resize(x.nrows() * width);
            for (to, from) in scratch.rows.chunks_exact_mut(width).zip(x.rows()) {
                let (to, padding) = to.split_at_mut(self.input);
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
                padding.fill(0.0);
            }
            scratch.operand.pack(self.matrix.isa(), Arithmetic::F32, &mut scratch.rows, width, Change::None);
            self.multiply(&scratch.operand, 0, &mut scratch.out)
        })
    }

    /// A row of outputs for each packed row but the first `skipped`.
    pub(crate) fn apply_packed(&self, x: &PackedRows, skipped: usize) -> Array2<f32> {
        SCRATCH.with_borrow_mut(|scratch| self.multiply(&x.operand, skipped, &mut scratch.out))
    }

    fn multiply(&self, operand: &Operand, skipped: usize, out: &mut Aligned<f32>) -> Array2<f32> {
        let (width, rows) = (self.matrix.width(), operand.rows().saturating_sub(skipped));
        out.resize(operand.rows() * width);
        self.matrix.apply(operand, out, Onto::Overwrite);
        if self.has_gelu {
            gelu(self.matrix.isa(), out);
        }
        let mut values = Vec::with_capacity(rows * self.output);
        out.chunks_exact(width.max(1)).skip(skipped).for_each(|row| values.extend_from_slice(row.get(..self.output).unwrap_or_default()));
        Array2::from_shape_vec((rows, self.output), values).unwrap_or_default()
    }
}

/// Rows that many layers multiply, packed once.
#[derive(Debug)]
pub(crate) struct PackedRows {
    operand: Operand,
}

impl PackedRows {
    pub(crate) fn new(x: &Array2<f32>) -> Self {
        let (isa, width) = (Isa::detect(), padded(x.ncols()));
        let mut rows = Aligned::new(x.nrows() * width);
        for (to, from) in rows.chunks_exact_mut(width.max(1)).zip(x.rows()) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
        let mut operand = Operand::default();
        operand.pack(isa, Arithmetic::F32, &mut rows, width, Change::None);
        Self { operand }
    }
}

/// Some rows of a matrix.
pub(crate) fn rows(matrix: &Array2<f32>, range: Range<usize>) -> ArrayView2<'_, f32> {
    matrix.slice_axis(Axis(0), Slice::from(range))
}
