//! Triggers of news events: in a window the class and factuality of each and its arguments among
//! the words there; in the document which of the others tell of the same event.

use std::ops::Range;

use relata_core::{Bio, EventTrigger, NewsClass, SameEvent, Score, TriggerArgument};

use super::window_words::WindowWords;
use crate::Model;
use crate::decode::TagDecoder;
use crate::heads::{Heads, NewsHeads, PairVector, Tag, TagLogits, WordVectors};
use crate::math::{Distribution, logistic};

/// Added to the logits of first words of triggers: the logarithm of 10. A word is told as a trigger
/// where its best class is a tenth as probable as none; what becomes a record is for later stages
/// to decide.
const BEGIN: f32 = std::f32::consts::LN_10;
/// Other classes of a lower probability are not told.
const ALTERNATIVE: f32 = 0.001;
/// Arguments of a lower probability are not told.
const ARGUMENT: f32 = 0.02;
/// A logit whose probability is below that, so that most need not be computed.
const UNTOLD: f32 = -3.9;

/// A trigger is compared with so many before it, and with the first ones of the document.
const LATEST: usize = 96;
const FIRST: usize = 32;

/// A trigger with what it brings to a comparison with others of the document.
#[derive(Debug, Clone)]
pub(crate) struct ReadTrigger {
    pub(crate) trigger: EventTrigger,
    same: PairVector,
}

/// A trigger with its words counted in the window.
struct Found {
    positions: Range<usize>,
    trigger: EventTrigger,
}

/// The triggers of a window in the order of the text, with words counted in the document; none from
/// a model without the heads for them.
pub(crate) fn read_triggers(
    model: &Model,
    heads: &Heads,
    words: &WindowWords<'_>,
    logits: &TagLogits,
    vectors: &WordVectors,
) -> Vec<ReadTrigger> {
    let Some(news) = &heads.news else { return Vec::new() };
    let mut found: Vec<Found> = Vec::new();
    for (segment, positions) in &words.segments {
        find(model, logits, positions, segment.words.start, &mut found);
    }
    let positions: Vec<usize> = found.iter().map(|found| found.positions.start).collect();
    add_arguments(model, news, words, vectors, (&positions, &mut found));
    let same = news.same.pair_vectors(vectors, &positions);
    let read = |(found, same): (Found, PairVector)| ReadTrigger { trigger: found.trigger, same };
    found.into_iter().zip(same).map(read).collect()
}

/// The triggers of a document, each with the probabilities that those before it tell of the same
/// event: of the [`FIRST`] of the document and the [`LATEST`] before it, so that the cost grows
/// with their number.
pub(crate) fn compare(read: Vec<ReadTrigger>) -> Vec<EventTrigger> {
    let same = |number: usize, later: &ReadTrigger| {
        let latest = number.saturating_sub(LATEST);
        let earlier = read.iter().take(latest.min(FIRST));
        let earlier = earlier.chain(read.iter().take(number).skip(latest));
        let opinion = |earlier: &ReadTrigger| {
            let score = logistic(later.same.mean_score(&earlier.same));
            SameEvent::new(earlier.trigger.tokens.start, Score::new(score))
        };
        earlier.map(opinion).collect()
    };
    let all: Vec<Vec<SameEvent>> = read.iter().enumerate().map(|(n, r)| same(n, r)).collect();
    let mut triggers: Vec<EventTrigger> = read.into_iter().map(|read| read.trigger).collect();
    for (trigger, same) in triggers.iter_mut().zip(all) {
        trigger.same = same;
    }
    triggers
}

