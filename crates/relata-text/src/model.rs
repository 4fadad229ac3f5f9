//! The classifier: a linear-chain conditional random field (Lafferty, `McCallum` and Pereira, 2001) over the pieces of a page.
//!
//! Its weights stand in `data/weights.tsv`, made by `training/cleaning/train.py`. The label [`Label::Drop`] is the zero of all scores.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::features::Sink;

static WEIGHTS: &str = include_str!("../data/weights.tsv");

/// What the classifier calls a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// Text of the article.
    Keep,
    /// Headline or standfirst.
    Head,
    /// Not the article.
    Drop,
}

impl Label {
    pub(crate) const ALL: [Self; 3] = [Self::Keep, Self::Head, Self::Drop];

    fn of_letter(letter: &str) -> Option<Self> {
        match letter {
            "K" => Some(Self::Keep),
            "H" => Some(Self::Head),
            "D" => Some(Self::Drop),
            _ => None,
        }
    }
}

/// One value for each label, in the order of [`Label::ALL`].
pub(crate) type Scores = [f32; 3];

/// The weights.
#[derive(Debug, Default)]
pub(crate) struct Model {
    features: HashMap<u64, [f32; 2], BuildHasherDefault<HashIsKey>>,
    /// From label to label.
    transitions: [Scores; 3],
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS));

impl Model {
    /// The shipped weights.
    pub(crate) fn shipped() -> &'static Self {
        &MODEL
    }

    fn read(table: &str) -> Self {
        let mut out = Self::default();
        for line in table.lines().filter(|l| !l.starts_with("# ")) {
            let mut fields = line.split('\t');
            let (Some(name), Some(keep), Some(head)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let weights = [keep.parse().unwrap_or_default(), head.parse().unwrap_or_default()];
            match name.strip_prefix("transition=").and_then(|pair| pair.split_once('>')) {
                Some((from, to)) => out.set_transition(from, to, weights),
                None => _ = out.features.insert(hash_of(name), weights),
            }
        }
        out
    }

    fn set_transition(&mut self, from: &str, to: &str, [weight, _]: [f32; 2]) {
        let (Some(from), Some(to)) = (Label::of_letter(from), Label::of_letter(to)) else { return };
        if let Some(cell) = self.transitions.get_mut(from as usize).and_then(|row| row.get_mut(to as usize)) {
            *cell = weight;
        }
    }

    /// The best sequence of labels for pieces with these scores (Viterbi).
    pub(crate) fn decode(&self, emissions: &[Scores]) -> Vec<Label> {
        let mut best: Scores = [0.0; 3];
        let mut back: Vec<[Label; 3]> = Vec::with_capacity(emissions.len());
        for (index, emission) in emissions.iter().enumerate() {
            let mut next = *emission;
            let mut from = [Label::Keep; 3];
            if index > 0 {
                for ((to, score), origin) in Label::ALL.into_iter().zip(&mut next).zip(&mut from) {
                    let (label, path) = self.best_way(&best, to);
                    *score += path;
                    *origin = label;
                }
            }
            // Only differences count; without this, a million pieces would lose the small ones.
            let top = next.iter().copied().fold(f32::MIN, f32::max);
            best = next.map(|score| score - top);
            back.push(from);
        }
        trace(&best, &back)
    }

    fn best_way(&self, best: &Scores, to: Label) -> (Label, f32) {
        let ways = Label::ALL.into_iter().zip(best).zip(&self.transitions).map(|((label, score), row)| (label, score + value(row, to)));
        ways.reduce(|a, b| if b.1 > a.1 { b } else { a }).unwrap_or((Label::Drop, 0.0))
    }
}

fn value(scores: &Scores, label: Label) -> f32 {
    scores.get(label as usize).copied().unwrap_or_default()
}

