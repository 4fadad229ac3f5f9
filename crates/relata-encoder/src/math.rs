//! Probabilities in the heads' short rows, written so that compilers turn it into vector
//! instructions.

/// A row of logits as a distribution (softmax), of which few values are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Distribution<'a> {
    logits: &'a [f32],
    greatest: f32,
    sum: f32,
}

impl<'a> Distribution<'a> {
    pub(crate) fn new(logits: &'a [f32]) -> Self {
        let greatest = lanes(logits, f32::NEG_INFINITY, f32::max)
            .into_iter()
            .fold(f32::NEG_INFINITY, f32::max);
        let sum = lanes(logits, 0.0, |sum, x| sum + exp(x - greatest)).into_iter().sum();
        Self { logits, greatest, sum }
    }

    /// Probability of one index; 0 where there is none, and everywhere in a row that has none (with
    /// a logit that is no number).
    pub(crate) fn probability(&self, index: usize) -> f32 {
        self.logits.get(index).map_or(0.0, |logit| exp(logit - self.greatest) / self.sum).max(0.0)
    }

    /// The first of the most probable indexes with its probability; index 0 of a row that has no
    /// probabilities.
    pub(crate) fn best(&self) -> (usize, f32) {
        let index = if self.sum.is_nan() {
            None
        } else {
            self.logits.iter().position(|logit| *logit >= self.greatest)
        };
        index.map_or((0, 0.0), |index| (index, self.probability(index)))
    }
}

/// Logistic function: the probability of a logit.
pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Exponential function after Cephes: `2^n e^r` with a polynomial of degree 6 for `|r| <= ln 2 /
/// 2`; relative error below 3e-7 from -87 to 88, and the value at that end beyond.
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

/// Folds eight lanes side by side: floating-point sums keep their order, so that only this form can
/// be vectorised.
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
// What is compared with may differ in its last bits.
#[allow(clippy::disallowed_methods)]
mod tests {
    use super::*;

    fn steps(from: f32, to: f32) -> impl Iterator<Item = f32> {
        (0..=4000_u16).map(move |i| from + (to - from) * f32::from(i) / 4000.0)
    }

    #[test]
    fn exponential_is_exact_enough() {
        for x in steps(-86.9, 87.9) {
            let exact = f64::from(x).exp();
            assert!(
                (f64::from(exp(x)) / exact - 1.0).abs() < 3e-7,
                "exp({x}) = {} instead of {exact}",
                exp(x)
            );
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn rows_become_probabilities() {
        let row: Vec<f32> = (0..19_u8).map(f32::from).collect();
        let distribution = Distribution::new(&row);
        let probabilities: Vec<f32> =
            (0..19).map(|index| distribution.probability(index)).collect();
        assert!(
            (probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-6 && probabilities.is_sorted()
        );
        assert_eq!(distribution.best(), (18, probabilities[18]));
    }

    #[test]
    fn the_best_place() {
        let check = |logits: &[f32], expected: (usize, f32)| {
            let (index, p) = Distribution::new(logits).best();
            assert_eq!(index, expected.0);
            assert!((p - expected.1).abs() < 1e-5, "{p}");
        };
        check(&[0.0, 2.0, 0.0], (1, 0.786_986));
        check(&[2.0, f32::NEG_INFINITY, 2.0], (0, 0.5));
        check(&[], (0, 0.0));
        check(&[f32::NAN, 1.0], (0, 0.0));
        check(&[f32::NEG_INFINITY; 2], (0, 0.0));
    }
}
