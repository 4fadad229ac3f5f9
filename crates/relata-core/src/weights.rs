//! Fitted weights of named evidence.

use std::collections::HashMap;
use std::str::FromStr;

/// What the row of the constant is called.
const CONSTANT: &str = "constant";

/// A table of fitted weights: a row for each piece of evidence, with its name, a tab, and a weight
/// in each column. The row `constant` stands for what is always there; rows that begin with `#`
/// are comments.
///
/// ```
/// use relata_core::WeightTable;
///
/// const TABLE: WeightTable = WeightTable::new("# evidence; weight\nconstant\t-1\nnamed\t3\n");
/// let weights = TABLE.weights(1, ["named"]);
/// assert_eq!(weights.log_odds(&[1.0]), 2.0);
/// assert!(weights.probability(&[1.0]) > 0.8);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct WeightTable<'t> {
    text: &'t str,
}

impl<'t> WeightTable<'t> {
    /// The table in a text.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// Names and weights in one column, counted from that of the names, which is 0. A cell that is
    /// no number is left out.
    ///
    /// ```
    /// use relata_core::WeightTable;
    /// let table = WeightTable::new("constant\t-1\t0\nnamed\t3\t.5\n");
    /// let second: Vec<(&str, f64)> = table.column(2).collect();
    /// assert_eq!(second, [("constant", 0.0), ("named", 0.5)]);
    /// ```
    pub fn column<T: FromStr>(self, column: usize) -> impl Iterator<Item = (&'t str, T)> {
        let rows = self.text.lines().filter(|row| !row.starts_with('#'));
        rows.filter_map(move |row| {
            let mut cells = row.split('\t');
            let name = cells.next()?;
            Some((name, cells.nth(column.checked_sub(1)?)?.trim().parse().ok()?))
        })
    }

    /// The weights in one column, in the order of `names`; 0 for what the table lacks.
    ///
    /// ```
    /// use relata_core::WeightTable;
    /// let weights = WeightTable::new("a\t1\nb\t2\n").weights(1, ["b", "a", "c"]);
    /// assert_eq!(weights.log_odds(&[1.0, 10.0, 100.0]), 12.0);
    /// ```
    #[must_use]
    pub fn weights<const N: usize>(self, column: usize, names: [&str; N]) -> Weights<N> {
        let all = self.named_weights(column);
        Weights { constant: all.constant, of: names.map(|name| all.get(name)) }
    }

    /// The weights in one column, by name.
    ///
    /// ```
    /// use relata_core::WeightTable;
    /// let weights = WeightTable::new("constant\t-1\nnamed\t3\n").named_weights(1);
    /// assert_eq!(weights.log_odds([("named", 1.0), ("of no weight", 1.0)]), 2.0);
    /// ```
    #[must_use]
    pub fn named_weights(self, column: usize) -> NamedWeights<'t> {
        let of: HashMap<&str, f32> = self.column(column).collect();
        NamedWeights { constant: of.get(CONSTANT).copied().unwrap_or(0.0), of }
    }

    /// What is wrong with the table if it is to have this number of columns of weights and a row
    /// for the constant and each of `names`, none twice and no other: one line a fault, none if it
    /// is right.
    ///
    /// ```
    /// use relata_core::WeightTable;
    /// let table = WeightTable::new("constant\t-1\nnamed\tx\nlong\t1\n");
    /// let faults = table.faults(1, &["named", "short"]);
    /// assert_eq!(faults, ["named: not 1 numbers", "long: no evidence", "short: no row"]);
    /// ```
    #[must_use]
    pub fn faults(self, columns: usize, names: &[&str]) -> Vec<String> {
        let rows = self.text.lines().filter(|row| !row.starts_with('#'));
        let mut faults = Vec::new();
        let mut written = Vec::new();
        for row in rows {
            let mut cells = row.split('\t');
            let name = cells.next().unwrap_or_default();
            let numbers: Result<Vec<f32>, _> = cells.map(|cell| cell.trim().parse()).collect();
            if !numbers.is_ok_and(|numbers| numbers.len() == columns) {
                faults.push(format!("{name}: not {columns} numbers"));
            }
            if written.contains(&name) {
                faults.push(format!("{name}: twice"));
            } else if name != CONSTANT && !names.contains(&name) {
                faults.push(format!("{name}: no evidence"));
            }
            written.push(name);
        }
        let wanted = std::iter::once(&CONSTANT).chain(names);
        faults.extend(
            wanted.filter(|name| !written.contains(name)).map(|name| format!("{name}: no row")),
        );
        faults
    }
}

