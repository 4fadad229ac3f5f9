//! The words of `data/time_words.tsv` and `data/tense_words.tsv`.

use std::sync::OnceLock;

use crate::words::Words;

/// Words of time expressions.
pub(crate) fn of_times() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::parse(include_str!("../../data/time_words.tsv")))
}

/// Words that tell the tense.
pub(crate) fn of_tense() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::parse(include_str!("../../data/tense_words.tsv")))
}
