//! Functions of one row, in place. Rows are padded with zeros to a multiple of [`super::PAD`].

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{LANES, Lanes};
use super::norm::Norm;

/// Vectors that are worked on side by side: a processor waits for the results of the one while it
/// begins the other.
const ABREAST: usize = 2;

/// The Gaussian error linear unit with the exact error function: `x Φ(x)` (Hendrycks and Gimpel
/// 2016).
#[inline(always)]
pub(super) fn gelu<V: Lanes>(row: &mut [f32]) {
    // A row has an even number of vectors, see `PAD`.
    for chunk in row.chunks_exact_mut(ABREAST * LANES) {
        let x = load::<V, ABREAST>(chunk);
        let half = each(x, |x| x.mul(V::splat(0.5)));
        let mut out = erf(each(x, |x| x.mul(V::splat(std::f32::consts::FRAC_1_SQRT_2))));
        for (out, half) in out.iter_mut().zip(half) {
            *out = half.mul_add(*out, half);
        }
        store(out, chunk);
    }
}

/// Error function: the rational approximation of degree 13 over 8 that Eigen uses, absolute error
/// below 5e-7.
#[inline(always)]
pub(super) fn erf<V: Lanes, const N: usize>(x: [V; N]) -> [V; N] {
    let x = each(x, |x| x.min(V::splat(4.0)).max(V::splat(-4.0)));
    let s = each(x, |x| x.mul(x));
    let p = polynomial(
        s,
        [
            -2.726_142_3e-10,
            2.770_681_4e-8,
            -2.101_024e-6,
            -5.692_506_4e-5,
            -7.349_906_3e-4,
            -2.954_6e-3,
            -1.609_603_3e-2,
        ],
    );
    let q = polynomial(
        s,
        [-1.456_607_2e-5, -2.133_740_6e-4, -1.682_827e-3, -7.373_329e-3, -1.426_473_9e-2],
    );
    let mut out = x;
    for ((out, p), q) in out.iter_mut().zip(p).zip(q) {
        *out = out.mul(p).div(q);
    }
    out
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
    let mut chunks = row.chunks_exact_mut(ABREAST * LANES);
    for chunk in &mut chunks {
        let x = exp(each(load::<V, ABREAST>(chunk), |x| x.sub(greatest).mul(scale)));
        sum = x.into_iter().fold(sum, V::add);
        store(x, chunk);
    }
    for chunk in chunks.into_remainder().chunks_exact_mut(LANES) {
        let [x] = exp(each(load::<V, 1>(chunk), |x| x.sub(greatest).mul(scale)));
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
pub(super) fn exp<V: Lanes, const N: usize>(x: [V; N]) -> [V; N] {
    let x = each(x, |x| x.min(V::splat(88.0)).max(V::splat(-87.0)));
    let n = each(x, |x| x.mul(V::splat(std::f32::consts::LOG2_E)).round());
    let mut r = x;
    for (r, n) in r.iter_mut().zip(n) {
        *r = n.mul_add(V::splat(2.121_944_4e-4), n.mul_add(V::splat(-0.693_359_4), *r));
    }
    let mut out = polynomial(
        r,
        [1.987_569_1e-4, 1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5],
    );
    for ((p, r), n) in out.iter_mut().zip(r).zip(n) {
        *p = p.mul_add(r.mul(r), r.add(V::splat(1.0))).times_power_of_two(n);
    }
    out
}

/// A polynomial, its highest coefficient first.
#[inline(always)]
fn polynomial<V: Lanes, const N: usize, const D: usize>(x: [V; N], c: [f32; D]) -> [V; N] {
    let mut p = [V::splat(c.first().copied().unwrap_or_default()); N];
    for c in c.into_iter().skip(1) {
        for (p, x) in p.iter_mut().zip(x) {
            *p = p.mul_add(x, V::splat(c));
        }
    }
    p
}

/// Vectors that stand one after the other.
#[inline(always)]
fn load<V: Lanes, const N: usize>(from: &[f32]) -> [V; N] {
    let mut out = [V::splat(0.0); N];
    for (out, from) in out.iter_mut().zip(from.chunks_exact(LANES)) {
        *out = V::load(from);
    }
    out
}

#[inline(always)]
fn store<V: Lanes, const N: usize>(x: [V; N], to: &mut [f32]) {
    for (x, to) in x.into_iter().zip(to.chunks_exact_mut(LANES)) {
        x.store(to);
    }
}

/// `array::map` is compiled without the processor's instructions where it is not inlined.
#[inline(always)]
fn each<V: Lanes, const N: usize>(mut x: [V; N], f: impl Fn(V) -> V) -> [V; N] {
    for x in &mut x {
        *x = f(*x);
    }
    x
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
