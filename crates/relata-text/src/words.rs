//! Words of a piece: where they stand, how they are written, what the tables know of them.

pub(crate) mod hash_table;
pub(crate) mod lexicon;
pub(crate) mod listed;
mod matching;
mod plain_word;
pub(crate) mod vocabulary;
pub(crate) mod word_class;

use std::borrow::Cow;
use std::ops::Range;

use vocabulary::{DIGITS, Vocabulary, WordHash, hash_of};
use word_class::WordClass;

/// Words of one piece beyond which nothing new is learned about it; keeps a line of 5 MB cheap.
const MAX_WORDS: usize = 400;
/// Bytes of one piece beyond which nothing is read: 400 words of news take 2,400.
const MAX_BYTES: usize = 16_384;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Title,
    Upper,
    /// Small and capital letters mixed, as in "`HomeNews`".
    Mixed,
    Digits,
    Symbol,
}

/// One word.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    range: Range<u32>,
    /// Hash of the folded form: lower case, straight apostrophes.
    pub hash: u64,
    /// Number in the vocabulary.
    pub id: u16,
    pub class: WordClass,
    pub case: Case,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
}

/// Bytes of a word that carries meaning, at least.
const LONG: u32 = 4;

impl Word {
    /// True for a number of four digits.
    pub(crate) fn is_year(&self) -> bool {
        self.case == Case::Digits && self.range.end - self.range.start == 4
    }

    /// True for words that are long enough to say what a text is about.
    pub(crate) const fn is_long(&self) -> bool {
        self.range.end - self.range.start >= LONG
    }
}

/// The words of one piece; the buffer is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Words<'t> {
    text: Cow<'t, str>,
    words: Vec<Word>,
}

impl<'t> Words<'t> {
    /// Reads the words of `text`, in place of those read before.
    pub(crate) fn read(&mut self, vocabulary: &Vocabulary, text: &'t str) {
        self.words.clear();
        self.text = matching::copy(
            text.get(..crate::char_boundary::floor_boundary(text, MAX_BYTES)).unwrap_or_default(),
        );
        let mut quotes = Quotes::default();
        let text: &str = &self.text;
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            let next = match Kind::of(byte) {
                Kind::Blank => at + 1,
                Kind::Lower | Kind::Upper | Kind::Digit => {
                    read_word(text, at, vocabulary, quotes.open, &mut self.words)
                }
                Kind::Symbol => {
                    push_symbol(text, at..at + 1, vocabulary, quotes.open, &mut self.words)
                }
                Kind::Other | Kind::Joiner | Kind::High => {
                    let Some(c) = char_at(text, at) else { break };
                    let next = at + c.len_utf8();
                    if is_alphanumeric(c) {
                        read_any_word(text, at, vocabulary, quotes.open, &mut self.words)
                    } else {
                        let is_mark = quotes.count(c, letter_at(text, next));
                        if is_mark || !is_telling_symbol(c) {
                            next
                        } else {
                            push_symbol(text, at..next, vocabulary, quotes.open, &mut self.words)
                        }
                    }
                }
            };
            at = next;
            if self.words.len() >= MAX_WORDS {
                break;
            }
        }
    }

    /// Number of words.
    pub(crate) const fn len(&self) -> usize {
        self.words.len()
    }

    /// The words in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Word> {
        self.words.iter()
    }

    /// Word `index`, `None` behind the last one.
    pub(crate) fn get(&self, index: usize) -> Option<&Word> {
        self.words.get(index)
    }

    /// How word `index` is written, `None` behind the last one.
    pub(crate) fn case(&self, index: usize) -> Option<Case> {
        self.words.get(index).map(|word| word.case)
    }

    /// True when word `index` stands inside quotation marks.
    pub(crate) fn is_quoted(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.quoted)
    }

    /// Number of word `index`, 0 behind the last one.
    pub(crate) fn id(&self, index: usize) -> u16 {
        self.words.get(index).map_or(0, |word| word.id)
    }

    /// The folded form of word `index`; empty behind the last one.
    pub(crate) fn folded(&self, index: usize) -> String {
        let word = self
            .words
            .get(index)
            .and_then(|word| self.text.get(word.range.start as usize..word.range.end as usize));
        word.unwrap_or_default()
            .chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c })
            .collect()
    }
}

/// What a byte may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Lower,
    Upper,
    Digit,
    Joiner,
    Symbol,
    Other,
    High,
}

static KINDS: [Kind; 256] = kinds();

// A constant table of all bytes, filled in a constant function: the index is a byte.
#[allow(clippy::indexing_slicing)]
const fn kinds() -> [Kind; 256] {
    let mut out = [Kind::Other; 256];
    let mut byte = 0_u8;
    loop {
        out[byte as usize] = match byte {
            b'a'..=b'z' => Kind::Lower,
            b'A'..=b'Z' => Kind::Upper,
            b'0'..=b'9' => Kind::Digit,
            b'\'' | b'-' => Kind::Joiner,
            b' ' | b'\t'..=b'\r' => Kind::Blank,
            128.. => Kind::High,
            _ if is_telling_symbol(byte as char) => Kind::Symbol,
            _ => Kind::Other,
        };
        if byte == u8::MAX {
            return out;
        }
        byte += 1;
    }
}

