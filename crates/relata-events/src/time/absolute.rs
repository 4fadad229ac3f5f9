//! Dates that name a day, month, year, decade, century, quarter, season or holiday.

use jiff::civil::Date;
use relata_core::{EntityType, Relation, TimeType, Upos};

use super::calendar;
use super::scene::{Found, Oddity, Scene};
use super::tense::Tense;

/// "2015-10-07", "2015/10/07"
pub(super) fn iso_date(scene: &Scene<'_>) -> Option<Found> {
    let word = Some(scene.word(0)).filter(|word| word.len() == 10)?;
    let mut parts = word.split(['-', '/']);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(exact(1, year, month, day))
}

/// "4.6.2018": the day first, as where dots are used.
pub(super) fn dotted_date(scene: &Scene<'_>) -> Option<Found> {
    let mut parts = scene.word(0).splitn(3, '.');
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    Some(exact(1, year, month, day))
}

/// "19-Nov-12", "03-Jan-2019", "3/Jan/2019"
pub(super) fn dashed_date(scene: &Scene<'_>) -> Option<Found> {
    let dashed = |offset: usize| matches!(scene.word(offset), "-" | "/" | "–");
    if !dashed(1) || !dashed(3) {
        return None;
    }
    let day = scene.word(0).parse().ok()?;
    let month = i8::try_from(scene.number_of(2, "month")?).ok()?;
    Some(exact(5, year_in_figures(scene.word(4))?, month, day))
}

/// A day that is named with its year.
fn exact(len: usize, year: i16, month: i8, day: i8) -> Found {
    match Date::new(year, month, day) {
        Ok(date) => Found::day(len, Some(date), ""),
        Err(_) => Found::impossible(len),
    }
}

/// Two figures are of the years 1950 to 2049.
fn year_in_figures(figures: &str) -> Option<i16> {
    match (figures.len(), figures.parse::<i16>().ok()?) {
        (4, year) => Some(year),
        (2, year) => Some(year + if year < 50 { 2000 } else { 1900 }),
        _ => None,
    }
}

/// "10/26/89", "26/10/1989": in the order of the text and its publisher, unless it cannot be so.
pub(super) fn slashed_date(scene: &Scene<'_>) -> Option<Found> {
    if scene.word(1) != "/" || scene.word(3) != "/" {
        return None;
    }
    let (a, b) = (scene.word(0).parse::<i8>().ok()?, scene.word(2).parse::<i8>().ok()?);
    let year = year_in_figures(scene.word(4))?;
    let (day, month) = if scene.day_first { (a, b) } else { (b, a) };
    let (stated, swapped) = (Date::new(year, month, day), Date::new(year, day, month));
    let order = if scene.day_first { Oddity::DayFirst } else { Oddity::MonthFirst };
    let oddity = (stated.is_ok() && swapped.is_ok() && a != b).then_some(order);
    let found = stated
        .or(swapped)
        .map_or_else(|_| Found::impossible(5), |date| Found::day(5, Some(date), ""));
    Some(Found { oddity: found.oddity.or(oddity), ..found })
}

fn day_of(scene: &Scene<'_>, len: usize, year: Option<i16>, month: i8, day: i8) -> Found {
    match year.or_else(|| scene.year_of(month, Some(day))) {
        Some(year) => exact(len, year, month, day),
        // Every fourth year has a 29 February.
        None if Date::new(2000, month, day).is_err() => Found::impossible(len),
        None => Found::date(len, format!("XXXX-{month:02}-{day:02}")),
    }
}

/// A year after a date, with or without a comma: its value and the words it takes.
fn trailing_year(scene: &Scene<'_>, offset: usize) -> (Option<i16>, usize) {
    // "the third quarter of fiscal 2022"
    let comma = usize::from(matches!(scene.word(offset), "," | "fiscal"));
    if let Some(year) = scene.year(offset + comma) {
        return (Some(year), comma + 1);
    }
    let told = year_by_unit(scene, offset).or_else(|| scene.spelled_year(offset));
    told.map_or((None, 0), |(year, len)| (Some(year), len))
}

