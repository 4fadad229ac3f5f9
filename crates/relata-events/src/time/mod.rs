//! Time expressions (TIMEX3 of ISO-TimeML): found in the words and normalised against the day of
//! publication.
//!
//! A rule is a function from a place in the words to what it finds there; the longest find wins.
//! Words are data: `data/time_words.tsv`.

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

const RULES: &[(&str, Rule)] = &[
    ("time:iso_date", absolute::iso_date),
    ("time:slashed_date", absolute::slashed_date),
    ("time:day_month_year", absolute::day_month_year),
    ("time:month_day_year", absolute::month_day_year),
    ("time:month_year", absolute::month_year),
    ("time:weekday_with_date", absolute::weekday_with_date),
    ("time:year", absolute::year),
    ("time:decade", absolute::decade),
    ("time:century", absolute::century),
    ("time:quarter", absolute::quarter),
    ("time:season", absolute::season),
    ("time:holiday", absolute::holiday),
    ("time:day_name", relative::day_name),
    ("time:weekday", relative::weekday),
    ("time:shifted_unit", relative::shifted_unit),
    ("time:shifted_month", relative::shifted_month),
    ("time:past_quarter", relative::past_quarter),
    ("time:ago", relative::ago),
    ("time:spelled_year", absolute::spelled_year),
    ("time:part_of_day", relative::part_of_day),
    ("time:weekend", relative::weekend),
    ("time:counted", duration::counted),
    ("time:shifted_count", duration::shifted_count),
    ("time:vague_units", duration::vague_units),
    ("time:every", duration::every),
    ("time:set_adverb", duration::set_adverb),
    ("time:clock_time", clock::clock_time),
    ("time:reference", vague::reference),
    ("time:recent", vague::recent),
];

/// The time expressions of all sentences, in the order of the text.
pub(crate) fn find(text: &str, reading: &Reading, published: Option<Date>) -> Vec<TimeExpression> {
    find_with_rules(text, reading, published).into_iter().map(|(time, _)| time).collect()
}

/// A time expression with the name of the rule that read it.
pub(crate) type Read = (TimeExpression, &'static str);

/// The time expressions of all sentences, in the order of the text, each with its rule.
pub(crate) fn find_with_rules(text: &str, reading: &Reading, published: Option<Date>) -> Vec<Read> {
    let now = published.and_then(|d| {
        civil::Date::new(d.year(), i8::try_from(d.month()).ok()?, i8::try_from(d.day()).ok()?).ok()
    });
    let mut out = Vec::new();
    let mut last = None;
    for number in 0..reading.sentence_count() {
        let Some(sentence) = reading.sentence(number) else { continue };
        let words = words(text, sentence.span);
        find_in_sentence(text, reading, &words, now, &mut last, &mut out);
    }
    out
}

fn find_in_sentence(
    text: &str,
    reading: &Reading,
    words: &[Word],
    now: Option<civil::Date>,
    last: &mut Option<civil::Date>,
    out: &mut Vec<Read>,
) {
    let lexicon = Lexicon::builtin();
    let mut at = 0;
    while at < words.len() {
        let mut scene = Scene {
            lexicon,
            words,
            at,
            now,
            last: *last,
            tense: tense::Tense::Past,
            text,
            reading,
        };
        if !scene.may_begin() {
            at += 1;
            continue;
        }
        scene.tense = tense::at(&scene);
        let found = RULES
            .iter()
            .filter_map(|(name, rule)| Some((rule(&scene)?, *name)))
            .filter(|(found, _)| found.len > 0);
        let Some((found, rule)) = found.reduce(|a, b| if b.0.len > a.0.len { b } else { a }) else {
            at += 1;
            continue;
        };
        if let Some(span) = scene.span(found.len) {
            *last = found.day.or(*last);
            let time = TimeExpression::new(
                TimeId::from_index(out.len()),
                TextSpan::new(text, span),
                found.time_type,
                found.value,
            );
            out.push((time, rule));
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