impl Kind {
    fn of(byte: u8) -> Self {
        KINDS.get(usize::from(byte)).copied().unwrap_or(Self::Other)
    }
}

/// Letters and digits of a word, the first one apart.
#[derive(Debug, Default)]
struct Letters {
    first: Option<char>,
    upper: u32,
    lower: u32,
    digits: u32,
}

impl Letters {
    fn count(&mut self, c: char) {
        if self.first.is_none() {
            self.first = Some(c);
        } else if c.is_uppercase() {
            self.upper += 1;
        } else if c.is_numeric() {
            self.digits += 1;
        } else {
            self.lower += 1;
        }
    }

    fn count_ascii(&mut self, c: char, kind: Kind) {
        if self.first.is_none() {
            self.first = Some(c);
            return;
        }
        match kind {
            Kind::Upper => self.upper += 1,
            Kind::Digit => self.digits += 1,
            _ => self.lower += 1,
        }
    }

    fn case(&self) -> Case {
        let Some(first) = self.first else { return Case::Symbol };
        match (first.is_uppercase(), self.upper, self.lower, self.digits) {
            (true, 0, _, _) => Case::Title,
            (true, _, 0, _) => Case::Upper,
            _ if first.is_numeric() && self.upper + self.lower <= 2 => Case::Digits,
            (false, 0, _, _) => Case::Lower,
            _ => Case::Mixed,
        }
    }
}

/// Reads the word that begins at `start`; the offset behind it.
fn read_word(
    text: &str,
    start: usize,
    vocabulary: &Vocabulary,
    quoted: bool,
    out: &mut Vec<Word>,
) -> usize {
    let Some((hash, case, end)) = plain_word::read(text.as_bytes(), start) else {
        return read_any_word(text, start, vocabulary, quoted, out);
    };
    push(hash, case, start..end, vocabulary, quoted, out);
    end
}

/// As [`read_word`], for words of all kinds of characters.
fn read_any_word(
    text: &str,
    start: usize,
    vocabulary: &Vocabulary,
    quoted: bool,
    out: &mut Vec<Word>,
) -> usize {
    let bytes = text.as_bytes();
    let (mut hash, mut letters, mut at) = (WordHash::default(), Letters::default(), start);
    // Where the last capital follows a small letter.
    let mut tail = None;
    let mut after_lower = false;
    while let Some(&byte) = bytes.get(at) {
        let kind = Kind::of(byte);
        match kind {
            Kind::Lower | Kind::Upper | Kind::Digit => {
                if kind == Kind::Upper && after_lower {
                    tail = Some(at);
                }
                letters.count_ascii(char::from(byte), kind);
                hash.push(byte.to_ascii_lowercase());
            }
            Kind::Joiner if letter_at(text, at + 1) => {
                hash.push(byte);
                tail = None;
            }
            Kind::High => {
                let Some(c) =
                    char_at(text, at).filter(|&c| continues_word(c, text, start..at, &letters))
                else {
                    break;
                };
                if c == '’' {
                    hash.push(b'\'');
                } else {
                    letters.count(c);
                    hash.push_char(c);
                }
                tail = None;
                at += c.len_utf8() - 1;
            }
            _ => break,
        }
        after_lower = kind == Kind::Lower;
        at += 1;
    }
    let case = letters.case();
    let is_credit = |cut: &usize| {
        vocabulary.get(hash_of(text.get(*cut..at).unwrap_or_default())).class.has(WordClass::CREDIT)
    };
    if let Some(cut) = tail.filter(|cut| case == Case::Mixed && is_credit(cut)) {
        push_part(text, start..cut, vocabulary, quoted, out);
        push_part(text, cut..at, vocabulary, quoted, out);
        return at;
    }
    push(hash, case, start..at, vocabulary, quoted, out);
    at
}

/// True when the word at `read` goes on with a character beyond ASCII that stands behind it.
fn continues_word(c: char, text: &str, read: Range<usize>, letters: &Letters) -> bool {
    if c == '’' {
        return letter_at(text, read.end + c.len_utf8());
    }
    if is_unspaced(c) {
        // No blanks part the words of these scripts: two characters count as one.
        return read.len() <= c.len_utf8()
            && (read.is_empty() || letters.digits + letters.upper == 0);
    }
    is_alphanumeric(c)
}

/// As [`char::is_alphanumeric`]: quotation marks and dashes, which most characters beyond ASCII are
/// in English, are told apart first.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

