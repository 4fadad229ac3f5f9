//! Times of day: "10:35 a.m.", "7 p.m. on Wednesday", "noon Thursday", "14:30 GMT".

use jiff::civil::Date;

use super::absolute::{day_month_year, month_day_year, time_on};
use super::calendar;
use super::relative::{day_name, weekday};
use super::scene::{Found, Scene};

/// A time of day, with the day that follows it.
pub(super) fn clock_time(scene: &Scene<'_>) -> Option<Found> {
    let (time, mut len) = time_of_day(scene)?;
    len += usize::from(scene.word(len) == "local")
        + usize::from(scene.word(len) == "local" && scene.word(len + 1) == "time");
    len += zone(scene, len);
    let (day, extra) = day_after(scene, len);
    let day = day.or_else(|| if extra > 0 { None } else { spoken_day(scene) });
    let mut found = time_on(len + extra, day, "XXXX-XX-XX", &time);
    if extra == 0 {
        found.day = None;
    }
    Some(found)
}

/// The day spoken of last, where it is of the week before publication; else that of publication.
fn spoken_day(scene: &Scene<'_>) -> Option<Date> {
    let recent = |day: &Date| {
        scene.now.is_none_or(|now| {
            *day <= now && calendar::add_days(*day, 7).is_some_and(|limit| limit >= now)
        })
    };
    scene.last.filter(recent).or(scene.now)
}

fn time_of_day(scene: &Scene<'_>) -> Option<(String, usize)> {
    match scene.word(0) {
        // "high noon", the film
        "noon" if scene.in_name(0) || scene.is_capital(0) && scene.at > 0 => return None,
        "noon" | "midday" => return Some(("12:00".to_owned(), 1)),
        "midnight" => return Some(("24:00".to_owned(), 1)),
        _ => {}
    }
    let (hour, minute, colon) = match scene.word(0).split_once(':') {
        Some((hour, rest)) => (hour.parse::<u8>().ok()?, rest.get(..2)?.parse::<u8>().ok()?, true),
        None => (scene.word(0).parse::<u8>().ok()?, 0, false),
    };
    let (clock, half, len) = half_of_day(scene);
    let afternoon = half.map(|half| half == "pm");
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

/// "am", "pm", "o'clock", "in the morning" behind an hour: whether the hour is said to be one of
/// the clock, the half of the day, and the number of words with the hour.
fn half_of_day(scene: &Scene<'_>) -> (bool, Option<&'static str>, usize) {
    if let Some(half) = scene.value(1, "half_of_day") {
        return (true, Some(half), 2);
    }
    let clock = scene.word(1) == "o" && scene.word(3) == "clock";
    let at = if clock { 4 } else { 1 };
    let half = match scene.value(at + 2, "part") {
        Some("MO") => "am",
        Some("AF" | "EV") => "pm",
        _ => return (clock, None, at),
    };
    let is_hour = clock || scene.lexicon.is(scene.before(), "before_hour");
    if is_hour && scene.word(at) == "in" && scene.word(at + 1) == "the" {
        return (true, Some(half), at + 3);
    }
    (clock, None, at)
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
