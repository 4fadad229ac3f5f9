//! Years, decades, centuries, and the quarters, seasons and weeks in them.

use jiff::civil::Date;
use relata_core::{TimeType, Upos};

use super::absolute::{
    counts_something, day_month_year, modifier, month_day_year, trailing_year, year_by_unit,
};
use super::calendar;
use super::calendar::Tense;
use super::scene::{Found, Scene};

/// "2015", "fiscal 1989", "early 2011", "the end of 1990"
pub(super) fn year(scene: &Scene<'_>) -> Option<Found> {
    let lead = modifier(scene)
        + usize::from(scene.is(modifier(scene), "year_kind"))
        + usize::from(scene.word(0) == "the" && scene.value(1, "unit") == Some("Y")) * 2;
    let year = scene.year(lead)?;
    let stands = lead > 0
        || ((1900..=2099).contains(&year) && is_year_use(scene, lead))
        || matches!(scene.before(), "in" | "since" | "until");
    stands.then(|| Found::date(lead + 1, format!("{year:04}")))
}

/// "the end of the year", "for the full year", "earlier in the year", "the fiscal year"; "the year
/// ended Sept. 30" is a length.
pub(super) fn running_period(scene: &Scene<'_>) -> Option<Found> {
    let lead = part_of_period(scene);
    let the = lead + usize::from(scene.word(lead) == "the");
    let at = the + usize::from(the > lead && scene.is(the, "current"));
    let kind = usize::from(scene.is(at, "whole") || scene.is(at, "year_kind"));
    let unit =
        scene.value(at + kind, "unit").filter(|unit| matches!(*unit, "Y" | "O" | "W" | "D"))?;
    let len = at + kind + 1;
    if the == lead || scene.word(len) == "-" {
        return None;
    }
    // "earlier in the day"
    if unit == "D" {
        let told = lead == 2 && scene.is(0, "shade_of_day") && at + kind == the;
        return told.then(|| Found::day(len, scene.last.or(scene.now), "XXXX-XX-XX"));
    }
    if unit == "Y" && scene.lexicon.is(scene.word(len), "closes_period") {
        return Some(Found::new(len, TimeType::Duration, "P1Y"));
    }
    let running = lead > 0
        || at + kind > the
        || unit == "Y" && (scene.before() == "for" || is_of_counted(scene));
    // "the first year of the war", "the year of the dragon", "the year before"
    let bare = lead > 0 || !scene.lexicon.is(scene.word(len), "tells_which");
    let told = scene.told.filter(|_| scene.told_in_days);
    let day = told.or(scene.now).filter(|_| running && bare)?;
    Some(Found::date(len, calendar::shifted(day, unit, 0)?))
}

/// "the first nine months of" before the year
fn is_of_counted(scene: &Scene<'_>) -> bool {
    let months = scene.at.checked_sub(2).and_then(|at| scene.words.get(at));
    scene.before() == "of" && months.is_some_and(|w| scene.lexicon.is(&w.lower, "units"))
}

/// "the end of", "the rest of", "earlier in" before a period: the number of words.
fn part_of_period(scene: &Scene<'_>) -> usize {
    let the = scene.lead(&["the"]);
    match scene.word(the + 1) {
        "of" if scene.is(the, "part_of_period") => the + 2,
        "in" if the == 0 && scene.is(0, "shade_of_day") => 2,
        _ => 0,
    }
}

/// "year-end", "year's end": of the running year, or of the last where it has just begun.
pub(super) fn year_end(scene: &Scene<'_>) -> Option<Found> {
    let owner = matches!(scene.word(1), "'" | "’") && scene.word(2) == "s";
    let joint = if owner { 2 } else { usize::from(scene.word(1) == "-") };
    let ends = scene.unit(0) == Some("Y") && scene.is(joint + 1, "period_end");
    if !ends || scene.is_behind("year_kind") {
        return None;
    }
    let now = scene.now?;
    let back = scene.tense == Tense::Past && now.month() <= LAST_MONTH_OF_BEGINNING;
    Some(Found::date(
        joint + 2,
        calendar::year(if back { calendar::add_years(now, -1)? } else { now }),
    ))
}

