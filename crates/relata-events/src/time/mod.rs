//! Time expressions (TIMEX3 of ISO-TimeML): found in the words and normalised against the day of publication.
//!
//! A rule is a function from a place in the words to what it finds there; the longest find wins. Words are data: `data/time_words.tsv`.

mod absolute;
mod calendar;
mod clock;
mod duration;
mod lexer;
mod lexicon;
mod number;
mod relative;
mod scene;
mod tense;
mod vague;

use jiff::civil;
use relata_core::{Date, Reading, TextSpan, TimeExpression, TimeId, TimeType};

pub(crate) use lexicon::Lexicon;
pub(crate) use number::{Numeral, numeral};
pub(crate) use scene::{Found, Scene};

pub(crate) use lexer::{Word, words};

type Rule = fn(&Scene<'_>) -> Option<Found>;

const RULES: &[Rule] = &[
    absolute::iso_date,
    absolute::slashed_date,
    absolute::day_month_year,
    absolute::month_day_year,
    absolute::month_year,
    absolute::weekday_with_date,
    absolute::year,
    absolute::decade,
    absolute::century,
    absolute::quarter,
    absolute::season,
    absolute::holiday,
    relative::day_name,
    relative::weekday,
    relative::shifted_unit,
    relative::shifted_month,
    relative::past_quarter,
    relative::ago,
    absolute::spelled_year,
    relative::part_of_day,
    relative::weekend,
    duration::counted,
    duration::shifted_count,
    duration::vague_units,
    duration::every,
    duration::set_adverb,
    clock::clock_time,
    vague::reference,
    vague::recent,
];

/// The time expressions of all sentences, in the order of the text.
pub(crate) fn find(text: &str, reading: &Reading, published: Option<Date>) -> Vec<TimeExpression> {
    let now = published.and_then(|d| civil::Date::new(d.year(), i8::try_from(d.month()).ok()?, i8::try_from(d.day()).ok()?).ok());
    let mut out = Vec::new();
    let mut last = None;
    for number in 0..reading.sentence_count() {
        let Some(sentence) = reading.sentence(number) else { continue };
        let words = words(text, sentence.span);
        find_in_sentence(text, reading, &words, now, &mut last, &mut out);
    }
    out
}

fn find_in_sentence(text: &str, reading: &Reading, words: &[Word], now: Option<civil::Date>, last: &mut Option<civil::Date>, out: &mut Vec<TimeExpression>) {
    let lexicon = Lexicon::builtin();
    let mut at = 0;
    while at < words.len() {
        let mut scene = Scene { lexicon, words, at, now, last: *last, tense: tense::Tense::Past, text, reading };
        if !scene.may_begin() {
            at += 1;
            continue;
        }
        scene.tense = tense::at(&scene);
        let best = RULES.iter().filter_map(|rule| rule(&scene)).filter(|found| found.len > 0).reduce(|a, b| if b.len > a.len { b } else { a });
        let Some(found) = best else {
            at += 1;
            continue;
        };
        if let Some(span) = scene.span(found.len) {
            *last = found.day.or(*last);
            out.push(TimeExpression::new(TimeId::from_index(out.len()), TextSpan::new(text, span), found.time_type, found.value));
        }
        at += found.len;
    }
}

/// True for expressions that place an event in time: dates and times, not lengths or recurrences.
pub(crate) fn is_point(time: &TimeExpression) -> bool {
    matches!(time.time_type, TimeType::Date | TimeType::Time)
}

#[cfg(test)]
mod tests;