/// A part of two words that were glued together, as in "in `MarchCredit`: Jo Ek".
fn push_part(
    text: &str,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    quoted: bool,
    out: &mut Vec<Word>,
) {
    let (mut hash, mut letters) = (WordHash::default(), Letters::default());
    for c in text.get(range.clone()).unwrap_or_default().chars() {
        letters.count(c);
        hash.push_char(c);
    }
    push(hash, letters.case(), range, vocabulary, quoted, out);
}

fn push_symbol(
    text: &str,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    quoted: bool,
    out: &mut Vec<Word>,
) -> usize {
    let end = range.end;
    let mut hash = WordHash::default();
    text.get(range.clone()).unwrap_or_default().bytes().for_each(|byte| hash.push(byte));
    push(hash, Case::Symbol, range, vocabulary, quoted, out);
    end
}

fn push(
    hash: WordHash,
    case: Case,
    range: Range<usize>,
    vocabulary: &Vocabulary,
    quoted: bool,
    out: &mut Vec<Word>,
) {
    let hash = hash.finish();
    let entry = vocabulary.get(hash);
    let id = if case == Case::Digits { DIGITS } else { entry.id };
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    out.push(Word {
        range: offset(range.start)..offset(range.end),
        hash,
        id,
        class: entry.class,
        case,
        quoted,
    });
}

/// Whether the text at hand is inside quotation marks. A curly mark may be closed by a straight
/// one: outlets mix them.
#[derive(Debug, Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    /// Takes note of `c`; true when it is a quotation mark.
    fn count(&mut self, c: char, before_letter: bool) -> bool {
        match c {
            '“' | '„' | '«' => self.open = true,
            '‘' if before_letter => self.open = true,
            '”' | '»' => self.open = false,
            '’' if !before_letter => self.open = false,
            '"' => self.open = !self.open,
            _ => return false,
        }
        true
    }
}

fn char_at(text: &str, offset: usize) -> Option<char> {
    text.get(offset..)?.chars().next()
}

fn letter_at(text: &str, offset: usize) -> bool {
    match text.as_bytes().get(offset).map(|&byte| (byte, Kind::of(byte))) {
        Some((_, Kind::Lower | Kind::Upper | Kind::Digit)) => true,
        Some((_, Kind::High)) => char_at(text, offset).is_some_and(is_alphanumeric),
        _ => false,
    }
}

/// True for Chinese characters, kana and Thai letters.
const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{e7f}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ff66}'..='\u{ff9d}'
    )
}

const fn is_telling_symbol(c: char) -> bool {
    matches!(
        c,
        '@' | '#'
            | '|'
            | '©'
            | '®'
            | '»'
            | '›'
            | '>'
            | '<'
            | '•'
            | '·'
            | '/'
            | '+'
            | '='
            | '{'
            | '}'
            | '_'
            | '*'
            | '→'
            | '…'
            | ':'
            | '?'
            | '!'
            | '('
            | '%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::listed::vocabulary;

    fn check(text: &str, expected: &[(&str, Case, bool)]) {
        let mut words = Words::default();
        words.read(vocabulary(), text);
        let folded: Vec<String> = (0..words.len()).map(|i| words.folded(i)).collect();
        let found: Vec<_> = folded
            .iter()
            .zip(words.iter())
            .map(|(folded, word)| (folded.as_str(), word.case, word.quoted))
            .collect();
        assert_eq!(found, expected, "{text:?}");
        for (word, folded) in words.iter().zip(&folded) {
            assert_eq!(word.hash, crate::words::vocabulary::hash_of(folded));
        }
    }

    #[test]
    fn folding_and_case() {
        check(
            "We’re IN McLean",
            &[
                ("we're", Case::Title, false),
                ("in", Case::Upper, false),
                ("mclean", Case::Mixed, false),
            ],
        );
        check(
            "3rd © A-Team",
            &[
                ("3rd", Case::Digits, false),
                ("©", Case::Symbol, false),
                ("a-team", Case::Mixed, false),
            ],
        );
        check("大坝没事。", &[("大坝", Case::Lower, false), ("没事", Case::Lower, false)]);
        check("Ärger - 'x'", &[("ärger", Case::Title, false), ("x", Case::Lower, false)]);
        check(
            "in MarchCredit: EPA",
            &[
                ("in", Case::Lower, false),
                ("march", Case::Title, false),
                ("credit", Case::Title, false),
                (":", Case::Symbol, false),
                ("epa", Case::Upper, false),
            ],
        );
    }

    #[test]
    fn quotation_marks_that_do_not_match() {
        check("“yes\" no", &[("yes", Case::Lower, true), ("no", Case::Lower, false)]);
        check("\"yes\" no", &[("yes", Case::Lower, true), ("no", Case::Lower, false)]);
    }

    #[test]
    fn damaged_text_is_matched_as_it_was_meant() {
        check(
            "sub\u{ad}scribe now",
            &[("subscribe", Case::Lower, false), ("now", Case::Lower, false)],
        );
        check("weâ€™re", &[("we're", Case::Lower, false)]);
    }
}
