//! Lines of the raw text, and the pieces of a line that were glued together.

pub(crate) mod address;
pub(crate) mod clock;
pub(crate) mod glue;
pub(crate) mod seam;
pub(crate) mod wrap;

use memchr::memchr2;
use relata_core::Span;

/// A run of the raw text that is judged as a whole: a line or a paragraph of wrapped lines, or a
/// part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it stands, without white space at either end; never empty.
    pub span: Span,
    /// Number of the line that it is a part of.
    pub line: usize,
}

/// Lines with something on them, trimmed of white space, in the order of the text.
pub(crate) fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let inner = span.text(text);
    let rare = may_have_rare_breaks(inner.as_bytes());
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < inner.len() {
            let (end, next) = line_break(inner, start, rare).unwrap_or((inner.len(), inner.len()));
            let line = Span::between(span.start() + start, span.start() + end).trim(text);
            start = next;
            if !line.is_empty() {
                return Some(line);
            }
        }
        None
    })
}

/// Where the first line break at or behind `from` begins and ends.
fn line_break(text: &str, from: usize, rare: bool) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if !rare {
        return memchr2(b'\n', b'\r', bytes.get(from..)?).map(|at| (from + at, from + at + 1));
    }
    let mut at = from;
    loop {
        at += bytes
            .get(at..)?
            .iter()
            .position(|&byte| byte < b' ' || byte == 0xc2 || byte == 0xe2)?;
        let length = match bytes.get(at..)? {
            [b'\n' | b'\r' | 0xb | 0xc, ..] => 1,
            [0xc2, 0x85, ..] => 2,
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
            _ => 0,
        };
        if length > 0 {
            return Some((at, at + length));
        }
        at += 1;
    }
}

/// True when the text may hold line breaks other than line feed and carriage return. It looks at
/// all bytes without a branch, so that sixteen are looked at in one go.
#[allow(clippy::needless_bitwise_bool)] // A lazy operator is a branch.
fn may_have_rare_breaks(bytes: &[u8]) -> bool {
    let controls = bytes.iter().fold(false, |found, &byte| found | (byte == 0xb) | (byte == 0xc));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    controls
        || pairs.fold(false, |found, (&first, &second)| {
            found | (first == 0xc2 && second == 0x85) | (first == 0x80 && second & 0xfe == 0xa8)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = lines(text, Span::at(0, text.len())).map(|s| s.text(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn lines_of_every_kind() {
        check("", &[]);
        check(" \n\t\r\n", &[]);
        check("one\r\ntwo\rthree\u{2028}four\n\n  five ", &["one", "two", "three", "four", "five"]);
        check("a\u{85}b", &["a", "b"]);
    }
}
