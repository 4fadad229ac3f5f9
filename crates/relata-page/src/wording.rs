//! How a page says what records say by labels.

use relata_core::{
    AttestationStance, Claim, Date, EntityType, Event, EventTime, Factuality, Score, Stance,
};

use crate::text::one_line;

/// Classes of cues of which "says" tells too little: their own words stand in its place.
const AS_WORDED: [&str; 3] = ["judge", "promise", "think"];

/// A number with what it counts.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// When an event took place, by its days; where an hour is told or no day, as its value says.
pub fn when(time: &EventTime) -> String {
    match time.start.filter(|_| !time.value.contains('T')) {
        Some(start) => days(start, time.end),
        None => clock(&time.value),
    }
}

/// A TIMEX3 value with a time of day, as it is read: `2023-10-05T06:00` is `2023-10-05, 06:00`,
/// `2023-10-05TNI` is `2023-10-05, night`.
fn clock(value: &str) -> String {
    let Some((day, time)) = value.split_once('T') else { return value.to_owned() };
    let part = match time {
        "MO" => "morning",
        "MI" => "midday",
        "DT" => "daytime",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        // A period ("PT2H") has no day before it.
        _ if day.starts_with('P') || day.is_empty() => return value.to_owned(),
        _ => time,
    };
    format!("{day}, {part}")
}

/// From the first day to the last, of which `end` is the day after; a whole month or year by its
/// number.
pub fn days(start: Date, end: Option<Date>) -> String {
    let Some(last) = end.and_then(Date::previous).filter(|last| *last > start) else {
        return start.to_string();
    };
    let (year, month) = (start.year(), start.month());
    let is_whole = start.day() == 1
        && (last.year() == year)
        && last.next().is_some_and(|next| next.day() == 1);
    match (is_whole && last.month() == month, is_whole && (month, last.month()) == (1, 12)) {
        (true, _) => format!("{year:04}-{month:02}"),
        (_, true) => format!("{year:04}"),
        _ => format!("{start} to {last}"),
    }
}

/// A score as it is shown: with as many decimals as the filter has, and not rounded up beyond what
/// the filter takes it for.
pub fn score(score: Score) -> String {
    // Three decimals, as a score is written, of which the last is left out.
    let written = format!("score {:.3}", score.get());
    written.get(..written.len() - 1).unwrap_or_default().to_owned()
}

/// What kind of thing an entity is.
pub const fn entity_type(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Per => "person",
        EntityType::Org => "organisation",
        EntityType::Gpe | EntityType::Loc => "place",
        EntityType::Norp => "people",
        EntityType::Fac => "building",
        EntityType::Vehicle => "vehicle",
        EntityType::Work => "work",
        EntityType::Law => "law",
        _ => "other",
    }
}

/// What the source does with the content of a claim: "denies", or “condemned” where it does more
/// than to say it.
pub fn said(claim: &Claim) -> String {
    let cue = claim.cue.as_ref().filter(|cue| {
        let class = cue.class.as_deref();
        claim.stance == Stance::Asserted && class.is_some_and(|class| AS_WORDED.contains(&class))
    });
    match cue {
        Some(cue) => format!("“{}”", one_line(&cue.text.text)),
        None => claim.stance.verb().to_owned(),
    }
}

/// What a voice does with an event.
pub const fn attestation(stance: AttestationStance) -> &'static str {
    match stance {
        AttestationStance::Claims => "says so",
        AttestationStance::Confirms => "confirms it",
        AttestationStance::Denies => "denies it",
        AttestationStance::Hedges => "thinks it possible",
        _ => "will not say",
    }
}

/// The stance of claims with which an attestation goes, for its colour.
pub const fn stance_of(attestation: AttestationStance) -> Stance {
    match attestation {
        AttestationStance::Claims => Stance::Asserted,
        AttestationStance::Confirms => Stance::Confirmed,
        AttestationStance::Denies => Stance::Denied,
        AttestationStance::Hedges => Stance::Hedged,
        _ => Stance::Withheld,
    }
}

/// In which way it did not simply take place; `None` where it did.
pub const fn reality(event: &Event) -> Option<&'static str> {
    Some(match event.factuality {
        Factuality::Actual => return None,
        Factuality::Planned => "planned",
        Factuality::Possible => "possible",
        Factuality::Conditional => "only on a condition",
        Factuality::Requested => "demanded",
        Factuality::Negated => "did not happen",
        Factuality::Habitual => "happens again and again",
        Factuality::Ended => "has ended",
        _ => "uncertain",
    })
}

/// A label in upper case or with low lines, as words: `ASSAULT` is `Assault`.
pub fn label(label: &str) -> String {
    let words = label.replace('_', " ").to_lowercase();
    let mut characters = words.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Class and modes of an event.
pub fn event_type(event: &Event) -> String {
    let class = label(event.event_type.class.as_str());
    let modes = event.event_type.plover.iter().flat_map(|plover| &plover.mode);
    let modes: Vec<String> = modes.map(|mode| mode.as_str().replace(['_', '-'], " ")).collect();
    if modes.is_empty() { class } else { format!("{class}, {}", modes.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_as_short_as_they_can_be() {
        let check = |start: &str, end: &str, told: &str| {
            assert_eq!(days(start.parse().unwrap(), end.parse().ok()), told);
        };
        check("2023-10-05", "2023-10-06", "2023-10-05");
        check("2023-10-05", "", "2023-10-05");
        check("2015-01-01", "2016-01-01", "2015");
        check("2024-02-01", "2024-03-01", "2024-02");
        check("2023-12-01", "2024-01-01", "2023-12");
        check("2023-09-25", "2023-10-02", "2023-09-25 to 2023-10-01");
        check("2023-01-01", "2023-04-01", "2023-01-01 to 2023-03-31");
    }

    #[test]
    fn a_time_of_day_is_told_in_words() {
        let check = |value: &str, told: &str| assert_eq!(clock(value), told);
        check("2023-10-05T06:00", "2023-10-05, 06:00");
        check("2023-10-05TNI", "2023-10-05, night");
        check("2023-10-05", "2023-10-05");
        check("PT2H", "PT2H");
        check("T06:00", "T06:00");
    }

    #[test]
    fn a_score_below_a_bound_is_shown_below_it() {
        assert_eq!(score(Score::new(0.799)), "score 0.79");
        assert_eq!(score(Score::new(0.8).rounded()), "score 0.80");
        assert_eq!(score(Score::ONE), "score 1.00");
    }
}
