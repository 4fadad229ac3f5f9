//! Dates as pages write them.

use relata_core::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a date or time names, in its own zone: ISO 8601 (`2024-03-05T08:00:00+01:00`,
/// `20240305`), RFC 2822 (`Tue, 5 Mar 2024 08:00:00 GMT`), or in words (`March 5, 2024`, `5 March
/// 2024`). `None` for everything else, and for figures whose order is open (`03/05/2024`).
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| from_slashes(text))
        .or_else(|| from_digits(text))
        .or_else(|| from_words(text))
}

/// Year first: `2024/03/05 08:00`.
fn from_slashes(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let is_year_first = day.split('/').next()?.len() == 4;
    is_year_first.then(|| day.replace('/', "-").parse().ok()).flatten()
}

/// `20240305`, `20240305T080000Z`.
fn from_digits(text: &str) -> Option<Date> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let digits = text.get(..end).filter(|digits| matches!(digits.len(), 8 | 12 | 14))?;
    Date::new(
        digits.get(..4)?.parse().ok()?,
        digits.get(4..6)?.parse().ok()?,
        digits.get(6..8)?.parse().ok()?,
    )
}

fn from_words(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(6)
        .collect();
    let (index, month) =
        words.iter().enumerate().find_map(|(index, word)| Some((index, month(word)?)))?;
    let number = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .and_then(|word| word.trim_end_matches(char::is_alphabetic).parse::<i16>().ok())
    };
    let (before, after, last) =
        (number(index.checked_sub(1)), number(Some(index + 1)), number(Some(index + 2)));
    let (day, year) = match (before, after, last) {
        (Some(day), Some(year), _) if year > 31 => (day, year),
        (_, Some(day), Some(year)) if day <= 31 => (day, year),
        _ => return None,
    };
    Date::new(year, month, u8::try_from(day).ok()?).filter(|_| year > 1000)
}

fn month(word: &str) -> Option<u8> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == start)?;
    u8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(read(text).map(|date| date.to_string()).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn forms() {
        check("2024-03-05T23:30:00+05:30", Some("2024-03-05"));
        check("2024-03-05 08:00", Some("2024-03-05"));
        check("2024/03/05", Some("2024-03-05"));
        check("20240305", Some("2024-03-05"));
        check("20240305T080000Z", Some("2024-03-05"));
        check("Tue, 05 Mar 2024 08:00:00 GMT", Some("2024-03-05"));
        check("March 5th, 2024 8:00 am", Some("2024-03-05"));
        check("5 March 2024", Some("2024-03-05"));
        check("Tuesday, March 5, 2024", Some("2024-03-05"));
        check("03/05/2024", None);
        check("March 2024", None);
        check("31 February 2024", None);
        check("yesterday", None);
        check("", None);
    }
}
