//! Sentences, by rules over the stop, the word in front of it and the word behind it.
//!
//! A candidate is a run of `.`, `!`, `?`, `…` with the closing quotation marks and brackets that follow it. Abbreviations are of three kinds, as
//! in Kiss and Strunk's work on sentence boundaries (2006): those that a name or number follows ("Gen.", "No."), those that may also end a
//! sentence ("Inc.", "a.m."), and initials; the last two end a sentence only before a word that often begins one. A line break always ends one.

use relata_core::Span;

use crate::glue;
use crate::line::lines;
use crate::word_class::{WordClass, classes};

/// Words between a quotation that ends in `!` or `?` and the verb that attributes it, at most: `“Go!” Mr Ruiz said.`
const ATTRIBUTION_WORDS: usize = 5;

/// The sentences of `text` at `span`, in order: none is empty or has white space at either end, none crosses a line break, and together they
/// hold every character of the span that is not white space.
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
    for line in lines(text, span) {
        split_line(text, line, &mut out);
    }
    out
}

fn split_line(text: &str, line: Span, out: &mut Vec<Span>) {
    let inner = line.text(text);
    let mut glued = glue::cuts(inner).into_iter().peekable();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = next_stop(inner, at) {
        at = stop.end;
        while glued.next_if(|&cut| cut < stop.end).is_some() {}
        let ends = glued.next_if_eq(&stop.end).is_some() || ends_sentence(inner, start, &stop);
        if ends {
            push(text, line, start..stop.end, out);
            start = stop.end;
        }
    }
    push(text, line, start..inner.len(), out);
}

fn push(text: &str, line: Span, range: std::ops::Range<usize>, out: &mut Vec<Span>) {
    let span = Span::between(line.start() + range.start, line.start() + range.end).trim(text);
    if !span.is_empty() {
        out.push(span);
    }
}

/// A run of stops with the closing marks behind it.
#[derive(Debug)]
struct Stop {
    /// First stop.
    start: usize,
    /// Behind the last stop.
    marks_end: usize,
    /// Behind the closing marks.
    end: usize,
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‽')
}

fn next_stop(line: &str, from: usize) -> Option<Stop> {
    let rest = line.get(from..)?;
    let start = from + rest.find(is_stop)?;
    let mut marks_end = start;
    let mut end = start;
    let mut closing = false;
    for (at, c) in line.get(start..)?.char_indices() {
        let next = start + at + c.len_utf8();
        if is_stop(c) && !closing {
            marks_end = next;
        } else if is_closing(c, line, next) {
            closing = true;
        } else if !(is_stop(c) && closing) {
            break;
        }
        end = next;
    }
    Some(Stop { start, marks_end, end })
}

/// True for a mark that closes; a straight one does when no letter follows it.
fn is_closing(c: char, line: &str, next: usize) -> bool {
    let letter_follows = || line.get(next..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric);
    match c {
        '”' | ')' | ']' | '»' | '}' => true,
        '’' | '"' | '\'' => !letter_follows(),
        _ => false,
    }
}

fn ends_sentence(line: &str, start: usize, stop: &Stop) -> bool {
    let after = line.get(stop.end..).unwrap_or_default();
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == after.len() {
        return false;
    }
    let marks = line.get(stop.start..stop.marks_end).unwrap_or_default();
    let closed = stop.end > stop.marks_end;
    let before = line.get(start..stop.start).unwrap_or_default();
    if !begins_sentence(next) || is_list_mark(before, marks) {
        return false;
    }
    match marks {
        "." if !closed || !before.ends_with(char::is_lowercase) => ends_at_dot(before, next, closed),
        "." => true,
        _ if marks.starts_with("..") || marks == "…" => ends_at_ellipsis(before, next),
        _ => !(closed && is_attribution(next)) && !before.trim().is_empty(),
    }
}

/// True when the text may begin a sentence: a capital, a digit, an opening mark; not a small letter or a comma.
fn begins_sentence(next: &str) -> bool {
    let mut chars = next.chars().skip_while(|c| matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '„' | '—' | '–' | '-' | '*' | '•' | ' ' | '¿' | '¡'));
    let marked = next.starts_with(['"', '“', '‘', '(', '[', '«', '„', '•', '*']);
    match chars.next() {
        Some(c) if c.is_uppercase() || c.is_numeric() => true,
        Some(c) if c.is_lowercase() => is_camel_brand(next) || (marked && next.starts_with(['“', '•', '*'])),
        Some(c) => !matches!(c, ',' | ';' | ':' | ')' | ']' | '%' | '&' | '/' | '.' | '!' | '?' | '…' | '”' | '’'),
        None => false,
    }
}

