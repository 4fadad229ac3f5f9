//! Language of a text.

use whatlang::{Detector, Lang};

use crate::char_boundary::floor_boundary;
use crate::words::is_alphanumeric;
use crate::words::listed::classes;
use crate::words::word_class::WordClass;

/// Bytes read, at most: more does not change the answer.
const BYTES_READ: usize = 2048;
/// Words that are looked at for English, how many of them it takes, and the percentage of them that
/// must be small words of English. English news has about 40; Dutch, which shares the most of them
/// ("in", "is", "was"), about 10.
const WORDS_READ: usize = 120;
const WORDS_NEEDED: usize = 12;
const ENGLISH_PERCENT: usize = 22;
/// Small words that suffice, however many other words follow.
const ENOUGH: usize = (WORDS_READ * ENGLISH_PERCENT).div_ceil(100);
/// Letters needed, at least: "whatlang" counts trigrams, and a headline alone has too few.
const LETTERS_NEEDED: usize = 60;
/// Confidence needed for a text of few letters.
const CONFIDENCE: f64 = 0.5;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language {
    /// ISO 639-1 code, or ISO 639-3 where there is none.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
}

/// The language of the texts taken together; `None` when they are too short or the answer is not
/// certain.
pub(crate) fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Language> {
    let mut sample = String::new();
    for text in texts {
        let room = BYTES_READ.saturating_sub(sample.len());
        sample.push_str(text.get(..floor_boundary(text, room)).unwrap_or_default());
        if sample.len() + 8 > BYTES_READ {
            break;
        }
        sample.push(' ');
    }
    if sample.chars().filter(|c| c.is_alphabetic()).take(LETTERS_NEEDED).count() < LETTERS_NEEDED {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some(Language { code: "en", name: Lang::Eng.eng_name() });
    }
    let info = Detector::new().detect(&sample)?;
    let certain = info.is_reliable() || info.confidence() >= CONFIDENCE;
    certain.then(|| Language { code: iso_639_1(info.lang()), name: info.lang().eng_name() })
}

/// Counts small words: it takes a fiftieth of the time of counting trigrams, and nearly all texts
/// are English.
fn is_plainly_english(sample: &str) -> bool {
    let is_part = |c: char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || c == '\''
        } else {
            c == '’' || is_alphanumeric(c)
        }
    };
    let words =
        sample.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).take(WORDS_READ);
    let (mut count, mut small) = (0, 0);
    for word in words {
        count += 1;
        small += usize::from(classes(word).has(WordClass::FUNCTION));
        // No number of other words would change the answer.
        if small >= ENOUGH {
            return true;
        }
    }
    count >= WORDS_NEEDED && small * 100 >= count * ENGLISH_PERCENT
}

/// ISO 639-3 codes of whatlang with the code of two letters; a language that has none here keeps
/// its own.
#[rustfmt::skip]
const TWO_LETTERS: &[(&str, &str)] = &[
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"),
    ("ben", "bn"), ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"),
    ("dan", "da"), ("deu", "de"), ("ell", "el"), ("eng", "en"), ("epo", "eo"), ("est", "et"),
    ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"),
    ("hun", "hu"), ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"),
    ("kan", "kn"), ("kat", "ka"), ("khm", "km"), ("kor", "ko"), ("lat", "la"), ("lav", "lv"),
    ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"), ("nep", "ne"),
    ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"),
    ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"),
    ("sna", "sn"), ("spa", "es"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"),
    ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"), ("urd", "ur"),
    ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];

fn iso_639_1(lang: Lang) -> &'static str {
    let own = lang.code();
    TWO_LETTERS.iter().find(|(three, _)| *three == own).map_or(own, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_code_of_two_letters() {
        assert_eq!(
            Lang::all()
                .iter()
                .filter(|lang| iso_639_1(**lang).len() != 2)
                .map(Lang::code)
                .collect::<Vec<_>>(),
            [""; 0]
        );
        assert_eq!(
            [Lang::Eng, Lang::Cmn, Lang::Pes, Lang::Nob].map(iso_639_1),
            ["en", "zh", "fa", "nb"]
        );
    }

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(detect(std::iter::once(text)).map(|l| l.code), expected, "{text:?}");
    }

    #[test]
    fn languages() {
        check(
            "The harbour authority said on Tuesday that the ferry would sail again next week.",
            Some("en"),
        );
        check(
            "Die Hafenbehörde teilte am Dienstag mit, dass die Fähre in der nächsten Woche wieder \
            fahren werde.",
            Some("de"),
        );
        check(
            "Портовые власти сообщили во вторник, что паром снова выйдет в море на следующей \
            неделе.",
            Some("ru"),
        );
        check(
            "De havenautoriteit zei dinsdag dat de veerboot volgende week weer zal varen, en dat \
            het in orde was.",
            Some("nl"),
        );
        check(
            "A autoridade do porto disse na terça-feira que o barco voltará a navegar na próxima \
            semana, no domingo.",
            Some("pt"),
        );
        check("Too short", None);
        check("", None);
    }
}
