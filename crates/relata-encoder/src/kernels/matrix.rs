//! Weights of a dense layer, packed for the kernels.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Dots, Lanes, Processor, Work};
use super::tile::{self, BytePanel, ByteRows, FloatPanel, Place, blocks};
use super::{Aligned, Arithmetic, Isa, Operand, padded};

/// `y = x W + b`, packed in panels of columns.
#[derive(Debug)]
pub(crate) struct Matrix {
    isa: Isa,
    depth: usize,
    width: usize,
    /// One for each column.
    bias: Aligned<f32>,
    values: Values,
}

#[derive(Debug)]
enum Values {
    Floats(Aligned<f32>),
    Bytes {
        values: Aligned<i8>,
        /// What 1 stands for, in each column.
        scales: Aligned<f32>,
        /// Sum of each column.
        sums: Aligned<f32>,
    },
}

/// Weights of one output.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Column<'a> {
    F32(&'a [f32]),
    /// Bytes of `i8`, and what 1 stands for.
    Int8(&'a [u8], f32),
}

/// What becomes of the values that the results are written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Onto {
    Overwrite,
    Add,
}

impl Matrix {
    /// Packs columns of at most `depth` weights with their biases; `None` stands for a column of zeros. Depth and width are padded.
    pub(crate) fn new(isa: Isa, arithmetic: Arithmetic, depth: usize, columns: &[Option<(Column<'_>, f32)>]) -> Self {
        let (depth, width) = (padded(depth), padded(columns.len()));
        let mut bias = Aligned::new(width);
        bias.iter_mut().zip(columns).for_each(|(to, column)| *to = column.map_or(0.0, |(_, bias)| bias));
        let values = match arithmetic {
            Arithmetic::F32 => isa.run(PackFloats { depth, width, columns }),
            Arithmetic::Int8 => isa.run(PackBytes { depth, width, columns }),
        };
        Self { isa, depth, width, bias, values }
    }

    /// Length of a row of results.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    pub(crate) const fn isa(&self) -> Isa {
        self.isa
    }

    /// Multiplies: rows of [`Matrix::width`] results.
    pub(crate) fn apply(&self, operand: &Operand, out: &mut [f32], onto: Onto) {
        debug_assert_eq!((operand.depth, operand.rows * self.width), (self.depth, out.len()));
        self.isa.run(Product { matrix: self, operand, out, onto: onto == Onto::Add });
    }
}

struct Product<'a> {
    matrix: &'a Matrix,
    operand: &'a Operand,
    out: &'a mut [f32],
    onto: bool,
}

impl Work for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn run<P: Processor>(self) {
        match &self.matrix.values {
            Values::Floats(values) => self.floats::<P::Floats>(values),
            Values::Bytes { values, scales, sums } => self.bytes::<P::Sums>(values, scales, sums),
        }
    }
}

impl Product<'_> {
    /// Panel by panel, each over all rows: a panel stays in the nearest cache, the rows in the next.
    #[inline(always)]
    fn floats<V: Lanes>(self, values: &[f32]) {
        let (depth, width, panel) = (self.operand.depth, self.matrix.width, tile::panel::<V>());
        let panels = values.chunks_exact((depth * panel).max(1)).zip(self.matrix.bias.chunks_exact(panel));
        for (number, (weights, bias)) in panels.enumerate() {
            for block in blocks(self.operand.rows, V::ROWS) {
                let Some(a) = self.operand.floats.get(block.start * depth..block.end * depth) else { return };
                let Some(out) = self.out.get_mut(block.start * width + number * panel..) else { return };
                tile::float_tile::<V>(block.len(), a, FloatPanel { weights, bias }, Place { out, stride: width, onto: self.onto });
            }
        }
    }

    #[inline(always)]
    fn bytes<D: Dots>(self, values: &[i8], scales: &[f32], sums: &[f32]) {
        let (depth, width, panel) = (self.operand.depth, self.matrix.width, tile::panel::<D::Floats>());
        let size = depth / D::UNIT * 4;
        let columns = scales.chunks_exact(panel).zip(sums.chunks_exact(panel)).zip(self.matrix.bias.chunks_exact(panel));
        for (number, (weights, ((scales, sums), bias))) in values.chunks_exact((depth * panel).max(1)).zip(columns).enumerate() {
            for block in blocks(self.operand.rows, D::Floats::ROWS) {
                let Some(bytes) = self.operand.bytes.get(block.start * size..block.end * size) else { return };
                let Some(ranges) = self.operand.ranges.get(block.clone()) else { return };
                let Some(out) = self.out.get_mut(block.start * width + number * panel..) else { return };
                let place = Place { out, stride: width, onto: self.onto };
                tile::byte_tile::<D>(block.len(), ByteRows { bytes, ranges }, BytePanel { weights, scales, sums, bias }, place);
            }
        }
    }
}

