//! Places inside a line where two texts may have been glued together without a blank: `Share this
//! articlePolice arrested two men`, `Photo: Jo Ek/AFPThe ferry ran aground`. What the text looks
//! like on both sides is told here; whether it is a seam, [`crate::classify`] judges.

use memchr::memchr2_iter;

use crate::char_boundary::floor_boundary;
use crate::words::lexicon;
use crate::words::vocabulary::{UNKNOWN, hash_of};
use crate::words::word_class::WordClass;

/// Letters of a word on either side, at most: nothing longer is looked at.
const LONGEST: usize = 40;
/// Bytes to either side that are looked at, so that a line of 5 MB without a blank takes linear
/// time.
const WINDOW: usize = 256;
/// Words to either side that are counted, at most.
const MOST_WORDS: usize = 10;
/// Slots in the table of the words of a text: a power of two, so that a hash finds its slot by
/// its last bits. Two words at one place count as one.
const SLOTS: u64 = 1 << 15;

/// What stands on one side of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Lower,
    Upper,
    Digit,
    Caseless,
    Stop,
    Ellipsis,
    Comma,
    ClosingQuote,
    ClosingBracket,
    OpeningQuote,
    StraightQuote,
    OpeningBracket,
    Other,
}

impl Mark {
    const fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            '.' | '!' | '?' | '。' | '！' | '？' => Self::Stop,
            '…' => Self::Ellipsis,
            ',' | ';' | ':' => Self::Comma,
            '”' | '’' | '»' => Self::ClosingQuote,
            ')' | ']' | '}' => Self::ClosingBracket,
            '“' | '‘' | '«' | '„' => Self::OpeningQuote,
            '"' => Self::StraightQuote,
            '(' | '[' => Self::OpeningBracket,
            _ => Self::Other,
        }
    }

    fn of_any(c: char) -> Self {
        match Self::of(c) {
            Self::Other if c.is_ascii() => Self::Other,
            Self::Other if c.is_lowercase() => Self::Lower,
            Self::Other if c.is_uppercase() => Self::Upper,
            Self::Other if c.is_alphabetic() => Self::Caseless,
            Self::Other if c.is_numeric() => Self::Digit,
            mark => mark,
        }
    }
}

/// How a word beside a place is written, and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    None,
    Small,
    SmallListed,
    Large,
    LargeListed,
    LargeInText,
    Capitals,
    CapitalsListed,
    Letter,
    Digits,
    Mixed,
}

/// A place in a line that may be a seam.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SeamCandidate<'l> {
    /// Byte offset in the line.
    pub at: usize,
    pub before: Mark,
    pub behind: Mark,
    /// The words on both sides, closing and opening marks left out.
    pub left: &'l str,
    pub right: &'l str,
    /// What stands in front of the word on the left and behind that on the right.
    pub outer: (Option<Mark>, Option<Mark>),
    /// Words to both sides, as many as the window shows, and [`MOST_WORDS`] at most.
    pub words: (u32, u32),
    /// Whether both words together look like a part of an address.
    pub address: bool,
    /// Whether a straight quotation mark is open.
    pub quoted: bool,
}

impl<'l> SeamCandidate<'l> {
    fn new(line: &'l str, at: usize, quoted: bool) -> Option<Self> {
        let from = floor_boundary(line, at.saturating_sub(WINDOW));
        let to = floor_boundary(line, at + WINDOW);
        let (before, behind) = (line.get(from..at)?, line.get(at..to)?);
        let marks = (before.chars().next_back()?, behind.chars().next()?);
        let (front, left) = last_word(before);
        let (right, rest) = first_word(behind);
        let token = |c: char| !c.is_whitespace();
        let tail = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let head = behind.split(char::is_whitespace).next().unwrap_or_default();
        let is_address = |text: &str| {
            text.contains(['/', '@', '#', '_', '='])
                || text.contains("www.")
                || text.contains("://")
        };
        Some(Self {
            at,
            before: Mark::of_any(marks.0),
            behind: Mark::of_any(marks.1),
            left,
            right,
            outer: (
                front.chars().next_back().filter(|&c| token(c)).map(Mark::of_any),
                rest.chars().next().filter(|&c| token(c)).map(Mark::of_any),
            ),
            words: (count_words(before), count_words(behind)),
            address: is_address(tail) || is_address(head),
            quoted,
        })
    }
}

