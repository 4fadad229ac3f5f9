//! Activations, packed for a product.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Dots, LANES, Lanes, Processor, Walk as _, Work};
use super::norm::Norm;
use super::tile::{UNITS, blocks};
use super::{Aligned, Arithmetic, Isa, row};

/// Rows of activations, packed in the tiles of a product.
#[derive(Debug, Default)]
pub(crate) struct Operand {
    pub(super) rows: usize,
    pub(super) depth: usize,
    pub(super) floats: Aligned<f32>,
    pub(super) bytes: Aligned<u8>,
    /// For bytes: a step of each row, and the value that byte 0 stands for.
    pub(super) ranges: Vec<[f32; 2]>,
}

impl Norm {
    /// Normalises each row of `rows` in place.
    pub(crate) fn apply(&self, isa: Isa, rows: &mut [f32]) {
        isa.run(Normalise { norm: self, rows });
    }
}

/// What happens to the rows, in place, before they are packed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change<'a> {
    None,
    Gelu,
    Norm(&'a Norm),
}

impl Operand {
    /// Number of rows.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Changes rows of `depth` values (a multiple of [`super::PAD`]) that stand one after the
    /// other, and packs them.
    pub(crate) fn pack(
        &mut self,
        isa: Isa,
        arithmetic: Arithmetic,
        rows: &mut [f32],
        depth: usize,
        change: Change<'_>,
    ) {
        let depth = depth.max(1);
        (self.rows, self.depth) = (rows.len() / depth, depth);
        match arithmetic {
            Arithmetic::F32 => {
                self.floats.resize(rows.len());
                isa.run(PackFloats { operand: self, rows, change });
            }
            Arithmetic::Int6 | Arithmetic::Int8 => {
                self.ranges.resize(self.rows, [0.0; 2]);
                isa.run(PackBytes {
                    operand: self,
                    rows,
                    is_narrow: arithmetic == Arithmetic::Int6,
                    change,
                });
            }
        }
    }
}

/// `gelu` of rows that are padded to a multiple of [`super::PAD`], in place.
pub(crate) fn gelu(isa: Isa, rows: &mut [f32]) {
    isa.run(Gelu { rows });
}

struct Gelu<'a> {
    rows: &'a mut [f32],
}

impl Work for Gelu<'_> {
    type Output = ();

    #[inline(always)]
    fn run<P: Processor>(self) {
        row::gelu::<P::Floats>(self.rows);
    }
}

/// Adds to each sum the dot product of `vector` with its row of `rows`.
pub(crate) fn add_dots(isa: Isa, vector: &[f32], rows: &[f32], sums: &mut [f32]) {
    isa.run(AddDots { vector, rows, sums });
}

struct AddDots<'a> {
    vector: &'a [f32],
    rows: &'a [f32],
    sums: &'a mut [f32],
}

impl Work for AddDots<'_> {
    type Output = ();

    #[inline(always)]
    fn run<P: Processor>(self) {
        row::add_dots::<P::Floats>(self.vector, self.rows, self.sums);
    }
}

struct Normalise<'a> {
    norm: &'a Norm,
    rows: &'a mut [f32],
}

impl Work for Normalise<'_> {
    type Output = ();

    #[inline(always)]
    fn run<P: Processor>(self) {
        for row in self.rows.chunks_exact_mut(self.norm.weight.len().max(1)) {
            row::normalise::<P::Floats>(row, self.norm);
        }
    }
}

struct PackFloats<'a> {
    operand: &'a mut Operand,
    rows: &'a mut [f32],
    change: Change<'a>,
}

impl Work for PackFloats<'_> {
    type Output = ();

    #[inline(always)]
    fn run<P: Processor>(self) {
        let Operand { rows, depth, floats, .. } = self.operand;
        for block in blocks(*rows, P::Floats::ROWS) {
            let range = block.start * *depth..block.end * *depth;
            let (Some(from), Some(to)) = (self.rows.get_mut(range.clone()), floats.get_mut(range))
            else {
                return;
            };
            for (number, row) in from.chunks_exact_mut(*depth).enumerate() {
                change::<P::Floats>(row, self.change);
                pack_floats(row, block.len(), number, to);
            }
        }
    }
}

/// Writes a row to its slots among `rows` rows that are packed together.
#[inline(always)]
pub(super) fn pack_floats(row: &[f32], rows: usize, number: usize, to: &mut [f32]) {
    for (group, from) in
        to.as_chunks_mut::<UNITS>().0.chunks_exact_mut(rows.max(1)).zip(row.as_chunks::<UNITS>().0)
    {
        if let Some(slot) = group.get_mut(number) {
            *slot = *from;
        }
    }
}

#[inline(always)]
fn change<V: Lanes>(row: &mut [f32], change: Change<'_>) {
    match change {
        Change::None => {}
        Change::Gelu => row::gelu::<V>(row),
        Change::Norm(norm) => row::normalise::<V>(row, norm),
    }
}

struct PackBytes<'a> {
    operand: &'a mut Operand,
    rows: &'a mut [f32],
    is_narrow: bool,
    change: Change<'a>,
}

impl Work for PackBytes<'_> {
    type Output = ();

    #[inline(always)]
    fn run<P: Processor>(self) {
        if self.is_narrow { self.pack::<P::Narrow>() } else { self.pack::<P::Wide>() }
    }
}

impl PackBytes<'_> {
    #[inline(always)]
    fn pack<D: Dots>(self) {
        let Operand { rows, depth, bytes, ranges, .. } = self.operand;
        bytes.resize(*rows * *depth);
        for block in blocks(*rows, D::ROWS) {
            let range = block.start * *depth..block.end * *depth;
            let (Some(from), Some(to)) = (self.rows.get_mut(range.clone()), bytes.get_mut(range))
            else {
                return;
            };
            let Some(ranges) = ranges.get_mut(block.clone()) else { return };
            for ((number, row), range) in from.chunks_exact_mut(*depth).enumerate().zip(ranges) {
                change::<D::Floats>(row, self.change);
                *range = row::range::<D::Floats>(row);
                pack_bytes::<D>(row, *range, block.len(), number, to);
            }
        }
    }
}

/// Quantises a row and writes it to its slots among `rows` rows that are packed together.
#[inline(always)]
fn pack_bytes<D: Dots>(
    row: &[f32],
    [step, low]: [f32; 2],
    rows: usize,
    number: usize,
    to: &mut [u8],
) {
    let splat = D::Floats::splat;
    let (scale, low) = (splat(if step > 0.0 { 1.0 / step } else { 0.0 }), splat(low));
    let (vectors, _) = row.as_chunks::<LANES>();
    let units = 4 * D::Walk::UNITS;
    let mut groups = to.chunks_exact_mut((units * rows).max(1));
    for values in vectors {
        // The bounds hold what is no number, too.
        let mut bytes = [0; LANES];
        D::Floats::load(values)
            .sub(low)
            .mul(scale)
            .max(splat(0.0))
            .min(splat(255.0))
            .store_bytes(&mut bytes);
        let bytes = bytes.map(|byte| byte ^ D::FLIPPED);
        for (bytes, group) in bytes.chunks_exact(units).zip(&mut groups) {
            let Some(slot) = group.get_mut(number * units..(number + 1) * units) else { return };
            slot.copy_from_slice(bytes);
        }
    }
}
