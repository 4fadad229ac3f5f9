//! How likely two mentions tell of one event.
//!
//! Logistic regression over what the same-event head, the words and the participants say; the
//! weights were fitted on articles with reference events (`tests/scores/fit_identity.py`).

use std::sync::LazyLock;

use relata_core::{EventTrigger, NewsClass, Score, TimeExpression, WeightTable, Weights};

use crate::evidence::{flag, logit};
use crate::layers::Layers;
use crate::mention::EventMention;

use super::{Joins, agreement};
use crate::coreference as rules;

const TABLE: WeightTable = WeightTable::new(include_str!("../../data/identity.tsv"));
/// Sentences between mentions that stand near each other, and between those that do not.
const NEAR: usize = 2;
const FAR: usize = 8;

/// Number of features.
const FEATURES: usize = 38;

/// What each is called in the weights file.
const NAMES: [&str; FEATURES] = [
    "head",
    "head_logit",
    "no_opinion",
    "linked",
    "same_class",
    "class_overlap",
    "same_word",
    "same_factuality",
    "shared_actor",
    "shared_target",
    "like_target",
    "other_actor",
    "other_target",
    "same_time",
    "other_time",
    "shared_place",
    "other_place",
    "same_mode",
    "other_mode",
    "reversed",
    "another",
    "definite",
    "nominal",
    "bare",
    "opening",
    "same_sentence",
    "near",
    "far",
    "alike",
    "refers_back",
    "same_modifier",
    "embedded",
    "like_actor",
    "other_means",
    "other_modifier",
    "indefinite",
    "related",
    "coordinated_verbs",
];

static WEIGHTS: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(1, NAMES));

/// A mention with its index among all.
pub(crate) type Placed<'m, 'o> = (usize, &'m EventMention<'o>);

/// What speaks for and against two mentions telling of one event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairEvidence {
    values: [f32; FEATURES],
}

impl PairEvidence {
    /// Of a mention and a later one, each with its index.
    pub fn of(
        layers: &Layers<'_>,
        ((first, earlier), (second, later)): (Placed<'_, '_>, Placed<'_, '_>),
        times: &[TimeExpression],
        joins: &Joins<'_>,
    ) -> Self {
        let linked = joins.are_linked(first, second);
        let nouns = earlier.trigger.nominal && later.trigger.nominal;
        let opinion = opinion(earlier, later);
        let sentence = |m: &EventMention<'_>| layers.reading.sentence_of(m.trigger.head);
        let distance = sentence(later).abs_diff(sentence(earlier));
        let (a, b) = (&earlier.roles, &later.roles);
        let values = [
            opinion.unwrap_or_default(),
            opinion.map_or(0.0, logit),
            flag(opinion.is_none()),
            flag(linked),
            flag(earlier.class() == later.class()),
            class_overlap(earlier, later),
            flag(layers.lemma(earlier.trigger.head) == layers.lemma(later.trigger.head)),
            flag(earlier.told == later.told),
            flag(agreement::shares_entity(&a.actors, &b.actors)),
            flag(agreement::shares_entity(&a.targets, &b.targets)),
            flag(agreement::shares_head(layers, &a.targets, &b.targets)),
            flag(!agreement::parties_agree(layers, &a.actors, &b.actors)),
            flag(!agreement::parties_agree(layers, &a.targets, &b.targets)),
            flag(earlier.time.is_some() && later.time.is_some())
                * flag(agreement::times_agree(earlier, later, times)),
            flag(!agreement::times_agree(earlier, later, times)),
            flag(agreement::shares_entity(&a.places, &b.places)),
            flag(!agreement::places_agree(layers, &a.places, &b.places)),
            flag(agreement::shares_mode(earlier, later)),
            flag(!agreement::modes_agree(layers, earlier, later)),
            flag(!agreement::not_reversed(layers, earlier, later)),
            flag(rules::introduces_another(layers, later)),
            flag(rules::is_definite(layers, later)),
            flag(later.trigger.nominal),
            flag(!rules::has_roles(later)),
            flag(sentence(later) < rules::OPENING),
            flag(distance == 0),
            flag(distance <= NEAR),
            flag(distance > FAR),
            flag(rules::is_alike(layers, earlier, later)),
            flag(rules::refers_back(layers, earlier, later)),
            flag(rules::same_modifier(layers, earlier, later)),
            flag(are_embedded(layers, earlier, later)),
            flag(agreement::shares_head(layers, &a.actors, &b.actors)),
            flag(rules::other_means(earlier, later)),
            flag(rules::other_modifier(layers, earlier, later)),
            flag(rules::is_indefinite(layers, later)),
            flag(joins.are_related(first, second)),
            flag(rules::are_coordinated(layers, earlier, later) && !nouns),
        ];
        Self { values }
    }

    /// The probability that the event is one.
    pub fn probability(&self) -> f32 {
        WEIGHTS.probability(&self.values)
    }

    /// True where the two differ in day or in place, or one is the complement of the other, so that
    /// they are two events whatever else speaks for one.
    pub fn conflicts(&self) -> bool {
        let differs = |(name, value): (&str, f32)| {
            value > 0.0 && matches!(name, "other_time" | "other_place" | "reversed" | "embedded")
        };
        self.iter().any(differs)
    }

    /// True where the two tell of other means: "air strikes", "the ground assault".
    pub fn differs_in_means(&self) -> bool {
        let differs = |(name, value): (&str, f32)| {
            value > 0.0 && matches!(name, "other_means" | "other_modifier")
        };
        self.iter().any(differs)
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f32)> {
        NAMES.into_iter().zip(self.values)
    }
}

/// What the same-event head says of two mentions, where it has compared them.
pub(super) fn opinion(earlier: &EventMention<'_>, later: &EventMention<'_>) -> Option<f32> {
    let (earlier, later) = (earlier.trigger.tag?, later.trigger.tag?);
    let index = later.same.binary_search_by_key(&earlier.tokens.start, |same| same.token).ok()?;
    later.same.get(index).map(|same| same.score.get())
}

/// "refused to release": one is what the other is about.
fn are_embedded(layers: &Layers<'_>, a: &EventMention<'_>, b: &EventMention<'_>) -> bool {
    let (a, b) = (a.trigger.head, b.trigger.head);
    layers.is_embedded_in(b, a) || layers.is_embedded_in(a, b)
}

/// The probability that both are of one class, to the event heads.
fn class_overlap(earlier: &EventMention<'_>, later: &EventMention<'_>) -> f32 {
    let (Some(one), Some(other)) = (earlier.trigger.tag, later.trigger.tag) else { return 0.0 };
    let common = classes(one).map(|(class, score)| {
        let same = classes(other).filter(|(c, _)| *c == class);
        same.map(|(_, s)| score.get() * s.get()).sum::<f32>()
    });
    common.sum()
}

fn classes(tag: &EventTrigger) -> impl Iterator<Item = (NewsClass, Score)> + '_ {
    std::iter::once((tag.class, tag.scores.class)).chain(tag.alternatives.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        assert_eq!(TABLE.faults(1, &NAMES), Vec::<String>::new());
    }
}
