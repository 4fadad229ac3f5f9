//! What the heads say of the words of one window.

use std::ops::Range;

use ndarray::ArrayView1;
use relata_core::Relation;

use super::triggers::{ReadTrigger, read_triggers};
use super::window::Segment;
use super::window_words::WindowWords;
use crate::decode::best_tree;
use crate::heads::{EventOutput, Heads, PairScores, Tag, WordVectors};
use crate::math::Distribution;
use crate::{HiddenStates, Model};

/// A label's index with its probability.
pub(crate) type Scored<T> = (T, f32);

/// Outputs of the words that a segment keeps, in the order of the text.
#[derive(Debug)]
pub(crate) struct SegmentOutput {
    pub(crate) kept: Range<usize>,
    pub(crate) sentence: usize,
    /// Rows of entity logits, one after the other.
    pub(crate) entity: Vec<f32>,
    /// Rows of attribution logits, one after the other.
    pub(crate) attribution: Vec<f32>,
    pub(crate) words: Vec<WordOutput>,
    /// One for each word; empty without event heads.
    pub(crate) events: Vec<EventOutput>,
    /// Triggers of news events that begin at one of the words.
    pub(crate) triggers: Vec<ReadTrigger>,
}

/// What the heads say of one word; words are counted in the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordOutput {
    pub(crate) upos: Scored<usize>,
    /// Syntactic head, `None` for the root.
    pub(crate) head: Scored<Option<usize>>,
    pub(crate) relation: Scored<usize>,
    /// First word of the cue, `None` when none is stated.
    pub(crate) cue: Scored<Option<usize>>,
}

/// Runs the heads over the hidden states of a window.
pub(crate) fn read_window(
    model: &Model,
    heads: &Heads,
    window: &[Segment],
    positions: &[usize],
    hidden: &HiddenStates,
) -> Vec<SegmentOutput> {
    let vectors = heads.gather(hidden, positions);
    let words = WindowWords::new(window);
    let logits = heads.tags.apply(&vectors);
    let syntax = Syntax::read(model, heads, &words, &vectors);
    let triggers = read_triggers(model, heads, &words, &logits, &vectors);
    let cues = read_cues(&heads.link.score(&vectors), positions.len());
    let output = |position: usize| WordOutput {
        upos: Distribution::new(logits.row(Tag::Upos, position)).best(),
        head: syntax.head(position, &words),
        relation: syntax.relation(position),
        cue: cues.get(position).map_or((None, 0.0), |&(cue, score)| (words.word(cue), score)),
    };
    let segment = |(segment, range): &(&Segment, Range<usize>)| {
        let kept = range.start + segment.kept.start - segment.words.start
            ..range.start + segment.kept.end - segment.words.start;
        SegmentOutput {
            kept: segment.kept.clone(),
            sentence: segment.sentence,
            entity: logits.rows(Tag::Entity, kept.clone()),
            attribution: logits.rows(Tag::Attribution, kept.clone()),
            events: kept
                .clone()
                .filter(|_| logits.has_events())
                .map(|position| EventOutput::read(&logits, position))
                .collect(),
            triggers: triggers
                .iter()
                .filter(|t| {
                    let first = t.trigger.tokens.start;
                    segment.kept.contains(&first) && segment.words.contains(&first)
                })
                .cloned()
                .collect(),
            words: kept.map(output).collect(),
        }
    };
    words.segments.iter().map(segment).collect()
}

/// Heads and relations of a window's words. Candidates are counted in the window: 0 the root, `k +
/// 1` the word at position `k`.
struct Syntax {
    heads: Vec<Scored<usize>>,
    relations: Vec<Scored<usize>>,
}

impl Syntax {
    fn read(model: &Model, heads: &Heads, words: &WindowWords<'_>, vectors: &WordVectors) -> Self {
        let arcs = heads.arc.score(vectors);
        let trees: Vec<Scored<usize>> =
            words.segments.iter().flat_map(|(_, range)| read_tree(&arcs, range.clone())).collect();
        let chosen: Vec<usize> = trees.iter().map(|(head, _)| *head).collect();
        let mut scores = heads.relation.at_heads(vectors, &chosen);
        let is_root: Vec<bool> =
            model.labels().relation.iter().map(|&relation| relation == Relation::Root).collect();
        if is_root.contains(&true) {
            for (mut row, &head) in scores.rows_mut().into_iter().zip(&chosen) {
                row.iter_mut()
                    .zip(&is_root)
                    .filter(|(_, root)| **root != (head == 0))
                    .for_each(|(score, _)| *score = f32::NEG_INFINITY);
            }
        }
        Self { relations: scores.rows().into_iter().map(|row| best(&row)).collect(), heads: trees }
    }

    fn head(&self, position: usize, words: &WindowWords<'_>) -> Scored<Option<usize>> {
        self.heads.get(position).map_or((None, 0.0), |&(head, score)| (words.word(head), score))
    }

    fn relation(&self, position: usize) -> Scored<usize> {
        self.relations.get(position).copied().unwrap_or_default()
    }
}

/// The best tree over the words of a sentence, each head with its probability among all candidates.
fn read_tree(arcs: &PairScores, range: Range<usize>) -> Vec<Scored<usize>> {
    let first = range.start;
    let mut scores = arcs.among(range);
    for position in 0..scores.nrows() {
        if let Some(own) = scores.get_mut([position, position + 1]) {
            *own = f32::NEG_INFINITY;
        }
    }
    let heads = best_tree(&scores);
    let with_probability = |(row, head): (ArrayView1<'_, f32>, usize)| {
        let probability = Distribution::new(row.as_slice().unwrap_or_default()).probability(head);
        (if head == 0 { 0 } else { first + head }, probability)
    };
    scores.rows().into_iter().zip(heads).map(with_probability).collect()
}

/// The best candidate for the cue of each word.
fn read_cues(links: &PairScores, words: usize) -> Vec<Scored<usize>> {
    let scores = links.among(0..words);
    scores.rows().into_iter().map(|row| best(&row)).collect()
}

/// The best index of a row of logits with its probability.
fn best(row: &ArrayView1<'_, f32>) -> Scored<usize> {
    Distribution::new(row.as_slice().unwrap_or_default()).best()
}
