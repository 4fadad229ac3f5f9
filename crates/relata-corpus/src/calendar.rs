//! Days as numbers.

use relata_core::Date;

/// Days between two stretches of days, each from its first to the day after its last: 0 where they
/// overlap.
pub fn days_apart(one: (i32, i32), other: (i32, i32)) -> i32 {
    (other.0 - one.1 + 1).max(one.0 - other.1 + 1).max(0)
}

/// The date of a day, as it is written.
pub fn written(day: i32) -> String {
    Date::from_unix_day(day).map(|date| date.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        assert_eq!(written(19_783), "2024-03-01");
        assert_eq!(days_apart((0, 1), (0, 1)), 0);
        assert_eq!(days_apart((0, 1), (1, 2)), 1);
        assert_eq!(days_apart((5, 8), (0, 3)), 3);
    }
}