/// A year has just begun up to this month.
const LAST_MONTH_OF_BEGINNING: i8 = 4;

/// "the week of March 6", "the week of 6 March 2000"
pub(super) fn week_of_day(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let opens = scene.word(the + 1) == "of" || scene.is(the + 1, "part_of_period");
    if scene.unit(the) != Some("W") || !opens {
        return None;
    }
    let rest = Scene { at: scene.at + the + 2, ..*scene };
    let found = month_day_year(&rest).or_else(|| day_month_year(&rest))?;
    Some(Found::date(the + 2 + found.len, calendar::week(found.day?)))
}

/// "nineteen ninety-six", "the year two thousand and four"
pub(super) fn spelled_year(scene: &Scene<'_>) -> Option<Found> {
    let of_decades = scene.spelled_year(0).map(|(year, len)| (i64::from(year), len));
    let (year, len) = of_decades.or_else(|| counted_year(scene))?;
    Some(Found::date(len, format!("{year:04}")))
}

/// "the year two thousand", a number in words that counts nothing, and its words.
fn counted_year(scene: &Scene<'_>) -> Option<(i64, usize)> {
    let the = scene.lead(&["the"]);
    let at = the + 1;
    let numeral = scene.numeral(at).filter(|_| scene.value(the, "unit") == Some("Y"))?;
    let year = i64::try_from(numeral.value).ok().filter(|year| (1000..=2199).contains(year))?;
    let len = at + numeral.len;
    let in_words = numeral.len > 1 && scene.word(at).starts_with(char::is_alphabetic);
    (in_words && !counts_something(scene, len - 1)).then_some((year, len))
}

/// False where the figures count something or stand in a longer number.
fn is_year_use(scene: &Scene<'_>, offset: usize) -> bool {
    let next = scene.word(offset + 1);
    let before = scene.before();
    if scene.lexicon.is(before, "before_count")
        || matches!(next, "%" | "/" | ":")
        || scene.unit(offset + 1).is_some()
    {
        return false;
    }
    // "1999-2004" and "1999-2000" are spans of years, "1999-1" is a number of something.
    let numbered = next == "-"
        && scene
            .word(offset + 2)
            .parse::<u32>()
            .is_ok_and(|n| n < 1000 && scene.word(offset + 2).len() != 2);
    !counts_something(scene, offset) && !numbered
}

/// "the 1990s", "the late 1970s", "the nineties", "the '80s"
pub(super) fn decade(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let shade = scene.skip(the, "shade");
    let at = the + shade + usize::from(shade > 0 && scene.word(the + shade) == "-");
    let mark = usize::from(matches!(scene.word(at), "'" | "’" | "‘"));
    let word = scene.word(at + mark);
    if let Some(named) = scene.value(at, "decade") {
        return Some(Found::date(at + 1, format!("{named}X")));
    }
    let figures = word
        .strip_suffix('s')
        .filter(|f| f.bytes().all(|b| b.is_ascii_digit()) && f.ends_with('0'))?;
    let value = match figures.len() {
        4 => format!("{}X", figures.get(..3)?),
        2 if mark == 1 || the == 1 => format!("19{}X", figures.get(..1)?),
        _ => return None,
    };
    Some(Found::date(at + mark + 1, value))
}

/// "the 20th century"
pub(super) fn century(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let shade = scene.skip(the, "shade");
    let number = scene.day_number(the + shade)?;
    let dash = usize::from(scene.word(the + shade + 1) == "-");
    (scene.unit(the + shade + 1 + dash) == Some("C"))
        .then(|| Found::date(the + shade + 2 + dash, format!("{:02}", number - 1)))
}

