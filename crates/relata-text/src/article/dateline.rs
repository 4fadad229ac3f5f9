//! The dateline in front of the first sentence of an article: place, day and agency.

use std::ops::Range;

use relata_core::{Dateline, Span, TextSpan};

use crate::char_boundary::floor_boundary;
use crate::words::listed::classes;
use crate::words::word_class::WordClass;

/// Bytes of a dateline, at most.
const LONGEST: usize = 100;
/// Words of a place, of its country or state, and of an agency, at most.
const PLACE_WORDS: usize = 4;
const AGENCY_WORDS: usize = 4;
/// Words behind a dateline, at least.
const WORDS_BEHIND: usize = 4;

/// Places of the parts in the paragraph.
#[derive(Debug, Default, PartialEq)]
struct Parts {
    place: Option<Range<usize>>,
    date: Option<Range<usize>>,
    agency: Option<Range<usize>>,
}

/// The dateline at the beginning of a paragraph. A place in capitals suffices before a dash, any
/// other one with a day; no place, or a colon instead of the dash, takes an agency beside it.
pub(crate) fn of_paragraph(raw: &str, paragraph: Span) -> Option<Dateline> {
    let text = paragraph.text(raw);
    let (head, end, is_dash) = head(text)?;
    let parts = Parts::read(text, head)?;
    let sure = parts.agency.is_some() || parts.date.is_some();
    let in_capitals =
        parts.place.clone().and_then(|place| text.get(place)).is_some_and(is_in_capitals);
    let known = if parts.place.is_none() {
        parts.agency.is_some()
    } else {
        sure && (in_capitals || is_dash || parts.agency.is_some()) || in_capitals && is_dash
    };
    if !known || !begins_article(text.get(end..)?) {
        return None;
    }
    let part = |range: Option<Range<usize>>| {
        range.map(|r| {
            TextSpan::new(
                raw,
                Span::between(paragraph.start() + r.start, paragraph.start() + r.end),
            )
        })
    };
    let mut out = Dateline::new(Span::at(paragraph.start(), end));
    (out.place, out.date, out.agency) = (part(parts.place), part(parts.date), part(parts.agency));
    Some(out)
}

/// What stands in front of the first dash or colon, the offset behind that mark, and whether it is
/// a dash.
fn head(text: &str) -> Option<(Range<usize>, usize, bool)> {
    let near = text.get(..floor_boundary(text, LONGEST))?;
    let (at, mark) = near.char_indices().find(|&(at, c)| is_mark(near, at, c))?;
    let behind = near.get(at..)?.trim_start_matches(mark);
    let head = near.get(..at)?.trim_end();
    Some((0..head.len(), near.len() - behind.len(), mark != ':'))
}

/// A hyphen is a dash behind a blank or a bracket, or beside another one; so that "EL-SHEIK" goes
/// on.
fn is_mark(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    match c {
        '–' | '—' | ':' => !before.is_empty(),
        '-' => {
            before.ends_with([' ', ')', '/'])
                || text.get(at..).is_some_and(|rest| rest.starts_with("--"))
        }
        _ => false,
    }
}

impl Parts {
    /// `None` where the head holds anything else.
    fn read(text: &str, head: Range<usize>) -> Option<Self> {
        let mut out = Self::default();
        let mut end = head.end;
        if let Some(open) = agency_start(text.get(..end)?) {
            let inside = open + 1..end - 1;
            out.agency = Some(inside.clone())
                .filter(|inside| text.get(inside.clone()).is_some_and(is_agency));
            out.agency.as_ref()?;
            end = trimmed_end(text, open);
        }
        if let Some(start) = date_start(text.get(..end)?) {
            out.date = Some(start..end);
            end = trimmed_end(text, start);
        }
        if end > 0 && out.agency.is_none() && out.date.is_some() && is_outlet(text.get(..end)?) {
            out.agency = Some(0..end);
        } else if end > 0 {
            out.place = Some(0..end).filter(|place| text.get(place.clone()).is_some_and(is_place));
            out.place.as_ref()?;
        }
        Some(out)
    }
}

/// The end of `text[..end]` without the comma and the blanks that part it from what follows.
fn trimmed_end(text: &str, end: usize) -> usize {
    text.get(..end).unwrap_or_default().trim_end_matches([' ', ',', '\u{a0}', '\n', '\r']).len()
}

/// Where the bracket or stroke opens that closes at the end of `head`.
fn agency_start(head: &str) -> Option<usize> {
    match head.chars().next_back()? {
        ')' => head.rfind('('),
        '/' => head.strip_suffix('/')?.rfind('/'),
        _ => None,
    }
}

fn is_agency(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=AGENCY_WORDS).contains(&words)
        && name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || " .&/-’'".contains(c))
}

