//! Verbs of saying.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::table::rows;

static SPEECH: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/speech_verbs.tsv"))
        .filter_map(|row| row.first().copied())
        .collect()
});

/// True when the verb with this dictionary form has a speaker for its subject.
pub(crate) fn is_speech(lemma: &str) -> bool {
    SPEECH.contains(lemma)
}
