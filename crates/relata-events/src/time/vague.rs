//! Expressions without a date: "now", "recently", "in recent weeks".

use super::scene::{Found, Scene};

/// "now", "recently", "previously", "in the past", "soon"
pub(super) fn reference(scene: &Scene<'_>) -> Option<Found> {
    let (value, len) = scene.phrase(0, "reference")?;
    // "now that", a conjunction
    if len == 1 && scene.word(1) == "that" {
        return None;
    }
    // "the past two weeks" is a length, "the current quarter" a period
    let counts = scene.numeral(len).is_some() || scene.skip(len, "counts") > 0;
    let period = scene.unit(len).is_some() || scene.is(len, "year_kind");
    let modifies = len > 1 || scene.is(0, "nearby") || scene.is(0, "current");
    (!(modifies && (counts || period))).then(|| Found::date(len, value))
}

/// "recent weeks", "the coming months", "recent"
pub(super) fn recent(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let value = scene.value(the, "nearby")?;
    scene.value(the + 1, "units").map(|_| Found::date(the + 2, value))
}
