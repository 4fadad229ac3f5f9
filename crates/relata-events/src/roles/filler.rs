//! Phrases that fill roles.

use std::collections::HashSet;

use relata_core::{EntityType, Relation, Score};

use crate::layers::Layers;
use crate::mention::Filler;
use crate::words::Words;

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

/// Gives a place that is acted on what tells where it lies, "a bridge *over the river*": it is a
/// part of its phrase, whether the tree hangs it on the noun or on the verb.
pub(super) fn add_sites(layers: &Layers<'_>, fillers: &mut [Filler]) {
    for filler in fillers {
        let site = Some(filler.head).filter(|&head| is_site(layers, head));
        if let Some(site) = site.and_then(|head| site_behind(layers, head, filler)) {
            filler.span = filler.span.cover(site);
        }
    }
}

/// The phrase of a place that stands right behind one, on the word on which that one hangs.
fn site_behind(layers: &Layers<'_>, head: usize, filler: &Filler) -> Option<relata_core::Span> {
    let verb = layers.head(head)?;
    let last = layers.reading.tokens_in(filler.span).next_back()?;
    let words = Words::of_events();
    let is_behind = |&phrase: &usize| {
        let own = layers.children(phrase).iter().filter(|&&t| t > last);
        own.min() == Some(&(last + 1))
            && layers.case_of(phrase).is_some_and(|case| words.is(case, "place_preposition"))
            && layers.relation(last + 1) == Relation::Case
            && is_site(layers, phrase)
    };
    let phrase = layers.reading.dependents_by(verb, &[Relation::Obl]).find(is_behind)?;
    layers.noun_phrase(phrase)
}

fn is_site(layers: &Layers<'_>, head: usize) -> bool {
    let time =
        matches!(layers.token(head).entity.label(), Some(EntityType::Date | EntityType::Time));
    let of_class = ["place", "structure"].iter().any(|&class| layers.is_class(class, head));
    !time && (layers.is_place_name(head) || of_class && !layers.is_class("vehicle", head))
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
