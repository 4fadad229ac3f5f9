//! Lengths of time and recurring times: "five years", "the past two months", "every Tuesday",
//! "daily".

use relata_core::{Relation, TimeType, Upos};
use relata_syntax::quantifier;

use super::number::Numeral;
use super::scene::{Found, Scene};

/// "five years", "a week", "several months": how many, of what, in how many words.
pub(super) struct Counted {
    /// `None` for "several" and the like.
    pub count: Option<i64>,
    pub half: bool,
    pub unit: &'static str,
    pub len: usize,
}

/// TIMEX3 value of a length: `P5Y`, `PT2H`.
pub(super) fn value(unit: &str, count: &str) -> Option<String> {
    let scaled = |factor: i64, letter: &str| {
        count.parse::<i64>().map_or_else(
            |_| format!("PX{letter}"),
            |n| format!("P{}{letter}", n.saturating_mul(factor)),
        )
    };
    Some(match unit {
        "S" | "M" | "H" => format!("PT{count}{unit}"),
        "D" | "W" | "Y" | "Q" => format!("P{count}{unit}"),
        "NI" => format!("P{count}D"),
        "O" => format!("P{count}M"),
        "F" => scaled(2, "W"),
        "E" if count == "X" => "PXE".to_owned(),
        "C" if count == "X" => "PXC".to_owned(),
        "E" => scaled(10, "Y"),
        "C" => scaled(100, "Y"),
        "L" => scaled(1000, "Y"),
        "K" => scaled(2, "D"),
        _ => return None,
    })
}

pub(super) fn count_and_unit(scene: &Scene<'_>) -> Option<Counted> {
    let skip = approximation(scene);
    let rest = Scene { at: scene.at + skip, ..*scene };
    let mut counted = plain_count(&rest)?;
    counted.len += skip;
    Some(counted)
}

/// "about", "nearly", "at least", "more than" before a count: the number of words.
fn approximation(scene: &Scene<'_>) -> usize {
    if scene.lexicon.is(scene.word(0), "approximates") {
        return 1;
    }
    let pair = quantifier(|at| scene.word(at)).filter(|row| row.words.len() == 2);
    pair.map_or(0, |row| row.words.len())
}

fn plain_count(scene: &Scene<'_>) -> Option<Counted> {
    let (count, mut half, mut at) = match (scene.phrase(0, "counts"), scene.numeral(0)) {
        (Some((count, len)), None) => (count.parse().ok(), count == "0", len),
        (_, Some(numeral)) => range_or(scene, numeral),
        (None, None) => return None,
    };
    let and_half = half_behind(scene, at);
    (half, at) = (half || and_half > 0, at + and_half);
    at += usize::from(scene.word(at) == "-") + usize::from(scene.is(at, "whole"));
    // "60 Minutes"
    if at > 0 && scene.is_capital(at) && scene.in_name(at) {
        return None;
    }
    // "three quarters of voters", "the past three quarters"
    let quarters = scene.is_behind("shift") && scene.word(at + 1) != "of";
    let unit = scene.unit(at).filter(|&unit| unit != "N" && (quarters || unit != "Q"))?;
    // "a decades-long row"
    if at == 1 && matches!(scene.word(0), "a" | "an") && scene.value(at, "units").is_some() {
        return None;
    }
    let mut len = at + 1;
    // "a second suspect"
    if unit == "S"
        && scene.word(at) == "second"
        && scene.word(len).starts_with(char::is_alphabetic)
        && !follows_length(scene, len)
    {
        return None;
    }
    // "a 30-year-old" and "30 years old" tell an age.
    let dash = usize::from(scene.word(len) == "-");
    if scene.word(len + dash) == "old" {
        return None;
    }
    // "a day-long meeting"
    len += if dash == 1 && scene.word(len + 1) == "long" { 2 } else { 0 };
    if unit == "S" && scene.word(at) == "second" && scene.word(0) != "one" && count != Some(1) {
        return None;
    }
    if scene.word(len) == "and" && scene.word(len + 1) == "a" && scene.word(len + 2) == "half" {
        half = true;
        len += 3;
    }
    Some(Counted { count, half, unit, len })
}

