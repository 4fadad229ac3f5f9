//! Phrases that fill roles.

use std::collections::HashSet;

use relata_core::{EntityType, Relation, Score};

use crate::document::Document;
use crate::mention::Filler;
use crate::words::Words;

/// The phrase about a head, with the entity that it refers to; `None` for an empty phrase.
pub(crate) fn filler(document: &Document<'_>, head: usize) -> Option<Filler> {
    let span = document.noun_phrase(head)?;
    (!span.text(document.text).is_empty()).then(|| Filler {
        head,
        span,
        entity: document.entity_id(head),
        alleged: document.alleging_modifier(head).is_some(),
        score: Score::ONE,
    })
}

/// The phrases about the heads; of several for one entity the first.
pub(super) fn fillers(document: &Document<'_>, heads: Vec<usize>) -> Vec<Filler> {
    let mut spans = HashSet::new();
    let mut out: Vec<Filler> = Vec::new();
    for filler in heads.into_iter().filter_map(|head| filler(document, head)) {
        // Two heads for one name ("Foreign Minister" and "Lena Holt") come from a broken parse.
        let touching = |f: &Filler| {
            f.span.end() <= filler.span.start()
                && document
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
pub(super) fn add_sites(document: &Document<'_>, fillers: &mut [Filler]) {
    for filler in fillers {
        let site = Some(filler.head).filter(|&head| is_site(document, head));
        if let Some(site) = site.and_then(|head| site_behind(document, head, filler)) {
            filler.span = filler.span.cover(site);
        }
    }
}

/// The phrase of a place that stands right behind one, on the word on which that one hangs.
fn site_behind(document: &Document<'_>, head: usize, filler: &Filler) -> Option<relata_core::Span> {
    let verb = document.head(head)?;
    let last = document.reading.tokens_in(filler.span).next_back()?;
    let words = Words::of_events();
    let is_behind = |&phrase: &usize| {
        let own = document.children(phrase).iter().filter(|&&t| t > last);
        own.min() == Some(&(last + 1))
            && document.case_of(phrase).is_some_and(|case| words.is(case, "place_preposition"))
            && document.relation(last + 1) == Relation::Case
            && is_site(document, phrase)
    };
    let phrase = document.reading.dependents_by(verb, &[Relation::Obl]).find(is_behind)?;
    document.noun_phrase(phrase)
}

fn is_site(document: &Document<'_>, head: usize) -> bool {
    let time =
        matches!(document.token(head).entity.label(), Some(EntityType::Date | EntityType::Time));
    let of_class = ["place", "structure"].iter().any(|&class| document.is_class(class, head));
    !time && (document.is_place_name(head) || of_class && !document.is_class("vehicle", head))
}

/// The places about the heads, each with the entity of its name: "the province of Hama" is Hama.
pub(super) fn places(document: &Document<'_>, heads: Vec<usize>) -> Vec<Filler> {
    let mut out = fillers(document, heads);
    name_places(document, &mut out);
    out
}

/// Gives places without an entity that of the name within.
pub(super) fn name_places(document: &Document<'_>, places: &mut [Filler]) {
    for place in places {
        if place.entity.is_none() {
            let mut inside =
                document.reading.tokens_in(place.span).rev().filter(|&t| document.is_place_name(t));
            place.entity = inside.find_map(|t| document.entity_id(t));
        }
    }
}
