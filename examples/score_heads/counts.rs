//! Right, found and gold.

/// Counts for precision, recall and F1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub right: usize,
    pub found: usize,
    pub gold: usize,
}

impl Counts {
    /// Adds what two sorted lists without repeats have.
    pub fn add<T: PartialEq>(&mut self, found: &[T], gold: &[T]) {
        self.right += found.iter().filter(|item| gold.contains(item)).count();
        self.found += found.len();
        self.gold += gold.len();
    }

    /// Harmonic mean of precision and recall; 0 where there is nothing.
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.gold)
    }
}

/// `part / whole`; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    f64::from(u32::try_from(part).unwrap_or(u32::MAX))
        / f64::from(u32::try_from(whole).unwrap_or(u32::MAX))
}
