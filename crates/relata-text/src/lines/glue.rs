//! Places inside a line where two texts were glued together without a blank: `…every day.The river
//! rose…`.
//!
//! A place is only cut when a sentence ends on its left and one begins on its right, and when
//! neither side looks like a part of one name: an address, a file, a domain, initials, a brand.

use memchr::{memchr_iter, memchr3_iter};

use crate::char_boundary::floor_boundary;
use crate::words::listed::classes;
use crate::words::word_class::WordClass;

/// Letters and digits that the left side must end with, at least: a shorter run is an initial or
/// part of an abbreviation.
const LEFT_LETTERS: usize = 2;

/// Bytes to either side of a stop that are looked at, so that a line of 5 MB without a blank takes
/// linear time.
const WINDOW: usize = 256;

/// Byte offsets in `line` at which a new text begins, ascending.
pub(crate) fn cuts(line: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = 0;
    let mut quotes = StraightQuotes::default();
    for (at, stop_end) in stops(line) {
        quotes.advance(line, stop_end);
        let Some(cut) = cut_after(line, stop_end, quotes.open) else { continue };
        if cut > last && is_boundary(line, last, at, cut) {
            out.push(cut);
            last = cut;
        }
    }
    out
}

/// Stops that no blank follows, with the offset behind them. Bytes are looked at rather than
/// characters: nearly all stops are skipped.
fn stops(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = line.as_bytes();
    let may_have = if line.is_ascii() { &[] } else { bytes };
    // The last byte of an ellipsis is rarer than the first one.
    let ends = memchr_iter(0xa6, may_have).map(|at| at + 1);
    let mut ellipses = ends
        .filter_map(|end| {
            Some((
                end.checked_sub("…".len())
                    .filter(|&at| bytes.get(at..end) == Some("…".as_bytes()))?,
                end,
            ))
        })
        .peekable();
    let mut marks = memchr3_iter(b'.', b'!', b'?', bytes).map(|at| (at, at + 1)).peekable();
    let stops = std::iter::from_fn(move || match (marks.peek(), ellipses.peek()) {
        (Some(mark), Some(dots)) if dots < mark => ellipses.next(),
        (None, Some(_)) => ellipses.next(),
        _ => marks.next(),
    });
    stops.filter(move |&(_, end)| bytes.get(end).is_some_and(|next| !next.is_ascii_whitespace()))
}

/// Whether the straight double quotation marks so far leave one open.
#[derive(Debug, Default)]
struct StraightQuotes {
    read: usize,
    open: bool,
}

impl StraightQuotes {
    fn advance(&mut self, line: &str, to: usize) {
        let odd = line
            .get(self.read..to)
            .is_some_and(|part| part.bytes().filter(|&b| b == b'"').count() % 2 == 1);
        self.open ^= odd;
        self.read = to;
    }
}

/// True for a straight mark behind which no sentence begins; `None` past the end.
fn ends_quotation(rest: &str, behind: usize) -> Option<bool> {
    Some(!opens_sentence(rest.get(behind..)?))
}

/// The offset behind the closing marks that follow a stop; `None` when a blank or the end of the
/// line follows.
fn cut_after(line: &str, stop_end: usize, open_quote: bool) -> Option<usize> {
    let rest = line.get(stop_end..)?;
    let mut cut = stop_end;
    let mut closed = false;
    for c in rest.chars() {
        match c {
            '”' | '’' | ')' | ']' | '»' => (),
            // A straight mark closes when it touches the stop; a second one opens what follows.
            '"' | '\'' if !closed && ends_quotation(rest, cut - stop_end + c.len_utf8())? => (),
            '"' if !closed && open_quote => (),
            _ => return (!c.is_whitespace()).then_some(cut),
        }
        closed = true;
        cut += c.len_utf8();
    }
    None
}

fn is_boundary(line: &str, from: usize, stop: usize, cut: usize) -> bool {
    let from = floor_boundary(line, from.max(stop.saturating_sub(WINDOW)));
    let to = floor_boundary(line, cut + WINDOW);
    let (Some(left), Some(right)) = (line.get(from..stop), line.get(cut..to)) else { return false };
    opens_sentence(right) && closes_sentence(left) && !is_one_name(left, right)
}

