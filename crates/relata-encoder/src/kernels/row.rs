//! Functions of one row, in place. Rows are padded with zeros to a multiple of [`super::PAD`].

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{LANES, Lanes};
use super::norm::Norm;

/// The Gaussian error linear unit with the exact error function: `x Φ(x)` (Hendrycks and Gimpel
/// 2016).
#[inline(always)]
pub(super) fn gelu<V: Lanes>(row: &mut [f32]) {
    for chunk in row.chunks_exact_mut(LANES) {
        let x = V::load(chunk);
        let half = x.mul(V::splat(0.5));
        half.mul_add(erf(x.mul(V::splat(std::f32::consts::FRAC_1_SQRT_2))), half).store(chunk);
    }
}

/// Error function: the rational approximation of degree 13 over 8 that Eigen uses, absolute error
/// below 5e-7.
#[inline(always)]
pub(super) fn erf<V: Lanes>(x: V) -> V {
    let x = x.min(V::splat(4.0)).max(V::splat(-4.0));
    let s = x.mul(x);
    let mut p = V::splat(-2.726_142_3e-10);
    for c in [
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906_3e-4,
        -2.954_6e-3,
        -1.609_603_3e-2,
    ] {
        p = p.mul_add(s, V::splat(c));
    }
    let mut q = V::splat(-1.456_607_2e-5);
    for c in [-2.133_740_6e-4, -1.682_827e-3, -7.373_329e-3, -1.426_473_9e-2] {
        q = q.mul_add(s, V::splat(c));
    }
    x.mul(p).div(q)
}

/// Brings a row to mean 0 and variance 1, then scales and shifts it (Ba et al. 2016).
#[inline(always)]
pub(super) fn normalise<V: Lanes>(row: &mut [f32], norm: &Norm) {
    let mut sum = V::splat(0.0);
    for chunk in row.chunks_exact(LANES) {
        sum = sum.add(V::load(chunk));
    }
    let mean = V::splat(-sum.sum() * norm.per_column);
    let mut squares = V::splat(0.0);
    for (chunk, real) in row.chunks_exact_mut(LANES).zip(norm.real.chunks_exact(LANES)) {
        let x = mean.mul_add(V::load(real), V::load(chunk));
        squares = x.mul_add(x, squares);
        x.store(chunk);
    }
    let scale = V::splat(1.0 / (squares.sum() * norm.per_column + norm.eps).sqrt());
    for ((chunk, weight), bias) in row
        .chunks_exact_mut(LANES)
        .zip(norm.weight.chunks_exact(LANES))
        .zip(norm.bias.chunks_exact(LANES))
    {
        V::load(chunk).mul(scale).mul_add(V::load(weight), V::load(bias)).store(chunk);
    }
}

/// Puts `e^(scale (x - max))` in the place of each of the first `len` values, zero behind them, and
/// returns the sum: softmax but for the division.
#[inline(always)]
pub(super) fn exponentials<V: Lanes>(row: &mut [f32], len: usize, scale: f32) -> f32 {
    for x in row.iter_mut().skip(len) {
        *x = f32::NEG_INFINITY;
    }
    let mut greatest = V::splat(f32::NEG_INFINITY);
    for chunk in row.chunks_exact(LANES) {
        greatest = greatest.max(V::load(chunk));
    }
    let (greatest, scale) = (V::splat(greatest.greatest()), V::splat(scale));
    let mut sum = V::splat(0.0);
    for chunk in row.chunks_exact_mut(LANES) {
        let x = exp(V::load(chunk).sub(greatest).mul(scale));
        sum = sum.add(x);
        x.store(chunk);
    }
    // Behind `len` stand the tiny values of the smallest exponent, 1e-38: they change no sum, but
    // zero is what is promised.
    for x in row.iter_mut().skip(len) {
        *x = 0.0;
    }
    sum.sum()
}

/// Adds to each sum the dot product of `vector` with its row; rows have the vector's length,
/// whatever it is.
#[inline(always)]
pub(super) fn add_dots<V: Lanes>(vector: &[f32], rows: &[f32], sums: &mut [f32]) {
    for (sum, row) in sums.iter_mut().zip(rows.chunks_exact(vector.len().max(1))) {
        let (a, b) = (vector.chunks_exact(LANES), row.chunks_exact(LANES));
        let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
        let mut lanes = V::splat(0.0);
        for (a, b) in a.zip(b) {
            lanes = V::load(a).mul_add(V::load(b), lanes);
        }
        *sum += lanes.sum() + rest;
    }
}

/// Exponential function after Cephes: `2^n e^r` with a polynomial of degree 6 for `|r| <= ln 2 /
/// 2`; relative error below 3e-7 from -87 to 88, and the value at that end beyond.
#[inline(always)]
pub(super) fn exp<V: Lanes>(x: V) -> V {
    let x = x.min(V::splat(88.0)).max(V::splat(-87.0));
    let n = x.mul(V::splat(std::f32::consts::LOG2_E)).round();
    let r = n.mul_add(V::splat(2.121_944_4e-4), n.mul_add(V::splat(-0.693_359_4), x));
    let mut p = V::splat(1.987_569_1e-4);
    for c in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        p = p.mul_add(r, V::splat(c));
    }
    p.mul_add(r.mul(r), r.add(V::splat(1.0))).times_power_of_two(n)
}

/// The step of 255 steps that reach from the lowest value of a row to the highest, and the lowest.
#[inline(always)]
pub(super) fn range<V: Lanes>(row: &[f32]) -> [f32; 2] {
    let (mut high, mut low) = (V::splat(f32::NEG_INFINITY), V::splat(f32::INFINITY));
    for chunk in row.chunks_exact(LANES) {
        let x = V::load(chunk);
        (high, low) = (high.max(x), low.min(x));
    }
    let low = -V::splat(0.0).sub(low).greatest();
    [(high.greatest() - low) * (1.0 / 255.0), low]
}
