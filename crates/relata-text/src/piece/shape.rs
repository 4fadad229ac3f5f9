//! What a piece looks like, apart from what its neighbours look like.

use crate::words::lexicon::{self, Verdict};
use crate::words::word_class::WordClass;
use crate::words::{Case, Word, Words};

/// Percentage of the words of prose that are function words.
const PRESUMED_SHARE: u32 = 38;
/// Words of a short sentence, at least.
const SENTENCE_WORDS: u16 = 3;
/// Weight of a phrase from which on a piece is furniture.
const FURNITURE: f32 = 2.0;

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

/// Counts over one piece. A piece has at most some hundred words, which is why small numbers hold
/// them.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    words: u16,
    pub function_words: u16,
    pub lower_words: u16,
    pub capital_words: u16,
    pub upper_words: u16,
    pub number_words: u16,
    pub mixed_words: u16,
    pub symbols: u16,
    pub quoted_words: u16,
    /// "we", "our", "us" outside quotation marks.
    pub we: u16,
    /// "you", "your" outside quotation marks.
    pub you: u16,
    /// "I", "my" outside quotation marks.
    pub myself: u16,
    /// Words of appeals outside quotation marks.
    pub appeal: u16,
    /// Verbs of speech outside quotation marks.
    pub said: u16,
    /// Names of news agencies, and those that are written small ("dpa").
    pub agencies: u16,
    small_agencies: u16,
    pub commas: u16,
    pub inner_stops: u16,
    pub dates: u16,
    /// Words that carry meaning, and those of them that stand in the page's prose elsewhere.
    pub content_words: u16,
    pub shared_words: u16,
    pub address: bool,
    prose: bool,
    /// Whether the piece ends with who made a picture: "… in `MarchCredit`: Jo Ek", "… (Photo by Jo
    /// Ek)".
    pub credited: bool,
    pub beginning: Beginning,
    pub ending: Ending,
    pub verdict: Verdict,
    /// Hash of the folded words, to find repeated pieces.
    pub hash: u64,
    /// Last bits of the hash of the first word.
    pub first: u32,
    /// Signs of what a page says beside its article, or of how an article is built.
    pub signs: Signs,
}

/// Signs of a kind of line that its counts do not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    /// A date with its year and its day of the week or its time: of a page, or in a caption.
    pub full_date: bool,
    /// A name with a number in brackets, as archives and categories have them: "May (184)".
    pub counted: bool,
    /// What is said in turn: "Q: …", "A: …".
    pub turn: bool,
}

impl Shape {
    /// Counts over `text`, whose words are `words`.
    pub(crate) fn new(text: &str, words: &Words) -> Self {
        let mut out = Self::blank(text);
        for word in words.iter() {
            out.hash = (out.hash.rotate_left(7) ^ word.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            out.count(word.case, word.class, word.quoted);
        }
        out.verdict = lexicon::shipped().verdict(words);
        out.credited = is_credited(words);
        out.prose = out.reads_like_prose();
        out.first = words
            .get(0)
            .map_or(0, |word| u32::try_from(word.hash & 0xffff_ffff).unwrap_or_default());
        out.signs = Signs {
            full_date: out.dates >= 2 && words.iter().any(Word::is_year),
            counted: out.ending == Ending::Bracket && ends_with_count(text),
            turn: is_turn(text),
        };
        out
    }

    fn blank(text: &str) -> Self {
        let marks = Marks::of(text);
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
            myself: 0,
            appeal: 0,
            said: 0,
            agencies: 0,
            small_agencies: 0,
            commas: marks.commas,
            inner_stops: marks.stops,
            dates: 0,
            content_words: 0,
            shared_words: 0,
            address: marks.address,
            prose: false,
            credited: false,
            beginning: beginning_of(text),
            ending: ending_of(text),
            verdict: Verdict::default(),
            hash: 0,
            first: 0,
            signs: Signs::default(),
        }
    }

