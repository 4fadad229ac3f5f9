//! Dates told from another day: "yesterday", "last Wednesday", "three weeks ago", "this month".

use jiff::civil::Date;

use relata_core::TimeType;

use super::absolute::time_on;
use super::calendar;
use super::scene::{Found, Scene};
use super::tense::Tense;

const OPEN_DAY: &str = "XXXX-XX-XX";

/// "today", "yesterday", "late yesterday", "tomorrow morning", "tonight"
pub(super) fn day_name(scene: &Scene<'_>) -> Option<Found> {
    let lead = scene.lead(&["early", "late", "earlier", "later"]);
    let shift = match scene.word(lead) {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    let day = scene.now.and_then(|now| calendar::add_days(now, shift));
    if scene.word(lead) == "tonight" {
        return Some(time_on(lead + 1, day, OPEN_DAY, "NI"));
    }
    match scene.value(lead + 1, "part") {
        Some(part) => Some(time_on(lead + 2, day, OPEN_DAY, part)),
        None => Some(Found::day(lead + 1, day, OPEN_DAY)),
    }
}

/// "Wednesday", "last Friday", "next Monday", "Sunday night", "early Tuesday", "Wednesdays"
pub(super) fn weekday(scene: &Scene<'_>) -> Option<Found> {
    let the = usize::from(scene.word(0) == "the" && scene.number_of(1, "shift").is_some());
    let shade = usize::from(matches!(scene.word(the), "early" | "late" | "earlier" | "later"));
    let shift = scene.number_of(the + shade, "shift");
    let at = the + shade + usize::from(shift.is_some());
    let number = scene.weekday(at)?;
    let open = format!("XXXX-WXX-{number}");
    let told = scene.told.filter(|_| scene.narrated && shift.is_none());
    let day = match told.and_then(|told| calendar::add_days(told, 1)) {
        Some(day) => calendar::nearest_weekday(day, number, Tense::Future),
        None => scene.now.and_then(|now| weekday_day(now, number, shift, scene.tense)),
    };
    match part_after(scene, at + 1) {
        Some((part, len)) => Some(time_on(at + 1 + len, day, &open, part)),
        None => Some(Found::day(at + 1, day, open)),
    }
}

fn weekday_day(now: Date, number: i8, shift: Option<i64>, tense: Tense) -> Option<Date> {
    match shift {
        Some(-1) => calendar::nearest_weekday(calendar::add_days(now, -1)?, number, Tense::Past),
        Some(1) => calendar::nearest_weekday(calendar::add_days(now, 1)?, number, Tense::Future),
        _ => calendar::nearest_weekday(now, number, tense),
    }
}

/// "the day before yesterday", "the day after tomorrow", "the day before", "the night before"
pub(super) fn day_beside(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let sign = match scene.word(the + 1) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let unit = scene.value(the, "unit")?;
    if let Some(found) = unit_beyond(scene, the, unit, 2 * sign) {
        return Some(found);
    }
    if !matches!(unit, "D" | "NI" | "W" | "O" | "Y") {
        return None;
    }
    let rest = Scene { at: scene.at + the + 2, ..*scene };
    if let Some(beside) = day_name(&rest).or_else(|| weekday(&rest)).filter(|_| unit == "D") {
        let day = beside.day.and_then(|day| calendar::add_days(day, sign));
        return Some(Found::day(the + 2 + beside.len, day, OPEN_DAY));
    }
    // "the day before the vote" is told from the vote.
    if the == 0 || scene.word(the + 2).starts_with(char::is_alphabetic) {
        return None;
    }
    let from = scene.last.or(scene.now);
    match unit {
        "D" => Some(Found::day(the + 2, from.and_then(|d| calendar::add_days(d, sign)), OPEN_DAY)),
        "NI" => {
            Some(time_on(the + 2, from.and_then(|d| calendar::add_days(d, sign)), OPEN_DAY, "NI"))
        }
        _ => {
            let value = from.and_then(|d| calendar::shifted(d, unit, sign));
            Some(Found::date(
                the + 2,
                value.or_else(|| calendar::open_period(unit).map(str::to_owned))?,
            ))
        }
    }
}

/// "the week before last", "the weekend after next", "the night before last"
fn unit_beyond(scene: &Scene<'_>, at: usize, unit: &str, shift: i64) -> Option<Found> {
    let next = if shift < 0 { "last" } else { "next" };
    let more = scene.unit(at + 3).is_some()
        || scene.weekday(at + 3).is_some()
        || scene.month(at + 3).is_some();
    if scene.word(at + 2) != next || more {
        return None;
    }
    let now = scene.now?;
    if unit == "NI" {
        return Some(time_on(at + 3, calendar::add_days(now, shift), OPEN_DAY, "NI"));
    }
    Some(Found::date(at + 3, calendar::shifted(now, unit, shift)?))
}

/// "a week on Friday", "two weeks from Monday", "Friday week"
pub(super) fn weeks_from_weekday(scene: &Scene<'_>) -> Option<Found> {
    let (weeks, at, len) = if scene.weekday(0).is_some() && scene.word(1) == "week" {
        (1, 0, 2)
    } else {
        let counted = super::duration::count_and_unit(scene)?;
        if counted.unit != "W" || !matches!(scene.word(counted.len), "on" | "from") {
            return None;
        }
        (counted.count?, counted.len + 1, counted.len + 2)
    };
    let number = scene.weekday(at)?;
    let day = scene.now.and_then(|now| {
        let first = calendar::nearest_weekday(now, number, Tense::Future)?;
        calendar::add_days(first, weeks.checked_mul(7)?)
    });
    Some(Found::day(len, day, format!("XXXX-WXX-{number}")))
}

/// "the small hours of Friday", "the early hours of 5 May"
pub(super) fn early_hours(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    if !matches!(scene.word(the), "small" | "early" | "late") || scene.word(the + 1) != "hours" {
        return None;
    }
    let of = usize::from(matches!(scene.word(the + 2), "of" | "on"));
    let rest = Scene { at: scene.at + the + 2 + of, ..*scene };
    let part = if scene.word(the) == "late" { "NI" } else { "MO" };
    let beside = super::absolute::weekday_with_date(&rest)
        .or_else(|| super::absolute::day_month_year(&rest))
        .or_else(|| super::absolute::month_day_year(&rest))
        .or_else(|| weekday(&rest))
        .or_else(|| day_name(&rest))
        .filter(|found| of == 1 && matches!(found.time_type, TimeType::Date | TimeType::Time));
    match beside {
        Some(found) => {
            let open = found.value.split('T').next().unwrap_or_default();
            let mut out = time_on(the + 3 + found.len, found.day, open, part);
            out.day = found.day;
            Some(out)
        }
        None => Some(time_on(the + 2, scene.last.or(scene.now), OPEN_DAY, part)),
    }
}

/// "overnight": the night before the day of publication, or after the day spoken of last.
pub(super) fn overnight(scene: &Scene<'_>) -> Option<Found> {
    (scene.word(0) == "overnight" && !scene.word(1).starts_with('-'))
        .then(|| time_on(1, scene.now, OPEN_DAY, "NI"))
}

/// A part of the day after a date: "night", "-night".
fn part_after(scene: &Scene<'_>, offset: usize) -> Option<(&'static str, usize)> {
    let dash = usize::from(scene.word(offset) == "-");
    scene
        .value(offset + dash, "part")
        .filter(|_| scene.word(offset + dash) != "overnight")
        .map(|part| (part, 1 + dash))
}

/// "this morning", "the previous night", "Monday's evening"
pub(super) fn part_of_day(scene: &Scene<'_>) -> Option<Found> {
    let lead = scene.lead(&["the", "early", "late", "earlier", "later"]);
    let shift = scene.number_of(lead, "shift")?;
    let part = scene.value(lead + 1, "part")?;
    let day = match scene.word(lead) {
        "this" => scene.now,
        "last" => scene.now.and_then(|now| calendar::add_days(now, -1)),
        "that" | "same" => scene.last,
        _ => scene.last.or(scene.now).and_then(|day| calendar::add_days(day, shift)),
    };
    Some(time_on(lead + 2, day, OPEN_DAY, part))
}

/// "last year", "this week", "next month", "earlier this year", "the previous day", "the same day"
pub(super) fn shifted_unit(scene: &Scene<'_>) -> Option<Found> {
    let shade = scene.lead(&["early", "late", "earlier", "later"]);
    let the = usize::from(scene.word(shade) == "the");
    let at = shade + the;
    // "that same day"
    let doubled = usize::from(scene.word(at) == "that" && scene.word(at + 1) == "same");
    let at = at + doubled;
    let word = scene.word(at);
    let shift = scene.number_of(at, "shift")?;
    let unit = scene.value(at + 1, "unit")?;
    let of_text =
        matches!(word, "previous" | "preceding" | "following" | "same" | "that" | "prior")
            || (the == 1 && word == "next");
    if of_text && unit == "D" {
        let day = scene.last.or(scene.now).and_then(|day| calendar::add_days(day, shift));
        return Some(Found::day(at + 2, day, OPEN_DAY));
    }
    // "the past year" and "the last year" tell a length.
    if matches!(word, "past") || (the == 1 && word == "last" && unit != "D") {
        return Some(Found::new(at + 2, TimeType::Duration, super::duration::value(unit, "1")?));
    }
    // "later that year"
    if let Some(year) = scene.spoken_year.filter(|_| of_text && unit == "Y") {
        return Some(Found::date(at + 2, format!("{:04}", i64::from(year) + shift)));
    }
    let anchor = if of_text { scene.last.or(scene.now) } else { scene.now };
    let value = match anchor {
        Some(day) => calendar::shifted(day, unit, shift)?,
        None => calendar::open_period(unit)?.to_owned(),
    };
    Some(Found::date(at + 2, value))
}

/// "the quarter", "the latest quarter": the last that has ended; "the year-earlier quarter": the
/// same a year before.
pub(super) fn past_quarter(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the", "a"]);
    let back = scene.word(the) == "year"
        && scene.word(the + 1) == "-"
        && matches!(scene.word(the + 2), "ago" | "earlier");
    let at = the + if back { 3 } else { usize::from(scene.word(the) == "latest") };
    let quarter = matches!(scene.word(at), "quarter" | "period")
        && (at > the || scene.word(at) == "quarter")
        && the + at > 0;
    if let (false, true, Some((year, part))) = (quarter, back, scene.quarter) {
        return Some(Found::date(at, format!("{:04}-Q{part}", year - 1)));
    }
    if !quarter && back {
        let year = scene.now.and_then(|now| calendar::shifted(now, "Y", -1));
        return Some(Found::date(at, year.unwrap_or_else(|| "XXXX".to_owned())));
    }
    let ended = scene.now.and_then(|now| calendar::add_months(now, if back { -15 } else { -3 }));
    (quarter && scene.word(at + 1) != "of")
        .then(|| Found::date(at + 1, ended.map_or_else(|| "XXXX-QX".to_owned(), calendar::quarter)))
}

/// "last April", "next January", "this September"
pub(super) fn shifted_month(scene: &Scene<'_>) -> Option<Found> {
    let shift = scene.number_of(0, "shift")?;
    let month = scene.month(1).filter(|_| scene.day_number(2).is_none())?;
    let year = scene.now.map(|now| match shift {
        // "last month" is how the month before is called.
        -1 if month >= now.month() - 1 => now.year() - 1,
        1 if month <= now.month() => now.year() + 1,
        _ => now.year(),
    });
    Some(Found::date(
        2,
        year.map_or_else(|| format!("XXXX-{month:02}"), |y| format!("{y:04}-{month:02}")),
    ))
}

/// "three days ago", "a year earlier", "two weeks later", "nearly four years ago"
pub(super) fn ago(scene: &Scene<'_>) -> Option<Found> {
    let counted = super::duration::count_and_unit(scene)?;
    let (count, unit, len) = (counted.count, counted.unit, counted.len);
    let (sign, anchor) = match scene.word(len) {
        "ago" => (-1, scene.now),
        "earlier" | "before" | "previously"
            if scene.word(len) != "before"
                || !scene.word(len + 1).starts_with(char::is_alphabetic) =>
        {
            (-1, scene.last.or(scene.now))
        }
        "later" | "afterwards" | "after"
            if scene.word(len) != "after"
                || !scene.word(len + 1).starts_with(char::is_alphabetic) =>
        {
            (1, scene.last.or(scene.now))
        }
        _ => return None,
    };
    if let Some(found) = day_ago(scene, &counted) {
        return Some(found);
    }
    // "from 12 million a year earlier", of a quarter
    if let ("Y", Some(1), -1, Some((year, part))) = (unit, count, sign, scene.quarter) {
        return Some(Found::date(len + 1, format!("{:04}-Q{part}", year - 1)));
    }
    let Some(count) = count else {
        return Some(Found::date(len + 1, if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }));
    };
    let value = match (anchor, unit) {
        (_, "H" | "M" | "S") => {
            return Some(Found::new(
                len + 1,
                TimeType::Duration,
                super::duration::value(unit, &count.to_string())?,
            ));
        }
        (Some(day), "E") => calendar::shifted(day, "Y", sign * count.checked_mul(10)?)?,
        (Some(day), _) => calendar::shifted(day, unit, sign * count)?,
        (None, _) => calendar::open_period(unit)?.to_owned(),
    };
    let day = if unit == "D" { value.parse().ok() } else { None };
    Some(Found { day, ..Found::date(len + 1, value) })
}