/// The triggers among the words of a segment, of which the first is the document's word `first`.
fn find(
    model: &Model,
    logits: &TagLogits,
    positions: &Range<usize>,
    first: usize,
    found: &mut Vec<Found>,
) {
    let (tags, labels) = (model.class_tags(), &model.labels().news);
    let mut rows = logits.rows(Tag::Class, positions.clone());
    for row in rows.chunks_exact_mut(tags.len().max(1)) {
        for (label, logit) in row.iter_mut().enumerate() {
            if matches!(tags.label(label), Bio::Begin(_)) {
                *logit += BEGIN;
            }
        }
    }
    let mut open: Option<NewsClass> = None;
    for (position, label) in positions.clone().zip(tags.decode(&rows, 0)) {
        let word = first + position - positions.start;
        let label = match (open, tags.label(label)) {
            (Some(class), Bio::Begin(_))
                if continues(tags, logits.row(Tag::Class, position), class) =>
            {
                Bio::Inside(class)
            }
            (_, label) => label,
        };
        match label {
            Bio::Begin(class) => {
                let row = logits.row(Tag::Class, position);
                let mut trigger = EventTrigger::new(word..word + 1, class);
                let distribution = Distribution::new(row);
                trigger.scores.event = Score::new(1.0 - distribution.probability(0));
                for (other, probability) in classes(tags, &distribution) {
                    if other == class {
                        trigger.scores.class = Score::new(probability);
                    } else if probability >= ALTERNATIVE {
                        trigger.alternatives.push((other, Score::new(probability)));
                    }
                }
                let (factuality, score) =
                    Distribution::new(logits.row(Tag::Factuality, position)).best();
                trigger.factuality = labels.factuality.get(factuality).copied().unwrap_or_default();
                trigger.scores.factuality = Score::new(score);
                found.push(Found { positions: position..position + 1, trigger });
                open = Some(class);
            }
            Bio::Inside(class) if open == Some(class) => {
                if let Some(last) = found.last_mut() {
                    last.positions.end = position + 1;
                    last.trigger.tokens.end = word + 1;
                }
            }
            _ => open = None,
        }
    }
}

/// True where a word that may begin a trigger rather goes on with the one before it.
fn continues(tags: &TagDecoder<NewsClass>, row: &[f32], class: NewsClass) -> bool {
    let best = |wanted: &dyn Fn(Bio<NewsClass>) -> bool| {
        let logits = row.iter().enumerate().filter(|(label, _)| wanted(tags.label(*label)));
        logits.map(|(_, logit)| *logit).fold(f32::NEG_INFINITY, f32::max)
    };
    best(&|label| label == Bio::Inside(class)) >= best(&|label| matches!(label, Bio::Begin(_)))
}

/// The probability of each class, whether the word begins a trigger or goes on with one, the
/// likeliest first.
fn classes(tags: &TagDecoder<NewsClass>, distribution: &Distribution<'_>) -> Vec<(NewsClass, f32)> {
    let mut out: Vec<(NewsClass, f32)> = Vec::new();
    for label in 0..tags.len() {
        let Some(class) = tags.label(label).label() else { continue };
        let probability = distribution.probability(label);
        match out.iter_mut().find(|(known, _)| *known == class) {
            Some((_, sum)) => *sum += probability,
            None => out.push((class, probability)),
        }
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1));
    out
}

/// Arguments of each trigger, whose positions in the window are told with them.
fn add_arguments(
    model: &Model,
    heads: &NewsHeads,
    words: &WindowWords<'_>,
    vectors: &WordVectors,
    (positions, found): (&[usize], &mut [Found]),
) {
    let roles = &model.labels().news.role;
    for (scores, found) in heads.argument.of_all(vectors, positions).iter().zip(found.iter_mut()) {
        for (position, row) in scores.rows().into_iter().enumerate() {
            let Some(token) = words.word_at(position) else { continue };
            let told = roles.iter().zip(row).filter(|(_, score)| **score >= UNTOLD);
            let told = told.map(|(&role, &score)| (role, logistic(score)));
            found.trigger.arguments.extend(
                told.filter(|(_, probability)| *probability >= ARGUMENT)
                    .map(|(role, score)| TriggerArgument::new(role, token, Score::new(score))),
            );
        }
    }
}
