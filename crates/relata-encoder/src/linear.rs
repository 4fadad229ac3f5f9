//! Dense layers.

use std::cell::RefCell;
use std::ops::Range;

use ndarray::{Array2, ArrayView1, ArrayView2, Axis, Slice};

use crate::format::weights::StoredRows;
use crate::kernels::{
    Aligned, Arithmetic, Change, Column, Isa, Matrix, Onto, Operand, gelu, padded,
};
use crate::{LoadError, Weights};

/// Weights and biases of a dense layer as stored: `[out, in]`.
#[derive(Debug)]
pub(crate) struct StoredLinear<'a> {
    weights: StoredRows<'a>,
    bias: Vec<f32>,
}

impl<'a> StoredLinear<'a> {
    /// The layer `name`.
    pub(crate) fn load(
        weights: &'a Weights,
        name: &str,
        input: usize,
        output: usize,
    ) -> Result<Self, LoadError> {
        Ok(Self {
            weights: weights.rows(&format!("{name}.weight"), &[output, input])?,
            bias: weights.checked(&format!("{name}.bias"), &[output])?,
        })
    }

    /// Weights of one output with its bias.
    pub(crate) fn column(
        &self,
        number: usize,
        inputs: Range<usize>,
        with_bias: bool,
    ) -> Option<(Column<'_>, f32)> {
        let bias = self.bias.get(number).copied().filter(|_| with_bias);
        self.weights.row(number, inputs).map(|column| (column, bias.unwrap_or(0.0)))
    }
}

/// `y = x W + b`, packed once at load; `gelu` of it where that follows.
#[derive(Debug)]
pub(crate) struct Linear {
    matrix: Matrix,
    arithmetic: Arithmetic,
    input: usize,
    output: usize,
    has_gelu: bool,
}

/// Where a layer of a head comes from, and how it is computed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) weights: &'a Weights,
    pub(crate) arithmetic: Arithmetic,
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
    pub(crate) fn load(
        source: Source<'_>,
        name: &str,
        input: usize,
        output: usize,
    ) -> Result<Self, LoadError> {
        Self::load_joined(source, input, &[(name, output)])
    }

    /// The outputs of several layers, given with their numbers of outputs, side by side.
    pub(crate) fn load_joined(
        source: Source<'_>,
        input: usize,
        parts: &[(&str, usize)],
    ) -> Result<Self, LoadError> {
        let load = |&(name, output): &(&str, usize)| {
            StoredLinear::load(source.weights, name, input, output)
        };
        let stored = parts.iter().map(load).collect::<Result<Vec<_>, _>>()?;
        let columns = stored.iter().zip(parts).flat_map(|(layer, (_, output))| {
            (0..*output).map(|number| layer.column(number, 0..input, true))
        });
        Ok(Self::pack(source.arithmetic, input, &columns.collect::<Vec<_>>()))
    }

    /// Products with each row of the tensor `name`, of which the last axis is the input. There is
    /// no bias.
    pub(crate) fn load_rows(
        source: Source<'_>,
        name: &str,
        shape: &[usize],
    ) -> Result<Self, LoadError> {
        let (input, outputs) =
            shape.split_last().map_or((1, 1), |(input, rest)| (*input, rest.iter().product()));
        let stored = source.weights.rows(name, shape)?;
        let columns: Vec<_> = (0..outputs)
            .map(|number| stored.row(number, 0..input).map(|column| (column, 0.0)))
            .collect();
        Ok(Self::pack(source.arithmetic, input, &columns))
    }

    fn pack(arithmetic: Arithmetic, input: usize, columns: &[Option<(Column<'_>, f32)>]) -> Self {
        let matrix = Matrix::new(Isa::detect(), arithmetic, input, columns);
        Self { matrix, arithmetic, input, output: columns.len(), has_gelu: false }
    }

    /// The layer with `gelu` behind it.
    pub(crate) fn with_gelu(mut self) -> Self {
        self.has_gelu = true;
        self
    }

    /// A row of outputs for each row of `x`.
    pub(crate) fn apply(&self, x: &ArrayView2<'_, f32>) -> Array2<f32> {
        self.apply_to(x, |outputs| outputs.collect(0))
    }

    /// Hands the outputs for the rows of `x` to `read`, which must not use another layer.
    pub(crate) fn apply_to<T>(
        &self,
        x: &ArrayView2<'_, f32>,
        read: impl FnOnce(Outputs<'_>) -> T,
    ) -> T {
        SCRATCH.with_borrow_mut(|scratch| {
            let width = padded(self.input);
            scratch.rows.resize(x.nrows() * width);
            for (to, from) in scratch.rows.chunks_exact_mut(width).zip(x.rows()) {
                let (to, padding) = to.split_at_mut(self.input);
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
                padding.fill(0.0);
            }
            scratch.operand.pack(
                self.matrix.isa(),
                self.arithmetic,
                &mut scratch.rows,
                width,
                Change::None,
            );
            read(self.multiply(&scratch.operand, &mut scratch.out))
        })
    }

    /// A row of outputs for each packed row but the first `skipped`; the rows are packed for this
    /// layer's arithmetic.
    pub(crate) fn apply_packed(&self, x: &PackedRows, skipped: usize) -> Array2<f32> {
        SCRATCH
            .with_borrow_mut(|scratch| self.multiply(&x.operand, &mut scratch.out).collect(skipped))
    }

    fn multiply<'a>(&self, operand: &Operand, out: &'a mut Aligned<f32>) -> Outputs<'a> {
        out.resize(operand.rows() * self.matrix.width());
        self.matrix.apply(operand, out, Onto::Overwrite);
        if self.has_gelu {
            gelu(self.matrix.isa(), out);
        }
        Outputs { values: out, stride: self.matrix.width().max(1), width: self.output }
    }
}

