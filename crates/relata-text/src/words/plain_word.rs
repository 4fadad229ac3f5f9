//! Words of ASCII letters and figures alone, eight bytes at a time: nine words of ten in English.

use super::Case;
use super::vocabulary::WordHash;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Hash, writing and end of the word that begins at `start`; `None` for a word that needs a closer
/// look: it holds or touches a character beyond ASCII, an apostrophe or a hyphen, or mixes small
/// letters, capitals and figures.
pub(crate) fn read(bytes: &[u8], start: usize) -> Option<(WordHash, Case, usize)> {
    let (mut hash, mut letters, mut at) = (WordHash::default(), Letters::default(), start);
    loop {
        let chunk = Chunk::of(bytes, at);
        letters.add(&chunk, at == start);
        hash.push_chunk(chunk.folded, chunk.length);
        at += chunk.length as usize;
        if chunk.length < 8 {
            break;
        }
    }
    let goes_on = bytes.get(at).is_some_and(|&byte| matches!(byte, b'\'' | b'-' | 0x80..));
    if goes_on { None } else { Some((hash, letters.case()?, at)) }
}

/// Eight bytes of the text, of which the first `length` are letters and figures. The masks hold the
/// highest bit of each such byte.
struct Chunk {
    length: u32,
    /// The letters and figures in lower case, zero behind them, the first one in the lowest byte.
    folded: u64,
    upper: u64,
    letters: u64,
}

impl Chunk {
    fn of(bytes: &[u8], at: usize) -> Self {
        let word = load(bytes, at);
        let plain = word & !HIGH;
        let letters = between(plain | (0x20 * ONES), b'a', b'z') & !word;
        let upper = letters & !(plain << 2);
        let figures = between(plain, b'0', b'9') & !word;
        let other = !(letters | figures) & HIGH;
        let length = if other == 0 { 8 } else { other.trailing_zeros() / 8 };
        let inside = u64::MAX.checked_shr(64 - 8 * length).unwrap_or_default();
        Self {
            length,
            folded: (word | (upper >> 2)) & inside,
            upper: upper & inside,
            letters: letters & inside,
        }
    }
}

/// The eight bytes from `at` on, zeros behind the end.
fn load(bytes: &[u8], at: usize) -> u64 {
    if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        return u64::from_le_bytes(*chunk);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |word, &byte| (word << 8) | u64::from(byte))
}

/// The highest bit of each byte that lies in `first..=last`. No byte of `plain` has its own highest
/// bit.
const fn between(plain: u64, first: u8, last: u8) -> u64 {
    let reaches = (0x80 - first as u64) * ONES;
    let exceeds = (0x7f - last as u64) * ONES;
    (plain + reaches) & !(plain + exceeds) & HIGH
}

/// What the case of a word depends on: how the first character is written, and whether small and
/// capital letters follow it.
#[derive(Default)]
struct Letters {
    first_upper: bool,
    first_figure: bool,
    upper: u64,
    lower: u64,
}

impl Letters {
    const fn add(&mut self, chunk: &Chunk, is_first: bool) {
        let later = if is_first { !0xff } else { u64::MAX };
        if is_first {
            self.first_upper = chunk.upper & 0x80 != 0;
            self.first_figure = chunk.letters & 0x80 == 0;
        }
        self.upper |= chunk.upper & later;
        self.lower |= chunk.letters & !chunk.upper & later;
    }

    /// `None` for letters that are mixed, with each other or with figures.
    const fn case(&self) -> Option<Case> {
        match (self.first_upper, self.upper, self.lower) {
            (true, 0, _) => Some(Case::Title),
            (true, _, 0) => Some(Case::Upper),
            (false, 0, 0) if self.first_figure => Some(Case::Digits),
            (false, 0, _) if !self.first_figure => Some(Case::Lower),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::vocabulary::hash_of;

    fn check(text: &str, expected: Option<(&str, Case)>) {
        let found = read(text.as_bytes(), 0).map(|(hash, case, end)| (hash.finish(), case, end));
        assert_eq!(
            found,
            expected.map(|(word, case)| (hash_of(word), case, word.len())),
            "{text:?}"
        );
    }

    #[test]
    fn words() {
        check("river rose", Some(("river", Case::Lower)));
        check("River", Some(("River", Case::Title)));
        check("INTERNATIONAL, it", Some(("INTERNATIONAL", Case::Upper)));
        check("accountability.", Some(("accountability", Case::Lower)));
        check("Tuesdays", Some(("Tuesdays", Case::Title)));
        check("2019", Some(("2019", Case::Digits)));
        check("1234567890 people", Some(("1234567890", Case::Digits)));
        check("A", Some(("A", Case::Title)));
    }

    #[test]
    fn words_that_need_a_closer_look() {
        for text in ["McLean", "we're", "we’re", "A-Team", "café", "said”", "3rd", "7abcD"] {
            check(text, None);
        }
    }
}
