//! Dates that name a day, a month or a holiday.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use relata_core::{EntityType, Relation, TimeType, Token, Upos};

use super::calendar;
use super::scene::{Found, Oddity, Scene};

/// "2015-10-07", "2015/10/07"
pub(super) fn iso_date(scene: &Scene<'_>) -> Option<Found> {
    let word = Some(scene.word(0)).filter(|word| word.len() == 10)?;
    let mut parts = word.split(['-', '/']);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(exact(1, year, month, day))
}

/// "2021-W07"
pub(super) fn iso_week(scene: &Scene<'_>) -> Option<Found> {
    let (year, week) = Some(scene.word(0)).filter(|word| word.len() == 8)?.split_once("-w")?;
    let number: i8 = week.parse().ok()?;
    let exists = ISOWeekDate::new(year.parse().ok()?, number, Weekday::Monday).is_ok();
    Some(if exists { Found::date(1, format!("{year}-W{week}")) } else { Found::impossible(1) })
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
pub(super) fn trailing_year(scene: &Scene<'_>, offset: usize) -> (Option<i16>, usize) {
    // "the third quarter of fiscal 2022"
    let comma = usize::from(scene.word(offset) == "," || scene.is(offset, "year_kind"));
    if let Some(year) = scene.year(offset + comma) {
        return (Some(year), comma + 1);
    }
    let told = year_by_unit(scene, offset).or_else(|| scene.spelled_year(offset));
    told.map_or((None, 0), |(year, len)| (Some(year), len))
}

/// "last year", "next year", "that year", "the same year" after a date.
pub(super) fn year_by_unit(scene: &Scene<'_>, offset: usize) -> Option<(i16, usize)> {
    let the = usize::from(scene.word(offset) == "the");
    let shift = scene.number_of(offset + the, "shift")?;
    if scene.unit(offset + the + 1) != Some("Y") {
        return None;
    }
    let spoken = scene.spoken_year.filter(|_| scene.is(offset + the, "from_text"));
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
    // "in July the first convoy came"
    let counts = the == 1 && matches!(scene.upos(3), Upos::Noun | Upos::Adj | Upos::Num);
    if counts && !scene.word(2).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
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
    let name_only = scene.is(lead, "also_word");
    let of = usize::from(scene.word(lead + 1) == "of");
    let (year, extra) = match trailing_year(scene, lead + 1 + of) {
        (Some(year), extra) => (Some(year), extra + of),
        (None, _) => (None, 0),
    };
    let names_noun = lead == 0 && year.is_none() && names_noun(scene);
    if year.is_none() && name_only && lead == 0 && !names_noun && !is_month_use(scene, lead) {
        return None;
    }
    let year = year.or_else(|| year_of_pair(scene, lead + 1, month));
    let named = || scene.now.map(|now| calendar::year_of_named_month(now, month));
    let year = if names_noun { year.or_else(named) } else { year };
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

/// True for the month of a thing that is called by it: "the March accession", "a June agreement".
/// No verb tells on which side of now it lies.
fn names_noun(scene: &Scene<'_>) -> bool {
    let is_noun = scene.upos(1) == Upos::Noun && !scene.is_capital(1);
    is_noun && (scene.lexicon.is(scene.before(), "before_named_month") || is_compound(scene))
}

/// True where the reader joins the month to the noun behind: "for November trades".
fn is_compound(scene: &Scene<'_>) -> bool {
    let (month, noun) = (scene.token(0), scene.token(1));
    month.zip(noun).is_some_and(|(month, noun)| {
        let token = scene.reading.token(month);
        token.relation == Relation::Compound && token.head == Some(noun)
    })
}

/// Words that only shade an expression: "early", "late", "mid-", "the end of", "the beginning of".
pub(super) fn modifier(scene: &Scene<'_>) -> usize {
    let the = scene.lead(&["the"]);
    if scene.is(the, "part_of_period") && scene.word(the + 1) == "of" {
        return the + 2;
    }
    let shade = scene.skip(0, "shade");
    shade + usize::from(shade > 0 && scene.word(shade) == "-")
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

/// True for a number before the nouns that it counts, or the thing of that year: "the 1987
/// Chevrolet". A number of four figures counts no single thing: "the 1988 period" is of the year.
pub(super) fn counts_something(scene: &Scene<'_>, offset: usize) -> bool {
    scene.token(offset).is_some_and(|t| {
        let token = scene.reading.token(t);
        let counted = token.head.map(|h| scene.reading.token(h));
        token.relation == Relation::Nummod
            && counted.is_some_and(|h| {
                let made =
                    matches!(h.entity.label(), Some(EntityType::Vehicle | EntityType::Product));
                // "a 2000 metre race"
                let measures = h.relation == Relation::Compound;
                let several = h.upos == Upos::Noun && (measures || !is_singular(scene, h));
                (several || made) && h.span.start() > token.span.start()
            })
    })
}

/// True for a noun in its dictionary form.
fn is_singular(scene: &Scene<'_>, noun: &Token) -> bool {
    noun.span.text(scene.text).eq_ignore_ascii_case(&noun.lemma)
}

/// "Christmas", "last Thanksgiving", "New Year's Eve", "Easter week"
pub(super) fn holiday(scene: &Scene<'_>) -> Option<Found> {
    let shift = scene.number_of(0, "shift");
    let at = usize::from(shift.is_some());
    let (name, len) = scene.phrase(at, "holiday")?;
    if !scene.is_capital(at) {
        return None;
    }
    // "Easter week", "Labor Day weekend"
    let unit = scene.value(at + len, "unit").filter(|unit| matches!(*unit, "W" | "K"));
    let len = len + usize::from(unit.is_some());
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
    let day = year.and_then(day_in);
    let len = at + len + extra;
    let Some(unit) = unit else { return Some(Found::day(len, day, open)) };
    let value = day.and_then(|day| calendar::shifted(day, unit, 0));
    Some(Found::date(len, value.or_else(|| calendar::open_period(unit).map(str::to_owned))?))
}

/// A value of [`TimeType::Time`] on a day.
pub(super) fn time_on(len: usize, day: Option<Date>, open: &str, time: &str) -> Found {
    let date = day.map_or_else(|| open.to_owned(), |d| d.to_string());
    Found { day, ..Found::new(len, TimeType::Time, format!("{date}T{time}")) }
}
