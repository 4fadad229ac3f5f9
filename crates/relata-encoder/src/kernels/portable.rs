//! Any processor: arrays, which compilers turn into whatever vector instructions there are (NEON on 64-bit ARM).

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Dots, Lanes, Processor};

const LEN: usize = 8;

/// Any processor.
pub(super) struct Portable;

impl Processor for Portable {
    type Floats = Floats;
    type Sums = Sums;
}

/// Eight floats.
#[derive(Debug, Clone, Copy)]
pub(super) struct Floats([f32; LEN]);

impl Floats {
    #[inline(always)]
    fn with(mut self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        for (x, y) in self.0.iter_mut().zip(other.0) {
            *x = f(*x, y);
        }
        self
    }
}

impl Lanes for Floats {
    const LEN: usize = LEN;
    const ROWS: usize = 4;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([value; LEN])
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

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        // Where there is no such instruction, `f32::mul_add` would call a function.
        if !cfg!(target_arch = "aarch64") {
            return self.mul(factor).add(term);
        }
        let mut out = term;
        for ((out, x), y) in out.0.iter_mut().zip(self.0).zip(factor.0) {
            *out = x.mul_add(y, *out);
        }
        out
    }

    #[inline(always)]
    fn round(self) -> Self {
        Self(self.0.map(f32::round_ties_even))
    }

    #[inline(always)]
    fn times_power_of_two(self, exponent: Self) -> Self {
        self.with(exponent, |x, n| x * power_of_two(n))
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        self.0.iter().sum()
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        self.0.iter().copied().fold(f32::NEG_INFINITY, f32::max)
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8]) {
        for (byte, x) in to.iter_mut().zip(self.0) {
            *byte = byte_of(x);
        }
    }
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

/// Eight sums; a unit is two activations.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums([i32; LEN]);

impl Dots for Sums {
    type Floats = Floats;
    /// First and second weight of each column.
    type Weights = [[i16; LEN]; 2];
    const UNIT: usize = 2;

    #[inline(always)]
    fn zero() -> Self {
        Self([0; LEN])
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> Self::Weights {
        let mut out = [[0; LEN]; 2];
        let [firsts, seconds] = &mut out;
        for ((first, second), [a, b]) in firsts.iter_mut().zip(seconds).zip(from.as_chunks().0) {
            (*first, *second) = (i16::from(*a), i16::from(*b));
        }
        out
    }

    #[inline(always)]
    fn add_dots(mut self, [a, b, c, d]: [u8; 4], [firsts, seconds]: Self::Weights) -> Self {
        let (first, second) = (i32::from(i16::from_le_bytes([a, b])), i32::from(i16::from_le_bytes([c, d])));
        for ((sum, x), y) in self.0.iter_mut().zip(firsts).zip(seconds) {
            *sum += first * i32::from(x) + second * i32::from(y);
        }
        self
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        #[allow(clippy::cast_precision_loss)]
        Floats(self.0.map(|sum| sum as f32))
    }
}
