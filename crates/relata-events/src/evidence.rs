//! Score of an event that the event heads have seen: how likely there is one, and of its class.
//!
//! Logistic regression over what heads, lexicon and the place in the article say; the weights were
//! fitted on articles with reference events (`tests/scores/fit_events.py`), those for texts of few
//! words on the sentences of these articles.

use std::sync::LazyLock;

use relata_core::{
    ArgumentRole, DecidedBy, EventTrigger, Factuality, NewsClass, Score, WeightTable, Weights,
};

use crate::heads;
use crate::layers::Layers;
use crate::mention::{EventMention, class_of};
use crate::relevance::Relevance;

const TABLE: WeightTable = WeightTable::new(include_str!("../data/score.tsv"));
/// Sentences that open an article.
const OPENING: usize = 2;
/// What a text of few words adds to the logit: it is there for what it tells. (Share of events of
/// plv that are found with both parties .544 with, .489 without.)
const SHORT_SHIFT: f32 = 1.02;
/// Score of what a row of the lexicon tells by itself in a text of few words.
const STANDS: Score = Score::new(0.6);
/// Logits are divided by this, so that they are of the size of the others.
const LOGIT_SCALE: f32 = 8.0;

/// Number of features.
const FEATURES: usize = 28;

/// What each is called in the weights file.
const NAMES: [&str; FEATURES] = [
    "event",
    "event_logit",
    "event_mean",
    "class",
    "class_logit",
    "class_mean",
    "factuality",
    "known_word",
    "unfit_word",
    "two_mentions",
    "four_mentions",
    "nominal",
    "unreal",
    "actor",
    "target",
    "place",
    "time",
    "opening",
    "public",
    "sport",
    "plover",
    "in_claim",
    "unseen",
    "unseen_before",
    "admitted",
    "twin",
    "twin_most",
    "twin_other",
];

static WEIGHTS: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(1, NAMES));
/// Those for a text of few words.
static SHORT: LazyLock<Weights<FEATURES>> =
    LazyLock::new(|| TABLE.weights(2, NAMES).with_more(SHORT_SHIFT));

/// The likeness of an event to another one that more is told of, each from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Twins {
    /// To the likest of its class, on average.
    pub same: f32,
    /// Of the two likest mentions of events of its class.
    pub most: f32,
    /// To the likest of another class, on average.
    pub other: f32,
}

/// What speaks for an event and against it, each from 0 to 1, but for the logits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence {
    values: [f32; FEATURES],
    /// In a text of few words.
    short: bool,
    /// A row of the lexicon that asks for certain participants tells it in a text of few words,
    /// where the heads see nothing: "found two rifles".
    stands: bool,
}

impl Evidence {
    /// Of the mentions of an event, and of its likeness to others; `None` where a row of the user's
    /// own lexicon tells it, or the reader has no event heads.
    pub fn of(
        layers: &Layers<'_>,
        relevance: &Relevance,
        mentions: &[&EventMention<'_>],
        twins: Twins,
    ) -> Option<Self> {
        layers.reading.triggers()?;
        let tags: Vec<&EventTrigger> = mentions.iter().filter_map(|m| m.trigger.tag).collect();
        let own = mentions.iter().any(|m| m.trigger.entry.own);
        let first = mentions.first().filter(|_| !tags.is_empty() || !own)?;
        let best = |of: &dyn Fn(&EventTrigger) -> Score| {
            tags.iter().map(|tag| of(tag).get()).fold(0.0, f32::max)
        };
        let mean =
            |of: &dyn Fn(&EventTrigger) -> Score| Score::mean(tags.iter().map(|tag| of(tag))).get();
        let share = |of: &dyn Fn(&EventMention<'_>) -> bool| {
            Score::mean(mentions.iter().map(|m| Score::new(flag(of(m))))).get()
        };
        let role = |role| best(&|tag| likeliest(tag, role));
        let event = best(&|tag| tag.scores.event);
        let chosen = class_of(mentions);
        let class_score = |m: &&EventMention<'_>| {
            if m.class() == chosen { m.trigger.class_score } else { Score::default() }
        };
        let class = mentions.iter().map(|m| class_score(m).get()).fold(0.0, f32::max);
        let (told, head) = (first.told, first.trigger.head);
        let stands = |m: &EventMention<'_>| {
            m.trigger.entry.asks_for_parties() && relevance.admits(layers, m)
        };
        Some(Self {
            values: [
                event,
                logit(event),
                mean(&|tag| tag.scores.event),
                class,
                logit(class),
                Score::mean(mentions.iter().map(class_score)).get(),
                best(&|tag| tag.scores.factuality),
                share(&|m| m.trigger.decided != DecidedBy::Head),
                share(&|m| m.trigger.unfit),
                flag(mentions.len() >= 2),
                flag(mentions.len() >= 4),
                share(&|m| m.trigger.nominal),
                flag(!matches!(told, Factuality::Actual | Factuality::Ended)),
                role(ArgumentRole::Actor),
                role(ArgumentRole::Target),
                role(ArgumentRole::Place),
                role(ArgumentRole::Time),
                flag(layers.reading.sentence_of(head) < OPENING),
                flag(relevance.is_public()),
                flag(relevance.is_sport()),
                flag(chosen.parse().is_ok_and(NewsClass::is_plover)),
                flag(layers.claims_at(first.trigger.span).is_some()),
                share(&|m| m.trigger.tag.is_none()),
                share(&|m| heads::denies(layers, &m.trigger)),
                share(&|m| relevance.admits(layers, m)),
                twins.same,
                twins.most,
                twins.other,
            ],
            short: layers.is_short(),
            stands: layers.is_short() && tags.is_empty() && share(&stands) > 0.0,
        })
    }

    /// The probability that the event is one, of its class.
    pub fn score(&self) -> Score {
        let weights = if self.short { &*SHORT } else { &*WEIGHTS };
        if self.stands {
            return STANDS;
        }
        Score::new(weights.probability(&self.values))
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f32)> {
        NAMES.into_iter().zip(self.values)
    }
}

pub(crate) fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// The logit of a probability, within what single precision tells apart.
pub(crate) fn logit(probability: f32) -> f32 {
    let probability = probability.clamp(1e-3, 1.0 - 1e-3);
    libm::logf(probability / (1.0 - probability)) / LOGIT_SCALE
}

/// What the argument head gives the likeliest word in a part.
fn likeliest(tag: &EventTrigger, role: ArgumentRole) -> Score {
    let scores = tag.arguments.iter().filter(|a| a.role == role).map(|a| a.score);
    scores.fold(Score::default(), |best, score| if score > best { score } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(TABLE.faults(2, &NAMES), Vec::<String>::new());
    }
}
