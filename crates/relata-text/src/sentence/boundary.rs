//! Whether a candidate ends a sentence.

use super::stop::Stop;
use crate::char_boundary::floor_boundary;
use crate::words::listed::classes;
use crate::words::word_class::WordClass;

/// Bytes in front of a stop that are looked at, so that a line of 5 MB takes linear time.
const WINDOW: usize = 256;
/// Words between a quotation that ends in `!` or `?` and the verb that attributes it, at most:
/// `“Go!” Mr Ruiz said.`
const ATTRIBUTION_WORDS: usize = 5;
/// Letters of a plain word that may end a sentence before a small letter, at least: fewer make an
/// abbreviation.
const PLAIN_WORD: usize = 3;

/// True when the sentence that begins at `start` ends with the candidate.
pub(super) fn ends_sentence(line: &str, start: usize, stop: &Stop) -> bool {
    let after = line.get(stop.end..).unwrap_or_default();
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == after.len() {
        return false;
    }
    let marks = line.get(stop.start..stop.marks_end).unwrap_or_default();
    let closed = stop.closed;
    let start = floor_boundary(line, start.max(stop.start.saturating_sub(WINDOW)));
    let before = line.get(start..stop.start).unwrap_or_default();
    if is_list_mark(before, marks)
        || before.ends_with(['[', '('])
        || !before.contains(char::is_alphanumeric)
    {
        return false;
    }
    if !begins_sentence(next) {
        return !closed && next_begins_small(before, marks, next);
    }
    match marks {
        "." if closed && before.ends_with(char::is_lowercase) => true,
        "." => ends_at_dot(before, next, closed),
        _ if is_ellipsis(marks) => ends_at_ellipsis(next),
        _ => !(closed && is_attribution(next)),
    }
}

/// True when the text may begin a sentence: a capital, a digit, an opening mark; not a small letter
/// or a comma.
fn begins_sentence(next: &str) -> bool {
    let mut chars = next.chars().skip_while(|c| {
        matches!(
            c,
            '"' | '“'
                | '‘'
                | '\''
                | '('
                | '['
                | '«'
                | '„'
                | '—'
                | '–'
                | '-'
                | '*'
                | '•'
                | ' '
                | '¿'
                | '¡'
        )
    });
    let marked = next.starts_with(['"', '“', '‘', '(', '[', '«', '„', '•', '*']);
    match chars.next() {
        Some(c) if c.is_uppercase() || c.is_numeric() => true,
        Some(c) if c.is_lowercase() => {
            is_camel_brand(next) || (marked && next.starts_with(['“', '•', '*']))
        }
        Some(c) => !matches!(
            c,
            ',' | ';' | ':' | ')' | ']' | '%' | '&' | '/' | '.' | '!' | '?' | '…' | '”' | '’'
        ),
        None => false,
    }
}

/// True for "iPhone" and "eBay".
fn is_camel_brand(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

/// True when all that stands in front of the stop is the number or letter of a list item: `1.`,
/// `a.`, `IV.`
fn is_list_mark(before: &str, marks: &str) -> bool {
    let mark = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    marks == "."
        && !mark.is_empty()
        && mark.len() <= 4
        && (mark.chars().all(char::is_numeric)
            || mark.chars().count() == 1
            || mark.chars().all(|c| "IVXivx".contains(c)))
}

fn ends_at_dot(before: &str, next: &str, closed: bool) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '—' | '–' | '/'))
        .next()
        .unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = word.to_lowercase();
    let class = classes(&folded);
    let titled = word.chars().next().is_some_and(char::is_uppercase);
    let before_number = next.starts_with(|c: char| c.is_numeric());
    if class.has(WordClass::TITLE_ABBREVIATION)
        && (titled || matches!(folded.as_str(), "vs" | "cf" | "viz"))
        && !class.has(WordClass::ABBREVIATION)
    {
        return closed;
    }
    if class.has(WordClass::NUMBER_ABBREVIATION) && before_number {
        return false;
    }
    if is_initial(before, word)
        || is_dotted(word)
        || (class.has(WordClass::ABBREVIATION) && (titled || !is_month_word(class)))
    {
        return closed || ends_after_abbreviation(word, class, next);
    }
    true
}

/// "may", "sun", "no" and the like are also plain words when they are written small.
const fn is_month_word(class: WordClass) -> bool {
    class.has(WordClass::MONTH) || class.has(WordClass::DAY)
}

