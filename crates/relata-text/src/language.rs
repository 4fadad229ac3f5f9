//! Language of a text.

use whatlang::{Detector, Lang};

use crate::line::floor_boundary;
use crate::word_class::{WordClass, classes};

/// Bytes read, at most: more does not change the answer.
const BYTES_READ: usize = 2048;
/// Words that are looked at for English, how many of them it takes, and the percentage of them that must be small words of English. English news
/// has about 40; Dutch, which shares the most of them ("in", "is", "was"), about 10.
const WORDS_READ: usize = 120;
const WORDS_NEEDED: usize = 12;
const ENGLISH_PERCENT: usize = 22;
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

/// The language of the texts taken together; `None` when they are too short or the answer is not certain.
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
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LETTERS_NEEDED {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some(Language { code: "en", name: Lang::Eng.eng_name() });
    }
    let info = Detector::new().detect(&sample)?;
    let certain = info.is_reliable() || info.confidence() >= CONFIDENCE;
    certain.then(|| Language { code: iso_639_1(info.lang()), name: info.lang().eng_name() })
}

/// Counts small words: it takes a fiftieth of the time of counting trigrams, and nearly all texts are English.
fn is_plainly_english(sample: &str) -> bool {
    let words = || sample.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).filter(|word| !word.is_empty()).take(WORDS_READ);
    let (count, small) = words().fold((0, 0), |(count, small), word| (count + 1, small + usize::from(classes(word).has(WordClass::FUNCTION))));
    count >= WORDS_NEEDED && small * 100 >= count * ENGLISH_PERCENT
}

// The set is that of the crate and may grow: a language that has no two-letter code here keeps its own.
#[allow(clippy::match_wildcard_for_single_variants)]
fn iso_639_1(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => lang.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(detect(std::iter::once(text)).map(|l| l.code), expected, "{text:?}");
    }

    #[test]
    fn languages() {
        check("The harbour authority said on Tuesday that the ferry would sail again next week.", Some("en"));
        check("Die Hafenbehörde teilte am Dienstag mit, dass die Fähre in der nächsten Woche wieder fahren werde.", Some("de"));
        check("Портовые власти сообщили во вторник, что паром снова выйдет в море на следующей неделе.", Some("ru"));
        check("De havenautoriteit zei dinsdag dat de veerboot volgende week weer zal varen, en dat het in orde was.", Some("nl"));
        check("A autoridade do porto disse na terça-feira que o barco voltará a navegar na próxima semana, no domingo.", Some("pt"));
        check("Too short", None);
        check("", None);
    }
}
