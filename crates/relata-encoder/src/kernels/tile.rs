//! Tiles of a product: some rows times two vectors of columns, all sums in registers.
//!
//! Activations of a tile are packed four units (floats, or 32 bits of bytes) of each of its rows after the other, so that one pointer walks over them;
//! weights are packed as panels of two vectors of columns, row after row.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use std::ops::Range;

use super::lanes::{Dots, Lanes};

/// Units of each row that stand together.
pub(super) const UNITS: usize = 4;

/// Columns of a panel.
pub(super) const fn panel<V: Lanes>() -> usize {
    2 * V::LEN
}

/// The tiles of `rows` rows: as few as can be, and as even as can be.
pub(super) fn blocks(rows: usize, most: usize) -> impl Iterator<Item = Range<usize>> {
    let count = rows.div_ceil(most);
    let (least, larger) = (rows / count.max(1), rows % count.max(1));
    let start = move |block: usize| block * least + block.min(larger);
    (0..count).map(move |block| start(block)..start(block + 1))
}

/// Where the tile's results go.
pub(super) struct Place<'a> {
    /// From the tile's first value on.
    pub(super) out: &'a mut [f32],
    /// Distance of two rows.
    pub(super) stride: usize,
    /// Whether results are added to what is there.
    pub(super) onto: bool,
}

impl Place<'_> {
    #[inline(always)]
    fn store<V: Lanes, const R: usize>(self, values: [[V; 2]; R]) {
        for (row, [low, high]) in self.out.chunks_mut(self.stride).zip(values) {
            if let Some((first, second)) = row.split_at_mut_checked(V::LEN) {
                let (low, high) = if self.onto { (low.add(V::load(first)), high.add(V::load(second))) } else { (low, high) };
                low.store(first);
                high.store(second);
            }
        }
    }
}

/// A panel of f32 weights with its bias.
#[derive(Clone, Copy)]
pub(super) struct FloatPanel<'a> {
    pub(super) weights: &'a [f32],
    pub(super) bias: &'a [f32],
}

/// A panel of int8 weights. A column's value is `sum × scale` of the row times that of the column, plus the row's lowest value times `sums`, plus `bias`.
#[derive(Clone, Copy)]
pub(super) struct BytePanel<'a> {
    pub(super) weights: &'a [i8],
    pub(super) scales: &'a [f32],
    pub(super) sums: &'a [f32],
    pub(super) bias: &'a [f32],
}

/// The rows of a tile as bytes.
#[derive(Clone, Copy)]
pub(super) struct ByteRows<'a> {
    pub(super) bytes: &'a [u8],
    /// A step of each row, and the value that byte 0 stands for.
    pub(super) ranges: &'a [[f32; 2]],
}

/// Calls `$tile` for the height `$rows`; heights that the processor's tiles do not reach are not compiled.
macro_rules! of_height {
    ($rows:expr, $most:expr, $tile:ident::<$lanes:ty>($($argument:expr),*)) => {
        match $rows {
            1 => $tile::<$lanes, 1>($($argument),*),
            2 => $tile::<$lanes, 2>($($argument),*),
            3 => $tile::<$lanes, 3>($($argument),*),
            4 => $tile::<$lanes, 4>($($argument),*),
            5 if $most >= 5 => $tile::<$lanes, 5>($($argument),*),
            6 if $most >= 6 => $tile::<$lanes, 6>($($argument),*),
            7 if $most >= 7 => $tile::<$lanes, 7>($($argument),*),
            8 if $most >= 8 => $tile::<$lanes, 8>($($argument),*),
            9 if $most >= 9 => $tile::<$lanes, 9>($($argument),*),
            10 if $most >= 10 => $tile::<$lanes, 10>($($argument),*),
            11 if $most >= 11 => $tile::<$lanes, 11>($($argument),*),
            12 if $most >= 12 => $tile::<$lanes, 12>($($argument),*),
            _ => {}
        }
    };
}