/// True for the name of an agency or a paper: "afrol News".
fn is_outlet(name: &str) -> bool {
    let last = classes(name.split_whitespace().next_back().unwrap_or_default());
    is_agency(name) && (last.has(WordClass::AGENCY) || last.has(WordClass::OUTLET))
}

/// Where a day begins that ends the head: `Oct 7`, `Oct. 7, 2015`, `7 October`.
fn date_start(head: &str) -> Option<usize> {
    let mut words = words_backwards(head);
    let (mut start, mut word) = words.next()?;
    if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        (start, word) = words.next()?;
    }
    let other = words.next()?;
    let found = if is_day(word) && is_month(other.1) || is_month(word) && is_day(other.1) {
        Some(other.0)
    } else {
        None
    };
    found.filter(|&from| from < start)
}

/// The words with their places, the last one first, without the marks around them.
fn words_backwards(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().rev().map(move |word| (start(word), word.trim_end_matches([',', '.'])))
}

fn is_month(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && classes(word).has(WordClass::MONTH)
}

fn is_day(word: &str) -> bool {
    let figures = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=2).contains(&figures.len())
        && figures.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
}

/// A town, perhaps with its country or state: `ST. LOUIS`, `SAN'A, Yemen`, `Cleveland, OH`.
fn is_place(text: &str) -> bool {
    let mut segments = text.split(',').map(str::trim);
    let named = |segment: &str| {
        let words = segment.split([' ', '/']).filter(|word| !word.is_empty());
        let capital = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
        };
        (1..=PLACE_WORDS).contains(&words.clone().count())
            && words
                .clone()
                .all(|word| capital(word) || matches!(word, "of" | "the" | "and" | "de"))
    };
    let label =
        text.split(|c: char| !c.is_alphabetic()).any(|word| classes(word).has(WordClass::LABEL));
    !label && segments.clone().count() <= 3 && segments.all(named)
}

/// True when the town itself is written in capitals.
fn is_in_capitals(place: &str) -> bool {
    let town = place.split(',').next().unwrap_or_default();
    town.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !town.chars().any(char::is_lowercase)
}

fn begins_article(behind: &str) -> bool {
    let first = behind.trim_start().trim_start_matches(['"', '“', '‘', '\'', '(']).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && behind.split_whitespace().nth(WORDS_BEHIND - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEHIND: &str = "The army took the town of Marsh End on Monday.";

    fn check(head: &str, place: &str, date: &str, agency: &str) {
        let raw = format!("{head}{BEHIND}");
        let found = of_paragraph(&raw, Span::at(0, raw.len())).expect(head);
        assert_eq!(found.span.text(&raw), head.trim_end());
        let texts = [found.place, found.date, found.agency]
            .map(|part| part.map_or_else(String::new, |part| part.text));
        assert_eq!(texts, [place, date, agency], "{head:?}");
    }

    #[test]
    fn datelines() {
        check("DAMASCUS, Oct 7 (Reuters) - ", "DAMASCUS", "Oct 7", "Reuters");
        check(
            "MARSH END, Oct. 7, 2015 /PRNewswire/ -- ",
            "MARSH END",
            "Oct. 7, 2015",
            "PRNewswire",
        );
        check("ST. OLAF, Minn. (AP) — ", "ST. OLAF, Minn.", "", "AP");
        check("Lower Tilling, England (North News) -", "Lower Tilling, England", "", "North News");
        check("SHARM EL-SHEIK, Egypt – ", "SHARM EL-SHEIK, Egypt", "", "");
        check("OSLO — ", "OSLO", "", "");
        check("BEIRUT/AMMAN, 7 October: ", "BEIRUT/AMMAN", "7 October", "");
        check("Oslo (NTB): ", "Oslo", "", "NTB");
        check("(Reuters) - ", "", "", "Reuters");
        check("afrol News, 27 January - ", "", "27 January", "afrol News");
        check("Maseru, 27 January – ", "Maseru", "27 January", "");
    }

    #[test]
    fn other_beginnings() {
        for head in [
            "UPDATE - ",
            "LIVE — ",
            "OSLO: ",
            "Oslo – ",
            "The town (pictured) - ",
            "DEAR ABBY: ",
            "Mr Roy (Lab) - the member - ",
            "",
            "- ",
            "BREAKING NEWS — ",
        ] {
            let raw = format!("{head}{BEHIND}");
            assert_eq!(of_paragraph(&raw, Span::at(0, raw.len())), None, "{head:?}");
        }
        for raw in ["", "OSLO — ", "OSLO — Rain", "OSLO — and so on it went today"] {
            assert_eq!(of_paragraph(raw, Span::at(0, raw.len())), None, "{raw:?}");
        }
    }
}
