//! Dates told from another day: "yesterday", "last Wednesday", "three weeks ago", "this month".

use jiff::civil::Date;

use relata_core::{TimeType, Upos};

use super::absolute::time_on;
use super::calendar;
use super::calendar::Tense;
use super::scene::{Found, Scene};

const OPEN_DAY: &str = "XXXX-XX-XX";

/// "today", "yesterday", "late yesterday", "tomorrow morning", "tonight"
pub(super) fn day_name(scene: &Scene<'_>) -> Option<Found> {
    let lead = scene.skip(0, "shade_of_day");
    let night = scene.number_of(lead, "night");
    let shift = night.or_else(|| scene.number_of(lead, "day"))?;
    let day = scene.now.and_then(|now| calendar::add_days(now, shift));
    if night.is_some() {
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
    let shade = scene.skip(the, "shade_of_day");
    // "late on Thursday"
    let shade = shade + usize::from(shade > 0 && scene.word(the + shade) == "on");
    let shift = scene.number_of(the + shade, "shift");
    let at = the + shade + usize::from(shift.is_some());
    let number = scene.weekday(at)?;
    let open = format!("XXXX-WXX-{number}");
    let told = scene.told.filter(|_| scene.narrated && shift.is_none());
    // "the following Monday", "the previous Friday"
    let of_text = scene.is(the + shade, "from_text")
        || the == 1 && scene.is(the + shade, "from_text_with_the");
    let from = scene.last.filter(|_| of_text && shift != Some(0)).or(scene.now);
    let day = match told.and_then(|told| calendar::add_days(told, 1)) {
        Some(day) => calendar::nearest_weekday(day, number, Tense::Future),
        None => from.and_then(|from| weekday_day(from, number, shift, scene.tense)),
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
    let sign = scene.number_of(the + 1, "beside")?;
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
    let beyond = scene.number_of(at + 2, "shift").is_some_and(|next| next == shift.signum())
        && !scene.is(at + 2, "from_text");
    let more = scene.unit(at + 3).is_some()
        || scene.weekday(at + 3).is_some()
        || scene.month(at + 3).is_some();
    if !beyond || more {
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
    let (weeks, at, len) = if scene.weekday(0).is_some() && scene.value(1, "unit") == Some("W") {
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
    let (part, hours) = scene.phrase(the, "hours")?;
    let hours = the + hours;
    let of = usize::from(scene.is(hours, "of_hours"));
    let rest = Scene { at: scene.at + hours + of, ..*scene };
    let beside = super::absolute::weekday_with_date(&rest)
        .or_else(|| super::absolute::day_month_year(&rest))
        .or_else(|| super::absolute::month_day_year(&rest))
        .or_else(|| weekday(&rest))
        .or_else(|| day_name(&rest))
        .filter(|found| of == 1 && matches!(found.time_type, TimeType::Date | TimeType::Time));
    match beside {
        Some(found) => {
            let open = found.value.split('T').next().unwrap_or_default();
            let mut out = time_on(hours + 1 + found.len, found.day, open, part);
            out.day = found.day;
            Some(out)
        }
        None => Some(time_on(hours, scene.last.or(scene.now), OPEN_DAY, part)),
    }
}

/// "dawn on Monday", "the night of 8 March", "mid-afternoon yesterday", "by mid afternoon"
pub(super) fn part_on_day(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let mid = the + usize::from(scene.word(the) == "mid");
    let mid = mid + usize::from(mid > the && scene.word(mid) == "-");
    let part = scene.value(mid, "part").filter(|_| !scene.is(mid, "last_part"))?;
    let at = mid + 1;
    let alone = || {
        let day = (mid > the).then(|| scene.spoken_day())?;
        Some(Found { day: None, ..time_on(at, day, OPEN_DAY, part) })
    };
    let joint = usize::from(scene.is(at, "of_hours"));
    let rest = Scene { at: scene.at + at + joint, ..*scene };
    let day = super::absolute::weekday_with_date(&rest)
        .or_else(|| super::absolute::day_month_year(&rest))
        .or_else(|| super::absolute::month_day_year(&rest))
        .or_else(|| weekday(&rest))
        .or_else(|| day_name(&rest))
        .filter(|found| found.time_type == TimeType::Date && !found.value.is_empty());
    let Some(day) = day else { return alone() };
    let mut out = time_on(at + joint + day.len, day.day, &day.value, part);
    out.day = day.day;
    Some(out)
}

/// "on the 14th": the last such day, or the next of what is to come.
pub(super) fn day_of_month(scene: &Scene<'_>) -> Option<Found> {
    let word = scene.word(1);
    let figures = word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_alphabetic());
    let number = scene.day_number(1).filter(|_| figures)?;
    let alone = !matches!(scene.upos(2), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num)
        && !matches!(scene.word(2), "-" | "of");
    if scene.word(0) != "the" || scene.before() != "on" || !alone {
        return None;
    }
    let day = calendar::nearest_day_of_month(scene.last.or(scene.now)?, number, scene.tense)?;
    Some(Found::day(2, Some(day), OPEN_DAY))
}

/// "overnight": the night before the day of publication, or after the day spoken of last.
pub(super) fn overnight(scene: &Scene<'_>) -> Option<Found> {
    let part = scene.value(0, "last_part").filter(|_| !scene.word(1).starts_with('-'))?;
    Some(time_on(1, scene.now, OPEN_DAY, part))
}

/// A part of the day after a date: "night", "-night".
fn part_after(scene: &Scene<'_>, offset: usize) -> Option<(&'static str, usize)> {
    let dash = usize::from(scene.word(offset) == "-");
    scene
        .value(offset + dash, "part")
        .filter(|_| !scene.is(offset + dash, "last_part"))
        .map(|part| (part, 1 + dash))
}

/// "this morning", "the previous night", "Monday's evening"
pub(super) fn part_of_day(scene: &Scene<'_>) -> Option<Found> {
    let lead = scene.lead(&["the"]).max(scene.skip(0, "shade_of_day"));
    let shift = scene.number_of(lead, "shift")?;
    let part = scene.value(lead + 1, "part")?;
    let of_text = scene.is(lead, "from_text");
    let from = match (of_text, shift) {
        (true, 0) => scene.last,
        (true, _) | (false, 1) => scene.last.or(scene.now),
        _ => scene.now,
    };
    let day = from.and_then(|day| calendar::add_days(day, shift));
    Some(time_on(lead + 2, day, OPEN_DAY, part))
}

/// "last year", "this week", "next month", "earlier this year", "the previous day", "the same day"
pub(super) fn shifted_unit(scene: &Scene<'_>) -> Option<Found> {
    let shade = scene.skip(0, "shade_of_day");
    let the = usize::from(scene.word(shade) == "the");
    let at = shade + the;
    // "that same day"
    let at = at + usize::from(scene.is(at, "from_text") && scene.is(at + 1, "from_text"));
    let shift = scene.number_of(at, "shift")?;
    let of_text = scene.is(at, "from_text") || the == 1 && scene.is(at, "from_text_with_the");
    let spans = scene.is(at, "spans") || the == 1 && scene.is(at, "spans_with_the");
    // "this fiscal year"
    let kind = usize::from(scene.is(at + 1, "year_kind"));
    let len = at + kind + 2;
    let unit = scene.value(len - 1, "unit").filter(|unit| kind == 0 || *unit == "Y")?;
    if of_text && unit == "D" {
        let day = scene.last.or(scene.now).and_then(|day| calendar::add_days(day, shift));
        return Some(Found::day(len, day, OPEN_DAY));
    }
    // "the past year" and "the last year" tell a length.
    if scene.is(at, "spans") || spans && unit != "D" && kind == 0 {
        return Some(Found::new(len, TimeType::Duration, super::duration::value(unit, "1")?));
    }
    // "later that year"
    if let Some(year) = scene.spoken_year.filter(|_| of_text && unit == "Y") {
        return Some(Found::date(len, format!("{:04}", i64::from(year) + shift)));
    }
    let anchor = match unit {
        "O" if of_text => scene.last_month.or(scene.last).or(scene.now),
        _ if of_text => scene.last.or(scene.now),
        _ => scene.now,
    };
    let value = match anchor {
        Some(day) => calendar::shifted(day, unit, shift)?,
        None => calendar::open_period(unit)?.to_owned(),
    };
    Some(Found::date(len, value))
}

/// "the quarter", "the latest quarter": the last that has ended; "the year-earlier quarter": the
/// same a year before.
pub(super) fn past_quarter(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the", "a"]);
    let back = scene.skip(the, "year_back");
    let latest = usize::from(scene.is(the, "latest"));
    let (at, back) = (the + if back > 0 { back } else { latest }, back > 0);
    let is_quarter = scene.value(at, "unit") == Some("Q");
    let quarter = (is_quarter || at > the && scene.is(at, "reported")) && the + at > 0;
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
    // "a week or so ago"
    let counted = super::duration::Counted {
        len: counted.len + scene.skip(counted.len, "approximates_behind"),
        ..counted
    };
    let (count, unit, len) = (counted.count, counted.unit, counted.len);
    let then = scene.number_of(len, "from_then").or_else(|| {
        // "two days before the vote" is told from the vote.
        let alone = !scene.word(len + 1).starts_with(char::is_alphabetic);
        scene.number_of(len, "beside").filter(|_| alone)
    });
    let (sign, anchor) = match scene.number_of(len, "from_now") {
        Some(sign) => (sign, scene.now),
        // "from 12 million a year earlier" is told from what is reported.
        None if (count, then) == (Some(1), Some(-1)) => (-1, scene.last.or(scene.now)),
        None => (then?, told_last(scene, unit)),
    };
    if let Some(found) = day_ago(scene, &counted) {
        return Some(found);
    }
    // "from 12 million a year earlier", of a quarter
    if let ("Y", Some(1), -1, Some((year, part))) = (unit, count, sign, scene.quarter) {
        return Some(Found::date(len + 1, format!("{:04}-Q{part}", year - 1)));
    }
    let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let Some(count) = count else { return Some(Found::date(len + 1, reference)) };
    let value = match (anchor, unit) {
        (_, "H" | "M" | "S") => {
            let value = super::duration::length(&counted)?;
            return Some(Found::new(len + 1, TimeType::Duration, value));
        }
        // Before the calendar's first day: "10,000 years ago".
        (Some(day), _) => match moved(day, unit, sign, count, counted.half) {
            Some(value) if !value.starts_with('-') => value,
            _ => reference.to_owned(),
        },
        (None, _) => calendar::open_period(unit)?.to_owned(),
    };
    let day = if unit == "D" { value.parse().ok() } else { None };
    Some(Found { day, ..Found::date(len + 1, value) })
}

/// The date told last, from which "later" and "earlier" count: for years one of which the year
/// alone is known will do, for months a month.
fn told_last(scene: &Scene<'_>, unit: &str) -> Option<Date> {
    let years = matches!(unit, "Y" | "E" | "C");
    let in_year = |year: i16| Date::new(year, 7, 1).ok();
    let year = scene.spoken_year.filter(|_| years).and_then(in_year);
    let month = scene.told.filter(|_| unit == "O" || scene.told_in_days);
    year.or(month).or(scene.last).or(scene.now)
}

/// The period that lies so many units, and perhaps half a one, from the day: "a year and a half
/// ago", "half a century later".
fn moved(day: Date, unit: &str, sign: i64, count: i64, half: bool) -> Option<String> {
    let years = match unit {
        "Y" if half => {
            let months = count.checked_mul(12)?.checked_add(6)?;
            return Some(calendar::year(calendar::add_months(day, sign * months)?));
        }
        "E" => 10,
        "C" => 100,
        _ => return calendar::shifted(day, unit, count.checked_mul(sign)?),
    };
    let count = count.checked_mul(years)?.checked_add(if half { years / 2 } else { 0 })?;
    calendar::shifted(day, "Y", sign * count)
}

/// "three weeks ago today", "a year ago tomorrow", "a week ago Friday"
fn day_ago(scene: &Scene<'_>, counted: &super::duration::Counted) -> Option<Found> {
    let (now, count, len) = (scene.now?, counted.count?, counted.len);
    if !scene.is(len, "from_now") || counted.half {
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
    if scene.value(1, "unit") != Some("K") {
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
