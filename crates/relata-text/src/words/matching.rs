//! A copy of the text for matching only: what stands for the same character is made the same.
//! Offsets always refer to the raw text, so the copy is never shown.

use std::borrow::Cow;

use memchr::memchr2;
use unicode_normalization::UnicodeNormalization as _;

use super::lexicon;
use super::vocabulary::{UNKNOWN, hash_of};

/// UTF-8 that was read as Windows-1252, and what it was: the marks of news texts.
const MOJIBAKE: [(&str, &str); 12] = [
    ("â€™", "’"),
    ("â€˜", "‘"),
    ("â€œ", "“"),
    ("â€\u{9d}", "”"),
    ("â€”", "—"),
    ("â€“", "–"),
    ("â€¦", "…"),
    ("Â©", "©"),
    ("Â\u{a0}", " "),
    ("Ã©", "é"),
    ("Ã¨", "è"),
    ("ï»¿", ""),
];

/// `text` itself when it needs no repair; otherwise a copy on one line, in NFC, without soft
/// hyphens, characters of no width and ligatures, with the commonest damage of wrong decoding
/// undone.
pub(crate) fn copy(text: &str) -> Cow<'_, str> {
    match memchr2(b'\n', b'\r', text.as_bytes()) {
        None => repaired(text),
        Some(_) => Cow::Owned(repaired(&unwrapped(text)).into_owned()),
    }
}

/// The text on one line. A word that was cut by a hyphen at the end of a line is put together:
/// without the hyphen, unless some table lists it with one.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        let cut = out.strip_suffix(['-', '\u{2010}', '\u{ad}']).filter(|left| {
            left.ends_with(char::is_alphabetic) && line.starts_with(char::is_lowercase)
        });
        match cut.map(|left| (left.len(), is_hyphenated(left, line))) {
            Some((length, false)) => out.truncate(length),
            Some((_, true)) => (),
            None if out.is_empty() => (),
            None => out.push(' '),
        }
        out.push_str(line);
    }
    out
}

/// True when the word that ends the first text and begins the second one is listed with a hyphen:
/// "sign-up".
fn is_hyphenated(left: &str, right: &str) -> bool {
    let end = |c: char| !c.is_alphanumeric();
    let (first, second) =
        (left.rsplit(end).next().unwrap_or_default(), right.split(end).next().unwrap_or_default());
    lexicon::shipped().vocabulary().get(hash_of(&format!("{first}-{second}"))).id != UNKNOWN
}

fn repaired(text: &str) -> Cow<'_, str> {
    if !needs_repair(text) {
        return Cow::Borrowed(text);
    }
    let mut repaired = Cow::Borrowed(text);
    for (damaged, meant) in MOJIBAKE {
        if repaired.contains(damaged) {
            repaired = Cow::Owned(repaired.replace(damaged, meant));
        }
    }
    let mut out = String::with_capacity(repaired.len());
    for c in repaired.chars().filter(|&c| !is_invisible(c)).nfc() {
        match ligature(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Looks at the bytes with which such characters begin; letters with accents and curly quotation
/// marks alone need no copy.
fn needs_repair(text: &str) -> bool {
    if text.is_ascii() || !text.bytes().fold(false, |found, byte| found | is_suspicious(byte)) {
        return false;
    }
    let mut before = [0_u8; 2];
    text.bytes().any(|byte| {
        let [first, second] = before;
        before = [second, byte];
        match byte {
            // Combining marks; ligatures, the byte order mark.
            0xcc | 0xcd | 0xef => true,
            // Soft hyphen.
            0xad => second == 0xc2,
            // `Â`, `Ã`, `â`, with which most damage begins; as letters of their own they are rare
            // in English.
            0x82 | 0x83 | 0xa2 => second == 0xc3,
            // Characters of no width: U+200B to U+200F, U+2060.
            0x8b..=0x8f => first == 0xe2 && second == 0x80,
            0xa0 => first == 0xe2 && second == 0x81,
            _ => false,
        }
    })
}

/// True for the bytes that [`needs_repair`] looks for, whatever stands in front of them.
const fn is_suspicious(byte: u8) -> bool {
    matches!(byte, 0xcc | 0xcd | 0xef | 0xad | 0x82 | 0x83 | 0xa2 | 0x8b..=0x8f | 0xa0)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

const fn ligature(c: char) -> Option<&'static str> {
    match c {
        'ﬀ' => Some("ff"),
        'ﬁ' => Some("fi"),
        'ﬂ' => Some("fl"),
        'ﬃ' => Some("ffi"),
        'ﬄ' => Some("ffl"),
        'ﬅ' | 'ﬆ' => Some("st"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(copy(text), expected, "{text:?}");
    }

    #[test]
    fn what_stands_for_the_same() {
        check("oﬃce of the ﬂeet", "office of the fleet");
        check("sub\u{ad}scribe\u{200b} now", "subscribe now");
        check("cafe\u{301}", "café");
        check("weâ€™re â€œfreeâ€\u{9d} Â© 2020", "we’re “free” © 2020");
        check("\u{feff}Dam holds", "Dam holds");
    }

    #[test]
    fn words_that_a_line_break_cuts() {
        check("the govern-\nment of Mali", "the government of Mali");
        check("please sign-\n  up for Mr Day-\nLewis", "please sign-up for Mr Day- Lewis");
        check("one\r\ntwo \n three", "one two three");
    }

    #[test]
    fn sound_text_is_not_copied() {
        for text in ["", "Dam holds", "“Café” in Zürich – it’s open…", "Плотина устояла", "大坝"]
        {
            assert!(matches!(copy(text), Cow::Borrowed(_)), "{text:?}");
        }
    }
}