/// One tile in f32; `a` holds `rows` packed rows.
#[inline(always)]
pub(super) fn float_tile<V: Lanes>(rows: usize, a: &[f32], panel: FloatPanel<'_>, place: Place<'_>) {
    of_height!(rows, V::ROWS, float_tile_of::<V>(a, panel, place));
}

/// One tile in int8.
#[inline(always)]
pub(super) fn byte_tile<D: Dots>(rows: usize, a: ByteRows<'_>, panel: BytePanel<'_>, place: Place<'_>) {
    of_height!(rows, D::Floats::ROWS, byte_tile_of::<D>(a, panel, place));
}

#[inline(always)]
fn float_tile_of<V: Lanes, const R: usize>(a: &[f32], panel: FloatPanel<'_>, place: Place<'_>) {
    let mut sums = [pair(panel.bias); R];
    for (a, b) in a.chunks_exact(UNITS * R).zip(panel.weights.chunks_exact(UNITS * 2 * V::LEN)) {
        float_step::<V, R, 0>(&mut sums, a, b);
        float_step::<V, R, 1>(&mut sums, a, b);
        float_step::<V, R, 2>(&mut sums, a, b);
        float_step::<V, R, 3>(&mut sums, a, b);
    }
    place.store(sums);
}

#[inline(always)]
fn float_step<V: Lanes, const R: usize, const J: usize>(sums: &mut [[V; 2]; R], a: &[f32], b: &[f32]) {
    let [low, high] = pair::<V>(b.get(J * 2 * V::LEN..).unwrap_or_default());
    for (sum, a) in sums.iter_mut().zip(a.as_chunks::<UNITS>().0) {
        let Some(a) = a.get(J).copied().map(V::splat) else { continue };
        *sum = [a.mul_add(low, sum[0]), a.mul_add(high, sum[1])];
    }
}

#[inline(always)]
fn byte_tile_of<D: Dots, const R: usize>(a: ByteRows<'_>, panel: BytePanel<'_>, place: Place<'_>) {
    let mut sums = [[D::zero(); 2]; R];
    for (a, b) in a.bytes.chunks_exact(4 * UNITS * R).zip(panel.weights.chunks_exact(UNITS * 2 * D::Floats::LEN * D::UNIT)) {
        byte_step::<D, R, 0>(&mut sums, a, b);
        byte_step::<D, R, 1>(&mut sums, a, b);
        byte_step::<D, R, 2>(&mut sums, a, b);
        byte_step::<D, R, 3>(&mut sums, a, b);
    }
    let (scales, column_sums, bias) = (pair::<D::Floats>(panel.scales), pair::<D::Floats>(panel.sums), pair::<D::Floats>(panel.bias));
    let mut values = [bias; R];
    for ((value, sum), &[scale, low]) in values.iter_mut().zip(sums).zip(a.ranges) {
        let (scale, low) = (D::Floats::splat(scale), D::Floats::splat(low));
        *value = [
            sum[0].to_floats().mul(scales[0]).mul_add(scale, low.mul_add(column_sums[0], bias[0])),
            sum[1].to_floats().mul(scales[1]).mul_add(scale, low.mul_add(column_sums[1], bias[1])),
        ];
    }
    place.store(values);
}

#[inline(always)]
fn byte_step<D: Dots, const R: usize, const J: usize>(sums: &mut [[D; 2]; R], a: &[u8], b: &[i8]) {
    let width = D::Floats::LEN * D::UNIT;
    let low = D::weights(b.get(J * 2 * width..).unwrap_or_default());
    let high = D::weights(b.get((J * 2 + 1) * width..).unwrap_or_default());
    for (sum, a) in sums.iter_mut().zip(a.as_chunks::<4>().0.as_chunks::<UNITS>().0) {
        let Some(a) = a.get(J).copied() else { continue };
        *sum = [sum[0].add_dots(a, low), sum[1].add_dots(a, high)];
    }
}

#[inline(always)]
fn pair<V: Lanes>(values: &[f32]) -> [V; 2] {
    [V::load(values), V::load(values.get(V::LEN..).unwrap_or_default())]
}
