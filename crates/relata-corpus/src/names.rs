//! Forms of names.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::text::{is_small, listed, words};

/// What stands before names, and behind those of companies; words for those who speak for others.
static BESIDE_NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| listed("title"));
static SUFFIXES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| listed("suffix"));
static SPEAKERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| listed("speaker"));

/// True for the stems of words for those who speak for others: "spokesman", "official".
pub fn is_speaker(stem: &str) -> bool {
    SPEAKERS.contains(stem)
}

/// A name in the form in which names are compared: lower case, single blanks, without what stands
/// before names and behind those of companies. Empty for a name of such words alone.
pub fn plain(name: &str) -> String {
    let mut parts: Vec<String> = words(name).collect();
    while parts.first().is_some_and(|word| is_small(word) || BESIDE_NAMES.contains(word.as_str())) {
        parts.remove(0);
    }
    while parts.len() > 1 && parts.last().is_some_and(|word| SUFFIXES.contains(word.as_str())) {
        parts.pop();
    }
    parts.join(" ")
}

/// True where `short` is made of the first letters of the words of `long`.
pub fn is_acronym(short: &str, long: &str) -> bool {
    if short.contains(' ') || short.chars().count() < 2 {
        return false;
    }
    let all: String = long.split(' ').filter_map(|word| word.chars().next()).collect();
    let large = long.split(' ').filter(|word| !is_small(word));
    let large: String = large.filter_map(|word| word.chars().next()).collect();
    long.contains(' ') && (short == all || short == large)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_plain_form() {
        assert_eq!(plain("The Harrow Gazette"), "harrow gazette");
        assert_eq!(plain("Gen. Ada Brill"), "ada brill");
        assert_eq!(plain("Vasko Energy Ltd."), "vasko energy");
        assert_eq!(plain("the"), "");
        assert!(is_acronym("uoh", "union of helpers") && is_acronym("uh", "union of helpers"));
        assert!(!is_acronym("u", "union of helpers") && !is_acronym("uu", "union"));
    }
}