/// Rows of outputs where the product has left them, padding behind each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outputs<'a> {
    values: &'a [f32],
    stride: usize,
    width: usize,
}

impl Outputs<'_> {
    /// One row; empty where there is none.
    pub(crate) fn row(&self, number: usize) -> &[f32] {
        self.values.get(number * self.stride..number * self.stride + self.width).unwrap_or_default()
    }

    /// All rows but the first `skipped`.
    fn collect(self, skipped: usize) -> Array2<f32> {
        let rows = (self.values.len() / self.stride).saturating_sub(skipped);
        let mut values = Vec::with_capacity(rows * self.width);
        (skipped..skipped + rows).for_each(|number| values.extend_from_slice(self.row(number)));
        Array2::from_shape_vec((rows, self.width), values).unwrap_or_default()
    }
}

/// Rows that many layers multiply, packed once.
#[derive(Debug)]
pub(crate) struct PackedRows {
    operand: Operand,
}

impl PackedRows {
    /// Packs rows of `width` values.
    pub(crate) fn new<'a>(
        arithmetic: Arithmetic,
        width: usize,
        from: impl ExactSizeIterator<Item = ArrayView1<'a, f32>>,
    ) -> Self {
        let (isa, width) = (Isa::detect(), padded(width));
        let mut rows = Aligned::new(from.len() * width);
        for (to, from) in rows.chunks_exact_mut(width.max(1)).zip(from) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
        let mut operand = Operand::default();
        operand.pack(isa, arithmetic, &mut rows, width, Change::None);
        Self { operand }
    }
}

/// The product of each row of `x` with each of the `rows`, plus the bias of that row.
pub(crate) fn row_products<'a>(
    x: &ArrayView2<'_, f32>,
    rows: impl Iterator<Item = (&'a [f32], f32)>,
) -> Array2<f32> {
    let columns: Vec<_> = rows.map(|(row, bias)| Some((Column::F32(row), bias))).collect();
    Linear::pack(Arithmetic::F32, x.ncols(), &columns).apply(x)
}

/// Some rows of a matrix.
pub(crate) fn rows(matrix: &Array2<f32>, range: Range<usize>) -> ArrayView2<'_, f32> {
    matrix.slice_axis(Axis(0), Slice::from(range))
}
