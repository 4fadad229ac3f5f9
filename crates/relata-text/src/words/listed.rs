//! The words of `data/words.tsv` with their classes.

use std::sync::LazyLock;

use super::vocabulary::{Vocabulary, hash_of};
use super::word_class::WordClass;

static WORDS: &str = include_str!("../../data/words.tsv");

static LISTED: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(listed()));

/// The words of the table, each with one of its classes.
fn listed() -> impl Iterator<Item = (&'static str, WordClass)> {
    let lines = WORDS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let classed = lines.filter_map(|(class, words)| Some((WordClass::named(class)?, words)));
    classed.flat_map(|(class, words)| words.split_whitespace().map(move |word| (word, class)))
}

/// The words of the table.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    &LISTED
}

/// The classes of a word, however it is written; none when it is not listed.
pub(crate) fn classes(word: &str) -> WordClass {
    LISTED.get(hash_of(word)).class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_class() {
        for line in WORDS.lines().filter(|l| !l.starts_with('#')) {
            let (class, words) = line.split_once('\t').expect("class and words");
            assert!(WordClass::named(class).is_some(), "{class}");
            assert!(words.split_whitespace().count() > 1, "{class}");
            assert_eq!(words, words.to_lowercase(), "{class}");
        }
    }

    #[test]
    fn classes_of_words() {
        assert!(classes("the").has(WordClass::FUNCTION));
        assert!(classes("said").has(WordClass::SAID));
        assert!(classes("sept").has(WordClass::MONTH));
        assert!(!classes("river").has(WordClass::FUNCTION));
    }
}
