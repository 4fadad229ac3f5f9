//! Words about the names of places: `data/place_words.tsv`.

use std::sync::OnceLock;

use crate::words::Words;

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::parse(include_str!("../../data/place_words.tsv")))
}

/// True for a word, in lower case, of that kind.
pub(super) fn is(word: &str, kind: &str) -> bool {
    words().is(word, kind)
}

/// Value of the word, in lower case, as one of that kind.
pub(super) fn value(word: &str, kind: &str) -> Option<&'static str> {
    words().value(word, kind)
}
