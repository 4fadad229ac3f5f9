//! Times that stand alone, as the entries of live blogs begin, and datelines.

use crate::words::listed::classes;
use crate::words::word_class::WordClass;

/// Bytes of the time above a post, at most.
const MARK_BYTES: usize = 40;
/// Words of such a line, at most.
const MAX_WORDS: usize = 7;

/// True for a line that is a time of day: `14:02`, `9.35am BST`, `10:15 p.m. ET`, `Updated 14:02
/// GMT` is none.
pub(crate) fn is_clock(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let Some(first) = words.next() else { return false };
    let rest: Vec<&str> = words.take(MAX_WORDS).collect();
    is_time(first)
        && rest.len() <= 3
        && rest.iter().all(|word| classes(word.trim_end_matches('.')).has(WordClass::CLOCK))
}

/// True for the time above a post of a live blog: a time of day, or how long ago it was, or both:
/// `14:02`, `2h ago`, `12 minutes ago 9.35 GMT`.
pub(crate) fn is_time_mark(line: &str) -> bool {
    if line.len() > MARK_BYTES || !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest = line.find(" ago").map_or(line, |at| {
        if is_age(line.get(..at).unwrap_or_default()) {
            line.get(at + 4..).unwrap_or_default()
        } else {
            line
        }
    });
    rest.trim().is_empty() || is_clock(rest)
}

/// True for a number and a unit of time: `5m`, `2 hours`, `12 min`.
fn is_age(text: &str) -> bool {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text.get(figures..).unwrap_or_default().trim();
    (1..=2).contains(&figures)
        && matches!(
            unit,
            "s" | "m"
                | "h"
                | "hr"
                | "hrs"
                | "min"
                | "mins"
                | "minute"
                | "minutes"
                | "hour"
                | "hours"
        )
}

/// True for hours and minutes, perhaps with the half of the day: `9:05`, `21.05`, `9.05pm`.
fn is_time(word: &str) -> bool {
    let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let half = word.get(figures.len()..).unwrap_or_default();
    let Some((hours, minutes)) = figures.split_once([':', '.']) else { return false };
    let number = |text: &str, limit: u32| {
        text.bytes().all(|b| b.is_ascii_digit()) && text.parse().is_ok_and(|n: u32| n < limit)
    };
    let plausible = (1..=2).contains(&hours.len())
        && number(hours, 24)
        && minutes.len() == 2
        && number(minutes, 60);
    plausible
        && (half.is_empty()
            || classes(half).has(WordClass::CLOCK)
            || half.eq_ignore_ascii_case("h"))
}

/// True for a line that says where, and perhaps when and for whom, an article was written:
/// `DAMASCUS, Oct 7 (Reuters) -`.
pub(crate) fn is_dateline(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(MAX_WORDS + 1).collect();
    let named = words.first().is_some_and(|word| {
        word.chars().count() >= 3
            && word.chars().all(|c| c.is_uppercase() || matches!(c, ',' | '-' | '.' | '\''))
    });
    let dash = line.ends_with(['-', '–', '—']);
    let agency = line.contains('(') && line.contains(')');
    named && words.len() <= MAX_WORDS && (dash || agency && line.contains(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        for line in ["14:02", "9.35am BST", "10:15 p.m. ET", "21.05h"] {
            assert!(is_clock(line), "{line}");
        }
        for line in ["", "25:02", "3.5", "14:02 in London", "Updated 14:02", "1:2", "12:345"] {
            assert!(!is_clock(line), "{line}");
        }
    }

    #[test]
    fn times_above_posts() {
        for line in ["14:02", "2h ago", "12 minutes ago 9.35 GMT", "5m ago 10:15 p.m. ET"] {
            assert!(is_time_mark(line), "{line}");
        }
        for line in ["", "2 years ago", "two hours ago", "5m ago by Jo Ek", "Long ago", "2019"] {
            assert!(!is_time_mark(line), "{line}");
        }
    }

    #[test]
    fn datelines() {
        for line in ["DAMASCUS, Oct 7 (Reuters) -", "PORT-AU-PRINCE —", "OSLO, Norway (AP)"] {
            assert!(is_dateline(line), "{line}");
        }
        for line in [
            "",
            "NEWS",
            "Damascus, Oct 7",
            "A - B",
            "SYRIA: what we know so far about the strike in the north (updated) -",
        ] {
            assert!(!is_dateline(line), "{line}");
        }
    }
}