/// One letter: "J" in "J. K. Rowling"; "I" only behind a name.
fn is_initial(before: &str, word: &str) -> bool {
    is_letter(word)
        && (word != "I"
            || before
                .trim_end_matches('I')
                .split_whitespace()
                .next_back()
                .is_some_and(|w| w.starts_with(char::is_uppercase)))
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Letters with stops between them: "U.S", "a.m", "Ph.D".
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            !part.is_empty() && part.chars().count() <= 2 && part.chars().all(char::is_alphabetic)
        })
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
    let folded = classes(first);
    if clock {
        return !(folded.has(WordClass::DAY)
            || folded.has(WordClass::MONTH)
            || folded.has(WordClass::CLOCK)
            || is_all_upper(first) && first.len() > 1);
    }
    starter || opened && !is_letter(word)
}

fn is_all_upper(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_starter(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && classes(word).has(WordClass::STARTER)
}

fn is_ellipsis(marks: &str) -> bool {
    marks.starts_with("..") || marks.starts_with(". .") || marks == "…"
}

/// Three dots end a sentence before a capital; "I" is none, since it is always written large.
fn ends_at_ellipsis(next: &str) -> bool {
    let first = first_word(next);
    first.starts_with(char::is_uppercase)
        && first != "I"
        && !first.starts_with("I'")
        && !first.starts_with("I’")
}

/// True when a careless writer begins the next sentence with a small letter: the stop follows a
/// plain word, which is no name such as "Yahoo!".
fn next_begins_small(before: &str, marks: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let plain = word.len() >= PLAIN_WORD
        && word.chars().all(char::is_lowercase)
        && !before.trim_end_matches(word).ends_with('.');
    let known = classes(word);
    let abbreviation = known.has(WordClass::ABBREVIATION)
        || known.has(WordClass::TITLE_ABBREVIATION)
        || known.has(WordClass::NUMBER_ABBREVIATION);
    plain
        && !abbreviation
        && matches!(marks, "." | "?" | "!" | "??" | "!!" | "?!")
        && next.starts_with(char::is_lowercase)
}

/// True when a name and a verb of speech follow, so that the quotation in front is part of a longer
/// sentence.
fn is_attribution(next: &str) -> bool {
    for (index, word) in next.split_whitespace().take(ATTRIBUTION_WORDS + 1).enumerate() {
        let plain = word.trim_end_matches([',', '.', ';', ':']);
        if index > 0
            && classes(plain).has(WordClass::SAID)
            && plain.ends_with('d') | matches!(plain, "says" | "told" | "wrote")
        {
            return true;
        }
        let joined = word.len() == plain.len() || word.ends_with('.');
        if !joined
            || !word.starts_with(char::is_uppercase)
                && !matches!(plain, "of" | "the" | "de" | "al" | "bin" | "van")
        {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use relata_core::Span;

    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = crate::sentence::split(&text, Span::at(0, text.len()))
            .iter()
            .map(|s| s.text(&text))
            .collect();
        let expected: Vec<&str> =
            marked.split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_sentences() {
        check("");
        check("No stop at the end");
        check("One.| Two!| Three?| Four…| Five");
        check("It fell by 3.5 per cent.| In 2019.| Then it rose.");
        check("really?| yes it was.| we left.");
        check("Line one\n|line two.\r\n|Line three");
    }

    #[test]
    fn abbreviations_and_initials() {
        check("Gen. R. T. Mills and Sen. Ann Poe met Dr. Roy.| They left.");
        check("The U.S. Navy and the U.N. agreed.");
        check("She lives in the U.S.| He does not.");
        check("It belongs to Harlow & Co.| The firm is old.");
        check("No. 5 Elm St. was sold on Oct. 3 to the Smith Jr. estate.");
        check("They met at 5 p.m. Tuesday.| It was 6 a.m. EST.| It began at 7 p.m.| Nobody came.");
        check("Boats, nets, etc. were lost.| All of it.");
        check("Did you see Karl I. Mohr?| So did I.| Good.");
        check("Yahoo! said so.");
    }

    #[test]
    fn quotation_marks_and_brackets() {
        check("“Go!” he said.| “Now.”| They went.");
        check("“Who knows?” Mr. Ruiz of Lima asked.| Nobody did.");
        check("“It is over.” The crowd left.".replace("” The", "”| The").as_str());
        check("\"We won.\"| \"They lost.\"");
        check("(It rained.)| The match (the third this year!) went on.");
        check("He asked “why?”| She left.");
        check("It was “over.”[3]| She left.");
    }

    #[test]
    fn ellipses_and_lists() {
        check("Well ... it may be.| He waited...| Nobody came.");
        check("It was . . . I think . . . late.");
        check("1. The first rule| 2. The second rule");
        check("It ended there.|The rest is known.");
    }
}
