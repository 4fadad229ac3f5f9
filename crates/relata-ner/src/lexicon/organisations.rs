//! Forms of the names of organisations: suffixes, acronyms, short and full names that everybody
//! knows.

use std::sync::LazyLock;

use relata_syntax::TableMap;

use super::table::{rows, values};
use super::words;

/// The normal forms of each name that everybody knows in several.
static NAMES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let forms = |row: Vec<&'static str>| {
        row.first().copied().map(values).into_iter().flatten().map(normal_form).collect()
    };
    rows(include_str!("../../data/acronyms.tsv")).map(forms).collect()
});

static FORMS: LazyLock<TableMap<&'static str, usize>> = LazyLock::new(|| {
    let mut out = TableMap::default();
    for (group, forms) in NAMES.iter().enumerate() {
        for form in forms {
            out.entry(form.as_str()).or_insert(group);
        }
    }
    out
});

/// The name without case, dots, article and legal suffix, words separated by one blank.
pub(crate) fn normal_form(name: &str) -> String {
    let plain: String =
        name.chars().filter(|c| *c != '.').map(|c| if c == '’' { '\'' } else { c }).collect();
    let mut words: Vec<String> = plain
        .split(|c: char| c.is_whitespace() || c == ',' || c == '-')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| words::is(w, "legal_suffix")) {
        words.pop();
    }
    words.join(" ")
}

/// True for a name that ends with a legal form ("Orbis Foods plc").
pub(crate) fn has_legal_suffix(name: &str) -> bool {
    let last = name
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    words::is(&last, "legal_suffix")
}

/// The number of a name that everybody knows in several forms ("NATO"), for a normal form.
pub(crate) fn known_name(normal: &str) -> Option<usize> {
    FORMS.get(normal).copied()
}

/// The normal forms of a name that everybody knows in several, for one of them; none of another
/// name.
pub(crate) fn known_forms(normal: &str) -> &'static [String] {
    known_name(normal).and_then(|group| NAMES.get(group)).map_or(&[], Vec::as_slice)
}

/// True for a word, lower case, that ends the names of many organisations of one place.
pub(crate) fn is_shared_head(word: &str) -> bool {
    words::is(word, "shared_head")
}

/// True when `short` is written like an acronym: two to eight letters, at least two of them
/// capitals, or a capitalised word of at most five.
pub(crate) fn looks_like_acronym(short: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let plain = short.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | '-'));
    let begins_upper = letters.first().is_some_and(|c| c.is_uppercase());
    plain
        && begins_upper
        && (2..=8).contains(&letters.len())
        && (capitals >= 2 || letters.len() <= 5)
}

/// True when the letters of `short` are the initials of the words of `full`, with or without its
/// small words.
pub(crate) fn is_acronym_of(short: &str, full: &str) -> bool {
    if !looks_like_acronym(short) {
        return false;
    }
    let letters: String =
        short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> =
        full.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect();
    let initials = |keep: &dyn Fn(&str) -> bool| {
        words
            .iter()
            .filter(|w| keep(w))
            .filter_map(|w| w.chars().next())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let is_big = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    letters == initials(&|_| true) || letters == initials(&is_big)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_made_of_initials() {
        for (short, full, expected) in [
            ("SOHR", "Syrian Observatory for Human Rights", true),
            ("Nato", "North Atlantic Treaty Organization", true),
            ("MSF", "Médecins Sans Frontières", true),
            ("ONS", "Office for National Statistics", true),
            ("Office", "Office for National Statistics", false),
            ("SOHR", "Human Rights Watch", false),
            ("U.N.", "United Nations", true),
        ] {
            assert_eq!(is_acronym_of(short, full), expected, "{short}");
        }
    }

    #[test]
    fn normal_forms_drop_what_does_not_tell() {
        for (name, expected) in [
            ("Acme Widgets, Inc.", "acme widgets"),
            ("the U.N.", "un"),
            ("The Co-op", "co op"),
            ("Limited", "limited"),
        ] {
            assert_eq!(normal_form(name), expected);
        }
        assert_eq!(known_name("un"), known_name("united nations"));
        assert!(known_name("un").is_some());
        assert!(has_legal_suffix("Acme Widgets, Inc."));
        assert!(!has_legal_suffix("Clinton Foundation"));
    }
}