/// Places in `line` that may be a seam, ascending.
pub(crate) fn candidates(line: &str) -> impl Iterator<Item = SeamCandidate<'_>> {
    let bytes = line.as_bytes();
    let (mut quotes, mut read, mut searched) = (false, 0, 0);
    let is = |table: &[bool; 256], byte: u8| table.get(usize::from(byte)) == Some(&true);
    // Few bytes may begin what stands behind a place, so that they are looked for first.
    let may_be = std::iter::from_fn(move || {
        loop {
            let from = searched + 1;
            searched = from + bytes.get(from..)?.iter().position(|&byte| is(&BEHIND, byte))?;
            if bytes.get(searched - 1).is_some_and(|&byte| is(&BEFORE, byte)) {
                return Some(searched);
            }
        }
    });
    may_be.filter_map(move |at| {
        let rest = line.get(at..)?;
        let behind = Mark::of_any(rest.chars().next()?);
        if behind == Mark::Lower {
            return None;
        }
        let before = line.get(..at)?.chars().next_back()?;
        if !may_be_seam(Mark::of_any(before), behind, before, rest) {
            return None;
        }
        let odd = bytes
            .get(read..at)
            .is_some_and(|part| part.iter().fold(false, |odd, &byte| odd ^ (byte == b'"')));
        (quotes, read) = (quotes ^ odd, at);
        SeamCandidate::new(line, at, quotes)
    })
}

/// True where one text may end and another begin. Letters of one script without capitals hold
/// together, and so do capitals, unless a small letter follows them: "`AFPThe`".
fn may_be_seam(before: Mark, behind: Mark, last: char, rest: &str) -> bool {
    let opens = match behind {
        Mark::Upper | Mark::OpeningQuote | Mark::StraightQuote | Mark::OpeningBracket => true,
        Mark::Digit => {
            before != Mark::Digit
                && before != Mark::Comma
                && !matches!(last, '-' | '–' | '.' | '$' | '£' | '€' | '+' | '#')
        }
        Mark::Caseless => !matches!(before, Mark::Caseless | Mark::Other | Mark::Digit),
        Mark::Other => {
            rest.starts_with(['•', '©', '»', '▪', '●', '—', '–']) && before != Mark::Other
        }
        _ => false,
    };
    let closes = match before {
        Mark::OpeningQuote | Mark::OpeningBracket => false,
        Mark::Upper if behind == Mark::Upper => rest.chars().nth(1).is_some_and(char::is_lowercase),
        Mark::Other => matches!(last, '©' | '®' | '™' | '%' | '€' | '•' | '|' | '*' | '°'),
        _ => true,
    };
    opens && closes
}

/// Bytes that may end what stands before a place, and that may begin what stands behind it.
static BEFORE: [bool; 256] = bytes(b" \t\n\r([{-/\\@_=<'", 0);
static BEHIND: [bool; 256] =
    bytes(b" \t\n\rabcdefghijklmnopqrstuvwxyz.,;:!?)]}-/\\@_=<>%&+*'$#|~^`{", CONTINUATIONS);
/// How many bytes, from 0x80 on, go on with a character.
const CONTINUATIONS: usize = 64;

/// All bytes but for these, and but for so many from 0x80 on.
#[allow(clippy::indexing_slicing)] // A constant function, and the indices are bytes.
const fn bytes(but: &[u8], upper: usize) -> [bool; 256] {
    let (mut out, mut at) = ([true; 256], 0);
    while at < but.len() {
        out[but[at] as usize] = false;
        at += 1;
    }
    at = 0x80;
    while at < 0x80 + upper {
        out[at] = false;
        at += 1;
    }
    out
}

/// The word at the end of the text, behind which only marks stand, and what stands before it.
fn last_word(text: &str) -> (&str, &str) {
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    let letters = end.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_of_word(*c));
    let start = letters.last().map_or(end.len(), |(at, _)| at);
    (end.get(..start).unwrap_or_default(), end.get(start..).unwrap_or_default())
}

/// The word at the beginning of the text, before which only marks stand, and what stands behind it.
fn first_word(text: &str) -> (&str, &str) {
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    // Where the next capital begins, another text may.
    let mut small = false;
    let end = start.char_indices().take(LONGEST).find(|(_, c)| {
        let next = small && c.is_uppercase();
        small |= c.is_lowercase();
        next || !is_of_word(*c)
    });
    start.split_at_checked(end.map_or(start.len(), |(at, _)| at)).unwrap_or((start, ""))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

fn count_words(text: &str) -> u32 {
    u32::try_from(text.split_ascii_whitespace().take(MOST_WORDS).count()).unwrap_or(u32::MAX)
}

/// Words that are looked for one by one, at most. Most texts have a few places or none, and to look
/// for a few words costs less than to count all.
const SEARCHES: u8 = 8;
/// Times that a word is found at which a search ends: nobody asks for more.
const MANY: u8 = 3;

/// How often each word stands in a text; counted when it is asked for, by the last bits of its hash
/// where many are.
#[derive(Debug)]
pub(crate) struct TextWords<'t> {
    text: &'t str,
    searches: u8,
    times: Option<Vec<u8>>,
}