/// True for "iPhone" and "eBay".
fn is_camel_brand(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

/// True when all that stands in front of the stop is the number or letter of a list item: `1.`, `a.`, `IV.`
fn is_list_mark(before: &str, marks: &str) -> bool {
    let mark = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    marks == "."
        && !mark.is_empty()
        && mark.len() <= 4
        && (mark.chars().all(char::is_numeric) || mark.chars().count() == 1 || mark.chars().all(|c| "IVXivx".contains(c)))
}

fn ends_at_dot(before: &str, next: &str, closed: bool) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '—' | '–' | '/')).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = word.to_lowercase();
    let class = classes(&folded);
    let titled = word.chars().next().is_some_and(char::is_uppercase);
    let before_number = next.starts_with(|c: char| c.is_numeric());
    if class.has(WordClass::TITLE_ABBREVIATION) && (titled || matches!(folded.as_str(), "vs" | "cf" | "viz")) && !class.has(WordClass::ABBREVIATION) {
        return closed;
    }
    if class.has(WordClass::NUMBER_ABBREVIATION) && before_number {
        return false;
    }
    if is_initial(word) || is_dotted(word) || (class.has(WordClass::ABBREVIATION) && (titled || !is_month_word(class))) {
        return closed || ends_after_abbreviation(word, class, next);
    }
    true
}

/// "may", "sun", "no" and the like are also plain words when they are written small.
const fn is_month_word(class: WordClass) -> bool {
    class.has(WordClass::MONTH) || class.has(WordClass::DAY)
}

/// One letter: "J" in "J. K. Rowling"; not "I".
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    chars.next().is_none() && first.is_some_and(char::is_alphabetic) && word != "I"
}

/// Letters with stops between them: "U.S", "a.m", "Ph.D".
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| !part.is_empty() && part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

fn ends_after_abbreviation(word: &str, class: WordClass, next: &str) -> bool {
    let opened = next.starts_with(['"', '“', '‘']);
    let first = first_word(next);
    let second = next.get(first.len()..).unwrap_or_default().trim_start();
    let starter = is_starter(first) && !(first == "A" && second.starts_with('.'));
    let before_number = next.starts_with(|c: char| c.is_numeric());
    if before_number || (class.has(WordClass::MONTH) && !starter) {
        return false;
    }
    // A clock time ends a sentence before any capital but that of a zone or a day.
    let clock = class.has(WordClass::CLOCK) || matches!(word, "a.m" | "p.m");
    let folded = classes(&first.to_lowercase());
    if clock {
        return !(folded.has(WordClass::DAY) || folded.has(WordClass::MONTH) || folded.has(WordClass::CLOCK) || is_all_upper(first) && first.len() > 1);
    }
    starter || opened && !is_initial(word)
}

fn is_all_upper(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_starter(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && classes(&word.to_lowercase().replace('’', "'")).has(WordClass::STARTER)
}

/// Three dots end a sentence before a capital unless they stand at its beginning.
fn ends_at_ellipsis(before: &str, next: &str) -> bool {
    let has_words = before.chars().any(char::is_alphanumeric);
    has_words && next.trim_start_matches(['"', '“', '‘', '(']).starts_with(char::is_uppercase)
}

/// True when a name and a verb of speech follow, so that the quotation in front is part of a longer sentence.
fn is_attribution(next: &str) -> bool {
    for (index, word) in next.split_whitespace().take(ATTRIBUTION_WORDS + 1).enumerate() {
        let plain = word.trim_end_matches([',', '.', ';', ':']);
        if index > 0 && classes(plain).has(WordClass::SAID) && plain.ends_with('d') | matches!(plain, "says" | "told" | "wrote") {
            return true;
        }
        let joined = word.len() == plain.len() || word.ends_with('.');
        if !joined || !word.starts_with(char::is_uppercase) && !matches!(plain, "of" | "the" | "de" | "al" | "bin" | "van") {
            return false;
        }
    }
    false
}
