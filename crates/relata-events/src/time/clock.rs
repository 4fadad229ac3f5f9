//! Times of day: "10:35 a.m.", "7 p.m. on Wednesday", "noon Thursday", "14:30 GMT".

use jiff::civil::Date;

use super::absolute::{day_month_year, month_day_year, time_on};
use super::duration::count_and_unit;
use super::relative::{day_name, weekday};
use super::scene::{Found, Scene};

/// A time of day, with the day that follows it.
pub(super) fn clock_time(scene: &Scene<'_>) -> Option<Found> {
    let (time, mut len) = time_of_day(scene)?;
    len += scene.skip(len, "local");
    len += zone(scene, len);
    let (day, extra) = day_after(scene, len);
    let open = extra > 0 || is_told_from_event(scene, len);
    let day = day.or_else(|| if open { None } else { scene.spoken_day() });
    let mut found = time_on(len + extra, day, "XXXX-XX-XX", &time);
    if extra == 0 {
        found.day = None;
    }
    Some(found)
}

/// "6 a.m. ten days before the shooting": of no day that the text names.
fn is_told_from_event(scene: &Scene<'_>, offset: usize) -> bool {
    let rest = Scene { at: scene.at + offset, ..*scene };
    let distance = count_and_unit(&rest);
    distance.is_some_and(|counted| scene.is(offset + counted.len, "beside"))
}

fn time_of_day(scene: &Scene<'_>) -> Option<(String, usize)> {
    if let Some(hour) = scene.value(0, "clock") {
        // "High Noon", the film; "high noon comes", the figure of speech
        let figure = scene.lexicon.is(scene.before(), "before_figure");
        let named = figure || scene.in_name(0) || scene.is_capital(0) && scene.at > 0;
        return (!named).then(|| (hour.to_owned(), 1));
    }
    let (hour, minute, words) = figures(scene);
    let (clock, half, len) = half_of_day(scene, words);
    let afternoon = half.map(|half| half == "pm");
    // "6.10" without "am" is a number.
    let colon = scene.word(0).contains(':');
    let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    if hour > 24
        || minute > 59
        || (afternoon.is_none() && !colon && !clock)
        || (afternoon.is_some() && !(1..=12).contains(&hour))
    {
        return None;
    }
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Some((format!("{hour:02}:{minute:02}"), len))
}

/// Hour and minutes of "6:10", "6:10:30", "6.10" and "6", and the number of words.
fn figures<'s>(scene: &'s Scene<'_>) -> (&'s str, &'s str, usize) {
    let word = scene.word(0);
    if let Some((hour, rest)) = word.split_once([':', '.']) {
        return (hour, rest.get(..2).unwrap_or_default(), 1);
    }
    let close = |offset: usize| scene.words.get(scene.at + offset).is_some_and(|w| !w.spaced);
    // "6.10am"
    if scene.word(1) == "." && close(1) && close(2) && scene.word(2).len() == 2 {
        return (word, scene.word(2), 3);
    }
    (word, "00", 1)
}

/// "am", "pm", "o'clock", "in the morning" behind an hour of so many words: whether the hour is
/// said to be one of the clock, the half of the day, and the number of words with the hour.
fn half_of_day(scene: &Scene<'_>, words: usize) -> (bool, Option<&'static str>, usize) {
    let clock = scene.skip(words, "hour");
    let at = words + clock;
    let is_hour = clock > 0 || scene.lexicon.is(scene.before(), "before_hour");
    match scene.phrase(at, "half_of_day").filter(|&(_, len)| len == 1 || is_hour) {
        Some((half, len)) => (true, Some(half), at + len),
        None => (clock > 0, None, at),
    }
}

/// "GMT", "(0800 GMT)" is left out: the local time stands before it.
fn zone(scene: &Scene<'_>, offset: usize) -> usize {
    let is_capital = scene.raw(offset).chars().all(char::is_uppercase);
    usize::from(is_capital && scene.value(offset, "zone").is_some())
}

fn day_after(scene: &Scene<'_>, len: usize) -> (Option<Date>, usize) {
    let joint = usize::from(matches!(scene.word(len), "on" | ","));
    let rest = Scene { at: scene.at + len + joint, ..*scene };
    let found = weekday(&rest)
        .or_else(|| day_name(&rest))
        .or_else(|| month_day_year(&rest))
        .or_else(|| day_month_year(&rest));
    match found {
        Some(found) if found.day.is_some() && found.time_type == relata_core::TimeType::Date => {
            (found.day, found.len + joint)
        }
        _ => (None, 0),
    }
}