/// True for words behind a length: "a second later".
fn follows_length(scene: &Scene<'_>, offset: usize) -> bool {
    ["from_now", "from_then", "beside"].iter().any(|kind| scene.is(offset, kind))
        || matches!(scene.word(offset), "and" | "or")
}

/// The count of a numeral; of "two to three" it is open.
fn range_or(scene: &Scene<'_>, low: Numeral) -> (Option<i64>, bool, usize) {
    let one = (i64::try_from(low.value).ok(), low.half, low.len);
    if !scene.lexicon.is(scene.word(low.len), "between_counts") {
        return one;
    }
    match scene.numeral(low.len + 1) {
        Some(high) if high.value > low.value => (None, false, low.len + 1 + high.len),
        _ => one,
    }
}

/// "and a half" between a number and its unit, "two-and-a-half": the number of words.
fn half_behind(scene: &Scene<'_>, at: usize) -> usize {
    let words = (at..at + 6).filter(|&i| scene.word(i) != "-");
    let found: Vec<usize> = words.take(3).collect();
    match found.as_slice() {
        [and, a, half]
            if scene.word(*and) == "and"
                && scene.word(*a) == "a"
                && scene.word(*half) == "half" =>
        {
            half + 1 - at
        }
        _ => 0,
    }
}

/// "twice a year", "once every three weeks", "three times a month"
pub(super) fn times_a_unit(scene: &Scene<'_>) -> Option<Found> {
    let at = match scene.numeral(0) {
        Some(numeral) if scene.is(numeral.len, "multiplies") => numeral.len + 1,
        Some(_) => return None,
        None => scene.value(0, "times").map(|_| 1)?,
    };
    if scene.is(at, "every") {
        let rest = every(&Scene { at: scene.at + at, ..*scene })?;
        return Some(Found { len: at + rest.len, ..rest });
    }
    let unit = scene.value(at + 1, "unit").filter(|_| matches!(scene.word(at), "a" | "an"))?;
    Some(Found::new(at + 2, TimeType::Set, value(unit, "1")?))
}

/// TIMEX3 value of what is counted.
pub(super) fn length(counted: &Counted) -> Option<String> {
    let count = counted.count.map_or_else(|| "X".to_owned(), |n| n.to_string());
    if !counted.half {
        return value(counted.unit, &count);
    }
    let whole = counted.count.unwrap_or(0);
    Some(match counted.unit {
        "Y" if whole > 0 => format!("P{whole}Y6M"),
        "Y" => "P6M".to_owned(),
        "H" if whole > 0 => format!("PT{whole}H30M"),
        "H" => "PT30M".to_owned(),
        "M" if whole > 0 => format!("PT{whole}M30S"),
        "E" => format!("P{}Y", whole * 10 + 5),
        "C" => format!("P{}Y", whole * 100 + 50),
        unit => value(unit, &format!("{whole}.5"))?,
    })
}

/// "five years", "two-week", "more than four hours", "2 1/2 years"
pub(super) fn counted(scene: &Scene<'_>) -> Option<Found> {
    let counted = count_and_unit(scene)?;
    let is_rated = matches!(scene.word(counted.len), "a" | "an" | "per")
        && scene.value(counted.len + 1, "unit").is_some();
    // "24 hours a day" tells how it is done.
    if counted.unit == "NI" && counted.count.is_none() || is_rated || is_rate(scene, &counted) {
        return None;
    }
    Some(Found::new(counted.len, TimeType::Duration, length(&counted)?))
}

/// "two million a year", "700 seats a week": by the unit, and no length.
fn is_rate(scene: &Scene<'_>, counted: &Counted) -> bool {
    let unit = counted.len.checked_sub(1).and_then(|offset| scene.token(offset));
    matches!(scene.word(0), "a" | "an")
        && unit.is_some_and(|unit| {
            let token = scene.reading.token(unit);
            token.relation == Relation::NmodUnmarked
                && token
                    .head
                    .is_some_and(|head| head < unit && scene.reading.token(head).upos != Upos::Verb)
        })
}

