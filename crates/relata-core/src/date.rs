//! The date of publication.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::ParseError;

/// A day of the Gregorian calendar, written `YYYY-MM-DD`.
///
/// It only carries a date from the caller to the stages that reckon with it; arithmetic is theirs.
///
/// ```
/// use relata_core::Date;
/// let date: Date = "2024-02-29".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2024, 2, 29));
/// assert!("2023-02-29".parse::<Date>().is_err());
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or `None` when the calendar has no such day or the year is not within 1 to 9999.
    #[must_use]
    pub const fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        if year >= 1 && year <= 9999 && day >= 1 && day <= days_in(year, month) {
            Some(Self { year, month, day })
        } else {
            None
        }
    }

    /// False for a day on which no article can have been published: one before the first
    /// newspapers, and one that programs write for none (`0001-01-01`, `1970-01-01`).
    ///
    /// ```
    /// use relata_core::Date;
    /// let date = |text: &str| text.parse::<Date>();
    /// assert!(date("1815-06-22")?.may_be_of_publication());
    /// assert!(!date("0001-01-01")?.may_be_of_publication());
    /// assert!(!date("1970-01-01")?.may_be_of_publication());
    /// # Ok::<(), relata_core::ParseError>(())
    /// ```
    #[must_use]
    pub const fn may_be_of_publication(self) -> bool {
        self.year >= 1600 && !(self.year == 1970 && self.month == 1 && self.day == 1)
    }

    /// The day after; `None` for the last that there is.
    ///
    /// ```
    /// use relata_core::Date;
    /// assert_eq!(Date::new(2024, 2, 29).and_then(Date::next), Date::new(2024, 3, 1));
    /// ```
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let of_next_month = if month < 12 { (year, month + 1) } else { (year + 1, 1) };
        Self::new(year, month, day + 1).or_else(|| Self::new(of_next_month.0, of_next_month.1, 1))
    }

    /// The day before; `None` for the first that there is. Where `end` is the day after the last,
    /// it gives the last.
    ///
    /// ```
    /// use relata_core::Date;
    /// assert_eq!(Date::new(2024, 3, 1).and_then(Date::previous), Date::new(2024, 2, 29));
    /// ```
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let before = if month > 1 { (year, month - 1) } else { (year - 1, 12) };
        Self::new(year, month, day - 1)
            .or_else(|| Self::new(before.0, before.1, days_in(before.0, before.1)))
    }

    /// Days from 1970-01-01, by the method of Fliegel and Van Flandern (1968).
    ///
    /// ```
    /// use relata_core::Date;
    /// assert_eq!(Date::new(1970, 1, 1).map(Date::unix_day), Some(0));
    /// assert_eq!(Date::new(2024, 3, 1).map(Date::unix_day), Some(19_783));
    /// ```
    #[must_use]
    pub fn unix_day(self) -> i32 {
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let a = (month - 14) / 12;
        let julian = (1461 * (year + 4800 + a)) / 4 + (367 * (month - 2 - 12 * a)) / 12
            - (3 * ((year + 4900 + a) / 100)) / 4
            + i32::from(self.day)
            - 32075;
        julian - 2_440_588
    }

    /// The day so many days from 1970-01-01; `None` outside of the years that dates have.
    ///
    /// ```
    /// use relata_core::Date;
    /// assert_eq!(Date::from_unix_day(19_783), Date::new(2024, 3, 1));
    /// assert_eq!(Date::from_unix_day(i32::MAX), None);
    /// ```
    #[must_use]
    pub fn from_unix_day(day: i32) -> Option<Self> {
        let mut rest = i64::from(day) + 2_440_588 + 68_569;
        let centuries = 4 * rest / 146_097;
        rest -= (146_097 * centuries + 3) / 4;
        let years = 4000 * (rest + 1) / 1_461_001;
        rest = rest - 1461 * years / 4 + 31;
        let months = 80 * rest / 2447;
        let of_month = rest - 2447 * months / 80;
        rest = months / 11;
        let (year, month) = (100 * (centuries - 49) + years + rest, months + 2 - 12 * rest);
        Self::new(year.try_into().ok()?, month.try_into().ok()?, of_month.try_into().ok()?)
    }

    /// Year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

const fn days_in(year: i16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = ParseError;

    /// Reads `YYYY-MM-DD`, with or without a time of day after a `T` or a blank (the time is left
    /// out).
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let bad = || ParseError::new(text, "date of the form YYYY-MM-DD");
        let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let mut parts = day.split('-');
        let mut field = |len: usize| {
            parts.next().filter(|p| p.len() == len && p.bytes().all(|b| b.is_ascii_digit()))
        };
        let (year, month, day) = (field(4), field(2), field(2));
        let number = |p: Option<&str>| p.and_then(|p| p.parse::<i16>().ok()).ok_or_else(bad);
        let small = |p: Option<&str>| p.and_then(|p| p.parse::<u8>().ok()).ok_or_else(bad);
        let date = Self::new(number(year)?, small(month)?, small(day)?).ok_or_else(bad)?;
        if parts.next().is_some() { Err(bad()) } else { Ok(date) }
    }
}

impl TryFrom<String> for Date {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_both_ways() {
        for (day, number) in
            [("1970-01-01", 0), ("1970-02-01", 31), ("2000-03-01", 11_017), ("1969-12-31", -1)]
        {
            assert_eq!(day.parse().map(Date::unix_day), Ok(number), "{day}");
        }
        for day in ["0001-01-01", "1969-12-31", "2000-02-29", "2024-12-31", "9999-12-31"] {
            let day: Date = day.parse().unwrap();
            assert_eq!(Date::from_unix_day(day.unix_day()), Some(day));
        }
        let mut day: Date = "1999-12-25".parse().unwrap();
        for _ in 0..800 {
            let next = day.next().unwrap();
            assert_eq!(next.unix_day(), day.unix_day() + 1, "{next}");
            day = next;
        }
    }
}
