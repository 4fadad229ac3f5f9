//! Time expressions (TIMEX3 of ISO-TimeML): found in the words and normalised against the day of
//! publication.
//!
//! A rule is a function from a position in the words to what it finds there; the longest find wins.
//! Words are data: `data/time_words.tsv`.

mod absolute;
mod anchor;
mod calendar;
mod clock;
mod duration;
mod interval;
mod lexer;
mod lexicon;
mod number;
mod period;
mod phrase;
mod relative;
mod scene;
mod tense;
mod vague;

use jiff::civil;
use relata_core::{
    Date, Days, Reading, Span, TextSpan, TimeAnchor, TimeExpression, TimeId, TimeType, Upos,
    Warning, WarningKind,
};

pub(crate) use lexicon::of_times;
pub(crate) use number::{Numeral, numeral};
pub(crate) use phrase::phrase;
pub(crate) use scene::{Found, Oddity, Scene};

pub(crate) use lexer::Word;
pub(crate) use lexer::words;

type Rule = fn(&Scene<'_>) -> Option<Found>;

const RULES: &[(&str, Rule)] = &[
    ("time:iso_date", absolute::iso_date),
    ("time:iso_week", absolute::iso_week),
    ("time:dotted_date", absolute::dotted_date),
    ("time:dashed_date", absolute::dashed_date),
    ("time:slashed_date", absolute::slashed_date),
    ("time:day_month_year", absolute::day_month_year),
    ("time:month_day_year", absolute::month_day_year),
    ("time:day_before_day", absolute::day_before_day),
    ("time:day_behind_day", absolute::day_behind_day),
    ("time:month_year", absolute::month_year),
    ("time:weekday_with_date", absolute::weekday_with_date),
    ("time:year", period::year),
    ("time:running_period", period::running_period),
    ("time:year_end", period::year_end),
    ("time:week_of_day", period::week_of_day),
    ("time:decade", period::decade),
    ("time:century", period::century),
    ("time:quarter", period::quarter),
    ("time:quarter_number", period::quarter_number),
    ("time:quarter_of_year", period::quarter_of_year),
    ("time:weekday_of_month", period::weekday_of_month),
    ("time:turn_of_century", period::turn_of_century),
    ("time:season", period::season),
    ("time:holiday", absolute::holiday),
    ("time:day_name", relative::day_name),
    ("time:weekday", relative::weekday),
    ("time:day_beside", relative::day_beside),
    ("time:weeks_from_weekday", relative::weeks_from_weekday),
    ("time:early_hours", relative::early_hours),
    ("time:part_on_day", relative::part_on_day),
    ("time:day_of_month", relative::day_of_month),
    ("time:overnight", relative::overnight),
    ("time:shifted_unit", relative::shifted_unit),
    ("time:shifted_month", relative::shifted_month),
    ("time:past_quarter", relative::past_quarter),
    ("time:ago", relative::ago),
    ("time:spelled_year", period::spelled_year),
    ("time:part_of_day", relative::part_of_day),
    ("time:weekend", relative::weekend),
    ("time:some_day", vague::some_day),
    ("time:counted", duration::counted),
    ("time:unit_long", duration::unit_long),
    ("time:shifted_count", duration::shifted_count),
    ("time:vague_units", duration::vague_units),
    ("time:every", duration::every),
    ("time:times_a_unit", duration::times_a_unit),
    ("time:set_adverb", duration::set_adverb),
    ("time:weekdays", duration::weekdays),
    ("time:clock_time", clock::clock_time),
    ("time:reference", vague::reference),
    ("time:recent", vague::recent),
];

/// What time expressions are read with, beside the words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Frame {
    pub published: Option<Date>,
    /// The day that stands over the article.
    pub stamped: Option<Date>,
    pub dateline: Option<Span>,
    /// True where the publisher's country writes the day before the month.
    pub day_first: bool,
}

/// The first full date in the lines that stand over an article.
pub(crate) fn stamped(text: &str, lines: &[Span]) -> Option<Date> {
    let day = |line: &Span| anchor::full_date(text, &words(text, *line)).map(|(day, _)| day);
    lines.iter().find_map(day)?.to_string().parse().ok()
}

