//! Any processor: arrays, which compilers turn into whatever vector instructions there are.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Dots, LANES, Lanes, LongSums, Processor};
use super::walk::Straight;

/// Any processor.
pub(super) struct Portable;

impl Processor for Portable {
    type Floats = Floats;
    type Narrow = Sums<true>;
    type Wide = Sums<false>;
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Floats([f32; LANES]);

impl Floats {
    #[inline(always)]
    fn with(mut self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        for (x, y) in self.0.iter_mut().zip(other.0) {
            *x = f(*x, y);
        }
        self
    }

    #[inline(always)]
    fn with_two(self, y: Self, mut z: Self, f: impl Fn(f32, f32, f32) -> f32) -> Self {
        for ((z, x), y) in z.0.iter_mut().zip(self.0).zip(y.0) {
            *z = f(x, y, *z);
        }
        z
    }

    /// [`Lanes::mul_add`] without its instruction.
    ///
    /// A sum that is rounded to f64 and again to f32 is what rounding once gives, unless the first
    /// rounding may have brought it to the middle between two floats. Only then, and where the
    /// result is subnormal, whose middles lie elsewhere, the lanes are worked out with care. (A
    /// zero is right: a sum so near to zero is exact.)
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn mul_add_in_f64(self, factor: Self, term: Self) -> Self {
        let (mut out, mut doubts) = (term, 0);
        for ((out, x), y) in out.0.iter_mut().zip(self.0).zip(factor.0) {
            let sum = f64::from(x) * f64::from(y) + f64::from(*out);
            *out = sum as f32;
            doubts |= u32::from(sum.to_bits() as u32 & FRACTION_BEYOND_F32 == HALFWAY);
            let size = out.abs().to_bits().cast_signed();
            doubts |= u32::from(size > 0) & u32::from(size <= SMALLEST_NORMAL);
        }
        if doubts == 0 { out } else { self.mul_add_with_care(factor, term) }
    }

    #[cold]
    #[inline(never)]
    fn mul_add_with_care(self, factor: Self, term: Self) -> Self {
        self.with_two(factor, term, mul_add_to_odd)
    }

    /// Folds the lanes as [`Lanes::sum`] says.
    #[inline(always)]
    fn fold(self, f: impl Fn(f32, f32) -> f32) -> f32 {
        let mut lanes = self.0;
        for half in [8, 4, 2, 1] {
            let (low, high) = lanes.split_at_mut(half);
            low.iter_mut().zip(high).for_each(|(a, b)| *a = f(*a, *b));
        }
        lanes[0]
    }
}

impl Lanes for Floats {
    const ROWS: usize = 2;
    const VECTORS: usize = 1;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([value; LANES])
    }

    #[inline(always)]
    fn load(from: &[f32]) -> Self {
        Self(from.first_chunk().copied().unwrap_or_default())
    }

    #[inline(always)]
    fn store(self, to: &mut [f32]) {
        if let Some(to) = to.first_chunk_mut() {
            *to = self.0;
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |x, y| x + y)
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |x, y| x - y)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |x, y| x * y)
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.with(other, |x, y| x / y)
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.with(other, |x, y| if x > y { x } else { y })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.with(other, |x, y| if x < y { x } else { y })
    }

    /// By an instruction where the processor is sure to have one, otherwise in f64.
    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        if cfg!(any(target_feature = "fma", target_arch = "aarch64")) {
            self.with_two(factor, term, f32::mul_add)
        } else {
            self.mul_add_in_f64(factor, term)
        }
    }

    #[inline(always)]
    fn round(self) -> Self {
        self.with(self, |x, _| x.round_ties_even())
    }

    #[inline(always)]
    fn times_power_of_two(self, exponent: Self) -> Self {
        self.with(exponent, |x, n| x * power_of_two(n))
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        self.fold(|a, b| a + b)
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        self.fold(|a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8]) {
        for (byte, x) in to.iter_mut().zip(self.0) {
            *byte = byte_of(x);
        }
    }
}

/// What f64 has more of a number's fraction than f32.
const FRACTION_BEYOND_F32: u32 = (1 << 29) - 1;

/// [`FRACTION_BEYOND_F32`] of a number halfway between two of f32.
const HALFWAY: u32 = 1 << 28;

/// The bits of the smallest number of f32 that is not subnormal.
const SMALLEST_NORMAL: i32 = f32::MIN_POSITIVE.to_bits().cast_signed();

/// `x × y + term`, rounded once: the sum is rounded to odd in f64, where the product of two floats
/// is exact, so that it can be rounded again to f32 as if it were exact (Boldo and Melquiond 2008).
#[allow(clippy::cast_possible_truncation)]
fn mul_add_to_odd(x: f32, y: f32, term: f32) -> f32 {
    let (product, term) = (f64::from(x) * f64::from(y), f64::from(term));
    let sum = product + term;
    // What the rounding of the sum has left out (Knuth's TwoSum); no number where the sum is
    // infinite or none.
    let part = sum - product;
    let error = (product - (sum - part)) + (term - part);
    let is_inexact = error.abs() > 0.0;
    let step = u64::from(is_inexact && sum.to_bits() & 1 == 0);
    let odd =
        if (error > 0.0) == (sum > 0.0) { sum.to_bits() + step } else { sum.to_bits() - step };
    f64::from_bits(odd) as f32
}

/// `2^n` by its bits.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn power_of_two(n: f32) -> f32 {
    f32::from_bits(((n as i32 + 127) as u32) << 23)
}

#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn byte_of(x: f32) -> u8 {
    x.round_ties_even() as u8
}

/// A unit of weights, row by row.
type Unit = [[i8; LANES]; 4];

/// Sums of sixteen columns. With six bits of weights the products of four bytes are summed in 16
/// bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums<const IS_NARROW: bool>([i32; LANES]);

impl<const IS_NARROW: bool> Dots for Sums<IS_NARROW> {
    type Floats = Floats;
    type Walk = Straight;
    type Activations = [u8; 4];
    type Weights = Unit;
    const ROWS: usize = 2;
    const BY_COLUMN: bool = false;

    #[inline(always)]
    fn start(_: &[i32]) -> Self {
        Self([0; LANES])
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> [u8; 4] {
        four
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> Unit {
        let mut out = [[0; LANES]; 4];
        out.iter_mut().zip(from.as_chunks::<LANES>().0).for_each(|(to, from)| *to = *from);
        out
    }

    #[inline(always)]
    #[allow(clippy::cast_precision_loss)]
    fn to_floats(self) -> Floats {
        Floats(self.0.map(|sum| sum as f32))
    }
}

impl<const IS_NARROW: bool> LongSums for Sums<IS_NARROW> {
    #[inline(always)]
    fn add_dots(mut self, activations: [[u8; 4]; 2], weights: [Unit; 2]) -> Self {
        // A loop over columns, not over rows: only so do compilers see vectors of columns in it.
        for (a, [first, second, third, fourth]) in activations.into_iter().zip(weights) {
            for ((((sum, w), x), y), z) in
                self.0.iter_mut().zip(first).zip(second).zip(third).zip(fourth)
            {
                *sum += if IS_NARROW {
                    let [a, b, c, d] = a.map(i16::from);
                    i32::from(
                        a * i16::from(w) + b * i16::from(x) + c * i16::from(y) + d * i16::from(z),
                    )
                } else {
                    let [a, b, c, d] = a.map(i32::from);
                    a * i32::from(w) + b * i32::from(x) + c * i32::from(y) + d * i32::from(z)
                };
            }
        }
        self
    }
}
