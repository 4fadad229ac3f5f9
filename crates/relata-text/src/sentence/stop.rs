//! Candidates: runs of stops with the closing marks behind them.

use memchr::{memchr3, memchr3_iter};

/// Figures in a reference mark such as `[12]`, at most.
const REFERENCE_DIGITS: usize = 3;

/// Bytes that are searched at once.
const PIECE: usize = 1024;

/// A run of stops with the closing marks behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// First stop.
    pub start: usize,
    /// Behind the last stop.
    pub marks_end: usize,
    /// Behind the closing marks, and behind reference marks such as `[3]`.
    pub end: usize,
    /// Whether a closing mark stands behind the stops.
    pub closed: bool,
}

pub(super) const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽')
}

/// The next candidate at or behind `from`.
pub(super) fn next(line: &str, from: usize) -> Option<Stop> {
    let start = from + first_stop(line.get(from..)?)?;
    let mut stop = Stop { start, marks_end: start, end: start, closed: false };
    let chars = line.get(start..)?.char_indices().peekable();
    for (at, c) in chars {
        let next = start + at + c.len_utf8();
        if is_stop(c) && !stop.closed {
            stop.marks_end = next;
        } else if is_closing(c, line, next) {
            stop.closed = true;
        } else {
            let goes_on = if stop.closed {
                is_stop(c)
            } else {
                c == ' ' && continues_spaced_dots(line, &stop, next)
            };
            if !goes_on {
                break;
            }
        }
        stop.end = next;
    }
    stop.end = line.get(..stop.end)?.trim_end().len();
    stop.end += references(line.get(stop.end..)?);
    Some(stop)
}

/// The first stop of `text`. A piece is looked at only where those before it hold none, so that a
/// text whose stops are all of one kind takes linear time.
fn first_stop(text: &str) -> Option<usize> {
    let pieces = text.as_bytes().chunks(PIECE).enumerate();
    pieces.map(|(number, piece)| (number * PIECE, piece)).find_map(|(start, piece)| {
        let plain = memchr3(b'.', b'!', b'?', piece);
        let before = piece.get(..plain.unwrap_or(piece.len())).unwrap_or_default();
        // Bytes with which a stop beyond ASCII may begin.
        let mut begins = memchr3_iter(0xe2, 0xe3, 0xef, before).map(|at| start + at);
        let is_at =
            |at: &usize| text.get(*at..).and_then(|rest| rest.chars().next()).is_some_and(is_stop);
        begins.find(is_at).or_else(|| plain.map(|at| start + at))
    })
}

/// True for a mark that closes; a straight one does when no letter follows it.
fn is_closing(c: char, line: &str, next: usize) -> bool {
    let letter_follows =
        || line.get(next..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric);
    match c {
        '”' | ')' | ']' | '»' | '}' => true,
        '’' | '"' | '\'' => !letter_follows(),
        _ => false,
    }
}

/// True inside `. . .`: the stop before the blank at hand stands alone, and another one follows.
fn continues_spaced_dots(line: &str, stop: &Stop, next: usize) -> bool {
    let after = line.get(next..).unwrap_or_default();
    let alone = line.get(..stop.start).unwrap_or_default().ends_with(' ')
        || stop.marks_end > stop.start + 1;
    alone && after.starts_with('.') && after.chars().nth(1).is_none_or(|c| c == ' ' || c == '.')
}

/// The length of reference marks at the beginning of `after`: `[3]`, ` [12][13]`.
fn references(after: &str) -> usize {
    let mut length = 0;
    while let Some(one) = reference(after.get(length..).unwrap_or_default()) {
        length += one;
    }
    length
}

fn reference(after: &str) -> Option<usize> {
    let inner = after.trim_start_matches(' ').strip_prefix('[')?;
    let digits = inner.bytes().take(REFERENCE_DIGITS + 1).take_while(u8::is_ascii_digit).count();
    let closed =
        (1..=REFERENCE_DIGITS).contains(&digits) && inner.as_bytes().get(digits) == Some(&b']');
    closed.then(|| after.len() - inner.len() + digits + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<&str>) {
        let found = next(line, 0).and_then(|stop| line.get(stop.start..stop.end));
        assert_eq!(found, expected, "{line:?}");
    }

    /// Stops of either kind before, at and behind the end of a piece.
    #[test]
    fn stops_at_any_distance() {
        for distance in (0..8).chain(PIECE - 4..PIECE + 4).chain(2 * PIECE - 4..2 * PIECE + 4) {
            for (first, then) in [("…", ". "), ("。", "!"), (".", "…"), ("?", "x")] {
                for filler in ["x", "é", "“"] {
                    let mut line = "x".repeat(distance % filler.len());
                    line += &filler.repeat(distance / filler.len());
                    let text = format!("{line}{first}x{then}");
                    assert_eq!(first_stop(&text), Some(distance), "{filler} {first}");
                }
            }
        }
        assert_eq!(first_stop(&"“x".repeat(PIECE)), None);
    }

    #[test]
    fn runs() {
        check("Nothing", None);
        check("Gone. Back", Some("."));
        check("“Gone?!” he asked", Some("?!”"));
        check("Gone.\" Back", Some(".\""));
        check("Gone.[3][12] Back", Some(".[3][12]"));
        check("Gone. [3] Back", Some(". [3]"));
        check("so . . . then", Some(". . ."));
        check("Gone.) Back", Some(".)"));
    }
}