/// "decades-long", "day-long", "month-long"
pub(super) fn unit_long(scene: &Scene<'_>) -> Option<Found> {
    let unit = scene.unit(0)?;
    let long = scene.word(1) == "-" && scene.word(2) == "long";
    let count = if scene.value(0, "units").is_some() { "X" } else { "1" };
    long.then(|| value(unit, count)).flatten().map(|v| Found::new(3, TimeType::Duration, v))
}

/// "the past two months", "the last 24 hours", "the next five years", "the first nine months"
pub(super) fn shifted_count(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the", "these", "those"]);
    let picks = ["ordinal", "nearby"].iter().any(|kind| {
        scene.is(the, kind) && scene.number_of(the, kind).is_none_or(|nth| nth.abs() == 1)
    });
    // "It will last two weeks."
    let is_verb = scene.upos(the) == Upos::Verb;
    let shifts = scene.is(the, "shift") && scene.word(the) != "that";
    let shift = (shifts || picks) && !is_verb;
    let shift = usize::from(shift);
    if the + shift == 0 {
        return None;
    }
    let rest = Scene { at: scene.at + the + shift, ..*scene };
    // "the two-week truce" is a two-week one.
    let hyphened = shift == 0 && (1..4).any(|i| rest.word(i) == "-" && rest.word(i + 1) != "old");
    let counted =
        plain_count(&rest).filter(|_| !matches!(rest.word(0), "a" | "an") && !hyphened)?;
    Some(Found::new(counted.len + the + shift, TimeType::Duration, length(&counted)?))
}

/// "weeks", "for decades", "years"
pub(super) fn vague_units(scene: &Scene<'_>) -> Option<Found> {
    let unit = scene.value(0, "units")?;
    let past = scene.is(1, "from_now");
    let loose = scene.lexicon.is(scene.before(), "before_length") || past || scene.word(1) == "of";
    if matches!(unit, "S" | "NI" | "Q" | "K" | "N") || !loose {
        return None;
    }
    if past {
        return Some(Found::date(2, "PAST_REF"));
    }
    Some(Found::new(1, TimeType::Duration, value(unit, "X")?))
}

/// "every day", "each Thursday", "every two weeks", "Tuesdays"
pub(super) fn every(scene: &Scene<'_>) -> Option<Found> {
    if !scene.is(0, "every") {
        return None;
    }
    if let Some(day) = scene.weekday(1) {
        return Some(Found::new(2, TimeType::Set, format!("XXXX-WXX-{day}")));
    }
    if let Some(month) = scene.month(1) {
        return Some(Found::new(2, TimeType::Set, format!("XXXX-{month:02}")));
    }
    if let Some(season) = scene.value(1, "season") {
        return Some(Found::new(2, TimeType::Set, format!("XXXX-{season}")));
    }
    let rest = Scene { at: scene.at + 1, ..*scene };
    if let Some(counted) = plain_count(&rest) {
        return Some(Found::new(counted.len + 1, TimeType::Set, length(&counted)?));
    }
    let unit = scene.value(1, "unit")?;
    Some(Found::new(2, TimeType::Set, value(unit, "1")?))
}

/// "Tuesdays", "Tuesday nights"
pub(super) fn weekdays(scene: &Scene<'_>) -> Option<Found> {
    let plural = |word: &str| word.strip_suffix('s').map(str::to_owned);
    if let Some(day) = plural(scene.word(0)).and_then(|w| scene.lexicon.number(&w, "weekday")) {
        return scene
            .word(0)
            .ends_with("days")
            .then(|| Found::new(1, TimeType::Set, format!("XXXX-WXX-{day}")));
    }
    let day = scene.weekday(0)?;
    let part = plural(scene.word(1)).and_then(|word| scene.lexicon.value(&word, "part"))?;
    Some(Found::new(2, TimeType::Set, format!("XXXX-WXX-{day}T{part}")))
}

/// "daily", "weekly", "annually"
pub(super) fn set_adverb(scene: &Scene<'_>) -> Option<Found> {
    let value = scene.value(0, "set")?;
    // "Daily" in the name of a paper
    let names = scene.upos(0) == Upos::Noun && scene.upos(1) == Upos::Propn;
    (!names && (!scene.is_capital(0) || scene.at == 0)).then(|| Found::new(1, TimeType::Set, value))
}
