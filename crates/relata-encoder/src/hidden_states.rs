//! What an encoder says of the subwords of one window.

use ndarray::ArrayView2;

/// Hidden states of one window: one row a subword, all of the same width.
///
/// ```
/// use relata_encoder::HiddenStates;
/// let states = HiddenStates::new(2, vec![0.5, 1.0, -1.0, 0.0]).ok_or("no whole rows")?;
/// assert_eq!((states.rows(), states.width()), (2, 2));
/// assert_eq!(states.row(1), Some([-1.0, 0.0].as_slice()));
/// assert_eq!(states.row(2), None);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HiddenStates {
    width: usize,
    values: Vec<f32>,
}

impl HiddenStates {
    /// Rows of so many values, one after the other; `None` where the values make no whole rows.
    #[must_use]
    pub fn new(width: usize, values: Vec<f32>) -> Option<Self> {
        values.len().is_multiple_of(width).then_some(Self { width, values })
    }

    /// So many rows of zeros, for tests of what stands around a backend.
    ///
    /// ```
    /// use relata_encoder::HiddenStates;
    /// assert_eq!(HiddenStates::zeros(3, 4).values().len(), 12);
    /// ```
    #[must_use]
    pub fn zeros(rows: usize, width: usize) -> Self {
        Self { width, values: vec![0.0; rows * width] }
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// Number of values in a row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// A row, `None` beyond the last.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<&[f32]> {
        let start = index.checked_mul(self.width)?;
        self.values.get(start..start.checked_add(self.width)?)
    }

    /// All values, row by row.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// As the heads read them.
    pub(crate) fn view(&self) -> ArrayView2<'_, f32> {
        ArrayView2::from_shape((self.rows(), self.width), &self.values)
            .unwrap_or_else(|_| ArrayView2::from(&[[0.0; 0]; 0]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole() {
        let rows = |width, len| HiddenStates::new(width, vec![0.0; len]).map(|s| s.rows());
        assert_eq!([rows(3, 6), rows(3, 0), rows(0, 0)], [Some(2), Some(0), Some(0)]);
        assert_eq!([rows(3, 5), rows(0, 1)], [None, None]);
        assert_eq!(HiddenStates::zeros(2, 3).view().dim(), (2, 3));
    }
}