fn trace(last: &Scores, back: &[[Label; 3]]) -> Vec<Label> {
    let mut label = Label::ALL.into_iter().reduce(|a, b| if value(last, b) > value(last, a) { b } else { a }).unwrap_or(Label::Drop);
    let mut out: Vec<Label> = back
        .iter()
        .rev()
        .map(|from| {
            let current = label;
            label = from.get(current as usize).copied().unwrap_or(Label::Drop);
            current
        })
        .collect();
    out.reverse();
    out
}

/// Adds up the weights of features.
#[derive(Debug)]
pub(crate) struct Scorer<'m> {
    model: &'m Model,
    sum: [f32; 2],
}

impl<'m> Scorer<'m> {
    /// Nothing added yet.
    pub(crate) const fn new(model: &'m Model) -> Self {
        Self { model, sum: [0.0; 2] }
    }

    /// The sums so far, with that of [`Label::Drop`], which is 0.
    pub(crate) const fn scores(&self) -> Scores {
        let [keep, head] = self.sum;
        [keep, head, 0.0]
    }

    fn add(&mut self, key: u64) {
        if let Some(weights) = self.model.features.get(&key) {
            for (sum, weight) in self.sum.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }
}

impl Sink for Scorer<'_> {
    fn numbers(&mut self, template: &'static str, values: &[u32]) {
        let mut hash = Fnv::new(template);
        for (index, &value) in values.iter().enumerate() {
            if index > 0 {
                hash.byte(b',');
            }
            hash.number(value);
        }
        self.add(hash.0);
    }

    fn words(&mut self, template: &'static str, words: &[&str]) {
        let mut hash = Fnv::new(template);
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                hash.byte(b' ');
            }
            hash.text(word);
        }
        self.add(hash.0);
    }
}

/// The hash of a feature as the table writes it.
fn hash_of(name: &str) -> u64 {
    let mut hash = Fnv::start();
    hash.text(name);
    hash.0
}

/// FNV-1a, 64 bits: the same on every machine, and cheap for the few bytes of a feature.
struct Fnv(u64);

impl Fnv {
    const fn start() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn new(template: &str) -> Self {
        let mut out = Self::start();
        out.text(template);
        out.byte(b'=');
        out
    }

    const fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
    }

    fn text(&mut self, text: &str) {
        for byte in text.bytes() {
            self.byte(byte);
        }
    }

    /// The decimal digits of `value`.
    fn number(&mut self, value: u32) {
        if value >= 10 {
            self.number(value / 10);
        }
        self.byte(b'0' + u8::try_from(value % 10).unwrap_or_default());
    }
}

/// Takes a key that is a hash already.
#[derive(Default)]
struct HashIsKey(u64);

impl Hasher for HashIsKey {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
// The numbers are small sums of halves, which f32 holds exactly.
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_hash_alike() {
        let model = Model::read("length=3,12\t0.5\t-1\nshort=read more\t-2\t0\ntransition=K>D\t-1.5\t0\n");
        let mut scorer = Scorer::new(&model);
        scorer.numbers("length", &[3, 12]);
        scorer.words("short", &["read", "more"]);
        scorer.numbers("length", &[31, 2]);
        assert_eq!(scorer.scores(), [-1.5, -1.0, 0.0]);
        assert_eq!(model.transitions[0][2], -1.5);
    }

    #[test]
    fn neighbours_decide_a_doubtful_piece() {
        let model = Model::read("transition=K>K\t1\t0\ntransition=D>D\t1\t0\n");
        let labels = model.decode(&[[3.0, 0.0, 0.0], [0.0, 0.0, 0.5], [3.0, 0.0, 0.0]]);
        assert_eq!(labels, [Label::Keep; 3]);
        assert_eq!(model.decode(&[]), []);
    }

    #[test]
    fn the_shipped_table_is_read() {
        assert!(Model::shipped().features.len() > 500);
        assert!(Model::shipped().transitions.iter().flatten().any(|&w| w != 0.0));
    }
}
