//! Names as the gazetteer writes them: lower case without accents, apostrophes, dots and commas,
//! blanks for hyphens.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form; `data/make_gazetteer.py` has the same function.
pub(super) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let lower = name.to_lowercase();
    for letter in lower.nfd().filter(|c| !is_combining_mark(*c)) {
        match letter {
            '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʻ' | '.' | ',' => {}
            '-' | '‐' | '‑' | '–' => push_blank(&mut out),
            c if c.is_whitespace() => push_blank(&mut out),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            c => out.push(plain(c)),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

const fn plain(letter: char) -> char {
    match letter {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        'ə' => 'a',
        'ħ' => 'h',
        'ŋ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for (name, folded) in [
            ("Port-au-Prince", "port au prince"),
            ("N’Djamena", "ndjamena"),
            ("St. Louis", "st louis"),
            ("Łódź", "lodz"),
            ("İzmir", "izmir"),
            ("N.H.", "nh"),
            ("Ga .", "ga"),
            ("  ", ""),
        ] {
            assert_eq!(fold(name), folded);
        }
    }
}
