//! Titles before names, first names and their short forms.

use std::sync::LazyLock;

use relata_syntax::TableMap;

use super::table::{rows, values};
use super::words;
use crate::features::Gender;

static HONORIFICS: LazyLock<TableMap<String, Option<Gender>>> =
    LazyLock::new(|| gendered(include_str!("../../data/honorifics.tsv")));
static FIRST_NAMES: LazyLock<TableMap<String, Option<Gender>>> =
    LazyLock::new(|| gendered(include_str!("../../data/first_names.tsv")));
static FULL_FORMS: LazyLock<TableMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut out: TableMap<String, Vec<String>> = TableMap::default();
    for row in rows(include_str!("../../data/nicknames.tsv")) {
        let &[full, short] = row.as_slice() else { continue };
        for short in values(short) {
            out.entry(short.to_lowercase()).or_default().push(full.to_lowercase());
        }
    }
    out
});

fn gendered(source: &'static str) -> TableMap<String, Option<Gender>> {
    rows(source)
        .filter_map(|row| {
            Some(((*row.first()?).to_owned(), row.get(1).and_then(|g| Gender::read(g))))
        })
        .collect()
}

/// True for a title that stands before a name ("Mr", "President").
pub(crate) fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains_key(word)
}

/// True for a title that stands before nothing but a person's name: "Mr", "President", not
/// "General" or "Private".
pub(crate) fn is_personal_title(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    words::is(plain, "personal_title")
}

/// The gender that a title tells ("Mr").
pub(crate) fn gender_of_honorific(word: &str) -> Option<Gender> {
    HONORIFICS.get(word).copied().flatten()
}

/// The gender that a first name tells, `None` when it is unknown or both bear it.
pub(crate) fn gender_of_first_name(name: &str) -> Option<Gender> {
    FIRST_NAMES.get(name).copied().flatten()
}

/// True for a first name of the list.
pub(crate) fn is_first_name(name: &str) -> bool {
    FIRST_NAMES.contains_key(name)
}

/// True when two first names, lower case, may be of one person: the same, an initial, or a short
/// form.
pub(crate) fn first_names_agree(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    a == b
        || is_initial_of(a, b)
        || is_initial_of(b, a)
        || shortens(a, b)
        || shortens(b, a)
        || share_full_form(a, b)
}

fn is_initial_of(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a)
}

fn shortens(short: &str, full: &str) -> bool {
    FULL_FORMS.get(short).is_some_and(|fulls| fulls.iter().any(|f| f == full))
}

fn share_full_form(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (FULL_FORMS.get(a), FULL_FORMS.get(b)) else { return false };
    a.iter().any(|full| b.contains(full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_agree_up_to_initials_and_short_forms() {
        for (a, b, expected) in [
            ("theresa", "theresa", true),
            ("t.", "theresa", true),
            ("tom", "thomas", true),
            ("bob", "rob", true),
            ("theresa", "brian", false),
            ("th", "theresa", false),
        ] {
            assert_eq!(first_names_agree(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn titles_and_names_tell_the_gender() {
        assert_eq!(gender_of_honorific("Mrs"), Some(Gender::Female));
        assert_eq!(gender_of_honorific("President"), None);
        assert!(is_honorific("President"));
        assert!(!is_honorific("journalists"));
        assert_eq!(gender_of_first_name("Jens"), Some(Gender::Male));
        assert_eq!(gender_of_first_name("Robin"), None);
    }
}
