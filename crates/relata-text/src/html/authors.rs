//! Names of authors in a byline.

/// Names, and words and characters of one, at most: longer ones are no names.
const MAX_NAMES: usize = 20;
const MAX_WORDS: usize = 6;
const MAX_CHARS: usize = 60;
/// Words in front of a name.
const OPENINGS: [&str; 6] = ["by ", "written by ", "reported by ", "posted by ", "von ", "par "];

/// The names in a byline such as "By Jo Ek and Ada Fry", in their order; addresses are left out.
pub(super) fn names(text: &str) -> impl Iterator<Item = String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let opening = OPENINGS
        .iter()
        .find(|opening| lower.starts_with(**opening))
        .map_or(0, |opening| opening.len());
    let names = text.get(opening..).unwrap_or_default().replace(" and ", ",").replace(" und ", ",");
    let names: Vec<String> = names
        .split([',', '&', ';', '|', '•', '\n'])
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    names.into_iter().filter(|name| is_name(name)).take(MAX_NAMES)
}

fn is_name(name: &str) -> bool {
    let is_address = name.contains("://") || name.contains('@') || name.starts_with("www.");
    let lettered = name.chars().next().is_some_and(char::is_alphabetic)
        && !name.chars().any(|c| c.is_ascii_digit());
    lettered
        && !is_address
        && name.chars().count() <= MAX_CHARS
        && name.split_whitespace().count() <= MAX_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(names(text).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn bylines() {
        check("By Jo Ek and Ada Fry, Harbour Media", &["Jo Ek", "Ada Fry", "Harbour Media"]);
        check("Jo Ek", &["Jo Ek"]);
        check("https://example.org/jo-ek", &[]);
        check("jo@example.org", &[]);
        check("Ádám Őri & Li Wei", &["Ádám Őri", "Li Wei"]);
        check("", &[]);
    }
}