/// "last year", "next year", "that year", "the same year" after a date.
fn year_by_unit(scene: &Scene<'_>, offset: usize) -> Option<(i16, usize)> {
    let the = usize::from(scene.word(offset) == "the");
    let shift = scene.number_of(offset + the, "shift")?;
    if scene.unit(offset + the + 1) != Some("Y") {
        return None;
    }
    let of_text = matches!(scene.word(offset + the), "that" | "same" | "following");
    let spoken = if of_text { scene.spoken_year } else { None };
    let year = spoken.or_else(|| scene.now.map(Date::year))?;
    Some((year.checked_add(i16::try_from(shift).ok()?)?, the + 2))
}

/// "7 October 2015", "the 7th of October"
pub(super) fn day_month_year(scene: &Scene<'_>) -> Option<Found> {
    let lead = scene.lead(&["the"]);
    let day = scene.day_number(lead)?;
    let of = usize::from(scene.word(lead + 1) == "of");
    let month = scene.month(lead + 1 + of)?;
    if lead == 1 && of == 0 && scene.word(lead).parse::<i8>().is_ok() {
        return None;
    }
    let (year, extra) = trailing_year(scene, lead + 2 + of);
    let year = year.or_else(|| year_of_pair(scene, lead + 2 + of, month));
    Some(day_of(scene, lead + 2 + of + extra, year, month, day))
}

/// The days that "3 to 5 October" and "3, 4 and 5 October" name before the last.
pub(super) fn day_before_day(scene: &Scene<'_>) -> Option<Found> {
    let day = figure(scene.word(0))?;
    let (last, at) = days_behind(scene, 1)?;
    let of = usize::from(scene.word(at) == "of");
    let month = scene.month(at + of).filter(|_| day < last)?;
    let (year, _) = trailing_year(scene, at + of + 1);
    Some(day_of(scene, 1, year, month, day))
}

/// The days that "April 24 and 25" and "Oct. 3-5" name behind the first.
pub(super) fn day_behind_day(scene: &Scene<'_>) -> Option<Found> {
    let day = figure(scene.word(0)).filter(|_| !counts_something(scene, 0))?;
    let mut first = scene.at;
    for _ in 0..MOST_DAYS {
        let Some(start) = first.checked_sub(2) else { break };
        let before = Scene { at: start, ..*scene };
        let joint = scene.lexicon.is(before.word(1), "joins_dates");
        if !joint || figure(before.word(0)).is_none() {
            break;
        }
        first = start;
    }
    let before = Scene { at: first.checked_sub(1).filter(|_| first < scene.at)?, ..*scene };
    let month = before.month(0)?;
    let opens = figure(before.word(1)).is_some_and(|opens| opens < day);
    if !opens || scene.month(1).is_some() || scene.unit(1).is_some() {
        return None;
    }
    let (year, extra) = trailing_year(scene, 1);
    let behind = || days_behind(scene, 1).and_then(|(_, at)| trailing_year(scene, at).0);
    Some(day_of(scene, 1 + extra, year.or_else(behind), month, day))
}

/// So many days may share a month: "3, 4 and 5 October".
const MOST_DAYS: usize = 4;

/// A day of the month in figures alone.
fn figure(word: &str) -> Option<i8> {
    word.parse().ok().filter(|day| (1..=31).contains(day))
}

/// The last of the days that are joined to one before `at`, and where the words go on.
fn days_behind(scene: &Scene<'_>, mut at: usize) -> Option<(i8, usize)> {
    let mut last = None;
    for _ in 0..MOST_DAYS {
        if !scene.lexicon.is(scene.word(at), "joins_dates") {
            break;
        }
        let Some(day) = figure(scene.word(at + 1)) else { break };
        (last, at) = (Some(day), at + 2);
    }
    last.map(|day| (day, at))
}

/// The year of the later of two dates, which the earlier shares: "March and April 2022", "3 May to
/// 5 June 2020", "December 2020" of "December and January 2021".
fn year_of_pair(scene: &Scene<'_>, offset: usize, month: i8) -> Option<i16> {
    if !scene.lexicon.is(scene.word(offset), "joins_dates") {
        return None;
    }
    let day = usize::from(scene.day_number(offset + 1).is_some());
    let at = offset + 1 + day;
    let other = scene.month(at)?;
    let day = usize::from(day == 0 && figure(scene.word(at + 1)).is_some());
    let comma = usize::from(scene.word(at + 1 + day) == ",");
    let year = scene.year(at + 1 + day + comma)?;
    Some(if month > other { year - 1 } else { year })
}

