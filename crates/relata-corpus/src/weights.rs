//! Fitted weights of named evidence.

use std::collections::HashMap;

/// Name and value of a piece of evidence.
pub type Named = (&'static str, f32);

/// A logistic regression over named evidence.
#[derive(Debug)]
pub struct Weights {
    constant: f32,
    of: HashMap<&'static str, f32>,
}

impl Weights {
    /// The weights of a table: name, tab, weight; `constant` stands for what is always there.
    pub fn of_table(table: &'static str) -> Self {
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        let of: HashMap<&str, f32> = rows
            .filter_map(|row| row.split_once('\t'))
            .filter_map(|(name, weight)| Some((name, weight.trim().parse().ok()?)))
            .collect();
        Self { constant: of.get("constant").copied().unwrap_or(0.0), of }
    }

    /// The probability that the evidence speaks for.
    pub fn probability(&self, evidence: &[(&'static str, f32)]) -> f32 {
        let weighed = evidence.iter().filter(|(_, value)| *value != 0.0);
        let sum = weighed.fold(self.constant, |sum, (name, value)| {
            sum + self.of.get(name).copied().unwrap_or(0.0) * value
        });
        1.0 / (1.0 + libm::expf(-sum))
    }
}
