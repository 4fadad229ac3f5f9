//! What a piece looks like, apart from what its neighbours look like.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::lexicon::{self, Verdict};
use crate::word::{Case, Words};
use crate::word_class::WordClass;

/// Percentage of the words of prose that are function words.
const PRESUMED_SHARE: u32 = 38;

/// How a piece ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Letter,
    Digit,
    Stop,
    Question,
    Exclamation,
    Ellipsis,
    Colon,
    Comma,
    QuoteAfterStop,
    Quote,
    Bracket,
    Other,
}

/// How a piece begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beginning {
    Upper,
    Lower,
    Digit,
    Quote,
    Bullet,
    Bracket,
    Symbol,
}

/// Counts over one piece.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub words: u32,
    pub function_words: u32,
    pub lower_words: u32,
    pub capital_words: u32,
    pub upper_words: u32,
    pub number_words: u32,
    pub mixed_words: u32,
    pub symbols: u32,
    pub quoted_words: u32,
    /// "we", "our", "us" outside quotation marks.
    pub we: u32,
    /// "you", "your" outside quotation marks.
    pub you: u32,
    /// Words of appeals outside quotation marks.
    pub appeal: u32,
    /// Verbs of speech outside quotation marks.
    pub said: u32,
    pub commas: u32,
    pub inner_stops: u32,
    pub dates: u32,
    pub address: bool,
    pub beginning: Beginning,
    pub ending: Ending,
    pub verdict: Verdict,
    /// Hash of the folded words, to find repeated pieces.
    pub hash: u64,
}

impl Shape {
    /// Counts over `text`, whose words are `words`.
    pub(crate) fn new(text: &str, words: &Words) -> Self {
        let mut out = Self::blank(text);
        let mut hasher = DefaultHasher::new();
        for (folded, word) in words.iter() {
            folded.hash(&mut hasher);
            out.count(word.case, word.class, word.quoted);
        }
        out.hash = hasher.finish();
        out.verdict = lexicon::verdict(words);
        out
    }

    fn blank(text: &str) -> Self {
        let (commas, inner_stops) = marks(text);
        Self {
            words: 0,
            function_words: 0,
            lower_words: 0,
            capital_words: 0,
            upper_words: 0,
            number_words: 0,
            mixed_words: 0,
            symbols: 0,
            quoted_words: 0,
            we: 0,
            you: 0,
            appeal: 0,
            said: 0,
            commas,
            inner_stops,
            dates: 0,
            address: has_address(text),
            beginning: beginning_of(text),
            ending: ending_of(text),
            verdict: Verdict::default(),
            hash: 0,
        }
    }

    fn count(&mut self, case: Case, class: WordClass, quoted: bool) {
        if case == Case::Symbol {
            self.symbols += 1;
            return;
        }
        let outside = |class_of| u32::from(!quoted && class.has(class_of));
        self.words += 1;
        self.function_words += u32::from(class.has(WordClass::FUNCTION));
        self.lower_words += u32::from(case == Case::Lower);
        self.capital_words += u32::from(matches!(case, Case::Title | Case::Upper));
        self.upper_words += u32::from(case == Case::Upper);
        self.number_words += u32::from(case == Case::Digits);
        self.mixed_words += u32::from(case == Case::Mixed);
        self.quoted_words += u32::from(quoted);
        self.we += outside(WordClass::WE);
        self.you += outside(WordClass::YOU);
        self.appeal += outside(WordClass::APPEAL);
        self.said += outside(WordClass::SAID);
        self.dates += u32::from(case != Case::Lower && (class.has(WordClass::MONTH) || class.has(WordClass::DAY)) || class.has(WordClass::CLOCK));
    }

    /// Takes small words for granted: those of other languages are not listed.
    pub(crate) const fn presume_function_words(&mut self) {
        self.function_words = self.words * PRESUMED_SHARE / 100;
    }

    /// Share of the words that `count` is, in percent.
    pub(crate) const fn percent(&self, count: u32) -> u32 {
        match (count * 100).checked_div(self.words) {
            Some(share) => share,
            None => 0,
        }
    }

    /// True for running text: a sentence of some length with its stop and with the small words that hold one together.
    pub(crate) const fn is_prose(&self) -> bool {
        self.words >= 9 && self.percent(self.lower_words) >= 50 && self.percent(self.function_words) >= 18 && self.is_closed()
    }

    /// True when the piece ends like a sentence.
    pub(crate) const fn is_closed(&self) -> bool {
        matches!(self.ending, Ending::Stop | Ending::Question | Ending::Exclamation | Ending::QuoteAfterStop | Ending::Ellipsis)
    }
}

/// Commas, and stops that a blank follows. Bytes suffice: all these marks are ASCII.
fn marks(text: &str) -> (u32, u32) {
    let (mut commas, mut stops, mut after_stop) = (0, 0, false);
    for byte in text.bytes() {
        match byte {
            b',' => commas += 1,
            b' ' if after_stop => stops += 1,
            _ => (),
        }
        after_stop = matches!(byte, b'.' | b'!' | b'?');
    }
    (commas, stops)
}

fn has_address(text: &str) -> bool {
    text.contains("://")
        || text.contains("www.")
        || text.contains(".com")
        || text.match_indices('@').any(|(at, _)| !text.get(at + 1..).unwrap_or_default().starts_with(' '))
}

fn beginning_of(text: &str) -> Beginning {
    match text.chars().next() {
        Some(c) if c.is_uppercase() => Beginning::Upper,
        Some(c) if c.is_numeric() => Beginning::Digit,
        Some(c) if c.is_alphabetic() => Beginning::Lower,
        Some('“' | '"' | '‘' | '\'' | '«' | '„') => Beginning::Quote,
        Some('•' | '*' | '-' | '–' | '—' | '·' | '▪' | '●' | '■' | '◦' | '‣') => Beginning::Bullet,
        Some('(' | '[' | '{') => Beginning::Bracket,
        _ => Beginning::Symbol,
    }
}

fn ending_of(text: &str) -> Ending {
    let mut back = text.chars().rev();
    let last = back.next();
    let before = back.next();
    match last {
        Some('.') if before == Some('.') => Ending::Ellipsis,
        Some('.' | '。') => Ending::Stop,
        Some('?') => Ending::Question,
        Some('!') => Ending::Exclamation,
        Some('…') => Ending::Ellipsis,
        Some(':') => Ending::Colon,
        Some(',' | ';') => Ending::Comma,
        Some('”' | '"' | '’' | '\'' | '»' | ')') if matches!(before, Some('.' | '!' | '?' | '…' | ',')) => Ending::QuoteAfterStop,
        Some('”' | '"' | '’' | '\'' | '»') => Ending::Quote,
        Some(')' | ']' | '}') => Ending::Bracket,
        Some(c) if c.is_numeric() => Ending::Digit,
        Some(c) if c.is_alphabetic() => Ending::Letter,
        _ => Ending::Other,
    }
}