/// "October 7, 2015", "Oct. 7"
pub(super) fn month_day_year(scene: &Scene<'_>) -> Option<Found> {
    let month = scene.month(0)?;
    let the = usize::from(scene.word(1) == "the");
    let day = scene.day_number(1 + the).filter(|_| scene.word(1 + the) != "second" || the == 1)?;
    // "Oct. 7:30" is no day
    let (year, extra) = trailing_year(scene, 2 + the);
    let behind = || days_behind(scene, 2 + the).and_then(|(_, at)| trailing_year(scene, at).0);
    let year = year.or_else(behind).or_else(|| year_of_pair(scene, 2 + the, month));
    Some(day_of(scene, 2 + the + extra, year, month, day))
}

/// "October 2015", "October", "early October", "mid-October"
pub(super) fn month_year(scene: &Scene<'_>) -> Option<Found> {
    let lead = modifier(scene);
    let month = scene.month(lead)?;
    let name_only = scene.word(lead).len() <= 5
        && matches!(
            scene.word(lead),
            "may" | "march" | "mar" | "jan" | "sun" | "april" | "june" | "dec"
        );
    let of = usize::from(scene.word(lead + 1) == "of");
    let (year, extra) = match trailing_year(scene, lead + 1 + of) {
        (Some(year), extra) => (Some(year), extra + of),
        (None, _) => (None, 0),
    };
    if year.is_none() && name_only && lead == 0 && !is_month_use(scene, lead) {
        return None;
    }
    let year = year.or_else(|| year_of_pair(scene, lead + 1, month));
    let year = year.or_else(|| scene.year_of(month, None));
    let len = lead + 1 + extra;
    Some(Found::date(
        len,
        year.map_or_else(|| format!("XXXX-{month:02}"), |y| format!("{y:04}-{month:02}")),
    ))
}

/// Tells the month May from the verb, March from the walk, April from the girl.
fn is_month_use(scene: &Scene<'_>, offset: usize) -> bool {
    let after_preposition = scene.lexicon.is(scene.before(), "before_month");
    after_preposition && !matches!(scene.upos(offset), Upos::Verb | Upos::Aux)
}

/// Words that only shade an expression: "early", "late", "mid-", "the end of", "the beginning of".
fn modifier(scene: &Scene<'_>) -> usize {
    let the = scene.lead(&["the"]);
    if matches!(scene.word(the), "end" | "beginning" | "start" | "middle")
        && scene.word(the + 1) == "of"
    {
        return the + 2;
    }
    match scene.word(0) {
        "early" | "late" | "mid" => 1 + usize::from(scene.word(1) == "-"),
        _ => 0,
    }
}

/// "Wednesday, October 7", "Wednesday 7 October 2015"
pub(super) fn weekday_with_date(scene: &Scene<'_>) -> Option<Found> {
    scene.weekday(0)?;
    let dot = usize::from(scene.word(1) == ".");
    let skip = 1 + dot + usize::from(scene.word(1 + dot) == ",");
    let rest = Scene { at: scene.at + skip, ..*scene };
    let found = month_day_year(&rest).or_else(|| day_month_year(&rest))?;
    Some(Found { len: found.len + skip, ..found })
}