/// "the third quarter", "third-quarter", "the fourth quarter of 1989", "the final quarter of next
/// year", "the fiscal second quarter", "the first half of 2020"
pub(super) fn quarter(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the", "this", "its"]);
    let at = the + usize::from(scene.is(the, "year_kind"));
    let dash = usize::from(scene.word(at + 1) == "-");
    let unit = at + 1 + dash + usize::from(scene.is(at + 1, "year_kind"));
    let halves = scene.is(unit, "halves");
    let (parts, letter) = if halves { (2, 'H') } else { (4, 'Q') };
    let number = match scene.number_of(at, "ordinal")? {
        -1 if the == 1 && scene.word(unit + 1) == "of" => parts,
        number => Some(number).filter(|n| (1..=parts).contains(n))?,
    };
    if !halves && scene.unit(unit) != Some("Q") {
        return None;
    }
    let of = usize::from(scene.word(unit + 1) == "of");
    let running = of == 1 && scene.word(unit + 2) == "the" && scene.unit(unit + 3) == Some("Y");
    let (year, extra) = match scene.now.filter(|_| running) {
        Some(now) => (Some(now.year()), 2),
        None => trailing_year(scene, unit + 1 + of),
    };
    if halves && year.is_none() {
        return None;
    }
    let len = unit + 1 + if year.is_some() { of + extra } else { 0 };
    part_of_year(scene, len, year, letter, number)
}

/// "the year-ago third quarter", "next year's first quarter", "the 1988 third quarter"
pub(super) fn quarter_of_year(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let (year, len) = year_before_quarter(scene, the)?;
    let rest = Scene { at: scene.at + the + len, ..*scene };
    let found = quarter(&rest)?;
    let (_, part) = found.value.split_once('-').filter(|_| found.len <= 3)?;
    Some(Found::date(the + len + found.len, format!("{year:04}-{part}")))
}

fn year_before_quarter(scene: &Scene<'_>, at: usize) -> Option<(i16, usize)> {
    let back = scene.skip(at, "year_back");
    if back > 0 {
        return Some((calendar::add_years(scene.now?, -1)?.year(), back));
    }
    if let Some(year) = scene.year(at) {
        return Some((year, 1));
    }
    let (year, len) = year_by_unit(scene, at)?;
    let owner = matches!(scene.word(at + len), "'" | "’") && scene.word(at + len + 1) == "s";
    owner.then_some((year, len + 2))
}

/// "Q2 2021", "Q4", "4Q 2015"
pub(super) fn quarter_number(scene: &Scene<'_>) -> Option<Found> {
    let joined = scene.words.get(scene.at + 1).is_some_and(|w| !w.spaced);
    let letter = [0, 1].into_iter().find(|&at| scene.word(at) == "q" && scene.is_capital(at))?;
    let number = scene.word(1 - letter).parse().ok().filter(|n| (1..=4).contains(n))?;
    if !joined {
        return None;
    }
    let of = usize::from(matches!(scene.word(2), "of" | "in"));
    let (year, extra) = trailing_year(scene, 2 + of);
    part_of_year(scene, 2 + if year.is_some() { of + extra } else { 0 }, year, 'Q', number)
}

fn part_of_year(
    scene: &Scene<'_>,
    len: usize,
    year: Option<i16>,
    letter: char,
    number: i64,
) -> Option<Found> {
    // Reports are of the part that has just ended, whatever is said of them; else what is to come
    // begins with the part that is not over yet.
    let months = if letter == 'H' { 6 } else { 3 };
    let first = i8::try_from((number - 1) * months + 1).ok()?;
    let last = i8::try_from(number * months).ok()?;
    let year = year.or_else(|| {
        let ended = scene.now.filter(|_| scene.told.is_none() || !scene.told_in_days)?;
        let ended = calendar::add_months(ended, -months)?;
        (first..=last).contains(&ended.month()).then(|| ended.year())
    });
    let month = if scene.tense == Tense::Future { last } else { first };
    let year = year.or_else(|| scene.year_of(month, None));
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    Some(Found::date(len, format!("{year}-{letter}{number}")))
}

