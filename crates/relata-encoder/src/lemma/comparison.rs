//! Comparatives and superlatives.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table;

/// Lemmas of all comparatives and superlatives of the table.
static FORMS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for mut row in table::rows(include_str!("../../data/comparable.tsv")) {
        let lemma = row.next().unwrap_or_default();
        for form in row.next().into_iter().flat_map(str::split_whitespace) {
            forms.insert(form.to_owned(), lemma);
        }
        let stem = stem(lemma);
        for ending in ["er", "est"] {
            forms.entry(format!("{stem}{ending}")).or_insert(lemma);
        }
    }
    forms
});

/// Positive of an adjective or adverb.
pub(super) fn lemma(form: &str) -> String {
    FORMS.get(form).map_or(form, |lemma| lemma).to_owned()
}

/// What stands before `er` and `est`.
fn stem(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix('e') {
        return stem.to_owned();
    }
    if let Some(stem) =
        lemma.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel) && stem.contains(is_vowel))
    {
        return format!("{stem}i");
    }
    let mut last = lemma.chars().rev();
    match (last.next(), last.next(), last.next()) {
        (Some(end @ ('b' | 'd' | 'g' | 'm' | 'n' | 'p' | 't')), Some(middle), Some(start))
            if is_vowel(middle) && !is_vowel(start) && lemma.len() <= 4 =>
        {
            format!("{lemma}{end}")
        }
        _ => lemma.to_owned(),
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}
