//! The event that the article is about.

use std::collections::HashMap;
use std::sync::LazyLock;

use relata_core::{Event, EventId, Factuality, Modality, Polarity, Reading, WeightTable, Weights};

use crate::evidence::flag;
use crate::layers;

const TABLE: WeightTable = WeightTable::new(include_str!("../data/main_event.tsv"));
/// No event of a lower probability is the main one, where the event heads have seen the events.
const LEAST: f32 = 0.35;
/// Sentences of headline and lead.
const LEAD: usize = 3;
/// More mentions than this say no more.
const MOST: u16 = 8;
/// A word that hangs deeper in its sentence is as deep as this.
const DEEPEST: u16 = 6;
/// No tree is climbed further.
const MAX_STEPS: usize = 64;

const FEATURES: usize = 10;
const NAMES: [&str; FEATURES] = [
    "score",
    "mentions",
    "first_sentence",
    "lead",
    "mentions_in_lead",
    "actual",
    "main_clause",
    "told_first",
    "governed",
    "depth",
];

/// Fitted on articles with reference events (`tests/scores/fit_events.py --part main`).
static WEIGHTS: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(1, NAMES));

/// What speaks for an event being the one that the article is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MainEvidence {
    values: [f32; FEATURES],
}

impl MainEvidence {
    /// Of each of the events of an article.
    pub fn of_all(events: &[Event], reading: &Reading) -> Vec<Self> {
        let words = TriggerWords::new(events, reading);
        (0..).zip(events).map(|(number, event)| Self::of((number, event), &words)).collect()
    }

    fn of((number, event): (usize, &Event), words: &TriggerWords<'_>) -> Self {
        let reading = words.reading;
        let tokens: Vec<usize> = words.of(event).collect();
        let first = tokens.iter().map(|&t| reading.sentence_of(t)).min().unwrap_or(usize::MAX);
        let in_lead: Vec<usize> =
            tokens.iter().copied().filter(|&t| reading.sentence_of(t) < LEAD).collect();
        let governed = in_lead.iter().filter(|&&t| words.is_governed(t, number)).count();
        let depth = in_lead.iter().map(|&t| words.depth(t)).min();
        let share = |count: usize, of: u16| {
            f32::from(u16::try_from(count).unwrap_or(of).min(of)) / f32::from(of)
        };
        let leads = u16::try_from(in_lead.len()).unwrap_or(u16::MAX).max(1);
        let values = [
            event.score.get(),
            share(event.triggers.len(), MOST),
            flag(first == 0),
            flag(first < LEAD),
            share(in_lead.len(), MOST),
            flag(matches!(event.factuality, Factuality::Actual | Factuality::Ended)),
            flag(is_told_in_main_clause(event, reading)),
            flag(words.first == Some(number)),
            share(governed, leads),
            depth.map_or(1.0, |depth| share(depth, DEEPEST)),
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

/// The words of all events, each with the number of its event.
struct TriggerWords<'r> {
    reading: &'r Reading,
    events: HashMap<usize, usize>,
    /// The event that is told before all others.
    first: Option<usize>,
}

impl<'r> TriggerWords<'r> {
    fn new(events: &[Event], reading: &'r Reading) -> Self {
        let mut words = Self { reading, events: HashMap::new(), first: None };
        let mut earliest = usize::MAX;
        for (number, event) in events.iter().enumerate() {
            for token in words.of(event).collect::<Vec<_>>() {
                words.events.entry(token).or_insert(number);
                if token < earliest {
                    (earliest, words.first) = (token, Some(number));
                }
            }
        }
        words
    }

    /// The first word of each mention.
    fn of(&self, event: &Event) -> impl Iterator<Item = usize> {
        event.triggers.iter().filter_map(|t| self.reading.tokens_in(t.span).next())
    }

    /// True for a word that hangs below one of another event: "blames the probe for her *defeat*".
    fn is_governed(&self, token: usize, event: usize) -> bool {
        let above = self.reading.ancestors(token).take(MAX_STEPS);
        let mut others = above.filter_map(|t| self.events.get(&t));
        others.any(|&other| other != event)
    }

    /// So many words stand above it in its sentence.
    fn depth(&self, token: usize) -> usize {
        self.reading.ancestors(token).take(usize::from(DEEPEST)).count()
    }
}

/// The likeliest event, `None` where none is likely; in a text of few words, and from a reader
/// without event heads, the one that is told first and most.
pub(crate) fn find(events: &[Event], reading: &Reading) -> Option<EventId> {
    if reading.triggers().is_none() || layers::is_short(reading) {
        return told_first(events, reading);
    }
    let likely = MainEvidence::of_all(events, reading);
    let all = likely.iter().zip(events).map(|(of, event)| (of.probability(), event.id));
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
    let early = match first {
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
    2 * (early + mentions + real + clause) + of_type * typed
}

fn is_told_in_main_clause(event: &Event, reading: &Reading) -> bool {
    event
        .triggers
        .first()
        .is_some_and(|t| reading.tokens_in(t.span).any(|t| reading.token(t).head.is_none()))
}

#[cfg(test)]
mod tests {
    use relata_core::{EventType, Score, TextSpan, conllu};

    use super::*;

    /// "Singer stages protest after rival wins vote"
    fn reading(text: &str) -> Reading {
        let rows = "Singer 2 nsubj\nstages 0 root\nprotest 2 obj\nafter 6 mark\nrival 6 nsubj\n\
                    wins 2 advcl\nvote 6 obj";
        let line = |(number, row): (usize, &str)| {
            let cells: Vec<&str> = row.split(' ').collect();
            let [form, head, relation] = cells.try_into().unwrap();
            format!("{}\t{form}\t{form}\tX\t_\t_\t{head}\t{relation}\t_\t_\n", number + 1)
        };
        let lines: String = rows.lines().enumerate().map(line).collect();
        conllu::read(text, &(lines + "\n")).unwrap()
    }

    #[test]
    fn what_hangs_below_another_event_speaks_against_it() {
        let text = "Singer stages protest after rival wins vote";
        let reading = reading(text);
        let event = |number: usize, words: &[&str]| {
            let span = |word: &&str| relata_core::Span::at(text.find(*word).unwrap(), word.len());
            let triggers = words.iter().map(|w| TextSpan::new(text, span(w))).collect();
            Event::new(EventId::from_index(number), EventType::default(), triggers, Score::ONE)
        };
        let events = [event(0, &["wins", "vote"]), event(1, &["stages", "protest"])];
        let told = |name: &str| {
            let of = |evidence: &MainEvidence| evidence.iter().find(|(n, _)| *n == name).unwrap().1;
            MainEvidence::of_all(&events, &reading).iter().map(of).collect::<Vec<f32>>()
        };
        assert_eq!(told("told_first"), [0.0, 1.0]);
        assert_eq!(told("governed"), [1.0, 0.0]);
        assert!(told("depth")[0] > told("depth")[1]);
        let likely = MainEvidence::of_all(&events, &reading);
        assert!(likely[1].probability() > likely[0].probability());
    }

    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(TABLE.faults(1, &NAMES), Vec::<String>::new());
    }
}
