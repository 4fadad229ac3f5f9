//! Stems: what is left of a word without its endings.

use std::collections::HashMap;
use std::sync::LazyLock;

use waken_snowball::Algorithm;

/// Lemmas of irregular forms.
static IRREGULAR: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../data/irregular_forms.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The stem of a word in lower case, by Snowball's English algorithm; irregular forms ("shot",
/// "struck") have that of their lemma. Words that are not of ASCII letters are their own.
pub fn stem(word: &str) -> String {
    let lemma = IRREGULAR.get(word).copied().unwrap_or(word);
    if lemma.len() < 3 || !lemma.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return lemma.to_owned();
    }
    Algorithm::English.stemmer().stem(lemma).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("killed", "killing"),
            ("shot", "shooting"),
            ("strikes", "struck"),
            ("attacks", "attacked"),
            ("élan", "élan"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_eq!(stem("2024"), "2024");
        assert_ne!(stem("protest"), stem("arrest"));
    }
}
