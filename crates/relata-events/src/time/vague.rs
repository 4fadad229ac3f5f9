//! Expressions without a date: "now", "recently", "in recent weeks".

use relata_core::{Relation, Upos};

use super::calendar::Tense;
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

/// "They will one day return": no length, but some time to come. What tells a length stands behind
/// its verb ("It will last one day").
pub(super) fn some_day(scene: &Scene<'_>) -> Option<Found> {
    let (value, len) = scene.phrase(0, "some_day")?;
    let last = scene.token(len - 1)?;
    let before_verb = scene.reading.token(last).head.is_some_and(|verb| {
        verb > last && matches!(scene.reading.token(verb).upos, Upos::Verb | Upos::Adj | Upos::Noun)
    });
    let adverbial =
        matches!(scene.reading.token(last).relation, Relation::OblUnmarked | Relation::Advmod);
    let measures = scene.at.checked_sub(1).is_some_and(|at| {
        let before = Scene { at, ..*scene };
        matches!(before.upos(0), Upos::Adp | Upos::Det)
    });
    let told = scene.tense == Tense::Future && before_verb && adverbial && !measures;
    told.then(|| Found::date(len, value))
}

/// "recent weeks", "the coming months", "recent"
pub(super) fn recent(scene: &Scene<'_>) -> Option<Found> {
    let the = scene.lead(&["the"]);
    let value = scene.value(the, "nearby")?;
    scene.value(the + 1, "units").map(|_| Found::date(the + 2, value))
}
