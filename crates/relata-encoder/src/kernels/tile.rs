//! Tiles of a product: some rows times one or two vectors of columns, all sums in registers.
//!
//! Activations of a tile are packed some units (floats, or four bytes) of each of its rows after
//! the other, so that one pointer walks over them; weights are packed as panels of as many columns
//! as a tile has, unit after unit.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use std::ops::Range;

use super::lanes::{Dots, LANES, Lanes, Walk as _};

/// Floats of each row that stand together.
pub(super) const UNITS: usize = 4;

/// Columns of a panel.
pub(super) const fn panel<V: Lanes>() -> usize {
    V::VECTORS * LANES
}

/// The tiles of `rows` rows: as few as can be, and as even as can be.
pub(super) fn blocks(rows: usize, most: usize) -> impl Iterator<Item = Range<usize>> {
    let count = rows.div_ceil(most);
    let (least, larger) = (rows / count.max(1), rows % count.max(1));
    let start = move |block: usize| block * least + block.min(larger);
    (0..count).map(move |block| start(block)..start(block + 1))
}

/// Where the tile's results go.
pub(super) struct Destination<'a> {
    /// From the tile's first value on.
    pub(super) out: &'a mut [f32],
    /// Distance of two rows.
    pub(super) stride: usize,
    /// Whether results are added to what is there.
    pub(super) onto: bool,
}

impl Destination<'_> {
    #[inline(always)]
    fn store<V: Lanes, const R: usize>(self, values: [[V; 2]; R]) {
        for (row, [low, high]) in self.out.chunks_mut(self.stride).zip(values) {
            let (first, second) = row.split_at_mut_checked(LANES).unwrap_or_default();
            let low = if self.onto { low.add(V::load(first)) } else { low };
            low.store(first);
            if V::VECTORS == 2 {
                let high = if self.onto { high.add(V::load(second)) } else { high };
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

/// A panel of weights in bytes. A column's value is `sum × scale` of the row times that of the
/// column, plus the row's lowest value times `sums`, plus `bias`.
#[derive(Clone, Copy)]
pub(super) struct BytePanel<'a> {
    pub(super) weights: &'a [i8],
    /// Steps of the walk over the weights.
    pub(super) runs: &'a [u16],
    /// Sums of the columns' weights.
    pub(super) totals: &'a [i32],
    pub(super) scales: &'a [f32],
    /// `totals` times `scales`.
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

/// Calls `$tile` for the height `$rows`; heights that the processor's tiles do not reach are not
/// compiled.
macro_rules! of_height {
    ($rows:expr, $most:expr, $tile:ident::<$lanes:ty>($($argument:expr),*)) => {
        match $rows {
            1 => $tile::<$lanes, 1>($($argument),*),
            2 if $most >= 2 => $tile::<$lanes, 2>($($argument),*),
            3 if $most >= 3 => $tile::<$lanes, 3>($($argument),*),
            4 if $most >= 4 => $tile::<$lanes, 4>($($argument),*),
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
pub(super) fn float_tile<V: Lanes>(
    rows: usize,
    a: &[f32],
    panel: FloatPanel<'_>,
    destination: Destination<'_>,
) {
    of_height!(rows, V::ROWS, float_tile_of::<V>(a, panel, destination));
}

/// One tile in bytes.
#[inline(always)]
pub(super) fn byte_tile<D: Dots>(
    rows: usize,
    a: ByteRows<'_>,
    panel: BytePanel<'_>,
    destination: Destination<'_>,
) {
    of_height!(rows, D::ROWS, byte_tile_of::<D>(a, panel, destination));
}

// Sums are pairs of vectors whatever a tile's width: where it is one, the second is never touched
// and takes no register.

#[inline(always)]
fn float_tile_of<V: Lanes, const R: usize>(
    a: &[f32],
    panel: FloatPanel<'_>,
    destination: Destination<'_>,
) {
    let mut sums = [pair(panel.bias); R];
    for (a, b) in
        a.chunks_exact(UNITS * R).zip(panel.weights.chunks_exact(UNITS * V::VECTORS * LANES))
    {
        float_step::<V, R, 0>(&mut sums, a, b);
        float_step::<V, R, 1>(&mut sums, a, b);
        float_step::<V, R, 2>(&mut sums, a, b);
        float_step::<V, R, 3>(&mut sums, a, b);
    }
    destination.store(sums);
}

#[inline(always)]
fn float_step<V: Lanes, const R: usize, const J: usize>(
    sums: &mut [[V; 2]; R],
    a: &[f32],
    b: &[f32],
) {
    let [low, high] = pair::<V>(b.get(J * V::VECTORS * LANES..).unwrap_or_default());
    for (sum, a) in sums.iter_mut().zip(a.as_chunks::<UNITS>().0) {
        let Some(a) = a.get(J).copied().map(V::splat) else { continue };
        sum[0] = a.mul_add(low, sum[0]);
        if V::VECTORS == 2 {
            sum[1] = a.mul_add(high, sum[1]);
        }
    }
}

#[inline(always)]
fn byte_tile_of<D: Dots, const R: usize>(
    a: ByteRows<'_>,
    panel: BytePanel<'_>,
    destination: Destination<'_>,
) {
    let sums = D::Walk::gather::<R>(a.bytes, panel.weights, panel.runs, panel.totals);
    let (scales, column_sums, bias) = (
        pair::<D::Floats>(panel.scales),
        pair::<D::Floats>(panel.sums),
        pair::<D::Floats>(panel.bias),
    );
    let mut values = [bias; R];
    for ((value, sum), &[scale, low]) in values.iter_mut().zip(sums).zip(a.ranges) {
        let (scale, low) = (D::Floats::splat(scale), D::Floats::splat(low));
        value[0] =
            sum[0].to_floats().mul(scales[0]).mul_add(scale, low.mul_add(column_sums[0], bias[0]));
        if D::Floats::VECTORS == 2 {
            value[1] = sum[1]
                .to_floats()
                .mul(scales[1])
                .mul_add(scale, low.mul_add(column_sums[1], bias[1]));
        }
    }
    destination.store(values);
}

#[inline(always)]
fn pair<V: Lanes>(values: &[f32]) -> [V; 2] {
    let low = V::load(values);
    [low, if V::VECTORS == 2 { V::load(values.get(LANES..).unwrap_or_default()) } else { low }]
}
