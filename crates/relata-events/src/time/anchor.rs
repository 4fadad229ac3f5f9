//! What expressions without a full date of their own are reckoned from.

use jiff::civil;
use relata_core::{Date, Reading, TimeAnchor, TimeType};

use super::calendar::Tense;
use super::scene::{Found, Scene};
use super::{Frame, Read, Rule, Word, absolute, lexicon};

/// Without a day of publication the first full date in so many sentences stands for it.
const FIRST_SENTENCES: usize = 3;
/// A text about the past names so many dates with years before that of publication, and so many
/// times as many as dates told from the day of publication.
const PAST_DATES: usize = 5;
const PAST_SHARE: usize = 3;

/// Rules of dates that may lack no more than the year.
const NAMED_BY_MONTH: [&str; 3] = ["time:month_year", "time:day_month_year", "time:month_day_year"];

/// The day of publication, else that of the dateline, else the one that stands over the article,
/// else a full date at the beginning of the text; and which it is.
pub(super) fn now(
    text: &str,
    sentences: &[Vec<Word>],
    frame: Frame,
) -> (Option<civil::Date>, TimeAnchor) {
    if let Some(published) = frame.published.and_then(civil_date) {
        return (Some(published), TimeAnchor::Published);
    }
    let full = sentences.iter().take(FIRST_SENTENCES).find_map(|words| full_date(text, words));
    match full {
        Some((day, first)) if frame.dateline.is_some_and(|d| d.overlaps(first.span)) => {
            (Some(day), TimeAnchor::Dateline)
        }
        told => {
            let stamped = frame.stamped.and_then(civil_date);
            (stamped.or(told.map(|(day, _)| day)), TimeAnchor::Text)
        }
    }
}

/// True where the day that a text without a day of publication is reckoned from is one that it
/// tells of ("On 4 May rebels took the town") and not one that stands over it.
pub(super) fn is_told(text: &str, sentences: &[Vec<Word>], reading: &Reading) -> bool {
    let first = sentences.iter().take(FIRST_SENTENCES).position(|w| full_date(text, w).is_some());
    first.is_some_and(|number| {
        let subject = |t: usize| reading.token(t).relation.is_subject();
        reading.sentence_tokens(number).any(subject)
    })
}

pub(super) fn civil_date(date: Date) -> Option<civil::Date> {
    let (month, day) = (i8::try_from(date.month()).ok()?, i8::try_from(date.day()).ok()?);
    civil::Date::new(date.year(), month, day).ok()
}

/// The first day that the words name with its year.
pub(super) fn full_date<'w>(text: &str, words: &'w [Word]) -> Option<(civil::Date, &'w Word)> {
    let rules: [Rule; 5] = [
        absolute::iso_date,
        absolute::dotted_date,
        absolute::dashed_date,
        absolute::day_month_year,
        absolute::month_day_year,
    ];
    let empty = Reading::new(&[], Vec::new());
    words.iter().enumerate().find_map(|(at, word)| {
        let scene = Scene {
            lexicon: lexicon::of_times(),
            words,
            at,
            now: None,
            last: None,
            last_month: None,
            told: None,
            told_in_days: false,
            narrated: false,
            quarter: None,
            spoken_year: None,
            tense: Tense::Past,
            day_first: false,
            text,
            reading: &empty,
        };
        let day = rules.iter().filter(|_| scene.may_begin()).find_map(|rule| rule(&scene)?.day)?;
        Some((day, word))
    })
}

/// Whether dates of figures put the day first, as one of them that can be read in one way tells.
pub(super) fn day_first(sentences: &[Vec<Word>]) -> Option<bool> {
    sentences.iter().flat_map(|words| words.windows(5)).find_map(|five| {
        let [a, slash, b, again, year] = five else { return None };
        if slash.lower != "/" || again.lower != "/" || year.lower.parse::<u16>().is_err() {
            return None;
        }
        match (a.lower.parse::<u8>().ok()?, b.lower.parse::<u8>().ok()?) {
            (13..=31, 1..=12) => Some(true),
            (1..=12, 13..=31) => Some(false),
            _ => None,
        }
    })
}

/// What the expression was reckoned from: the rule is asked again with less to go by.
pub(super) fn of(
    scene: &Scene<'_>,
    found: &Found,
    rule: Rule,
    now_from: TimeAnchor,
) -> Option<TimeAnchor> {
    if !matches!(found.time_type, TimeType::Date | TimeType::Time) {
        return None;
    }
    let same = |scene: &Scene<'_>| rule(scene).is_some_and(|f| f.value == found.value);
    let alone = Scene {
        last: None,
        last_month: None,
        told: None,
        quarter: None,
        spoken_year: None,
        ..*scene
    };
    if same(&Scene { now: None, ..alone }) {
        return None;
    }
    Some(if same(&alone) { now_from } else { TimeAnchor::Text })
}

/// The date of the past that the expression names, as far as it names one.
pub(super) fn told(found: &Found, now: Option<civil::Date>) -> Option<civil::Date> {
    let part = |range: std::ops::Range<usize>| found.value.get(range)?.parse::<i8>().ok();
    if found.time_type != TimeType::Date {
        return None;
    }
    let year = found.value.get(..4)?.parse::<i16>().ok()?;
    let is_past = now.is_none_or(|now| year < now.year());
    let (month, day) = (part(5..7).unwrap_or(1), part(8..10).unwrap_or(1));
    civil::Date::new(year, month, day).ok().filter(|_| is_past)
}

/// A day of the month that the expression names or in which its day lies.
pub(super) fn month(found: &Found) -> Option<civil::Date> {
    let part = |range: std::ops::Range<usize>| found.value.get(range)?.parse::<i8>().ok();
    let dated = matches!(found.time_type, TimeType::Date | TimeType::Time);
    civil::Date::new(found.value.get(..4).filter(|_| dated)?.parse().ok()?, part(5..7)?, 1).ok()
}

/// The year of the date that the expression names.
pub(super) fn year(found: &Found) -> Option<i16> {
    let dated = matches!(found.time_type, TimeType::Date | TimeType::Time);
    found.value.get(..4).filter(|_| dated)?.parse().ok()
}

/// Year and number of the quarter that the expression names.
pub(super) fn quarter(found: &Found) -> Option<(i16, i8)> {
    let (year, number) = found.value.split_once("-Q")?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

/// True for a text that tells of the past and not of what was new at publication.
pub(super) fn is_history(read: &[Read], now: Option<civil::Date>) -> bool {
    let Some(now) = now else { return false };
    let dates = read.iter().filter(|r| r.time.time_type == TimeType::Date);
    let (mut past, mut recent) = (0, 0);
    for read in dates {
        let year = read.time.start_day.map(Date::year);
        match read.time.anchored_by {
            None if year.is_some_and(|year| year < now.year()) => past += 1,
            Some(TimeAnchor::Published) if !NAMED_BY_MONTH.contains(&read.rule) => recent += 1,
            _ => {}
        }
    }
    past >= PAST_DATES && past >= recent * PAST_SHARE
}