    fn count(&mut self, case: Case, class: WordClass, quoted: bool) {
        if case == Case::Symbol {
            self.symbols += 1;
            return;
        }
        let outside = |class_of| u16::from(!quoted && class.has(class_of));
        self.words += 1;
        self.function_words += u16::from(class.has(WordClass::FUNCTION));
        self.lower_words += u16::from(case == Case::Lower);
        self.capital_words += u16::from(matches!(case, Case::Title | Case::Upper));
        self.upper_words += u16::from(case == Case::Upper);
        self.number_words += u16::from(case == Case::Digits);
        self.mixed_words += u16::from(case == Case::Mixed);
        self.quoted_words += u16::from(quoted);
        self.we += outside(WordClass::WE);
        self.you += outside(WordClass::YOU);
        self.myself += outside(WordClass::MYSELF);
        self.appeal += outside(WordClass::APPEAL);
        self.said += outside(WordClass::SAID);
        let agency = u16::from(class.has(WordClass::AGENCY));
        self.agencies += u16::from(case != Case::Lower) & agency;
        self.small_agencies += u16::from(case == Case::Lower) & agency;
        self.dates += u16::from(
            case != Case::Lower && (class.has(WordClass::MONTH) || class.has(WordClass::DAY))
                || class.has(WordClass::CLOCK),
        );
    }

    /// Takes small words for granted: those of other languages are not listed.
    pub(crate) fn presume_function_words(&mut self) {
        self.function_words =
            u16::try_from(self.words() * PRESUMED_SHARE / 100).unwrap_or_default();
        self.prose = self.reads_like_prose();
    }

    /// Takes a text in capitals as if it were written in small letters.
    pub(crate) fn presume_small_letters(&mut self) {
        self.lower_words += self.upper_words;
        self.capital_words = self.capital_words.saturating_sub(self.upper_words);
        self.upper_words = 0;
        self.prose = self.reads_like_prose();
    }

    /// Number of words, symbols left out.
    pub(crate) fn words(&self) -> u32 {
        self.words.into()
    }

    /// Share of the words that `count` is, in percent.
    pub(crate) fn percent(&self, count: u16) -> u32 {
        (u32::from(count) * 100).checked_div(self.words()).unwrap_or_default()
    }

    /// Share of the words of content that stand in the page's prose elsewhere, in percent.
    pub(crate) fn shared_percent(&self) -> u32 {
        (u32::from(self.shared_words) * 100)
            .checked_div(self.content_words.into())
            .unwrap_or_default()
    }

    /// True for running text: a sentence of some length with its stop and with the small words that
    /// hold one together.
    pub(crate) const fn is_prose(&self) -> bool {
        self.prose
    }

    fn reads_like_prose(&self) -> bool {
        self.words >= 9
            && self.percent(self.lower_words) >= 50
            && self.percent(self.function_words) >= 18
            && self.is_closed()
    }

    /// True for the names of agencies alone, as they stand under an article.
    pub(crate) fn is_credit(&self) -> bool {
        self.agencies > 0 && self.agencies + self.small_agencies + self.function_words >= self.words
    }

    /// True for a sentence, however short.
    pub(crate) const fn is_sentence(&self) -> bool {
        self.words >= SENTENCE_WORDS && self.is_closed() && !self.is_furniture()
    }

    /// True when the phrases of the piece give it away as furniture.
    pub(crate) const fn is_furniture(&self) -> bool {
        self.verdict.role.is_some() && self.verdict.weight >= FURNITURE
    }

    /// True when both begin and end alike and are of about one length, as the items of a list are.
    pub(crate) fn looks_like(&self, other: &Self) -> bool {
        let (short, long) = (self.words.min(other.words), self.words.max(other.words));
        self.beginning == other.beginning && self.ending == other.ending && long <= short * 2 + 2
    }

    /// True when the piece ends like a sentence.
    pub(crate) const fn is_closed(&self) -> bool {
        matches!(
            self.ending,
            Ending::Stop
                | Ending::Question
                | Ending::Exclamation
                | Ending::QuoteAfterStop
                | Ending::Ellipsis
        )
    }
}

/// Digits of a count in brackets, at most.
const COUNT_DIGITS: usize = 7;

/// True for a number in brackets at the end.
fn ends_with_count(text: &str) -> bool {
    let inner = text.strip_suffix(')').unwrap_or_default();
    let digits = inner.bytes().rev().take(COUNT_DIGITS).take_while(u8::is_ascii_digit).count();
    digits > 0
        && inner
            .len()
            .checked_sub(digits + 1)
            .is_some_and(|at| inner.as_bytes().get(at) == Some(&b'('))
}

/// True for one to three capitals and a colon in front of what somebody says.
fn is_turn(text: &str) -> bool {
    let capitals = text.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    (1..=3).contains(&capitals) && text.as_bytes().get(capitals) == Some(&b':')
}

/// Words from the end of a piece in which a credit is looked for.
const CREDIT_WORDS: usize = 10;

