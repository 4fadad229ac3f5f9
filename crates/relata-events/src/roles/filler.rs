//! Phrases that fill roles.

use std::collections::HashSet;

use relata_core::Score;

use crate::layers::Layers;
use crate::mention::Filler;

/// The phrase about a head, with the entity that it refers to; `None` for an empty phrase.
pub(crate) fn filler(layers: &Layers<'_>, head: usize) -> Option<Filler> {
    let span = layers.noun_phrase(head)?;
    (!span.text(layers.text).is_empty()).then(|| Filler {
        head,
        span,
        entity: layers.entity_id(head),
        alleged: layers.alleging_modifier(head).is_some(),
        score: Score::ONE,
    })
}

/// The phrases about the heads; of several for one entity the first.
pub(super) fn fillers(layers: &Layers<'_>, heads: Vec<usize>) -> Vec<Filler> {
    let mut spans = HashSet::new();
    let mut out: Vec<Filler> = Vec::new();
    for filler in heads.into_iter().filter_map(|head| filler(layers, head)) {
        // Two heads for one name ("Foreign Minister" and "Lena Holt") come from a broken parse.
        let touching = |f: &Filler| {
            f.span.end() <= filler.span.start()
                && layers
                    .text
                    .get(f.span.end()..filler.span.start())
                    .is_some_and(|gap| gap.chars().all(char::is_whitespace))
        };
        if let Some(before) = out.last_mut().filter(|f| touching(f)) {
            *before = Filler {
                span: before.span.cover(filler.span),
                head: filler.head,
                entity: filler.entity.or(before.entity),
                alleged: filler.alleged || before.alleged,
                score: before.score,
            };
            continue;
        }
        let known = filler.entity.is_some() && out.iter().any(|f| f.entity == filler.entity);
        if !known && spans.insert(filler.span) {
            out.push(filler);
        }
    }
    out
}

/// The places about the heads, each with the entity of its name: "the province of Hama" is Hama.
pub(super) fn places(layers: &Layers<'_>, heads: Vec<usize>) -> Vec<Filler> {
    let mut out = fillers(layers, heads);
    name_places(layers, &mut out);
    out
}

/// Gives places without an entity that of the name within.
pub(super) fn name_places(layers: &Layers<'_>, places: &mut [Filler]) {
    for place in places {
        if place.entity.is_none() {
            let mut inside =
                layers.reading.tokens_in(place.span).rev().filter(|&t| layers.is_place_name(t));
            place.entity = inside.find_map(|t| layers.entity_id(t));
        }
    }
}
