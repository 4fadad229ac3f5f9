//! Infinitives.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table;

static IRREGULAR: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = table::pairs(include_str!("../../data/irregular_verbs.tsv"));
    rows.flat_map(|(lemma, forms)| forms.split(' ').map(move |form| (form, lemma))).collect()
});

/// Lemmas by what stands before `ed` and `ing`.
static BY_STEM: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| table::pairs(include_str!("../../data/verb_endings.tsv")).collect());

/// Prefixes of verbs that are conjugated as the verb behind them.
const PREFIXES: [&str; 10] =
    ["under", "fore", "over", "with", "mis", "out", "for", "un", "re", "up"];

/// Infinitive of a verb.
pub(super) fn lemma(form: &str) -> String {
    if let Some((front, last)) =
        form.rsplit_once('-').filter(|(front, last)| !front.is_empty() && !last.is_empty())
    {
        return format!("{front}-{}", lemma(last));
    }
    irregular(form)
        .or_else(|| third_person(form))
        .or_else(|| past_or_participle(form))
        .unwrap_or_else(|| form.to_owned())
}

fn irregular(form: &str) -> Option<String> {
    if let Some(&lemma) = IRREGULAR.get(form) {
        return Some(lemma.to_owned());
    }
    let prefixed = |prefix: &&str| {
        form.strip_prefix(*prefix)
            .filter(|rest| rest.len() > 2)
            .and_then(|rest| IRREGULAR.get(rest))
            .map(|lemma| format!("{prefix}{lemma}"))
    };
    PREFIXES.iter().find_map(prefixed)
}

fn third_person(form: &str) -> Option<String> {
    let stem = form
        .strip_suffix('s')
        .filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i', '\'']))?;
    if let Some(stem) = stem.strip_suffix("ie") {
        return Some(format!("{stem}y"));
    }
    let drops_e = stem.strip_suffix('e').filter(|rest| {
        ["ss", "sh", "ch", "x", "zz", "o", "tz"].iter().any(|ending| rest.ends_with(ending))
    });
    let whole = drops_e.unwrap_or(stem);
    // "aches" is not "ach".
    Some(BY_STEM.get(whole).filter(|_| drops_e.is_some()).map_or(whole, |lemma| lemma).to_owned())
}

fn past_or_participle(form: &str) -> Option<String> {
    if let Some(stem) = form.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    if form.ends_with("eed") {
        return None;
    }
    let stem = form
        .strip_suffix("ing")
        .or_else(|| form.strip_suffix("ed"))
        .filter(|stem| stem.len() > 1 && stem.contains(is_vowel))?;
    Some(infinitive(stem))
}

/// The infinitive whose `e` or single consonant the ending has changed.
fn infinitive(stem: &str) -> String {
    if let Some(&lemma) = BY_STEM.get(stem) {
        return lemma.to_owned();
    }
    if let Some(single) = undoubled(stem) {
        return single.to_owned();
    }
    if has_silent_e(stem) { format!("{stem}e") } else { stem.to_owned() }
}

/// `stopp` to `stop`; `None` where the two consonants belong to the verb or there are not two.
fn undoubled(stem: &str) -> Option<&str> {
    let mut last = stem.chars().rev();
    let (end, before) = (last.next()?, last.next()?);
    if end != before
        || is_vowel(end)
        || matches!(end, 's' | 'z' | 'f')
        || (end == 'l' && syllables(stem) < 2)
    {
        return None;
    }
    stem.strip_suffix(end)
}

/// Whether the infinitive of a stem ends in `e`, by its last letters.
fn has_silent_e(stem: &str) -> bool {
    let mut last = stem.chars().rev();
    let (end, before, third) =
        (last.next().unwrap_or(' '), last.next().unwrap_or(' '), last.next().unwrap_or(' '));
    let before_is_vowel = is_vowel(before) || before == 'y';
    match end {
        'v' | 'u' | 'c' => true,
        's' => before != 's',
        'z' => before_is_vowel,
        'g' => before != 'n' || matches!(third, 'a' | 'e'),
        'l' if !before_is_vowel => {
            matches!(before, 'b' | 'c' | 'd' | 'f' | 'g' | 'k' | 'p' | 's' | 't' | 'z')
        }
        'r' if !before_is_vowel => matches!(before, 't' | 'g' | 'b' | 'c'),
        'b' | 'd' | 'k' | 'l' | 'm' | 'n' | 'p' | 'r' | 't' => {
            before_is_vowel
                && !is_digraph(third, before, stem)
                && single_vowel_takes_e(stem, before, end)
        }
        _ => false,
    }
}

/// One vowel and one consonant at the end: `hop(e)` but `visit`, `order`, `open`.
fn single_vowel_takes_e(stem: &str, vowel: char, end: char) -> bool {
    let is_short = syllables(stem) < 2;
    match (vowel, end) {
        ('e', _) => is_short && end != 'n',
        ('i', 't') | ('o', 'r' | 'n' | 'p' | 'm') => is_short || stem.ends_with("com"),
        ('a', 'l') => is_short,
        _ => true,
    }
}

/// Two vowel letters of one sound before the last consonant: `treat`, but `negotiat(e)` and
/// `requir(e)`.
fn is_digraph(first: char, second: char, stem: &str) -> bool {
    let after_q = stem.chars().rev().nth(3) == Some('q');
    let pair = matches!(
        (first, second),
        ('a', 'i' | 'u')
            | ('e', 'a' | 'e' | 'i' | 'u')
            | ('i', 'e')
            | ('o', 'a' | 'i' | 'o' | 'u')
            | ('u', 'i')
    );
    pair && !(first == 'u' && after_q)
}

/// Groups of vowel letters.
fn syllables(stem: &str) -> usize {
    let mut in_vowel = false;
    let mut count = 0;
    for letter in stem.chars() {
        let vowel = is_vowel(letter) || letter == 'y';
        count += usize::from(vowel && !in_vowel);
        in_vowel = vowel;
    }
    count
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
