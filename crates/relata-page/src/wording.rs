//! How a page says what records say by labels.

use relata_core::{AttestationStance, Claim, EntityType, Event, Factuality, Stance};

use crate::text::one_line;

/// Classes of cues of which "says" tells too little: their own words stand in its place.
const AS_WORDED: [&str; 3] = ["judge", "promise", "think"];

/// A number with what it counts.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
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