/// The time expressions of all sentences, in the order of the text.
pub(crate) fn find(text: &str, reading: &Reading, published: Option<Date>) -> Vec<TimeExpression> {
    let frame = Frame { published, ..Frame::default() };
    let sentences = sentence_words(text, reading);
    let read = find_with_rules(text, reading, &sentences, frame);
    read.into_iter().map(|read| read.time).collect()
}

/// A time expression with the name of the rule that read it.
#[derive(Debug, Clone)]
pub(crate) struct Read {
    pub time: TimeExpression,
    pub rule: &'static str,
    pub oddity: Option<Oddity>,
}

/// The words of each sentence, as times and quantities are read from them.
pub(crate) fn sentence_words(text: &str, reading: &Reading) -> Vec<Vec<Word>> {
    reading.sentences().map(|sentence| words(text, sentence.span)).collect()
}

/// The time expressions of all sentences, in the order of the text, each with its rule.
pub(crate) fn find_with_rules(
    text: &str,
    reading: &Reading,
    sentences: &[Vec<Word>],
    frame: Frame,
) -> Vec<Read> {
    let (now, now_from) = anchor::now(text, sentences, frame);
    let narrated = now_from == TimeAnchor::Text
        && frame.stamped.is_none()
        && anchor::is_told(text, sentences, reading);
    let mut finder = Finder {
        text,
        reading,
        now,
        now_from,
        day_first: anchor::day_first(sentences).unwrap_or(frame.day_first),
        history: narrated,
        narrated,
        state: State::default(),
    };
    let read = finder.all(sentences);
    if narrated || !anchor::is_history(&read, now) {
        return read;
    }
    // A text about the past is read again: what has no year is of the time that it tells of.
    (finder.history, finder.state) = (true, State::default());
    finder.all(sentences)
}

/// A quarter counts for so many sentences.
const NEAR: usize = 3;

/// What has been read so far.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// The day that was spoken of last.
    last: Option<civil::Date>,
    /// A day of the month that was spoken of last.
    last_month: Option<civil::Date>,
    /// The date of the past that was spoken of last, and in which sentence.
    told: Option<(civil::Date, usize)>,
    /// True where that date is a day.
    told_in_days: bool,
    /// The year that was spoken of last.
    year: Option<i16>,
    /// Year and number of the quarter that was spoken of last, and in which sentence.
    quarter: Option<(i16, i8, usize)>,
}

struct Finder<'a> {
    text: &'a str,
    reading: &'a Reading,
    now: Option<civil::Date>,
    now_from: TimeAnchor,
    day_first: bool,
    /// True for a text about the past.
    history: bool,
    narrated: bool,
    state: State,
}

impl Finder<'_> {
    fn all(&mut self, sentences: &[Vec<Word>]) -> Vec<Read> {
        let mut out = Vec::new();
        for (number, words) in sentences.iter().enumerate() {
            self.read_sentence(number, words, &mut out);
        }
        out
    }

    fn read_sentence(&mut self, number: usize, words: &[Word], out: &mut Vec<Read>) {
        let mut at = 0;
        while at < words.len() {
            let mut scene = self.scene(number, words, at);
            if !scene.may_begin() {
                at += 1;
                continue;
            }
            scene.tense = tense::at(&scene);
            let found = RULES.iter().filter_map(|rule| Some((rule.1(&scene)?, rule)));
            let longest = found
                .filter(|(found, _)| found.len > 0)
                .reduce(|a, b| if b.0.len > a.0.len { b } else { a });
            let Some((found, rule)) = longest.filter(|(found, _)| !scene.is_title(found.len))
            else {
                at += 1;
                continue;
            };
            at += found.len;
            if let Some(span) = scene.span(found.len) {
                let anchor = anchor::of(&scene, &found, rule.1, self.now_from);
                let id = TimeId::from_index(out.len());
                out.push(Read {
                    time: expression(self.text, id, span, &found, anchor),
                    rule: rule.0,
                    oddity: found.oddity,
                });
                let told = !is_attributive(self.reading, span);
                self.note(number, &found, anchor, told);
            }
        }
    }

    fn scene<'s>(&'s self, number: usize, words: &'s [Word], at: usize) -> Scene<'s> {
        let told = self.state.told.filter(|&(_, sentence)| self.history || number - sentence <= 1);
        let told = told.map(|(day, _)| day);
        Scene {
            lexicon: of_times(),
            words,
            at,
            now: self.now,
            last: self.state.last,
            last_month: self.state.last_month,
            told,
            told_in_days: self.history || self.state.told_in_days,
            narrated: self.narrated,
            quarter: self.state.quarter.filter(|q| number - q.2 <= NEAR).map(|q| (q.0, q.1)),
            spoken_year: self.state.year,
            tense: calendar::Tense::Past,
            day_first: self.day_first,
            text: self.text,
            reading: self.reading,
        }
    }

    /// Keeps what later expressions may build on; a date that only names a thing is not told of.
    fn note(&mut self, number: usize, found: &Found, anchor: Option<TimeAnchor>, told: bool) {
        self.state.last = found.day.or(self.state.last);
        self.state.last_month = anchor::month(found).or(self.state.last_month);
        self.state.year = anchor::year(found).or(self.state.year);
        let quarter = anchor::quarter(found).map(|(year, part)| (year, part, number));
        self.state.quarter = quarter.or(self.state.quarter);
        let precise = self.history || found.value.len() > "2011".len();
        let now = self.now.filter(|_| !self.narrated);
        match anchor::told(found, now).filter(|_| precise && told) {
            Some(day) if anchor != Some(self.now_from) || anchor == Some(TimeAnchor::Text) => {
                self.state.told = Some((day, number));
                // "On 1 July 1916 …, by August …": the story goes on in days.
                let goes_on = anchor == Some(TimeAnchor::Text) && self.state.told_in_days;
                self.state.told_in_days = goes_on || found.value.len() >= "2011-08-17".len();
            }
            _ if anchor.is_some() && !self.history => self.state.told = None,
            _ => {}
        }
    }
}

