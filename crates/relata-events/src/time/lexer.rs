//! Words of a sentence as the time rules see them.

use std::sync::OnceLock;

use regex::Regex;
use relata_core::Span;

/// A word, number or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub span: Span,
    /// Lower case, without the dot of an abbreviation.
    pub lower: String,
    /// True when a blank stands before it.
    pub spaced: bool,
}

fn pattern() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let source = r"(?x)
        \d{4}[-/]\d{2}[-/]\d{2}\b                  # ISO date
      | \d{4}-[Ww]\d{2}\b                        # ISO week
      | \d{1,2}\.\d{1,2}\.\d{4}\b                # 4.6.2018
      | \d{1,2}:\d{2}(?::\d{2})?                   # time of day
      | \d+(?:,\d{3})+(?:\.\d+)?                   # 1,500
      | \d+(?:\.\d+)?(?:st|nd|rd|th|s)?\b          # 7th, 1990s
      | \d+
      | (?i:[ap]\.\s?m\.?|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.)
      | \p{L}+
      | \S";
    PATTERN.get_or_init(|| Regex::new(source).ok()).as_ref()
}

/// The words of the text at `span`.
pub(crate) fn words(text: &str, span: Span) -> Vec<Word> {
    let Some(pattern) = pattern() else { return Vec::new() };
    let mut end = span.start();
    pattern
        .find_iter(span.text(text))
        .map(|found| {
            let start = span.start() + found.start();
            let word = Word {
                span: Span::at(start, found.len()),
                lower: lower(found.as_str()),
                spaced: start > end,
            };
            end = start + found.len();
            word
        })
        .collect()
}

fn lower(word: &str) -> String {
    let word = word.to_lowercase();
    let mut letters = word.chars();
    let is_clock =
        letters.next().is_some_and(|c| c == 'a' || c == 'p') && letters.next() == Some('.');
    if is_clock {
        return word.chars().filter(char::is_ascii_alphabetic).collect();
    }
    match word.strip_suffix('.') {
        Some(abbreviation)
            if !abbreviation.is_empty() && abbreviation.chars().all(char::is_alphabetic) =>
        {
            abbreviation.to_owned()
        }
        _ => word,
    }
}
