//! Words of a piece in folded form: lower case, straight apostrophes.

use std::ops::Range;

use crate::word_class::{WordClass, classes};

/// Words of one piece beyond which nothing new is learned about it; keeps a line of 5 MB cheap.
const MAX_WORDS: usize = 400;

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
    folded: Range<usize>,
    pub case: Case,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    pub class: WordClass,
}

/// The words of one piece; the buffers are used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Words {
    folded: String,
    words: Vec<Word>,
}

impl Words {
    /// Reads the words of `text`, in place of those read before.
    pub(crate) fn read(&mut self, text: &str) {
        self.folded.clear();
        self.words.clear();
        let mut quotes = Quotes::default();
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if self.words.len() >= MAX_WORDS {
                break;
            }
            if c.is_alphanumeric() {
                let mut end = at + c.len_utf8();
                while let Some(&(next, inner)) = chars.peek() {
                    if !(inner.is_alphanumeric() || joins(inner) && letter_at(text, next + inner.len_utf8())) {
                        break;
                    }
                    end = next + inner.len_utf8();
                    chars.next();
                }
                self.push(text.get(at..end).unwrap_or_default(), quotes.open);
            } else if quotes.see(c, letter_at(text, at + c.len_utf8())) || c.is_whitespace() {
            } else if is_telling_symbol(c) {
                self.push(text.get(at..at + c.len_utf8()).unwrap_or_default(), quotes.open);
            }
        }
    }

    fn push(&mut self, word: &str, quoted: bool) {
        let start = self.folded.len();
        if word.is_ascii() {
            self.folded.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            self.folded.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
        let folded = start..self.folded.len();
        let class = classes(self.folded.get(folded.clone()).unwrap_or_default());
        self.words.push(Word { folded, case: case_of(word), quoted, class });
    }

    /// Number of words.
    pub(crate) const fn len(&self) -> usize {
        self.words.len()
    }

    /// The words in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.words.iter().map(|word| (self.text(word), word))
    }

    /// How word `index` is written, `None` behind the last one.
    pub(crate) fn case(&self, index: usize) -> Option<Case> {
        self.words.get(index).map(|word| word.case)
    }

    /// The folded form of word `index`; empty behind the last one.
    pub(crate) fn folded(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| self.text(word))
    }

    fn text(&self, word: &Word) -> &str {
        self.folded.get(word.folded.clone()).unwrap_or_default()
    }
}

/// Whether the text at hand is inside quotation marks. A curly mark may be closed by a straight one: outlets mix them.
#[derive(Debug, Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    /// Takes note of `c`; true when it is a quotation mark.
    fn see(&mut self, c: char, before_letter: bool) -> bool {
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

const fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '-')
}

fn letter_at(text: &str, offset: usize) -> bool {
    text.get(offset..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

const fn is_telling_symbol(c: char) -> bool {
    matches!(
        c,
        '@' | '#' | '|' | '©' | '®' | '»' | '›' | '>' | '<' | '•' | '·' | '/' | '+' | '=' | '{' | '}' | '_' | '*' | '→' | '…' | ':' | '?' | '!' | '(' | '%'
    )
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return Case::Symbol };
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_numeric() {
            digit += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower, digit) {
        (true, 0, _, _) => Case::Title,
        (true, _, 0, _) => Case::Upper,
        _ if first.is_numeric() && upper + lower <= 2 => Case::Digits,
        (false, 0, _, _) => Case::Lower,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Case, bool)]) {
        let mut words = Words::default();
        words.read(text);
        let found: Vec<_> = words.iter().map(|(folded, word)| (folded, word.case, word.quoted)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn folding_and_case() {
        check("We’re IN McLean", &[("we're", Case::Title, false), ("in", Case::Upper, false), ("mclean", Case::Mixed, false)]);
        check("3rd © A-Team", &[("3rd", Case::Digits, false), ("©", Case::Symbol, false), ("a-team", Case::Mixed, false)]);
        check("Ärger", &[("ärger", Case::Title, false)]);
    }

    #[test]
    fn quotation_marks_that_do_not_match() {
        check("“yes\" no", &[("yes", Case::Lower, true), ("no", Case::Lower, false)]);
        check("\"yes\" no", &[("yes", Case::Lower, true), ("no", Case::Lower, false)]);
    }
}