/// "three weeks ago today", "a year ago tomorrow", "a week ago Friday"
fn day_ago(scene: &Scene<'_>, counted: &super::duration::Counted) -> Option<Found> {
    let (now, count, len) = (scene.now?, counted.count?, counted.len);
    if scene.word(len) != "ago" || counted.half {
        return None;
    }
    let on = usize::from(scene.word(len + 1) == "on");
    let rest = Scene { at: scene.at + len + 1 + on, ..*scene };
    let day = match scene.weekday(len + 1 + on) {
        Some(number) => calendar::nearest_weekday(now, number, Tense::Past)?,
        None => day_name(&rest).filter(|found| on == 0 && found.len == 1)?.day?,
    };
    let day = match counted.unit {
        "W" => calendar::add_days(day, count.checked_mul(-7)?)?,
        "O" => calendar::add_months(day, count.checked_neg()?)?,
        "Y" => calendar::add_years(day, count.checked_neg()?)?,
        _ => return None,
    };
    Some(Found::day(len + 2 + on, Some(day), OPEN_DAY))
}

/// "the weekend", "last weekend", "this weekend"
pub(super) fn weekend(scene: &Scene<'_>) -> Option<Found> {
    let shift = match scene.word(0) {
        "the" => 0,
        _ => scene.number_of(0, "shift")?,
    };
    if scene.unit(1) != Some("K") || scene.word(1) != "weekend" {
        return None;
    }
    let back = if shift == 0
        && scene.tense == Tense::Past
        && scene.now.is_some_and(|now| calendar::number(now) < 6)
    {
        -1
    } else {
        shift
    };
    let value = scene
        .now
        .and_then(|now| calendar::shifted(now, "K", back))
        .unwrap_or_else(|| "XXXX-WXX-WE".to_owned());
    Some(Found::date(2, value))
}
