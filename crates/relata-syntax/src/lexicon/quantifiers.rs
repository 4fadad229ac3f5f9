//! Words before a number: "at least", "up to", "no fewer than".

use std::sync::LazyLock;

use super::table::{Codes, rows};

pub(super) const QUANTIFIERS: &str = include_str!("../../data/quantifiers.tsv");

/// Where a quantifier puts a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Bound {
    /// At the number itself.
    Number,
    /// At the next number above.
    Above,
    /// At the next number below.
    Below,
    /// Nowhere.
    Open,
}

impl Codes for Bound {
    const CODES: &'static [(&'static str, Self)] = &[
        ("number", Self::Number),
        ("above", Self::Above),
        ("below", Self::Below),
        ("open", Self::Open),
    ];
}

impl Bound {
    /// The bound that it puts by a number; `None` for none.
    ///
    /// ```
    /// use relata_syntax::Bound;
    /// assert_eq!((Bound::Above.by(300), Bound::Open.by(300)), (Some(301), None));
    /// ```
    #[must_use]
    pub const fn by(self, number: u64) -> Option<u64> {
        match self {
            Self::Number => Some(number),
            Self::Above => number.checked_add(1),
            Self::Below => number.checked_sub(1),
            Self::Open => None,
        }
    }
}

/// A row of the table of quantifiers.
///
/// ```
/// use relata_syntax::{Bound, quantifier};
/// let words = ["at", "least"];
/// let found = quantifier(|at| words.get(at).copied().unwrap_or_default()).unwrap();
/// assert_eq!((found.low, found.high), (Bound::Number, Bound::Open));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quantifier {
    /// Its words, in lower case.
    pub words: Vec<&'static str>,
    /// The least that it leaves possible.
    pub low: Bound,
    /// The most that it leaves possible.
    pub high: Bound,
}

static ROWS: LazyLock<Vec<Quantifier>> = LazyLock::new(|| {
    let row = |(_, [phrase, low, high]): (usize, [&'static str; 3])| {
        let words = phrase.split(' ').collect();
        Some(Quantifier { words, low: Bound::of_code(low)?, high: Bound::of_code(high)? })
    };
    rows::<3>(QUANTIFIERS).filter_map(row).collect()
});

/// The longest quantifier that begins at a word; `word` gives the words from there on, in lower
/// case, and empty ones past the end.
///
/// ```
/// use relata_syntax::{Bound, quantifier};
/// let words = ["no", "fewer", "than", "30"];
/// let found = quantifier(|at| words.get(at).copied().unwrap_or_default()).unwrap();
/// assert_eq!((found.words.len(), found.low, found.high), (3, Bound::Number, Bound::Open));
/// ```
#[must_use]
pub fn quantifier<'w>(word: impl Fn(usize) -> &'w str) -> Option<&'static Quantifier> {
    let first = word(0);
    let fits = |row: &&Quantifier| {
        row.words.first() == Some(&first)
            && row.words.iter().enumerate().skip(1).all(|(at, known)| word(at) == *known)
    };
    ROWS.iter().find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_phrases_stand_first() {
        assert_eq!(ROWS.len(), rows::<3>(QUANTIFIERS).count());
        assert!(ROWS.is_sorted_by(|a, b| a.words.len() >= b.words.len()));
    }
}