type Columns<'a> = &'a [Option<(Column<'a>, f32)>];

struct PackFloats<'a> {
    depth: usize,
    width: usize,
    columns: Columns<'a>,
}

impl Work for PackFloats<'_> {
    type Output = Values;

    #[inline(always)]
    fn run<P: Processor>(self) -> Values {
        let panel = tile::panel::<P::Floats>();
        let mut values = Aligned::new(self.depth * self.width);
        for (to, columns) in values.chunks_exact_mut((self.depth * panel).max(1)).zip(self.columns.chunks(panel)) {
            for (number, column) in columns.iter().enumerate() {
                let to = to.iter_mut().skip(number).step_by(panel);
                match column {
                    Some((Column::F32(from), _)) => to.zip(*from).for_each(|(to, from)| *to = *from),
                    Some((Column::Int8(from, scale), _)) => to.zip(*from).for_each(|(to, from)| *to = f32::from(from.cast_signed()) * scale),
                    None => {}
                }
            }
        }
        Values::Floats(values)
    }
}

struct PackBytes<'a> {
    depth: usize,
    width: usize,
    columns: Columns<'a>,
}

impl Work for PackBytes<'_> {
    type Output = Values;

    #[inline(always)]
    fn run<P: Processor>(self) -> Values {
        let (panel, unit) = (tile::panel::<P::Floats>(), P::Sums::UNIT);
        let mut values = Aligned::new(self.depth * self.width);
        let (mut scales, mut sums) = (Aligned::new(self.width), Aligned::new(self.width));
        let mut places = scales.iter_mut().zip(sums.iter_mut());
        for (to, columns) in values.chunks_exact_mut((self.depth * panel).max(1)).zip(self.columns.chunks(panel)) {
            for (number, column) in columns.iter().enumerate() {
                let Some((to_scale, to_sum)) = places.next() else { break };
                let Some((column, _)) = column else { continue };
                let (bytes, scale) = bytes_of(*column);
                let to = to.chunks_exact_mut(unit).skip(number).step_by(panel);
                to.zip(bytes.chunks(unit)).for_each(|(to, from)| to.iter_mut().zip(from).for_each(|(to, from)| *to = *from));
                *to_scale = scale;
                *to_sum = scale * bytes.iter().map(|&b| i32::from(b)).sum::<i32>() as f32;
            }
        }
        Values::Bytes { values, scales, sums }
    }
}

/// A column as bytes, the value of largest magnitude as ±127.
fn bytes_of(column: Column<'_>) -> (Vec<i8>, f32) {
    match column {
        Column::Int8(bytes, scale) => (bytes.iter().map(|b| b.cast_signed()).collect(), scale),
        Column::F32(values) => {
            let scale = values.iter().fold(0.0_f32, |most, v| most.max(v.abs())) / 127.0;
            let factor = if scale > 0.0 { 1.0 / scale } else { 0.0 };
            #[allow(clippy::cast_possible_truncation)]
            (values.iter().map(|v| (v * factor).round() as i8).collect(), scale)
        }
    }
}
