//! A position in the words of a sentence, with all that a time rule may ask.

use jiff::civil;
use relata_core::{EntityType, Reading, Span, TimeType, Upos};

use super::Word;
use super::calendar;
use super::calendar::Tense;
use super::number::{Numeral, numeral};
use super::phrase::phrase;
use crate::words::Words;

/// Kinds of names that days, months and seasons may be a part of.
const NAMED_BY_TIMES: [EntityType; 4] =
    [EntityType::Org, EntityType::Fac, EntityType::Work, EntityType::Product];

/// A story of so many years ago goes on in the days that it names, in so many months.
const LONG_AGO: i16 = 3;
const SOON_AFTER: i8 = 2;

/// What a time rule sees.
pub(crate) struct Scene<'a> {
    pub lexicon: &'static Words,
    pub words: &'a [Word],
    /// Where the expression would begin.
    pub at: usize,
    /// Day of publication.
    pub now: Option<civil::Date>,
    /// The day that was spoken of last.
    pub last: Option<civil::Date>,
    /// A day of the month that was spoken of last.
    pub last_month: Option<civil::Date>,
    /// The date of the past that the text tells of here: what has no year is of that time.
    pub told: Option<civil::Date>,
    /// True where that date is a day, or the whole text tells of the past: a day without a year
    /// belongs to it too.
    pub told_in_days: bool,
    /// True where the text has no day of its own and goes on from the date that it tells of.
    pub narrated: bool,
    /// The year that was spoken of last: "that year".
    pub spoken_year: Option<i16>,
    /// Year and number of the quarter that is spoken of here.
    pub quarter: Option<(i16, i8)>,
    pub tense: Tense,
    /// True where "7/3" is the seventh of March.
    pub day_first: bool,
    pub text: &'a str,
    pub reading: &'a Reading,
}

/// What is odd about an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// The calendar has no such day.
    Impossible,
    /// "7/3/2023" may be of July or of March, and was read as of March.
    DayFirst,
    /// The same, read as of July.
    MonthFirst,
}

/// What a rule finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Number of words.
    pub len: usize,
    pub time_type: TimeType,
    /// TIMEX3 value; empty for a day that the calendar does not have.
    pub value: String,
    /// The day, where it is a day that later expressions may build on.
    pub day: Option<civil::Date>,
    pub oddity: Option<Oddity>,
}

impl Found {
    pub fn new(len: usize, time_type: TimeType, value: impl Into<String>) -> Self {
        Self { len, time_type, value: value.into(), day: None, oddity: None }
    }

    pub fn date(len: usize, value: impl Into<String>) -> Self {
        Self::new(len, TimeType::Date, value)
    }

    /// A day, or the open value where it is not known.
    pub fn day(len: usize, day: Option<civil::Date>, open: impl Into<String>) -> Self {
        Self {
            len,
            time_type: TimeType::Date,
            value: day.map_or_else(|| open.into(), |d| d.to_string()),
            day,
            oddity: None,
        }
    }

    /// A date of that many words that does not exist.
    pub fn impossible(len: usize) -> Self {
        Self { oddity: Some(Oddity::Impossible), ..Self::date(len, "") }
    }
}

