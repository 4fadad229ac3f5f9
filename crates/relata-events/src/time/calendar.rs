//! Calendar arithmetic over `jiff`, and the written forms of TIMEX3.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Where an open expression is to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// The day of the week (1 for Monday) nearest to `now` in the direction of the tense; `now` itself
/// counts.
pub(super) fn nearest_weekday(now: Date, day: i8, tense: Tense) -> Option<Date> {
    let distance = match tense {
        Tense::Past => -i64::from((number(now) - day).rem_euclid(7)),
        Tense::Future => i64::from((day - number(now)).rem_euclid(7)),
    };
    add_days(now, distance)
}

/// The day of the month with that number that is nearest to `now` in the direction of the tense.
pub(super) fn nearest_day_of_month(now: Date, number: i8, tense: Tense) -> Option<Date> {
    let shifts: [i64; 3] = match tense {
        Tense::Past => [0, -1, -2],
        Tense::Future => [0, 1, 2],
    };
    let first = now.first_of_month();
    shifts.into_iter().find_map(|months| {
        let day = add_months(first, months)?.with().day(number).build().ok()?;
        let fits = if tense == Tense::Past { day <= now } else { day >= now };
        fits.then_some(day)
    })
}

/// Number of the weekday, 1 for Monday.
pub(super) fn number(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

pub(super) fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

pub(super) fn add_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

pub(super) fn add_years(date: Date, years: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_years(years).ok()?).ok()
}

/// `YYYY-Www`.
pub(super) fn week(date: Date) -> String {
    let iso = date.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}

/// `YYYY-MM`.
pub(super) fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// `YYYY`.
pub(super) fn year(date: Date) -> String {
    format!("{:04}", date.year())
}

/// `YYYY-Qn`.
pub(super) fn quarter(date: Date) -> String {
    format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3)
}

/// The period of the unit that lies `count` of them from `now`: "last month" is one back. `None`
/// for units without a period.
pub(super) fn shifted(now: Date, unit: &str, count: i64) -> Option<String> {
    Some(match unit {
        "D" => add_days(now, count)?.to_string(),
        "W" => week(add_days(now, count.checked_mul(7)?)?),
        "F" => week(add_days(now, count.checked_mul(14)?)?),
        "O" => month(add_months(now, count)?),
        "Q" => quarter(add_months(now, count.checked_mul(3)?)?),
        "Y" => year(add_years(now, count)?),
        "E" => add_years(now, count.checked_mul(10)?)?.to_string().get(..3)?.to_owned(),
        "C" => add_years(now, count.checked_mul(100)?)?.to_string().get(..2)?.to_owned(),
        "K" => format!("{}-WE", week(add_days(now, count.checked_mul(7)?)?)),
        _ => return None,
    })
}

/// The same without a day of publication.
pub(super) const fn open_period(unit: &str) -> Option<&'static str> {
    Some(match unit.as_bytes() {
        b"D" => "XXXX-XX-XX",
        b"W" | b"F" => "XXXX-WXX",
        b"O" => "XXXX-XX",
        b"Q" => "XXXX-QX",
        b"Y" => "XXXX",
        b"K" => "XXXX-WXX-WE",
        _ => return None,
    })
}

/// The year that a month without one belongs to: the nearest in the direction of the tense.
pub(super) fn year_of_month(now: Date, month: i8, tense: Tense) -> i16 {
    match tense {
        Tense::Past if month > now.month() => now.year() - 1,
        Tense::Future if month < now.month() => now.year() + 1,
        _ => now.year(),
    }
}

/// The year of a month that names a thing: it has gone by, or comes within three months.
pub(super) fn year_of_named_month(now: Date, month: i8) -> i16 {
    let ahead = (month - now.month()).rem_euclid(12);
    match (ahead <= 3, month < now.month()) {
        (true, true) => now.year() + 1,
        (false, false) => now.year() - 1,
        _ => now.year(),
    }
}

/// The year of a day without one: within half a year of `now`, looking back in the past tense and
/// ahead in the future.
pub(super) fn year_of_day(now: Date, month: i8, day: i8, tense: Tense) -> i16 {
    let this = Date::new(now.year(), month, day).unwrap_or(now);
    let far_ahead = now.checked_add(60.days()).is_ok_and(|limit| this > limit);
    let far_back = now.checked_sub(60.days()).is_ok_and(|limit| this < limit);
    match tense {
        Tense::Past if far_ahead => now.year() - 1,
        Tense::Future if far_back => now.year() + 1,
        _ => now.year(),
    }
}

/// The year of a month or day without one in a text that told of `told` before: the story goes on
/// to what follows within eight months, else it stays in the year.
pub(super) fn year_after(told: Date, month: i8, day: Option<i8>) -> i16 {
    let earlier = match day {
        Some(day) => month < told.month() || month == told.month() && day < told.day(),
        None => month < told.month(),
    };
    if earlier && 12 - (told.month() - month) <= 8 { told.year() + 1 } else { told.year() }
}

/// The weekday (1 for Monday) that is the `nth` of its kind in the month; `-1` for the last.
pub(super) fn weekday_of_month(year: i16, month: i8, nth: i8, day: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(day).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// The day of a feast in a year: `EASTER`, `4TH-THU-NOV` or `LAST-MON-MAY`, and days about it:
/// `EASTER-2`, `4TH-THU-NOV+1`.
pub(super) fn movable_feast(name: &str, year: i16) -> Option<Date> {
    let digits = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let signed = digits.len() < name.len() && digits.ends_with(['+', '-']);
    let at = if signed { digits.len().checked_sub(1)? } else { name.len() };
    let days = name.get(at..)?.parse().unwrap_or(0);
    let feast = name.get(..at)?;
    let date = if feast == "EASTER" { easter(year)? } else { weekday_feast(feast, year)? };
    add_days(date, days)
}

fn weekday_feast(name: &str, year: i16) -> Option<Date> {
    const DAYS: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
    const MONTHS: [&str; 12] =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let number = |names: &[&str], name: &str| {
        names.iter().position(|n| *n == name).and_then(|at| i8::try_from(at + 1).ok())
    };
    let mut parts = name.split('-');
    let nth = match parts.next()? {
        "LAST" => -1,
        nth => nth.get(..1)?.parse().ok()?,
    };
    let day = number(&DAYS, parts.next()?)?;
    weekday_of_month(year, number(&MONTHS, parts.next()?)?, nth, day)
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876
/// ("Meeus/Jones/Butcher").
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let epact =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * late + 114;
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(day / 31).ok()?,
        i8::try_from(day % 31 + 1).ok()?,
    )
    .ok()
}
