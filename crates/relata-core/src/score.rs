//! Confidence.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A confidence from 0 to 1, written and read with three decimals so that the output does not
/// depend on the last bits of a sum.
///
/// ```
/// use relata_core::Score;
/// assert_eq!(Score::new(1.7).get(), 1.0);
/// assert_eq!(serde_json::to_string(&Score::new(0.98449))?, "0.984");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Score(f32);

impl Score {
    /// Certain.
    pub const ONE: Self = Self(1.0);

    /// Brings `value` into 0 to 1; not-a-number becomes 0.
    #[must_use]
    pub const fn new(value: f32) -> Self {
        if value.is_nan() { Self(0.0) } else { Self(value.clamp(0.0, 1.0)) }
    }

    /// The value, 0 to 1.
    #[must_use]
    pub const fn get(self) -> f32 {
        self.0
    }

    /// The score with the three decimals with which it is written: what is read back is equal, and
    /// a bound of .8 chooses the same here and in what was written.
    ///
    /// ```
    /// use relata_core::Score;
    /// let score = Score::new(0.7996).rounded();
    /// assert!(score.get() >= 0.8);
    /// let written = serde_json::to_string(&score)?;
    /// assert_eq!(serde_json::from_str::<Score>(&written)?, score);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    // A number from 0 to 1 that was brought into f64 is brought back.
    #[allow(clippy::cast_possible_truncation)]
    pub fn rounded(self) -> Self {
        Self(self.written() as f32)
    }

    /// The lowest value that is written as at least `least`: a bound on values with all their bits
    /// that chooses what `least` chooses among scores as they are written. A bound that no score
    /// reaches stays what it is.
    ///
    /// ```
    /// use relata_core::Score;
    /// let bound = Score::lowest_written_as(0.8);
    /// assert!(0.7996 >= bound && 0.7994 < bound);
    /// ```
    #[must_use]
    // A thousandth of a number from 0 to 1,000 that was brought into f64 is brought back.
    #[allow(clippy::cast_possible_truncation)]
    pub fn lowest_written_as(least: f32) -> f32 {
        if !(0.0..=1.0).contains(&least) {
            return least;
        }
        let mut thousandths = (f64::from(least) * 1000.0).floor();
        while ((thousandths / 1000.0) as f32) < least {
            thousandths += 1.0;
        }
        let mut value = ((thousandths - 0.5) / 1000.0) as f32;
        while Self::new(value).rounded().0 < least {
            value = value.next_up();
        }
        value
    }

    /// The number that is written.
    fn written(self) -> f64 {
        (f64::from(self.0) * 1000.0).round() / 1000.0
    }

    /// The lower of two.
    ///
    /// ```
    /// use relata_core::Score;
    /// assert_eq!(Score::new(0.4).min(Score::new(0.9)), Score::new(0.4));
    /// ```
    #[must_use]
    pub const fn min(self, other: Self) -> Self {
        if other.0 < self.0 { other } else { self }
    }

    /// Arithmetic mean; 0 for none.
    #[must_use]
    pub fn mean(scores: impl IntoIterator<Item = Self>) -> Self {
        let (mut sum, mut n) = (0.0_f32, 0.0_f32);
        for score in scores {
            sum += score.0;
            n += 1.0;
        }
        Self::new(if n > 0.0 { sum / n } else { 0.0 })
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.written())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(f32::deserialize(deserializer)?).rounded())
    }
}

#[cfg(test)]
// Thousandths are brought into f64 and back.
#[allow(clippy::cast_possible_truncation)]
mod tests {
    use super::*;

    #[test]
    fn every_rounded_score_comes_back() {
        let scores = (0..=1_000_000_u32).step_by(7).map(|n| Score::new(n as f32 / 1e6).rounded());
        for score in scores {
            let written = serde_json::to_string(&score).unwrap();
            assert_eq!(serde_json::from_str::<Score>(&written).unwrap(), score, "{written}");
            assert_eq!(score.rounded(), score);
        }
    }

    proptest::proptest! {
        /// In Rust a score and a bound are `f32`, in pandas what is written is read as `f64`.
        #[test]
        fn a_bound_chooses_the_same_everywhere(value in 0.0_f32..=1.0, thousandths in 0..=1000_u32) {
            let score = Score::new(value);
            let written = serde_json::to_string(&score.rounded()).unwrap();
            let bound = f64::from(thousandths) / 1000.0;
            let in_rust = score.rounded().get() >= bound as f32;
            assert_eq!(written.parse::<f64>().unwrap() >= bound, in_rust, "{written} {bound}");
            assert_eq!(value >= Score::lowest_written_as(bound as f32), in_rust, "{value} {bound}");
        }

        #[test]
        fn any_bound_chooses_what_it_chooses_behind(value in 0.0_f32..=1.0, least in -0.5_f32..1.5) {
            let chosen = Score::new(value).rounded().get() >= least;
            assert_eq!(value >= Score::lowest_written_as(least), chosen, "{value} {least}");
        }
    }

    #[test]
    fn a_value_next_to_a_bound_is_on_its_side() {
        for thousandths in 0..=1000_u32 {
            let least = (f64::from(thousandths) / 1000.0) as f32;
            let bound = Score::lowest_written_as(least);
            assert!(Score::new(bound).rounded().get() >= least, "{least}");
            let below = bound.next_down();
            assert!(below < 0.0 || Score::new(below).rounded().get() < least, "{least}");
        }
    }
}
