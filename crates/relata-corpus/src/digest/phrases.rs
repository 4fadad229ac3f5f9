//! Names and phrases of an article as they are kept.

use crate::text::{is_small, stem, words};

/// Stems of the words of a phrase that mean something by themselves.
pub(crate) fn stems(phrase: &str) -> impl Iterator<Item = String> + '_ {
    words(phrase).filter(|word| !is_small(word)).map(|word| stem(&word))
}

/// The text with single blanks for all white space, of a length that a table takes.
pub fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => line.get(..at).unwrap_or_default().to_owned() + "…",
        None => line,
    }
}

/// Characters of a name or phrase that are kept.
const LONGEST: usize = 240;
