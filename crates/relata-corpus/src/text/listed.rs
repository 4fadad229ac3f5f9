//! Words of the table `name_words.tsv`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

static SMALL: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| listed("small"));

/// The words of one kind of the table.
pub fn listed(kind: &str) -> BTreeSet<&'static str> {
    include_str!("../../data/name_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter(|(of, _)| *of == kind)
        .map(|(_, word)| word)
        .collect()
}

/// True for words that mean little by themselves.
pub fn is_small(word: &str) -> bool {
    SMALL.contains(word)
}
