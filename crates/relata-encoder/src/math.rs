//! Element-wise functions of the forward pass, written so that compilers turn them into vector instructions.

/// The Gaussian error linear unit with the exact error function: `x Φ(x)` (Hendrycks and Gimpel 2016).
pub(crate) fn gelu_in_place(values: &mut [f32]) {
    for x in values {
        *x = 0.5 * *x * (1.0 + erf(*x * std::f32::consts::FRAC_1_SQRT_2));
    }
}

/// Softmax of one row, in place. An empty row stays empty.
pub(crate) fn softmax_in_place(row: &mut [f32]) {
    let max = lanes(row, f32::NEG_INFINITY, f32::max).into_iter().fold(f32::NEG_INFINITY, f32::max);
    for x in row.iter_mut() {
        *x = exp(*x - max);
    }
    let scale = 1.0 / sum(row, |x| x);
    for x in row.iter_mut() {
        *x *= scale;
    }
}

/// Brings a row to mean 0 and variance 1, then scales and shifts it (Ba et al. 2016).
pub(crate) fn layer_norm_in_place(row: &mut [f32], weight: &[f32], bias: &[f32], eps: f32) {
    let count = row.len() as f32;
    let mean = sum(row, |x| x) / count;
    for x in row.iter_mut() {
        *x -= mean;
    }
    let variance = sum(row, |x| x * x) / count;
    let scale = 1.0 / (variance + eps).sqrt();
    for ((x, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *x = *x * scale * w + b;
    }
}

/// Error function: the rational approximation of degree 13 over 8 that Eigen uses, absolute error below 5e-7.
fn erf(x: f32) -> f32 {
    let x = x.clamp(-4.0, 4.0);
    let s = x * x;
    let mut p = -2.726_142_3e-10 * s + 2.770_681_4e-8;
    p = p * s - 2.101_024e-6;
    p = p * s - 5.692_506_4e-5;
    p = p * s - 7.349_906_3e-4;
    p = p * s - 2.954_6e-3;
    p = p * s - 1.609_603_3e-2;
    let mut q = -1.456_607_2e-5 * s - 2.133_740_6e-4;
    q = q * s - 1.682_827e-3;
    q = q * s - 7.373_329e-3;
    q = q * s - 1.426_473_9e-2;
    x * p / q
}

/// Exponential function after Cephes: `2^n e^r` with a polynomial of degree 6 for `|r| <= ln 2 / 2`; relative error below 3e-7 from -87 to 88,
/// and the value at that end beyond.
fn exp(x: f32) -> f32 {
    /// Adding 1.5 × 2^23 rounds to the nearest whole number, which then stands in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = (x - n * 0.693_359_4) + n * 2.121_944_4e-4;
    let mut p = 1.987_569_1e-4 * r + 1.398_2e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 1.666_666_5e-1;
    p = p * r + 0.5;
    let mantissa = p * r * r + r + 1.0;
    let exponent = rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    mantissa * f32::from_bits(exponent)
}

/// Sum of `f` over the values.
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    lanes(values, 0.0, |sum, x| sum + f(x)).into_iter().sum()
}

/// Folds eight lanes side by side: floating-point sums keep their order, so that only this form can be vectorised.
fn lanes(values: &[f32], start: f32, step: impl Fn(f32, f32) -> f32) -> [f32; 8] {
    let mut lanes = [start; 8];
    let (whole, rest) = values.as_chunks::<8>();
    for chunk in whole {
        lanes.iter_mut().zip(chunk).for_each(|(lane, x)| *lane = step(*lane, *x));
    }
    lanes.iter_mut().zip(rest).for_each(|(lane, x)| *lane = step(*lane, *x));
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Error function by its Maclaurin series, in f64.
    fn erf_series(x: f64) -> f64 {
        let (mut term, mut sum) = (x, x);
        for n in 1..200 {
            let n = f64::from(n);
            term *= -x * x / n;
            sum += term / (2.0 * n + 1.0);
        }
        sum * std::f64::consts::FRAC_2_SQRT_PI
    }

    fn steps(from: f32, to: f32) -> impl Iterator<Item = f32> {
        (0..=4000_u16).map(move |i| from + (to - from) * f32::from(i) / 4000.0)
    }

    #[test]
    fn error_function_is_exact_enough() {
        for x in steps(-3.9, 3.9) {
            let exact = erf_series(f64::from(x));
            assert!((f64::from(erf(x)) - exact).abs() < 5e-7, "erf({x}) = {} instead of {exact}", erf(x));
        }
        assert!((erf(30.0) - 1.0).abs() < 5e-7 && (erf(-30.0) + 1.0).abs() < 5e-7);
    }

    #[test]
    fn exponential_is_exact_enough() {
        for x in steps(-86.9, 87.9) {
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 3e-7, "exp({x}) = {} instead of {exact}", exp(x));
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn rows_are_normalised() {
        let mut row: Vec<f32> = (0..19_u8).map(f32::from).collect();
        softmax_in_place(&mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6 && row.is_sorted());
        let mut row: Vec<f32> = (0..19_u8).map(f32::from).collect();
        layer_norm_in_place(&mut row, &[2.0; 19], &[1.0; 19], 0.0);
        let mean = row.iter().sum::<f32>() / 19.0;
        let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / 19.0;
        assert!((mean - 1.0).abs() < 1e-5 && (variance - 4.0).abs() < 1e-4);
        softmax_in_place(&mut []);
    }

    #[test]
    fn gelu_of_known_values() {
        let mut values = [-1.0, 0.0, 1.0, 3.0];
        gelu_in_place(&mut values);
        for (found, exact) in values.into_iter().zip([-0.158_655_25, 0.0, 0.841_344_8, 2.995_950_3]) {
            assert!((found - exact).abs() < 1e-6, "{found} instead of {exact}");
        }
    }
}