/// True for a date between a determiner and the noun that it names: "the Dec. 21, 1988, bombing".
fn is_attributive(reading: &Reading, span: Span) -> bool {
    let mut tokens = reading.tokens_in(span);
    let (Some(first), Some(last)) = (tokens.clone().next(), tokens.next_back()) else {
        return false;
    };
    let is = |token: usize, upos: Upos| {
        reading.tokens().get(token).is_some_and(|token| token.upos == upos)
    };
    let behind = last + 1 + usize::from(is(last + 1, Upos::Punct));
    first.checked_sub(1).is_some_and(|before| is(before, Upos::Det)) && is(behind, Upos::Noun)
}

fn expression(
    text: &str,
    id: TimeId,
    span: Span,
    found: &Found,
    anchor: Option<TimeAnchor>,
) -> TimeExpression {
    let dated = matches!(found.time_type, TimeType::Date | TimeType::Time);
    let days = if dated { interval::days(&found.value) } else { Days::default() };
    let value = Some(found.value.clone()).filter(|value| !value.is_empty());
    TimeExpression::new(id, TextSpan::new(text, span), found.time_type, value)
        .with_days(days, anchor)
}

/// What is odd about the expressions.
pub(crate) fn warnings(read: &[Read]) -> Vec<Warning> {
    let odd = read.iter().filter_map(|r| Some((r.oddity?, r.time.text.span)));
    odd.map(|(oddity, span)| {
        let message = match oddity {
            Oddity::Impossible => "the calendar has no such day",
            Oddity::DayFirst => "day and month may be either; the day was read first",
            Oddity::MonthFirst => "day and month may be either; the month was read first",
        };
        Warning::new(WarningKind::Date, message).with_span(span)
    })
    .collect()
}

/// True for expressions that place an event in time: dates and times, not lengths or recurrences.
pub(crate) fn is_point(time: &TimeExpression) -> bool {
    matches!(time.time_type, TimeType::Date | TimeType::Time) && time.value.is_some()
}

/// True for a point that has its place in the calendar, not "recently".
pub(crate) fn is_dated(time: &TimeExpression) -> bool {
    is_point(time) && !time.is_vague()
}

/// True for an expression of a day or a time of day.
pub(crate) fn is_one_day(time: &TimeExpression) -> bool {
    time.start_day.zip(time.end_day).is_some_and(|(a, b)| days_before(a, b) == Some(1))
}

/// How many days the first day lies before the second.
pub(crate) fn days_before(first: Date, second: Date) -> Option<i64> {
    let (first, second) = (anchor::civil_date(first)?, anchor::civil_date(second)?);
    Some(i64::from(first.until(second).ok()?.get_days()))
}

#[cfg(test)]
mod tests;