impl Scene<'_> {
    /// The word `offset` places on, lower case; empty past the end.
    pub fn word(&self, offset: usize) -> &str {
        self.words.get(self.at + offset).map_or("", |w| w.lower.as_str())
    }

    /// The word before the place, lower case; empty at the beginning.
    pub fn before(&self) -> &str {
        self.at.checked_sub(1).and_then(|i| self.words.get(i)).map_or("", |w| w.lower.as_str())
    }

    /// True where the word before the place is of that kind.
    pub fn is_behind(&self, kind: &str) -> bool {
        self.lexicon.is(self.before(), kind)
    }

    /// The word as it stands in the text.
    pub fn raw(&self, offset: usize) -> &str {
        self.words.get(self.at + offset).map_or("", |w| w.span.text(self.text))
    }

    /// True for a word of that kind.
    pub fn is(&self, offset: usize, kind: &str) -> bool {
        self.lexicon.is(self.word(offset), kind)
    }

    /// The longest phrase of a kind that begins at `offset`: its value and length in words.
    pub fn phrase(&self, offset: usize, kind: &str) -> Option<(&'static str, usize)> {
        phrase(self.lexicon, self.words, self.at + offset, kind)
    }

    /// Number of the words of a phrase of that kind at `offset`, 0 where there is none.
    pub fn skip(&self, offset: usize, kind: &str) -> usize {
        self.phrase(offset, kind).map_or(0, |(_, len)| len)
    }

    pub fn is_capital(&self, offset: usize) -> bool {
        self.raw(offset).starts_with(char::is_uppercase)
    }

    pub fn value(&self, offset: usize, kind: &str) -> Option<&'static str> {
        self.lexicon.value(self.word(offset), kind)
    }

    pub fn number_of(&self, offset: usize, kind: &str) -> Option<i64> {
        self.lexicon.number(self.word(offset), kind)
    }

    /// A month by name; "may", "march" and the short forms need a capital letter.
    pub fn month(&self, offset: usize) -> Option<i8> {
        let month = self.number_of(offset, "month")?;
        let short = self.word(offset).len() < 4
            && self.word(offset) != "may"
            && !self.raw(offset).ends_with('.');
        let fits = self.is_capital(offset)
            && (!short
                || self.word(offset + 1).starts_with(|c: char| c.is_ascii_digit())
                || self.is_digit_before(offset))
            && !self.in_name(offset);
        fits.then(|| i8::try_from(month).ok()).flatten()
    }

    /// A weekday by name, 1 for Monday.
    pub fn weekday(&self, offset: usize) -> Option<i8> {
        let day = self.number_of(offset, "weekday")?;
        let short = self.word(offset).len() <= 5 && !self.word(offset).ends_with("day");
        let fits = self.is_capital(offset)
            && (!short
                || self.word(offset + 1) == "."
                || self.number_of(offset + 1, "month").is_some())
            && !self.in_name(offset);
        fits.then(|| i8::try_from(day).ok()).flatten()
    }

    fn is_digit_before(&self, offset: usize) -> bool {
        let before = (self.at + offset).checked_sub(1).and_then(|i| self.words.get(i));
        before.is_some_and(|w| w.lower.starts_with(|c: char| c.is_ascii_digit()))
    }

    pub fn unit(&self, offset: usize) -> Option<&'static str> {
        self.value(offset, "unit").or_else(|| self.value(offset, "units"))
    }

    pub fn numeral(&self, offset: usize) -> Option<Numeral> {
        numeral(self.lexicon, self.words, self.at + offset)
    }

    /// A day of the month: "7", "7th", "seventh".
    pub fn day_number(&self, offset: usize) -> Option<i8> {
        let word = self.word(offset);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = word.get(digits.len()..).unwrap_or_default();
        let figure =
            digits.parse::<i8>().ok().filter(|_| matches!(suffix, "" | "st" | "nd" | "rd" | "th"));
        figure
            .or_else(|| self.number_of(offset, "ordinal").and_then(|n| i8::try_from(n).ok()))
            .filter(|d| (1..=31).contains(d))
    }

    /// A year in words, "nineteen ninety-six", and the number of its words.
    pub fn spelled_year(&self, offset: usize) -> Option<(i16, usize)> {
        let century = self.number_of(offset, "number").filter(|c| (13..=20).contains(c))?;
        let tens = self.number_of(offset + 1, "number").filter(|t| (10..=90).contains(t))?;
        let dash = usize::from(self.word(offset + 2) == "-");
        let ones = self.number_of(offset + 2 + dash, "number");
        let ones = ones.filter(|ones| *ones < 10 && tens >= 20);
        let len = if ones.is_some() { 3 + dash } else { 2 };
        Some((i16::try_from(century * 100 + tens + ones.unwrap_or(0)).ok()?, len))
    }

    /// A year in four figures that stands for a year.
    pub fn year(&self, offset: usize) -> Option<i16> {
        let word = self.word(offset);
        let figures = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        figures.then(|| word.parse::<i16>().ok()).flatten().filter(|y| (1000..=2199).contains(y))
    }

    /// "the", "this", "mid-" and the like before an expression: the number of words that they take.
    pub fn lead(&self, words: &[&str]) -> usize {
        usize::from(words.contains(&self.word(0)))
    }

    /// Span of the first `len` words.
    pub fn span(&self, len: usize) -> Option<Span> {
        let first = self.words.get(self.at)?;
        let last = self.words.get((self.at + len).checked_sub(1)?)?;
        Some(first.span.cover(last.span))
    }

    /// Cheap test whether any rule may find something here.
    pub fn may_begin(&self) -> bool {
        let word = self.word(0);
        word.starts_with(|c: char| c.is_ascii_digit())
            || self.lexicon.begins(word)
            || word.ends_with("days")
    }

    /// Part of speech that the reader gives the word, `X` where it has none.
    pub fn upos(&self, offset: usize) -> Upos {
        let token =
            self.words.get(self.at + offset).and_then(|w| self.reading.tokens_in(w.span).next());
        token.map_or(Upos::X, |t| self.reading.token(t).upos)
    }

    /// The day spoken of last, where it is of the week before publication; else that of
    /// publication, but open where the text tells of an older day.
    pub fn spoken_day(&self) -> Option<civil::Date> {
        let recent = |day: &civil::Date| {
            self.now.is_none_or(|now| {
                *day <= now && calendar::add_days(*day, 7).is_some_and(|limit| limit >= now)
            })
        };
        let today = self.now.filter(|_| !(self.told_in_days && self.told.is_some()));
        self.last.filter(recent).or(today)
    }

    /// The year of a month or day that has none: that of what the text tells of, else the one
    /// nearest to the day of publication.
    pub fn year_of(&self, month: i8, day: Option<i8>) -> Option<i16> {
        let told = self.told.filter(|_| self.tense == Tense::Past);
        let belongs = |told: &civil::Date| {
            day.is_none() || self.told_in_days || self.goes_on_from(*told, month)
        };
        if let Some(told) = told.filter(belongs) {
            return Some(calendar::year_after(told, month, day));
        }
        self.now.map(|now| match day {
            Some(day) => calendar::year_of_day(now, month, day, self.tense),
            None => calendar::year_of_month(now, month, self.tense),
        })
    }

    /// True for a month that follows closely on one of years ago: "In May 1940 they struck west. On
    /// June 14 Paris fell."
    fn goes_on_from(&self, told: civil::Date, month: i8) -> bool {
        let old = self.now.is_some_and(|now| now.year() - told.year() >= LONG_AGO);
        old && (month - told.month()).rem_euclid(12) <= SOON_AFTER
    }

    /// True where the word stands in a name of somebody or something: "August Keller", "the Sunday
    /// Chronicle", "the Winter Palace".
    pub fn in_name(&self, offset: usize) -> bool {
        self.in_person(offset) || self.in_longer_name(offset)
    }

    /// True for words in the capitals of a title in a line that has them nowhere else: "This Week",
    /// "60 Minutes".
    pub fn is_title(&self, len: usize) -> bool {
        let last = len.saturating_sub(1);
        let told = self.number_of(0, "shift").is_some() || self.numeral(0).is_some();
        let opens = last == 0 && !self.before().starts_with(char::is_alphabetic);
        let names_day = self.is(last, "day") || told && self.unit(last).is_some();
        if !names_day || opens || !self.is_capital(last) {
            return false;
        }
        let letters = |w: &&Word| w.lower.starts_with(char::is_alphabetic);
        let (mut capitals, mut count) = (0, 0);
        for word in self.words.iter().filter(letters) {
            count += 1;
            capitals += usize::from(word.span.text(self.text).starts_with(char::is_uppercase));
        }
        capitals * 2 < count
    }

    /// True for a word of a name of several words that is no event's: "the September 11 attacks".
    fn in_longer_name(&self, offset: usize) -> bool {
        let named = |token: usize| {
            let label = self.reading.token(token).entity.label();
            label.filter(|label| NAMED_BY_TIMES.contains(label))
        };
        let Some((token, label)) = self.token(offset).and_then(|t| Some((t, named(t)?))) else {
            return false;
        };
        let sentence = self.reading.sentence_tokens(self.reading.sentence_of(token));
        let beside = [token.checked_sub(1), Some(token + 1)];
        beside.into_iter().flatten().any(|t| sentence.contains(&t) && named(t) == Some(label))
    }

    /// True where the word stands in the name of a person: "August Keller", "Sunday Adeyemi".
    fn in_person(&self, offset: usize) -> bool {
        let person = |offset: usize| {
            self.token(offset)
                .is_some_and(|t| self.reading.token(t).entity.label() == Some(EntityType::Per))
        };
        let begins = self.at + offset == 0 || matches!(self.before(), "." | "\"" | "“" | "and");
        person(offset) || begins && self.is_capital(offset + 1) && person(offset + 1)
    }

    /// First token of the reading at the place.
    pub fn token(&self, offset: usize) -> Option<usize> {
        self.words.get(self.at + offset).and_then(|w| self.reading.tokens_in(w.span).next())
    }
}
