//! How a tile of a product in bytes walks over its units, and what that asks of packed operands.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Dots, LANES, Lanes, LongSums, UNIT, Walk};

/// Products are added to sums of 32 bits at once.
pub(super) struct Straight;

impl<D: LongSums> Walk<D> for Straight {
    const UNITS: usize = 4;

    fn runs(_: &[i8]) -> Vec<u16> {
        Vec::new()
    }

    #[inline(always)]
    fn gather<const R: usize>(a: &[u8], b: &[i8], _: &[u16], totals: &[i32]) -> [[D; 2]; R] {
        let mut sums = [start(totals); R];
        // A row has an even number of groups of units, see `PAD`.
        let (group, units) = (4 * 4 * R, 4 * D::Floats::VECTORS * UNIT);
        for (a, b) in a.chunks_exact(2 * group).zip(b.chunks_exact(2 * units)) {
            let ((a, next_a), (b, next_b)) = (a.split_at(group), b.split_at(units));
            two_units::<D, R, 0>(&mut sums, a, b);
            two_units::<D, R, 2>(&mut sums, a, b);
            two_units::<D, R, 0>(&mut sums, next_a, next_b);
            two_units::<D, R, 2>(&mut sums, next_a, next_b);
        }
        sums
    }
}

// Sums are pairs of vectors whatever a tile's width: where it is one, the second is never touched
// and takes no register.

#[inline(always)]
pub(super) fn start<D: Dots>(totals: &[i32]) -> [D; 2] {
    [D::start(totals), D::start(totals.get(LANES..).unwrap_or_default())]
}

/// The weights of a unit, of one or two vectors.
#[inline(always)]
pub(super) fn unit<D: Dots>(b: &[i8], number: usize) -> [D::Weights; 2] {
    let vectors = D::Floats::VECTORS;
    let load = |number: usize| D::weights(b.get(number * UNIT..).unwrap_or_default());
    let low = load(number * vectors);
    [low, if vectors == 2 { load(number * vectors + 1) } else { low }]
}

/// Units `J` and `J + 1`.
#[inline(always)]
fn two_units<D: LongSums, const R: usize, const J: usize>(
    sums: &mut [[D; 2]; R],
    a: &[u8],
    b: &[i8],
) {
    let ([low, high], [next_low, next_high]) = (unit::<D>(b, J), unit::<D>(b, J + 1));
    for (sum, a) in sums.iter_mut().zip(a.as_chunks::<4>().0.as_chunks::<4>().0) {
        let (Some(first), Some(second)) = (a.get(J).copied(), a.get(J + 1).copied()) else {
            continue;
        };
        let a = [D::activations(first), D::activations(second)];
        sum[0] = sum[0].add_dots(a, [low, next_low]);
        if D::Floats::VECTORS == 2 {
            sum[1] = sum[1].add_dots(a, [high, next_high]);
        }
    }
}