/// "the first Monday of June", "the last Friday of this month", "the second Tuesday in May 2016"
pub(super) fn weekday_of_month(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let nth = scene.number_of(the, "ordinal").filter(|n| *n == -1 || (1..=5).contains(n))?;
    let nth = i8::try_from(nth).ok()?;
    let day = scene.weekday(the + 1)?;
    if !matches!(scene.word(the + 2), "of" | "in") {
        return None;
    }
    let at = the + 3;
    if let Some(month) = scene.month(at) {
        let (year, extra) = trailing_year(scene, at + 1);
        let year = year.or_else(|| scene.year_of(month, None));
        let date = year.and_then(|year| calendar::weekday_of_month(year, month, nth, day));
        return Some(Found::day(at + 1 + extra, date, format!("XXXX-{month:02}-XX")));
    }
    let the = usize::from(scene.word(at) == "the");
    let shift = scene.number_of(at + the, "shift")?;
    if scene.unit(at + the + 1) != Some("O") {
        return None;
    }
    let from = if scene.is(at + the, "from_text") { scene.last.or(scene.now) } else { scene.now };
    let month = from.and_then(|from| calendar::add_months(from, shift));
    let date = month.and_then(|m| calendar::weekday_of_month(m.year(), m.month(), nth, day));
    Some(Found::day(at + the + 2, date, "XXXX-XX-XX"))
}

/// "the turn of the century", "the turn of the 20th century"
pub(super) fn turn_of_century(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let (_, turn) = scene.phrase(the, "turn")?;
    let number = scene.day_number(the + turn);
    let at = the + turn + usize::from(number.is_some());
    if !matches!(scene.unit(at), Some("C" | "L")) {
        return None;
    }
    let century = number.map_or(20, |number| i16::from(number) - 1);
    Some(Found::date(at + 1, format!("{:04}", century * 100)))
}

/// "last fall", "this summer", "the winter of 1994", "summer 1998"
pub(super) fn season(scene: &Scene<'_>) -> Option<Found> {
    let lead = scene.lead(&["the"]);
    let shift = scene.number_of(lead, "shift");
    let at = lead + usize::from(shift.is_some()) + usize::from(scene.is(lead, "shade"));
    let season = scene.value(at, "season").filter(|_| !scene.in_name(at))?;
    let of = usize::from(scene.word(at + 1) == "of");
    let (year, extra) = trailing_year(scene, at + 1 + of);
    if let Some(year) = year {
        return Some(Found::date(at + 1 + of + extra, format!("{year:04}-{season}")));
    }
    let behind = scene.lexicon.is(scene.before(), "before_season");
    // "re-elected in spring", not "in spring water"
    let noun = |offset: usize| matches!(scene.upos(offset), Upos::Noun | Upos::Propn);
    let verb_like =
        scene.is(at, "also_word") && shift.is_none() && !(behind && noun(at) && !noun(at + 1));
    let placed = lead > 0 || behind;
    if verb_like || shift.is_none() && !placed {
        return None;
    }
    let year = scene.now.map(|now| year_of_season(now, season, shift, scene.tense));
    Some(Found::date(
        at + 1,
        year.map_or_else(|| format!("XXXX-{season}"), |y| format!("{y:04}-{season}")),
    ))
}

fn year_of_season(now: Date, season: &str, shift: Option<i64>, tense: Tense) -> i16 {
    let begins = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    match (shift, tense) {
        (Some(-1), _) if now.month() < begins + 3 && begins != 12 => now.year() - 1,
        (Some(-1), _) if begins == 12 => now.year() - 1,
        (Some(1), _) if now.month() >= begins => now.year() + 1,
        (None, Tense::Past) if now.month() < begins => now.year() - 1,
        (None, Tense::Future) if now.month() >= begins + 3 => now.year() + 1,
        _ => now.year(),
    }
}
