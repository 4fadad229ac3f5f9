//! Roles that the argument head sees, beside those of the tree.

use relata_core::{ArgumentRole, EventTrigger};

use super::filler;
use crate::document::Document;
use crate::mention::{Filler, Roles};

/// From this probability on a phrase plays the part, whatever the tree says.
const SEEN: f32 = 0.5;
/// From this probability on it does where the tree says so.
const AGREED: f32 = 0.15;

/// The roles of a trigger that the event heads have seen: phrases that the argument head is sure of,
/// and those of the tree that it holds for possible. One phrase is never both actor and target.
pub(super) fn refine(document: &Document<'_>, tag: &EventTrigger, tree: Roles) -> Roles {
    let mut actors = of_role(document, tag, ArgumentRole::Actor, tree.actors);
    let mut targets = of_role(document, tag, ArgumentRole::Target, tree.targets);
    let clash = |a: &Filler, b: &Filler| {
        a.span.overlaps(b.span) || (a.entity.is_some() && a.entity == b.entity)
    };
    let likelier = |f: &Filler, role, other| {
        probability(document, tag, role, f) >= probability(document, tag, other, f)
    };
    actors.retain(|a| {
        !targets.iter().any(|t| clash(a, t))
            || likelier(a, ArgumentRole::Actor, ArgumentRole::Target)
    });
    targets.retain(|t| !actors.iter().any(|a| clash(a, t)));
    let mut places = of_role(document, tag, ArgumentRole::Place, tree.places);
    filler::name_places(document, &mut places);
    Roles { actors, targets, places, ..tree }
}

fn of_role(
    document: &Document<'_>,
    tag: &EventTrigger,
    role: ArgumentRole,
    tree: Vec<Filler>,
) -> Vec<Filler> {
    let mut out: Vec<Filler> = tree
        .into_iter()
        .filter(|filler| probability(document, tag, role, filler) >= AGREED)
        .collect();
    let heads = tag
        .arguments
        .iter()
        .filter(|argument| argument.role == role && argument.score.get() >= SEEN)
        .map(|argument| argument.token)
        .filter(|token| !tag.tokens.contains(token))
        .collect();
    for filler in filler::fillers(document, heads) {
        if !out.iter().any(|known| known.span.overlaps(filler.span)) {
            out.push(filler);
        }
    }
    out.sort_by_key(|filler| filler.span.start());
    out
}

/// What the argument head gives the likeliest word of a phrase.
fn probability(
    document: &Document<'_>,
    tag: &EventTrigger,
    role: ArgumentRole,
    filler: &Filler,
) -> f32 {
    let words = document.reading.tokens_in(filler.span);
    tag.arguments
        .iter()
        .filter(|argument| argument.role == role && words.contains(&argument.token))
        .map(|argument| argument.score.get())
        .fold(0.0, f32::max)
}