/// Constant and weights of a linear model over evidence in a fixed order.
///
/// ```
/// use relata_core::WeightTable;
/// let table = WeightTable::new("constant\t-1\nnamed\t3\nlong\t-2\n");
/// let weights = table.weights(1, ["named", "long"]);
/// assert_eq!(weights.probability(&[1.0, 1.0]), 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights<const N: usize> {
    constant: f32,
    of: [f32; N],
}

impl<const N: usize> Weights<N> {
    /// What the evidence speaks for as log odds: the constant and the weighted sum of the values.
    #[must_use]
    pub fn log_odds(&self, values: &[f32; N]) -> f32 {
        let weighed = values.iter().zip(&self.of).map(|(value, weight)| value * weight);
        self.constant + weighed.sum::<f32>()
    }

    /// The probability of what the evidence speaks for, by logistic regression.
    ///
    /// ```
    /// use relata_core::WeightTable;
    /// let weights = WeightTable::new("constant\t0\n").weights(1, []);
    /// assert_eq!(weights.probability(&[]), 0.5);
    /// ```
    #[must_use]
    pub fn probability(&self, values: &[f32; N]) -> f32 {
        logistic(self.log_odds(values))
    }

    /// The same with so much more for its constant.
    ///
    /// ```
    /// use relata_core::WeightTable;
    /// let weights = WeightTable::new("constant\t-1\n").weights(1, []).with_more(1.5);
    /// assert_eq!(weights.log_odds(&[]), 0.5);
    /// ```
    #[must_use]
    pub const fn with_more(mut self, constant: f32) -> Self {
        self.constant += constant;
        self
    }
}

/// Constant and weights of a linear model over evidence that brings its names.
///
/// ```
/// use relata_core::WeightTable;
/// let weights = WeightTable::new("constant\t-1\nnamed\t3\n").named_weights(1);
/// assert_eq!(weights.probability([("named", 0.0)]), weights.probability([]));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct NamedWeights<'t> {
    constant: f32,
    of: HashMap<&'t str, f32>,
}

impl NamedWeights<'_> {
    /// The weight of what has this name, 0 if it has none.
    fn get(&self, name: &str) -> f32 {
        self.of.get(name).copied().unwrap_or(0.0)
    }

    /// What the evidence speaks for as log odds: the constant and the weighted sum of the values,
    /// added in the order given.
    pub fn log_odds<'e>(&self, evidence: impl IntoIterator<Item = (&'e str, f32)>) -> f32 {
        let weighed = evidence.into_iter().filter(|(_, value)| *value != 0.0);
        weighed.fold(self.constant, |sum, (name, value)| sum + self.get(name) * value)
    }

    /// The probability of what the evidence speaks for, by logistic regression.
    ///
    /// ```
    /// use relata_core::WeightTable;
    /// let weights = WeightTable::new("constant\t-1\nnamed\t3\n").named_weights(1);
    /// assert!(weights.probability([("named", 1.0)]) > 0.8);
    /// ```
    pub fn probability<'e>(&self, evidence: impl IntoIterator<Item = (&'e str, f32)>) -> f32 {
        logistic(self.log_odds(evidence))
    }
}

/// The probability with these log odds.
fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-log_odds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_number_have_no_weight() {
        let table = WeightTable::new("# x\t1\nconstant\t1\t2 \nx\ty\t3\nz\n\n");
        assert_eq!(table.column(1).collect::<Vec<_>>(), [("constant", 1.0_f32)]);
        assert_eq!(table.column(2).collect::<Vec<_>>(), [("constant", 2.0_f32), ("x", 3.0)]);
        assert_eq!(table.column::<f32>(0).count() + table.column::<f32>(3).count(), 0);
    }

    #[test]
    fn both_orders_say_the_same() {
        let table = WeightTable::new("constant\t-1\na\t.5\nb\t-2\n");
        let fixed = table.weights(1, ["b", "a"]).probability(&[0.25, 3.0]);
        let named = table.named_weights(1).probability([("b", 0.25), ("a", 3.0)]);
        assert!((fixed - named).abs() < 1e-6);
    }

    #[test]
    fn a_table_that_is_right_has_no_faults() {
        let table = WeightTable::new("# evidence; weights\nconstant\t1\t2\na\t0\t-1\n");
        assert!(table.faults(2, &["a"]).is_empty());
        assert_eq!(table.faults(1, &["a"]).len(), 2);
        assert_eq!(
            WeightTable::new("a\t1\na\t1\n").faults(1, &["a"]),
            ["a: twice", "constant: no row"]
        );
    }
}
