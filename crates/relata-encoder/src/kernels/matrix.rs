//! Weights of a dense layer, packed for the kernels.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Dots, LANES, Lanes, NARROW, Processor, UNIT, Walk as _, Work};
use super::tile::{self, BytePanel, ByteRows, Destination, FloatPanel, blocks};
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
    Bytes(Bytes),
}

#[derive(Debug)]
struct Bytes {
    values: Aligned<i8>,
    /// Whether the values are narrow.
    is_narrow: bool,
    /// For each panel, the runs of [`super::lanes::Walk`].
    runs: Vec<Vec<u16>>,
    /// Sum of each column's values.
    totals: Aligned<i32>,
    /// What 1 stands for, in each column.
    scales: Aligned<f32>,
    /// Sum of what each column's values stand for.
    sums: Aligned<f32>,
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
    /// Packs columns of at most `depth` weights with their biases; `None` stands for a column of
    /// zeros. Depth and width are padded.
    pub(crate) fn new(
        isa: Isa,
        arithmetic: Arithmetic,
        depth: usize,
        columns: &[Option<(Column<'_>, f32)>],
    ) -> Self {
        let (depth, width) = (padded(depth), padded(columns.len()));
        let mut bias = Aligned::new(width);
        bias.iter_mut()
            .zip(columns)
            .for_each(|(to, column)| *to = column.map_or(0.0, |(_, bias)| bias));
        let values = match arithmetic {
            Arithmetic::F32 => isa.run(PackFloats { depth, width, columns }),
            Arithmetic::Int6 | Arithmetic::Int8 => isa.run(PackBytes {
                depth,
                width,
                columns,
                is_narrow: arithmetic == Arithmetic::Int6,
            }),
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
            Values::Bytes(bytes) if bytes.is_narrow => self.bytes::<P::Narrow>(bytes),
            Values::Bytes(bytes) => self.bytes::<P::Wide>(bytes),
        }
    }
}

impl Product<'_> {
    /// Panel by panel, each over all rows: a panel stays in the nearest cache, the rows in the
    /// next.
    #[inline(always)]
    fn floats<V: Lanes>(self, values: &[f32]) {
        let (depth, width, panel) = (self.operand.depth, self.matrix.width, tile::panel::<V>());
        let panels =
            values.chunks_exact((depth * panel).max(1)).zip(self.matrix.bias.chunks_exact(panel));
        for (number, (weights, bias)) in panels.enumerate() {
            for block in blocks(self.operand.rows, V::ROWS) {
                let Some(a) = self.operand.floats.get(block.start * depth..block.end * depth)
                else {
                    return;
                };
                let Some(out) = self.out.get_mut(block.start * width + number * panel..) else {
                    return;
                };
                tile::float_tile::<V>(
                    block.len(),
                    a,
                    FloatPanel { weights, bias },
                    Destination { out, stride: width, onto: self.onto },
                );
            }
        }
    }

    #[inline(always)]
    fn bytes<D: Dots>(self, matrix: &Bytes) {
        let (depth, width, panel) =
            (self.operand.depth, self.matrix.width, tile::panel::<D::Floats>());
        let panels = matrix.values.chunks_exact((depth * panel).max(1)).zip(&matrix.runs);
        for (number, (weights, runs)) in panels.enumerate() {
            let first = number * panel;
            let Some(totals) = matrix.totals.get(first..) else { return };
            let (Some(scales), Some(sums)) = (matrix.scales.get(first..), matrix.sums.get(first..))
            else {
                return;
            };
            let Some(bias) = self.matrix.bias.get(first..) else { return };
            for block in blocks(self.operand.rows, D::ROWS) {
                let Some(bytes) = self.operand.bytes.get(block.start * depth..block.end * depth)
                else {
                    return;
                };
                let Some(ranges) = self.operand.ranges.get(block.clone()) else { return };
                let Some(out) = self.out.get_mut(block.start * width + first..) else { return };
                let destination = Destination { out, stride: width, onto: self.onto };
                tile::byte_tile::<D>(
                    block.len(),
                    ByteRows { bytes, ranges },
                    BytePanel { weights, runs, totals, scales, sums, bias },
                    destination,
                );
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
        for (to, columns) in
            values.chunks_exact_mut((self.depth * panel).max(1)).zip(self.columns.chunks(panel))
        {
            for (number, column) in columns.iter().enumerate() {
                let to = to.iter_mut().skip(number).step_by(panel);
                match column {
                    Some((Column::F32(from), _)) => {
                        to.zip(*from).for_each(|(to, from)| *to = *from);
                    }
                    Some((Column::Int8(from, scale), _)) => to
                        .zip(*from)
                        .for_each(|(to, from)| *to = f32::from(from.cast_signed()) * scale),
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
    is_narrow: bool,
}

impl Work for PackBytes<'_> {
    type Output = Values;

    #[inline(always)]
    fn run<P: Processor>(self) -> Values {
        if self.is_narrow { self.pack::<P::Narrow>() } else { self.pack::<P::Wide>() }
    }
}

impl PackBytes<'_> {
    #[inline(always)]
    fn pack<D: Dots>(self) -> Values {
        let (panel, vectors) = (tile::panel::<D::Floats>(), D::Floats::VECTORS);
        let most = if self.is_narrow { NARROW } else { i8::MAX };
        let mut values = Aligned::new(self.depth * self.width);
        let (mut totals, mut scales, mut sums) =
            (Aligned::new(self.width), Aligned::new(self.width), Aligned::new(self.width));
        let mut slots = totals.iter_mut().zip(scales.iter_mut()).zip(sums.iter_mut());
        for (to, columns) in
            values.chunks_exact_mut((self.depth * panel).max(1)).zip(self.columns.chunks(panel))
        {
            for (number, column) in columns.iter().enumerate() {
                let Some(((total, to_scale), sum)) = slots.next() else { break };
                let Some((column, _)) = column else { continue };
                let (bytes, scale) = bytes_of(*column, most);
                let (vector, lane) = (number / LANES, number % LANES);
                for (unit, four) in to
                    .as_chunks_mut::<UNIT>()
                    .0
                    .iter_mut()
                    .skip(vector)
                    .step_by(vectors)
                    .zip(bytes.chunks(4))
                {
                    let (first, step) = if D::BY_COLUMN { (lane * 4, 1) } else { (lane, LANES) };
                    unit.iter_mut()
                        .skip(first)
                        .step_by(step)
                        .zip(four)
                        .for_each(|(to, from)| *to = *from);
                }
                *total = bytes.iter().map(|&b| i32::from(b)).sum();
                *to_scale = scale;
                *sum = scale * *total as f32;
            }
        }
        let panels = values.chunks_exact((self.depth * panel).max(1));
        let runs = panels.map(D::Walk::runs).collect();
        Values::Bytes(Bytes { values, is_narrow: self.is_narrow, runs, totals, scales, sums })
    }
}

/// A column as bytes between `-most` and `most`. Stored bytes stay what they are where they fit; of
/// other columns the value of largest magnitude becomes `most`.
fn bytes_of(column: Column<'_>, most: i8) -> (Vec<i8>, f32) {
    match column {
        Column::Int8(bytes, scale)
            if bytes.iter().all(|b| b.cast_signed().unsigned_abs() <= most.unsigned_abs()) =>
        {
            (bytes.iter().map(|b| b.cast_signed()).collect(), scale)
        }
        Column::Int8(bytes, scale) => {
            round(bytes.iter().map(|b| f32::from(b.cast_signed()) * scale), most)
        }
        Column::F32(values) => round(values.iter().copied(), most),
    }
}

fn round(values: impl Iterator<Item = f32> + Clone, most: i8) -> (Vec<i8>, f32) {
    let scale = values.clone().fold(0.0_f32, |greatest, v| greatest.max(v.abs())) / f32::from(most);
    let factor = if scale > 0.0 { 1.0 / scale } else { 0.0 };
    #[allow(clippy::cast_possible_truncation)]
    (values.map(|v| ((v * factor).round() as i8).clamp(-most, most)).collect(), scale)
}