/// "2015", "fiscal 1989", "early 2011", "the end of 1990"
pub(super) fn year(scene: &Scene<'_>) -> Option<Found> {
    let lead = modifier(scene)
        + usize::from(scene.word(modifier(scene)) == "fiscal")
        + usize::from(scene.word(0) == "the" && scene.word(1) == "year") * 2;
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
    let at = the + usize::from(the > lead && scene.word(the) == "current");
    let kind = usize::from(matches!(scene.word(at), "fiscal" | "full" | "whole" | "entire"));
    let unit = scene.unit(at + kind).filter(|unit| matches!(*unit, "Y" | "O" | "W"))?;
    let len = at + kind + 1;
    if the == lead || scene.value(at + kind, "units").is_some() || scene.word(len) == "-" {
        return None;
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
    match (scene.word(the), scene.word(the + 1)) {
        (part, "of") if scene.lexicon.is(part, "part_of_period") => the + 2,
        ("earlier" | "later" | "early" | "late", "in") if the == 0 => 2,
        _ => 0,
    }
}

/// "the week of March 6", "the week of 6 March 2000"
pub(super) fn week_of_day(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    if scene.unit(the) != Some("W") || !matches!(scene.word(the + 1), "of" | "beginning") {
        return None;
    }
    let rest = Scene { at: scene.at + the + 2, ..*scene };
    let found = month_day_year(&rest).or_else(|| day_month_year(&rest))?;
    Some(Found::date(the + 2 + found.len, calendar::week(found.day?)))
}

/// "nineteen ninety-six"
pub(super) fn spelled_year(scene: &Scene<'_>) -> Option<Found> {
    let (year, len) = scene.spelled_year(0)?;
    Some(Found::date(len, format!("{year:04}")))
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

/// True for a number before the noun that it counts, or the thing of that year: "the 1987
/// Chevrolet".
fn counts_something(scene: &Scene<'_>, offset: usize) -> bool {
    scene.token(offset).is_some_and(|t| {
        let token = scene.reading.token(t);
        let counted = token.head.map(|h| scene.reading.token(h));
        token.relation == Relation::Nummod
            && counted.is_some_and(|h| {
                let made =
                    matches!(h.entity.label(), Some(EntityType::Vehicle | EntityType::Product));
                (h.upos == Upos::Noun || made) && h.span.start() > token.span.start()
            })
    })
}

/// "the 1990s", "the late 1970s", "the nineties", "the '80s"
pub(super) fn decade(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let shade = usize::from(matches!(scene.word(the), "early" | "late" | "mid"))
        + usize::from(scene.word(the + 1) == "-" && scene.word(the) == "mid");
    let at = the + shade;
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
    let shade = usize::from(matches!(scene.word(the), "early" | "late"));
    let number = scene.day_number(the + shade)?;
    let dash = usize::from(scene.word(the + shade + 1) == "-");
    (scene.unit(the + shade + 1 + dash) == Some("C"))
        .then(|| Found::date(the + shade + 2 + dash, format!("{:02}", number - 1)))
}

/// "the third quarter", "third-quarter", "the fourth quarter of 1989", "the final quarter of next
/// year", "the fiscal second quarter", "the first half of 2020"
pub(super) fn quarter(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the", "this", "its"]);
    let fiscal = usize::from(scene.word(the) == "fiscal");
    let at = the + fiscal;
    let dash = usize::from(scene.word(at + 1) == "-");
    let fiscal = usize::from(scene.word(at + 1) == "fiscal");
    let unit = at + 1 + dash + fiscal;
    let halves = scene.word(unit) == "half";
    let (parts, letter) = if halves { (2, 'H') } else { (4, 'Q') };
    let number = match scene.word(at) {
        "final" | "last" if the == 1 && scene.word(unit + 1) == "of" => parts,
        _ => scene.number_of(at, "ordinal").filter(|n| (1..=parts).contains(n))?,
    };
    if !halves && scene.unit(unit) != Some("Q") {
        return None;
    }
    let of = usize::from(scene.word(unit + 1) == "of");
    let (year, extra) = trailing_year(scene, unit + 1 + of);
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
    if scene.word(at) == "year" && scene.word(at + 1) == "-" {
        let back = matches!(scene.word(at + 2), "ago" | "earlier");
        let year = scene.now.and_then(|now| calendar::add_years(now, -1)).filter(|_| back)?;
        return Some((year.year(), 3));
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
    let nth = match scene.word(the) {
        "last" | "final" => -1,
        _ => i8::try_from(scene.number_of(the, "ordinal").filter(|n| (1..=5).contains(n))?).ok()?,
    };
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
    let of_text = matches!(scene.word(at + the), "that" | "same" | "following");
    let from = if of_text { scene.last.or(scene.now) } else { scene.now };
    let month = from.and_then(|from| calendar::add_months(from, shift));
    let date = month.and_then(|m| calendar::weekday_of_month(m.year(), m.month(), nth, day));
    Some(Found::day(at + the + 2, date, "XXXX-XX-XX"))
}

/// "the turn of the century", "the turn of the 20th century"
pub(super) fn turn_of_century(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    if scene.word(the) != "turn" || scene.word(the + 1) != "of" || scene.word(the + 2) != "the" {
        return None;
    }
    let number = scene.day_number(the + 3);
    let at = the + 3 + usize::from(number.is_some());
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
    let at = lead
        + usize::from(shift.is_some())
        + usize::from(matches!(scene.word(lead), "early" | "late"));
    let season = scene.value(at, "season").filter(|_| !scene.in_name(at))?;
    let of = usize::from(scene.word(at + 1) == "of");
    let (year, extra) = trailing_year(scene, at + 1 + of);
    if let Some(year) = year {
        return Some(Found::date(at + 1 + of + extra, format!("{year:04}-{season}")));
    }
    let verb_like = matches!(scene.word(at), "fall" | "spring") && shift.is_none();
    if verb_like || (shift.is_none() && lead == 0 && !matches!(scene.before(), "in" | "during")) {
        return None;
    }
    let year = scene.now.map(|now| year_of_season(now, season, shift.unwrap_or(0)));
    Some(Found::date(
        at + 1,
        year.map_or_else(|| format!("XXXX-{season}"), |y| format!("{y:04}-{season}")),
    ))
}

fn year_of_season(now: Date, season: &str, shift: i64) -> i16 {
    let begins = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    match shift {
        -1 if now.month() < begins + 3 && begins != 12 => now.year() - 1,
        -1 if begins == 12 => now.year() - 1,
        1 if now.month() >= begins => now.year() + 1,
        _ => now.year(),
    }
}

/// "Christmas", "last Thanksgiving", "New Year's Eve"
pub(super) fn holiday(scene: &Scene<'_>) -> Option<Found> {
    let shift = scene.number_of(0, "shift");
    let at = usize::from(shift.is_some());
    let (name, len) = phrase(scene, at, "holiday")?;
    if !scene.is_capital(at) {
        return None;
    }
    let (year, extra) = trailing_year(scene, at + len);
    let fixed = name
        .split_once('-')
        .and_then(|(m, d)| Some((m.parse::<i8>().ok()?, d.parse::<i8>().ok()?)));
    let open = if fixed.is_some() { format!("XXXX-{name}") } else { "XXXX-XX-XX".to_owned() };
    let day_in = |year: i16| match fixed {
        Some((month, day)) => Date::new(year, month, day).ok(),
        None => calendar::movable_feast(name, year),
    };
    let year = year.or_else(|| {
        let now = scene.now?;
        let day = day_in(now.year())?;
        let back = shift == Some(-1) && day >= now;
        let turned = if shift == Some(1) && day < now {
            now.year() + 1
        } else {
            calendar::year_of_day(now, day.month(), day.day(), scene.tense)
        };
        Some(if back { now.year() - 1 } else { turned })
    });
    Some(Found::day(at + len + extra, year.and_then(day_in), open))
}

/// The longest phrase of the table, its marks counted: "St. Patrick's Day".
const PHRASE_WORDS: usize = 6;

/// The longest phrase of a kind that begins at `offset`: its value and length in words.
pub(super) fn phrase(
    scene: &Scene<'_>,
    offset: usize,
    kind: &str,
) -> Option<(&'static str, usize)> {
    if !scene.lexicon.begins_as(scene.word(offset), kind) {
        return None;
    }
    (1..=PHRASE_WORDS).rev().find_map(|len| {
        let joined = (0..len)
            .map(|i| scene.word(offset + i))
            .collect::<Vec<_>>()
            .join(" ")
            .replace(" ' s", "'s")
            .replace(" ’ s", "'s")
            .replace(" . ", " ");
        scene.lexicon.value(&joined, kind).map(|value| (value, len))
    })
}

/// A value of [`TimeType::Time`] on a day.
pub(super) fn time_on(len: usize, day: Option<Date>, open: &str, time: &str) -> Found {
    let date = day.map_or_else(|| open.to_owned(), |d| d.to_string());
    Found { day, ..Found::new(len, TimeType::Time, format!("{date}T{time}")) }
}
