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

use crate::glue;
use crate::wrap;

/// The sentences of `text` at `span`, in order: none is empty or has white space at either end,
/// none crosses a line break but where the lines of a paragraph were cut at a fixed width, and
/// together they hold every character of the span that is not white space.
///
/// ```
/// use relata_core::Span;
/// use relata_text::sentence;
/// let text = "Gen. Mills left at 5 p.m. “Go!” he said. Nobody did.";
/// let sentences: Vec<&str> = sentence::split(text, Span::at(0, text.len())).iter().map(|s| s.text(text)).collect();
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
    let span = Span::between(line.start() + range.start, line.start() + range.end).trim(text);
    if !span.is_empty() {
        out.push(span);
    }
}
