//! The tense about a time expression: "on Wednesday" looks back in "struck on Wednesday" and ahead
//! in "will meet on Wednesday".

use relata_core::{Relation, Upos};

use super::Scene;

/// Where an open expression is to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// The tense of the clause about the scene's first word.
pub(super) fn at(scene: &Scene<'_>) -> Tense {
    let in_tree = |&token: &usize| {
        scene.reading.token(token).head.is_some() || !scene.reading.dependents(token).is_empty()
    };
    let future = scene
        .token(0)
        .filter(in_tree)
        .map_or_else(|| by_words(scene), |token| by_tree(scene, token));
    if future { Tense::Future } else { Tense::Past }
}

fn by_tree(scene: &Scene<'_>, token: usize) -> bool {
    let reading = scene.reading;
    let clause = reading.ancestors(token).take(10).find(|&t| reading.token(t).upos == Upos::Verb);
    clause.is_some_and(|verb| is_future(scene, verb))
}

fn is_future(scene: &Scene<'_>, verb: usize) -> bool {
    let reading = scene.reading;
    let form = |t: usize| reading.token(t).span.text(scene.text).to_lowercase();
    let helps = |t: &usize| matches!(reading.token(*t).relation, Relation::Aux | Relation::AuxPass);
    if reading
        .dependents(verb)
        .iter()
        .filter(|t| helps(t))
        .any(|&t| matches!(form(t).as_str(), "will" | "shall" | "'ll" | "’ll" | "wo"))
    {
        return true;
    }
    let infinitive = reading
        .dependents(verb)
        .iter()
        .any(|&t| reading.token(t).relation == Relation::Mark && form(t) == "to");
    let governor = reading.token(verb).head;
    infinitive
        && governor.is_some_and(|g| looks_ahead(&reading.token(g).lemma) || looks_ahead(&form(g)))
}

fn looks_ahead(lemma: &str) -> bool {
    matches!(
        lemma,
        "plan"
            | "expect"
            | "expected"
            | "schedule"
            | "scheduled"
            | "due"
            | "intend"
            | "go"
            | "going"
            | "set"
            | "hope"
            | "want"
            | "vow"
            | "promise"
            | "agree"
            | "slated"
            | "slate"
            | "likely"
            | "ready"
            | "prepare"
    )
}

fn by_words(scene: &Scene<'_>) -> bool {
    let near = scene
        .words
        .get(scene.at.saturating_sub(12)..(scene.at + 8).min(scene.words.len()))
        .unwrap_or_default();
    near.iter().any(|w| matches!(w.lower.as_str(), "will" | "shall"))
}