/// True when a word such as "credit" stands near the end, and a mark or "by" behind it.
fn is_credited(words: &Words) -> bool {
    let first = words.len().saturating_sub(CREDIT_WORDS);
    (first..words.len()).any(|at| {
        let is_credit = words
            .get(at)
            .is_some_and(|word| word.class.has(WordClass::CREDIT) && word.case != Case::Lower);
        is_credit
            && words
                .get(at + 1)
                .is_none_or(|next| next.case == Case::Symbol || next.class.has(WordClass::CREDITED))
    })
}

/// Marks of a piece. Bytes suffice: all of them are ASCII.
#[derive(Debug, Default)]
struct Marks {
    commas: u16,
    /// Stops that a blank follows.
    stops: u16,
    /// Whether an address of a page, of a person or of a network stands in the piece.
    address: bool,
}

impl Marks {
    fn of(text: &str) -> Self {
        let mut out = Self::default();
        let bytes = text.as_bytes();
        let follows =
            |at: usize, what: &[u8]| bytes.get(at + 1..).is_some_and(|rest| rest.starts_with(what));
        for (at, byte) in bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| IS_MARK.get(usize::from(**byte)) == Some(&true))
        {
            match byte {
                b',' => out.commas = out.commas.saturating_add(1),
                b'.' | b'!' | b'?'
                    if follows(at, b" ") || follows(at, b"\n") || follows(at, b"\r") =>
                {
                    out.stops = out.stops.saturating_add(1);
                }
                b'.' => {
                    out.address |=
                        follows(at, b"com") || at >= 3 && bytes.get(at - 3..at) == Some(b"www");
                }
                b':' => out.address |= follows(at, b"//"),
                b'@' => out.address |= !follows(at, b" "),
                _ => (),
            }
        }
        out
    }
}

/// Bytes that [`Marks`] looks at.
static IS_MARK: [bool; 256] = is_mark();

#[allow(clippy::indexing_slicing)] // A constant function, and the index is a byte.
const fn is_mark() -> [bool; 256] {
    let (mut out, marks, mut at) = ([false; 256], b",.!?:@", 0);
    while at < marks.len() {
        out[marks[at] as usize] = true;
        at += 1;
    }
    out
}

fn beginning_of(text: &str) -> Beginning {
    match text.chars().next() {
        Some(c) if c.is_uppercase() => Beginning::Upper,
        Some(c) if c.is_numeric() => Beginning::Digit,
        Some(c) if c.is_alphabetic() => Beginning::Lower,
        Some('“' | '"' | '‘' | '\'' | '«' | '„') => Beginning::Quote,
        Some('•' | '*' | '-' | '–' | '—' | '·' | '▪' | '●' | '■' | '◦' | '‣') => {
            Beginning::Bullet
        }
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
        Some('”' | '"' | '’' | '\'' | '»' | ')')
            if matches!(before, Some('.' | '!' | '?' | '…' | ',')) =>
        {
            Ending::QuoteAfterStop
        }
        Some('”' | '"' | '’' | '\'' | '»') => Ending::Quote,
        Some(')' | ']' | '}') => Ending::Bracket,
        Some(c) if c.is_numeric() => Ending::Digit,
        Some(c) if c.is_alphabetic() => Ending::Letter,
        _ => Ending::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lexicon;

    fn signs(text: &str) -> (bool, bool, bool) {
        let mut words = Words::default();
        words.read(lexicon::shipped().vocabulary(), text);
        let Signs { full_date, counted, turn } = Shape::new(text, &words).signs;
        (full_date, counted, turn)
    }

    #[test]
    fn signs_of_lines() {
        assert_eq!(signs("A ferry leaves Oban on Monday, Nov. 18, 2019."), (true, false, false));
        assert_eq!(signs("It was built in November 2019."), (false, false, false));
        assert_eq!(signs("Published 7:07 PM EST Nov 19, 2019"), (true, false, false));
        assert_eq!(signs("November (144)"), (false, true, false));
        assert_eq!(signs("►モバイル(108)"), (false, true, false));
        assert_eq!(signs("They lost (again) (12 to 3)"), (false, false, false));
        assert_eq!(signs("(7)"), (false, true, false));
        assert_eq!(signs(")"), (false, false, false));
        assert_eq!(signs("Q: What did you eat?"), (false, false, true));
        assert_eq!(signs("OBAN: Rain fell."), (false, false, false));
        assert_eq!(signs(": nothing"), (false, false, false));
    }
}
