//! Numbers in words and figures: "1,500", "twenty-one", "two hundred", "a dozen", "2 1/2".

use super::Word;
use crate::words::Words;

/// A number that begins at some word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Its value, fractions cut off.
    pub value: u64,
    /// True when a half is added: "two and a half", "2 1/2".
    pub half: bool,
    /// Number of words.
    pub len: usize,
}

/// The numeral that begins at `at`.
pub(crate) fn numeral(lexicon: &Words, words: &[Word], at: usize) -> Option<Numeral> {
    figures(lexicon, words, at).or_else(|| spelled(lexicon, words, at))
}

fn word(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.lower.as_str())
}

fn figures(lexicon: &Words, words: &[Word], at: usize) -> Option<Numeral> {
    let first = word(words, at);
    if !first.starts_with(|c: char| c.is_ascii_digit())
        || first.contains(':')
        || first.ends_with(|c: char| c.is_alphabetic())
    {
        return None;
    }
    let plain = first.replace(',', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut numeral = Numeral { value: whole.parse().ok()?, half: fraction == "5", len: 1 };
    if word(words, at + 1) == "1" && word(words, at + 2) == "/" && word(words, at + 3) == "2" {
        numeral.half = true;
        numeral.len = 4;
    }
    if let Some(scale) =
        lexicon.number(word(words, at + 1), "scale").and_then(|s| u64::try_from(s).ok())
    {
        let tenths = fraction.get(..1).and_then(|f| f.parse::<u64>().ok()).unwrap_or(0);
        return Some(Numeral {
            value: numeral.value.checked_mul(scale)?.checked_add(tenths * (scale / 10))?,
            half: false,
            len: 2,
        });
    }
    Some(numeral)
}

fn spelled(lexicon: &Words, words: &[Word], at: usize) -> Option<Numeral> {
    let (mut total, mut part, mut len, mut seen) = (0_u64, 0_u64, 0, false);
    if matches!(word(words, at), "a" | "an" | "one")
        && lexicon.value(word(words, at + 1), "scale").is_some()
    {
        (part, len) = (1, 1);
    }
    loop {
        let current = word(words, at + len);
        if let Some(number) = lexicon.number(current, "number").and_then(|n| u64::try_from(n).ok())
        {
            // "two thousand and thirty"
            let behind_thousands = part == 0 && total > 0;
            if seen && !behind_thousands && !joins(part, number) {
                break;
            }
            part = part.checked_add(number)?;
            (len, seen) = (len + 1, true);
        } else if let Some(scale) = lexicon
            .number(current, "scale")
            .and_then(|n| u64::try_from(n).ok())
            .filter(|_| part > 0)
        {
            let scaled = part.checked_mul(scale)?;
            (total, part) =
                if scale >= 1000 { (total.checked_add(scaled)?, 0) } else { (total, scaled) };
            (len, seen) = (len + 1, true);
        } else if seen
            && matches!(current, "-" | "and")
            && continues(lexicon, word(words, at + len + 1), part, current)
        {
            len += 1;
        } else {
            break;
        }
    }
    seen.then(|| total.checked_add(part).map(|value| Numeral { value, half: false, len })).flatten()
}

/// "twenty" takes "one", "two hundred" takes "fifty"; "nineteen" takes nothing.
const fn joins(part: u64, number: u64) -> bool {
    (part.is_multiple_of(100) && part > 0 && number < 100)
        || (part.is_multiple_of(10) && part % 100 >= 20 && number < 10)
}

fn continues(lexicon: &Words, next: &str, part: u64, joint: &str) -> bool {
    let number = lexicon.number(next, "number").and_then(|n| u64::try_from(n).ok());
    number.is_some_and(|n| joins(part, n) && (joint == "-" || part.is_multiple_of(100)))
        || (part == 0 && number.is_some() && joint == "and")
}
