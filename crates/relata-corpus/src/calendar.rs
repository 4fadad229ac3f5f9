//! Days as numbers.

use relata_core::Date;

/// Days from 1970-01-01 to a day (the method of Fliegel and Van Flandern).
pub fn day_number(day: Date) -> i32 {
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    let a = (month - 14) / 12;
    let julian = (1461 * (year + 4800 + a)) / 4 + (367 * (month - 2 - 12 * a)) / 12
        - (3 * ((year + 4900 + a) / 100)) / 4
        + i32::from(day.day())
        - 32075;
    julian - 2_440_588
}

/// Days between two stretches of days, each from its first to the day after its last: 0 where they
/// overlap.
pub fn days_apart(one: (i32, i32), other: (i32, i32)) -> i32 {
    (other.0 - one.1 + 1).max(one.0 - other.1 + 1).max(0)
}

/// The date of a day, as it is written.
pub fn written(day: i32) -> String {
    date(day).map(|date| date.to_string()).unwrap_or_default()
}

/// The date of a day; `None` outside of the years that dates have.
pub fn date(day: i32) -> Option<Date> {
    // The inverse of the method above.
    let mut rest = i64::from(day) + 2_440_588 + 68_569;
    let centuries = 4 * rest / 146_097;
    rest -= (146_097 * centuries + 3) / 4;
    let years = 4000 * (rest + 1) / 1_461_001;
    rest = rest - 1461 * years / 4 + 31;
    let months = 80 * rest / 2447;
    let of_month = rest - 2447 * months / 80;
    rest = months / 11;
    let (year, month) = (100 * (centuries - 49) + years + rest, months + 2 - 12 * rest);
    Date::new(year.try_into().ok()?, month.try_into().ok()?, of_month.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        let day = |text: &str| day_number(text.parse().unwrap());
        assert_eq!(day("1970-01-01"), 0);
        assert_eq!(day("2024-03-01") - day("2024-02-28"), 2);
        for date in ["0001-01-01", "1969-12-31", "2000-02-29", "2024-12-31", "9999-12-31"] {
            assert_eq!(written(day(date)), date);
        }
        assert_eq!(days_apart((0, 1), (0, 1)), 0);
        assert_eq!(days_apart((0, 1), (1, 2)), 1);
        assert_eq!(days_apart((5, 8), (0, 3)), 3);
    }
}
