//! Expressions without a date: "now", "recently", "in recent weeks".

use super::absolute::phrase;
use super::scene::{Found, Scene};

/// "now", "recently", "previously", "in the past", "soon"
pub(super) fn reference(scene: &Scene<'_>) -> Option<Found> {
    let (value, len) = phrase(scene, 0, "reference")?;
    if scene.word(0) == "now" && matches!(scene.word(1), "that") {
        return None;
    }
    // "the past two weeks" is a length, "the future of" a thing
    if len == 2
        && scene.word(1) == "past"
        && scene.word(2).starts_with(char::is_alphabetic)
        && (scene.numeral(2).is_some()
            || scene.unit(2).is_some()
            || scene.value(2, "vague").is_some())
    {
        return None;
    }
    // A preposition does not belong to the expression.
    if matches!(scene.word(0), "in" | "at") {
        return None;
    }
    Some(Found::date(len, value))
}

/// "recent weeks", "the coming months", "recent"
pub(super) fn recent(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let value = match scene.word(the) {
        "recent" => "PAST_REF",
        "coming" => "FUTURE_REF",
        _ => return None,
    };
    scene.value(the + 1, "units").map(|_| Found::date(the + 2, value))
}
