//! The days that a TIMEX3 value covers.

use jiff::civil::{self, ISOWeekDate, Weekday};
use relata_core::{Date, Days};

use super::calendar;

/// The days of the value, none for what has no day: `XXXX-WXX-3`, `PAST_REF`.
pub(super) fn days(value: &str) -> Days {
    let date = value.split('T').next().unwrap_or_default();
    range(date).and_then(|(start, end)| Some(Days::new(day(start)?, day(end)?))).unwrap_or_default()
}

fn day(date: civil::Date) -> Option<Date> {
    Date::new(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}

fn range(date: &str) -> Option<(civil::Date, civil::Date)> {
    let mut parts = date.splitn(2, '-');
    let (year, rest) = (parts.next()?, parts.next().unwrap_or_default());
    if let Some(decade) = year.strip_suffix('X').filter(|y| y.len() == 3) {
        return years(decade.parse::<i16>().ok()?.checked_mul(10)?, 10);
    }
    match (year.len(), year.parse::<i16>().ok()?) {
        (2, century) => years(century.checked_mul(100)?, 100),
        (4, year) if rest.is_empty() => years(year, 1),
        (4, year) => within(year, rest),
        _ => None,
    }
}

fn years(first: i16, count: i16) -> Option<(civil::Date, civil::Date)> {
    let start = civil::Date::new(first.max(1), 1, 1).ok()?;
    Some((start, civil::Date::new(first.checked_add(count)?, 1, 1).ok()?))
}

fn months(year: i16, first: i8, count: i64) -> Option<(civil::Date, civil::Date)> {
    let start = civil::Date::new(year, first, 1).ok()?;
    Some((start, calendar::add_months(start, count)?))
}

/// A month, day, week, weekend, quarter, half or season of the year.
fn within(year: i16, rest: &str) -> Option<(civil::Date, civil::Date)> {
    if let Some(week) = rest.strip_prefix('W').filter(|_| rest != "WI") {
        return week_days(year, week);
    }
    let number = || rest.get(1..)?.parse::<i8>().ok();
    match rest.get(..1)? {
        "Q" => months(year, number()?.checked_mul(3)?.checked_sub(2)?, 3),
        "H" => months(year, number()?.checked_mul(6)?.checked_sub(5)?, 6),
        _ => match rest {
            "SP" => months(year, 3, 3),
            "SU" => months(year, 6, 3),
            "FA" => months(year, 9, 3),
            "WI" => months(year, 12, 3),
            _ => month_or_day(year, rest),
        },
    }
}

fn month_or_day(year: i16, rest: &str) -> Option<(civil::Date, civil::Date)> {
    let Some((month, day)) = rest.split_once('-') else {
        return months(year, rest.parse().ok()?, 1);
    };
    let start = civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((start, calendar::add_days(start, 1)?))
}

/// Meteorology's and TIMEX3's weeks begin on Monday; a weekend is its Saturday and Sunday.
fn week_days(year: i16, week: &str) -> Option<(civil::Date, civil::Date)> {
    let (number, weekend) = match week.split_once('-') {
        Some((number, "WE")) => (number, true),
        Some(_) => return None,
        None => (week, false),
    };
    let monday = ISOWeekDate::new(year, number.parse().ok()?, Weekday::Monday).ok()?.date();
    let start = if weekend { calendar::add_days(monday, 5)? } else { monday };
    Some((start, calendar::add_days(monday, 7)?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_cover_days() {
        let check = |value: &str, expected: Option<(&str, &str)>| {
            let days = super::days(value);
            let found = days.start.zip(days.end).map(|(a, b)| (a.to_string(), b.to_string()));
            let found = found.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(found, expected, "{value}");
        };
        check("2023-W41", Some(("2023-10-09", "2023-10-16")));
        check("2023-W41-WE", Some(("2023-10-14", "2023-10-16")));
        check("2024-02-29", Some(("2024-02-29", "2024-03-01")));
        check("2024-02-29TNI", Some(("2024-02-29", "2024-03-01")));
        check("2024-12", Some(("2024-12-01", "2025-01-01")));
        check("2024-Q4", Some(("2024-10-01", "2025-01-01")));
        check("2024-H1", Some(("2024-01-01", "2024-07-01")));
        check("2024-WI", Some(("2024-12-01", "2025-03-01")));
        check("199X", Some(("1990-01-01", "2000-01-01")));
        check("19", Some(("1900-01-01", "2000-01-01")));
        for open in ["", "XXXX-WXX-3", "PAST_REF", "2024-XX", "2023-02-29", "9999", "XX", "T10:00"]
        {
            check(open, None);
        }
    }
}