/// True when the text begins like a sentence: a capital, perhaps behind an opening mark.
fn opens_sentence(right: &str) -> bool {
    let word = right.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«']);
    word.chars().next().is_some_and(char::is_uppercase)
}

/// True when the text in front of the stop ends like a sentence of at least two words.
fn closes_sentence(left: &str) -> bool {
    let ending = left.trim_end_matches(['.', '!', '?', '…', '"', '”', '’', ')', ']']);
    let last = ending.rsplit(char::is_whitespace).next().unwrap_or_default();
    let letters = last
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
        .count();
    let marked = ending.len() < left.len();
    let several = left.trim_start().contains(char::is_whitespace);
    let lower = ending
        .chars()
        .next_back()
        .is_some_and(|c| c.is_lowercase() || c.is_numeric() || matches!(c, '%' | '€' | '£'));
    let capitals =
        ending.chars().next_back().is_some_and(char::is_uppercase) && !last.contains('.');
    several
        && (marked
            || (letters >= LEFT_LETTERS && (lower || capitals))
            || ending.ends_with(['%', '€']))
}

/// True when the run of characters around the cut is one name rather than the end and the beginning
/// of a sentence.
fn is_one_name(left: &str, right: &str) -> bool {
    let before = left.rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = right.split(char::is_whitespace).next().unwrap_or_default();
    is_address(before)
        || is_address(after)
        || is_abbreviation(before)
        || is_suffix(after)
        || is_short_capitals(before, after)
}

/// True for parts of addresses: `https://…`, `www.…`, `name@…`, `host/path`.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with("www.")
        || word.contains('@')
        || (word.contains('/') && word.contains('.'))
}

/// True for titles and other abbreviations that stand before a name: `Gen`, `Mr`, `St`.
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let class = classes(word);
    class.has(WordClass::TITLE_ABBREVIATION) || class.has(WordClass::NUMBER_ABBREVIATION)
}

/// True when the right side is the last part of a domain or a file name: `Com`, `PDF`, `JS`.
fn is_suffix(word: &str) -> bool {
    let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    let suffix = word.get(..end).unwrap_or_default();
    suffix.len() <= 5 && classes(suffix).has(WordClass::SUFFIX)
}

/// True for brands such as `Last.FM` and for initials: few capitals behind the stop that do not
/// begin a sentence.
fn is_short_capitals(before: &str, after: &str) -> bool {
    let name = after.trim_matches(|c: char| !c.is_alphanumeric());
    let upper = name.chars().all(char::is_uppercase);
    let count = name.chars().count();
    let titled = before.chars().next().is_some_and(char::is_uppercase);
    (upper && titled && count <= 3 && name != "A" && name != "I")
        || after.chars().nth(1) == Some('.') && before.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let line = marked.replace('|', "");
        let mut expected = Vec::new();
        let mut offset = 0;
        for part in marked.split('|') {
            offset += part.len();
            expected.push(offset);
        }
        expected.pop();
        assert_eq!(cuts(&line), expected, "{marked:?}");
    }

    #[test]
    fn cuts_between_sentences() {
        check("Every gift counts.|A convoy reached the town on Monday.");
        check("Will you help?|Troops crossed the river.");
        check("“We are ready.”|The minister left.");
        check("“We are ready.”|“So are we.”");
        check("He called it \"a disgrace.\"|The court ruled.");
        check("It rose by 3.5%.|Shares fell in 2019.|“Nobody knows,” he said.");
        check("(He did not reply.)|The talks go on.");
        check("It belongs to NATO.|The alliance said so.");
        check("He shouted \"Stop!\"|Nobody did.");
        check("It ended there.|\"We lost,\" she said.");
    }

    #[test]
    fn leaves_names_alone() {
        check("The U.S.Army said the J.K.Rowling book sold.");
        check("He works for Yahoo.Com and Node.JS and Last.FM in town.");
        check("See https://example.org/News.Story.Html for more.");
        check("Write to Jane.Doe@Example.Com today.");
        check("Version 3.5 costs 2.50.");
        check("It was Gen.Smith and Mr.Jones.");
        check("The file Report.PDF was lost.");
        check("Mr.Robot");
        check("It costs 5.A");
        check("Nothing here. Nothing there.");
        check("... Und?");
    }
}