impl<'t> TextWords<'t> {
    /// Of a text.
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, searches: 0, times: None }
    }

    /// How the word is written, and what is known of it. `counted` tells that it is one of the
    /// words of the text where it stands, rather than a part of one.
    pub(crate) fn known(&mut self, word: &str, counted: bool) -> Known {
        let mut letters = word.chars();
        let Some(first) = letters.next() else { return Known::None };
        let rest = letters.as_str();
        if rest.is_empty() && first.is_alphabetic() {
            return Known::Letter;
        }
        let small = |c: char| !c.is_uppercase();
        let listed = || is_listed(hash_of(word));
        if word.chars().all(char::is_numeric) {
            Known::Digits
        } else if word.chars().all(small) {
            if listed() { Known::SmallListed } else { Known::Small }
        } else if first.is_uppercase() && rest.chars().all(small) {
            match listed() {
                true => Known::LargeListed,
                false if self.times(word) > u8::from(counted) => Known::LargeInText,
                false => Known::Large,
            }
        } else if word.chars().all(|c| !c.is_lowercase()) {
            if listed() { Known::CapitalsListed } else { Known::Capitals }
        } else {
            Known::Mixed
        }
    }

    /// How often the word stands in the text, [`MANY`] for any higher number of a few words.
    pub(crate) fn times(&mut self, word: &str) -> u8 {
        let text = self.text;
        if self.searches < SEARCHES && word.is_ascii() && text.len() <= u16::MAX.into() {
            self.searches += 1;
            return times_by_search(text, word);
        }
        let times = self.times.get_or_insert_with(|| {
            let mut times = vec![0_u8; usize::try_from(SLOTS).unwrap_or_default()];
            for word in text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty()) {
                times
                    .get_mut(slot_of(word))
                    .into_iter()
                    .for_each(|count| *count = count.saturating_add(1));
            }
            times
        });
        times.get(slot_of(word)).copied().unwrap_or_default()
    }
}

/// How often the word stands in the text, its letters large or small; [`MANY`] at most.
fn times_by_search(text: &str, word: &str) -> u8 {
    let bytes = text.as_bytes();
    let Some(&first) = word.as_bytes().first() else { return 0 };
    let mut found = 0;
    for at in memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), bytes) {
        let end = at + word.len();
        let is_word = bytes.get(at..end).is_some_and(|w| w.eq_ignore_ascii_case(word.as_bytes()))
            && !text
                .get(..at)
                .is_some_and(|front| front.chars().next_back().is_some_and(is_of_word))
            && !text.get(end..).is_some_and(|rest| rest.chars().next().is_some_and(is_of_word));
        found += u8::from(is_word);
        if found == MANY {
            break;
        }
    }
    found
}

/// The slot of a word in the table of the words of a text.
fn slot_of(word: &str) -> usize {
    usize::try_from(hash_of(word) % SLOTS).unwrap_or_default()
}

/// True for a word that some table lists.
pub(crate) fn is_listed(hash: u64) -> bool {
    lexicon::shipped().vocabulary().get(hash).id != UNKNOWN
}

/// The classes of a word.
pub(crate) fn class_of(word: &str) -> WordClass {
    lexicon::shipped().vocabulary().get(hash_of(word)).class
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let line = marked.replace('¦', "");
        let mut found = line.clone();
        let all: Vec<usize> = candidates(&line).map(|candidate| candidate.at).collect();
        all.iter().rev().for_each(|&at| found.insert(at, '¦'));
        assert_eq!(found, marked);
    }

    #[test]
    fn places_that_may_be_a_seam() {
        check("Share this article¦Police. Photo: AFP¦The ferry");
        check("It ended.¦“We lost,” he said (twice).¦(AP)");
        check("an i¦Phone and NATO at 3.5% in 2019, for £3 www.example.org/news");
        check("パスワードを確認した。¦このご時世");
        check("");
    }

    #[test]
    fn words_are_counted_alike_by_search_and_by_table() {
        let text = "Brandt spoke. BRANDT left; Brandts and éBrandt stayed, brandt’s too: brandt.";
        for word in ["Brandt", "spoke", "left", "b", "nobody", "stayed"] {
            let mut words = TextWords::new(text);
            let searched = words.times(word);
            words.searches = SEARCHES;
            assert_eq!(searched, words.times(word).min(MANY), "{word}");
        }
    }

    #[test]
    fn both_sides() {
        let candidate = candidates("Photo (AFP)¦The ferry".replace('¦', "").leak()).last();
        let candidate = candidate.expect("a candidate");
        assert_eq!((candidate.left, candidate.right), ("AFP", "The"));
        assert_eq!(candidate.outer, (Some(Mark::OpeningBracket), None));
        assert_eq!(candidate.words, (2, 2));
        let mut words = TextWords::new("Brandt spoke. Brandt left.");
        assert_eq!(words.known("Brandt", true), Known::LargeInText);
        assert_eq!(words.known("The", false), Known::LargeListed);
        assert_eq!(words.known("iPhone", true), Known::Mixed);
    }
}
