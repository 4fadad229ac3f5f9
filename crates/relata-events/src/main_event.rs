//! The event that the article is about.

use std::sync::LazyLock;

use relata_core::{Event, EventId, Factuality, Modality, Polarity, Reading, WeightTable, Weights};

use crate::evidence::flag;
use crate::layers;

const TABLE: WeightTable = WeightTable::new(include_str!("../data/main_event.tsv"));
/// No event of a lower probability is the main one, where the event heads have seen the events.
const LEAST: f32 = 0.3;
/// Sentences of headline and lead.
const LEAD: usize = 3;
/// More mentions than this say no more.
const MOST: u16 = 8;

const FEATURES: usize = 7;
const NAMES: [&str; FEATURES] =
    ["score", "mentions", "first_sentence", "lead", "mentions_in_lead", "actual", "main_clause"];

/// Fitted on articles with reference events (`tests/scores/fit_events.py --part main`).
static WEIGHTS: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(1, NAMES));

/// What speaks for an event being the one that the article is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MainEvidence {
    values: [f32; FEATURES],
}

impl MainEvidence {
    pub fn of(event: &Event, reading: &Reading) -> Self {
        let token = |t: &relata_core::TextSpan| reading.tokens_in(t.span).next();
        let sentences = || event.triggers.iter().filter_map(token).map(|t| reading.sentence_of(t));
        let first = sentences().min().unwrap_or(usize::MAX);
        let share = |count: usize| {
            f32::from(u16::try_from(count).unwrap_or(MOST).min(MOST)) / f32::from(MOST)
        };
        let values = [
            event.score.get(),
            share(event.triggers.len()),
            flag(first == 0),
            flag(first < LEAD),
            share(sentences().filter(|&s| s < LEAD).count()),
            flag(matches!(event.factuality, Factuality::Actual | Factuality::Ended)),
            flag(is_told_in_main_clause(event, reading)),
        ];
        Self { values }
    }

    fn probability(&self) -> f32 {
        WEIGHTS.probability(&self.values)
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f32)> {
        NAMES.into_iter().zip(self.values)
    }
}

/// The likeliest event, `None` where none is likely; in a text of few words, and from a reader
/// without event heads, the one that is told first and most.
pub(crate) fn find(events: &[Event], reading: &Reading) -> Option<EventId> {
    if reading.triggers().is_none() || layers::is_short(reading) {
        return told_first(events, reading);
    }
    let likely = |event: &Event| MainEvidence::of(event, reading).probability();
    let all = events.iter().map(|event| (likely(event), event.id));
    let best = all.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.filter(|(probability, _)| *probability >= LEAST).map(|(_, id)| id)
}

fn told_first(events: &[Event], reading: &Reading) -> Option<EventId> {
    let weight = |event: &Event| weight(event, reading);
    let best =
        events.iter().reduce(|best, event| if weight(event) > weight(best) { event } else { best });
    best.map(|event| event.id)
}

fn weight(event: &Event, reading: &Reading) -> i32 {
    let first = event
        .triggers
        .first()
        .and_then(|t| reading.tokens_in(t.span).next())
        .map_or(usize::MAX, |t| reading.sentence_of(t));
    let place = match first {
        0 => 6,
        1 => 4,
        2 => 3,
        _ => 0,
    };
    let mentions = i32::try_from(event.triggers.len().min(4)).unwrap_or(4);
    let real = if event.polarity == Polarity::Positive && event.modality == Modality::Actual {
        3
    } else {
        0
    };
    let typed =
        i32::from(event.event_type.acled.as_ref().is_some_and(|a| a.sub_event_type != "Other"));
    let clause = i32::from(is_told_in_main_clause(event, reading));
    // With event heads the words of one event are mentions of their own, so that more of them are
    // told of what has no type.
    let of_type = if reading.triggers().is_some() { 3 } else { 2 };
    2 * (place + mentions + real + clause) + of_type * typed
}

fn is_told_in_main_clause(event: &Event, reading: &Reading) -> bool {
    event
        .triggers
        .first()
        .is_some_and(|t| reading.tokens_in(t.span).any(|t| reading.token(t).head.is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(TABLE.faults(1, &NAMES), Vec::<String>::new());
    }
}
