//! Sentences, by rules over the stop, the word in front of it and the word behind it.
//!
//! A candidate is a run of `.`, `!`, `?`, `…` with the closing quotation marks and brackets that
//! follow it. Abbreviations are of three kinds, as in Kiss and Strunk's work on sentence boundaries
//! (2006): those that a name or number follows ("Gen.", "No."), those that may also end a sentence
//! ("Inc.", "a.m."), and initials; the last two end a sentence only before a word that often begins
//! one. A line break ends one, unless the lines of a paragraph were cut at a fixed width.

mod boundary;
mod list;
mod stop;

use std::ops::Range;

use memchr::memchr2;
use relata_core::Span;

use crate::char_boundary::floor_boundary;
use crate::lines::{glue, wrap};

/// Bytes of a sentence, at most: some 700 words. What no stop ends in so many is no sentence, and
/// later stages compare the words of a sentence with one another.
const LONGEST: usize = 4096;

/// The sentences of `text` at `span`, in order: none is empty or has white space at either end,
/// none crosses a line break but where the lines of a paragraph were cut at a fixed width, none is
/// longer than 4,096 bytes unless it is one word, and together they hold every character of the
/// span that is not white space.
///
/// ```
/// use relata_core::Span;
/// use relata_text::sentence;
/// let text = "Gen. Mills left at 5 p.m. “Go!” he said. Nobody did.";
/// let sentences = sentence::split(text, Span::at(0, text.len()));
/// let sentences: Vec<&str> = sentences.iter().map(|s| s.text(text)).collect();
/// assert_eq!(sentences, ["Gen. Mills left at 5 p.m.", "“Go!” he said.", "Nobody did."]);
/// ```
#[must_use]
pub fn split(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in wrap::paragraphs(text, span) {
        split_paragraph(text, paragraph, &mut out);
    }
    out
}

/// The sentences of one paragraph, whose line breaks count as blanks.
pub(crate) fn of_paragraph(text: &str, paragraph: Span) -> Vec<Span> {
    let mut out = Vec::new();
    split_paragraph(text, paragraph, &mut out);
    out
}

/// True for a sentence that ends with a stop, perhaps with marks behind it.
pub(crate) fn ends_with_stop(sentence: &str) -> bool {
    let marks = |c: char| !c.is_alphanumeric() && !stop::is_stop(c);
    sentence.trim_end_matches(marks).ends_with(stop::is_stop)
}

fn split_paragraph(text: &str, paragraph: Span, out: &mut Vec<Span>) {
    let inner = paragraph.text(text);
    if memchr2(b'\n', b'\r', inner.as_bytes()).is_none() {
        return split_line(text, paragraph, inner, out);
    }
    // Byte for byte, so that the places stay the same.
    split_line(text, paragraph, &inner.replace(['\n', '\r'], " "), out);
}

fn split_line(text: &str, line: Span, inner: &str, out: &mut Vec<Span>) {
    let mut ends = glue::cuts(inner);
    ends.extend(list::item_starts(inner));
    ends.sort_unstable();
    let mut certain = ends.into_iter().peekable();
    let (mut start, mut at) = (0, 0);
    while let Some(stop) = stop::next(inner, at) {
        at = stop.end;
        while let Some(end) = certain.next_if(|&end| end <= stop.start) {
            push(text, line, start..end, out);
            start = end;
        }
        let is_certain = certain.next_if(|&end| end <= stop.end).is_some();
        if is_certain || boundary::ends_sentence(inner, start, &stop) {
            push(text, line, start..stop.end, out);
            start = stop.end;
        }
    }
    for end in certain {
        push(text, line, start..end, out);
        start = end;
    }
    push(text, line, start..inner.len(), out);
}

fn push(text: &str, line: Span, range: Range<usize>, out: &mut Vec<Span>) {
    let mut rest = Span::between(line.start() + range.start, line.start() + range.end).trim(text);
    while rest.len() > LONGEST {
        let end = rest.start() + cut_of_long(rest.text(text));
        out.push(Span::between(rest.start(), end).trim(text));
        rest = Span::between(end, rest.end()).trim(text);
    }
    if !rest.is_empty() {
        out.push(rest);
    }
}

/// Where a sentence that is too long is cut: at the last blank of its first bytes, else behind the
/// last character that is of no word, else at the end of the word.
fn cut_of_long(sentence: &str) -> usize {
    let (head, behind) = sentence.split_at(floor_boundary(sentence, LONGEST));
    let half = floor_boundary(head, LONGEST / 2);
    let (_, last) = head.split_at(half);
    let blank = last.rfind(char::is_whitespace);
    let of_no_word = || {
        let mut found = last.char_indices().rev().filter(|(_, c)| !c.is_alphanumeric());
        found.next().map(|(at, c)| at + c.len_utf8())
    };
    let end_of_word = || behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
    match blank.or_else(of_no_word) {
        Some(at) => half + at,
        None => head.len() + end_of_word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str) -> Vec<usize> {
        split(text, Span::at(0, text.len())).iter().map(|span| span.len()).collect()
    }

    #[test]
    fn what_no_stop_ends_is_cut() {
        let check = |unit: &str, pieces: usize| {
            let text = unit.repeat(50_000);
            let found = lengths(&text);
            assert!(found.iter().all(|&len| len <= LONGEST), "{unit:?}: {found:?}");
            assert_eq!(found.len(), pieces, "{unit:?}");
        };
        check("rain fell ", 123);
        check("&", 13);
        check("Paris,four,", 135);
        check("“", 37);
        assert_eq!(lengths(&"x".repeat(50_000)), [50_000]);
        let words = format!("{} {}", "x".repeat(9_000), "rain ".repeat(1_000));
        assert_eq!(lengths(&words), [9_000, 4_094, 904]);
    }
}
