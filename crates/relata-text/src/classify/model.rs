//! The classifier: a linear-chain conditional random field (Lafferty, `McCallum` and Pereira, 2001)
//! over the pieces of a page.
//!
//! Its states follow the course of a page: what stands before the article, the headline, the
//! article, what stands inside it without being a part of it, and what stands behind it. An article
//! that seems to have ended may go on, at a cost that is learned like the others: no single line
//! ends it. The weights stand in `data/weights.tsv`, made by the example `train_cleaner`.

use std::sync::LazyLock;

use super::features::{Sink, WordAt, WordTemplate};
use super::template::Template;
use crate::words::Words;
use crate::words::hash_table::HashTable;
use crate::words::lexicon;
use crate::words::vocabulary::{UNKNOWN, Vocabulary};

static WEIGHTS: &str = include_str!("../../data/weights.tsv");

/// Number of states.
pub(crate) const STATES: usize = 5;
/// Letters of the states in the table of weights; behind the comments of [`Scores`] their order.
const LETTERS: [&str; STATES] = ["P", "H", "K", "I", "Q"];
/// Features of a piece that room is made for.
const FEATURES_OF_A_PIECE: usize = 256;
/// What a whole number of the table stands for.
const UNIT: f32 = 0.01;

/// One value for each state: before the article, headline, article, inside it without being of it,
/// behind it.
pub(crate) type Scores = [f32; STATES];

/// From which state to which: whether it may occur.
const POSSIBLE: [[bool; STATES]; STATES] = {
    let (yes, no) = (true, false);
    [
        [yes, yes, yes, no, no],
        [yes, yes, yes, no, no],
        [no, no, yes, yes, yes],
        [no, no, yes, yes, no],
        [no, no, yes, no, yes],
    ]
};
const BEGIN: [bool; STATES] = [true, true, true, false, false];
const END: [bool; STATES] = [true, true, true, false, true];

/// On which side of a pair a word may stand.
#[derive(Debug, Clone, Copy, Default)]
struct Sides {
    first: bool,
    second: bool,
}

/// The weights.
#[derive(Debug)]
pub(crate) struct Model {
    vocabulary: Vocabulary,
    /// Weights of the templates of numbers, each from its offset on; behind them those of words
    /// and pairs.
    pool: Vec<Scores>,
    /// Indexes in the pool by number of the word and [`WordTemplate`]; 0 for none.
    words: Vec<[u32; WordTemplate::ALL.len()]>,
    /// Indexes in the pool of pairs, and whether a word begins or ends any.
    pairs: HashTable<u32>,
    in_pair: Vec<Sides>,
    /// From state to state, as factors; 0 for what may not occur.
    transitions: [Scores; STATES],
}

/// Bytes of the table for each pair of words in it, and for each word, roughly: room is made for
/// them at once.
const BYTES_OF_A_PAIR: usize = 64;
/// Numbers of a feature, at most.
const MOST_NUMBERS: usize = 4;

/// What a row of the table is about.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Transition,
    Pair,
    Word(WordTemplate),
    Numbers(Template),
    None,
}

impl Kind {
    fn named(name: &str) -> Self {
        let word = || WordTemplate::ALL.into_iter().find(|t| t.name() == name).map(Self::Word);
        match name {
            "transition" => Self::Transition,
            "pair" => Self::Pair,
            _ => word().or_else(|| Template::named(name).map(Self::Numbers)).unwrap_or(Self::None),
        }
    }
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS));

impl Model {
    /// The shipped weights.
    pub(crate) fn shipped() -> &'static Self {
        &MODEL
    }

    /// Reads a table of weights. A line that cannot be read counts for nothing.
    pub(crate) fn read(table: &str) -> Self {
        let mut out = Self {
            vocabulary: lexicon::shipped().vocabulary().clone(),
            pool: vec![[0.0; STATES]; Template::COMBINATIONS],
            words: Vec::new(),
            pairs: HashTable::default(),
            in_pair: Vec::new(),
            transitions: POSSIBLE.map(|row| row.map(f32::from)),
        };
        out.pairs.reserve(table.len() / BYTES_OF_A_PAIR);
        out.vocabulary.reserve(table.len() / BYTES_OF_A_PAIR);
        // The rows of a template follow each other.
        let mut last = ("", Kind::None);
        for line in table.lines().filter(|l| !l.starts_with("# ")) {
            if let Some(((name, of), weights)) = split_at_byte(line, b'\t')
                .and_then(|(name, weights)| Some((split_at_byte(name, b'=')?, weights)))
            {
                if name != last.0 {
                    last = (name, Kind::named(name));
                }
                out.set(last.1, of, scores(weights));
            }
        }
        out
    }

    fn set(&mut self, kind: Kind, of: &str, weights: Scores) {
        match kind {
            Kind::Transition => self.set_transitions(of, weights),
            Kind::Pair => self.set_pair(of, weights),
            Kind::Word(template) => self.set_word(template, of, weights),
            Kind::Numbers(template) => self.set_numbers(template, of, weights),
            Kind::None => (),
        }
    }

    fn set_word(&mut self, template: WordTemplate, word: &str, weights: Scores) {
        let id = usize::from(self.vocabulary.add(word));
        let index = self.store(weights);
        let needed = self.words.len().max(id + 1);
        self.words.resize(needed, [0; WordTemplate::ALL.len()]);
        if let Some(cell) =
            self.words.get_mut(id).and_then(|cells| cells.get_mut(template as usize))
        {
            *cell = index;
        }
    }

    fn set_numbers(&mut self, template: Template, values: &str, weights: Scores) {
        let mut read = [0; MOST_NUMBERS];
        let mut count = 0;
        for value in values.split(',').filter(|value| !value.is_empty()) {
            if let Some(cell) = read.get_mut(count) {
                *cell = value.parse().unwrap_or_default();
            }
            count += 1;
        }
        let values = read.get(..count).unwrap_or_default();
        if let Some(cell) = index_of(template, values).and_then(|index| self.pool.get_mut(index)) {
            *cell = weights;
        }
    }

    fn set_transitions(&mut self, from: &str, weights: Scores) {
        let Some(row) = LETTERS
            .iter()
            .position(|&letter| letter == from)
            .and_then(|row| self.transitions.get_mut(row))
        else {
            return;
        };
        for (cell, weight) in row.iter_mut().zip(weights) {
            *cell *= libm::expf(weight);
        }
    }

    fn set_pair(&mut self, pair: &str, weights: Scores) {
        let Some((first, second)) = pair.split_once(' ') else { return };
        let (first, second) = (self.vocabulary.add(first), self.vocabulary.add(second));
        let index = self.store(weights);
        self.pairs.insert(pair_key(first, second), index);
        let needed = self.in_pair.len().max(usize::from(first.max(second)) + 1);
        self.in_pair.resize(needed, Sides::default());
        self.in_pair.get_mut(usize::from(first)).into_iter().for_each(|sides| sides.first = true);
        self.in_pair.get_mut(usize::from(second)).into_iter().for_each(|sides| sides.second = true);
    }

    fn store(&mut self, weights: Scores) -> u32 {
        self.pool.push(weights);
        u32::try_from(self.pool.len() - 1).unwrap_or_default()
    }

    /// All words that some table lists.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The weight of a feature of a place that may be a seam.
    pub(crate) fn of_seam(&self, template: Template, values: &[u32]) -> f32 {
        self.pool.get(template.pool_index(values)).map_or(0.0, |[weight, ..]| *weight)
    }

    /// Turns scores into the probabilities of the states, in place (forward-backward algorithm).
    pub(crate) fn infer(&self, pieces: &mut [Scores]) {
        let mut forward: Vec<Scores> = Vec::with_capacity(pieces.len());
        let mut last: Option<Scores> = None;
        for scores in pieces.iter_mut() {
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            *scores = scores.map(|score| libm::expf(score - top).max(f32::MIN_POSITIVE));
            let arrived = last.map_or(BEGIN.map(f32::from), |last| self.step(&last));
            let here = normalised(product(arrived, *scores));
            forward.push(here);
            last = Some(here);
        }
        let mut backward = END.map(f32::from);
        for (scores, here) in pieces.iter_mut().zip(&forward).rev() {
            let emitted = product(backward, *scores);
            *scores = normalised(product(*here, backward));
            backward = normalised(self.backward_step(&emitted));
        }
    }

    fn step(&self, from: &Scores) -> Scores {
        let mut out = [0.0; STATES];
        for (value, row) in from.iter().zip(&self.transitions) {
            for (sum, factor) in out.iter_mut().zip(row) {
                *sum += value * factor;
            }
        }
        out
    }

    fn backward_step(&self, to: &Scores) -> Scores {
        self.transitions.map(|row| row.iter().zip(to).map(|(factor, value)| factor * value).sum())
    }
}

fn product(a: Scores, b: Scores) -> Scores {
    let mut out = a;
    for (value, factor) in out.iter_mut().zip(b) {
        *value *= factor;
    }
    out
}

/// The index in the pool of a combination; `None` when it has the wrong number of values.
fn index_of(template: Template, values: &[u32]) -> Option<usize> {
    (values.len() == template.sizes().len()).then(|| template.pool_index(values))
}

/// Brings the sum to 1; where all is 0, every state is as likely as another.
fn normalised(scores: Scores) -> Scores {
    let sum: f32 = scores.iter().sum();
    if sum > 0.0 { scores.map(|score| score / sum) } else { [1.0 / STATES as f32; STATES] }
}

fn scores(text: &str) -> Scores {
    let mut out = [0.0; STATES];
    for (cell, weight) in out.iter_mut().zip(text.split_ascii_whitespace()) {
        *cell = f32::from(weight.parse::<i16>().unwrap_or_default()) * UNIT;
    }
    out
}

/// What stands before and behind the first byte of this kind, which is an ASCII one. Names are
/// short, so that this is faster than a search.
fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|found| found == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Spread over all bits, the last ones too, since the table takes it as the hash.
const fn pair_key(first: u16, second: u16) -> u64 {
    let key = (((first as u64) << 16) | second as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    key ^ (key >> 32)
}

/// Adds up the weights of features, each once a piece.
#[derive(Debug)]
pub(crate) struct Scorer<'m> {
    model: &'m Model,
    /// Indexes in the pool of the features since the last sum. They are added up at once: a sum
    /// that is kept in memory waits for itself.
    indexes: Vec<u32>,
    /// Whether the piece had the word or pair, a bit for each cell of the pool behind the
    /// templates of numbers, and the cells that hold any.
    seen: Vec<u64>,
    seen_in: Vec<usize>,
}

impl<'m> Scorer<'m> {
    /// Nothing added yet.
    pub(crate) fn new(model: &'m Model) -> Self {
        let words = model.pool.len().saturating_sub(Template::COMBINATIONS);
        let seen = vec![0; words.div_ceil(64)];
        Self { model, indexes: Vec::with_capacity(FEATURES_OF_A_PIECE), seen, seen_in: Vec::new() }
    }

    /// The sums since the last call.
    pub(crate) fn take(&mut self) -> Scores {
        let mut sum = [0.0; STATES];
        for weights in self.indexes.iter().filter_map(|&index| self.model.pool.get(index as usize))
        {
            for (cell, weight) in sum.iter_mut().zip(weights) {
                *cell += weight;
            }
        }
        self.indexes.clear();
        for cell in self.seen_in.drain(..) {
            self.seen.get_mut(cell).into_iter().for_each(|bits| *bits = 0);
        }
        sum
    }

    #[inline]
    fn id(&mut self, template: WordTemplate, id: u16) {
        let cells = self.model.words.get(usize::from(id)).filter(|_| id != UNKNOWN);
        if let Some(&index) =
            cells.and_then(|cells| cells.get(template as usize)).filter(|&&index| index > 0)
        {
            self.add_once(index);
        }
    }

    fn add_once(&mut self, index: u32) {
        let Some(word) = (index as usize).checked_sub(Template::COMBINATIONS) else { return };
        let (cell, bit) = (word / 64, 1 << (word % 64));
        let Some(bits) = self.seen.get_mut(cell) else { return };
        if *bits & bit == 0 {
            if *bits == 0 {
                self.seen_in.push(cell);
            }
            *bits |= bit;
            self.indexes.push(index);
        }
    }
}

impl Sink for Scorer<'_> {
    #[inline]
    fn numbers(&mut self, template: Template, values: &[u32]) {
        // The pool has some ten thousand cells.
        #[allow(clippy::cast_possible_truncation)]
        self.indexes.push(template.pool_index(values) as u32);
    }

    fn word(&mut self, template: WordTemplate, _: &Words, word: WordAt) {
        self.id(template, word.id);
    }

    #[cfg(feature = "html")]
    fn name(&mut self, near: bool, name: &str) {
        let id = self.model.vocabulary.get(crate::words::vocabulary::hash_of(name)).id;
        let template = if near { WordTemplate::Near } else { WordTemplate::Far };
        self.id(template, id);
    }

    fn pair(&mut self, _: &Words, first: WordAt, second: WordAt) {
        if first.id == UNKNOWN || second.id == UNKNOWN {
            return;
        }
        let sides = |word: WordAt| {
            self.model.in_pair.get(usize::from(word.id)).copied().unwrap_or_default()
        };
        let possible = sides(first).first && sides(second).second;
        if let Some(index) = possible
            .then(|| self.model.pairs.get(&pair_key(first.id, second.id)).copied())
            .flatten()
        {
            self.add_once(index);
        }
    }
}

#[cfg(test)]
// The numbers are small sums of halves, which f32 holds exactly.
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::classify::features;

    #[test]
    fn weights_by_name() {
        let model = Model::read(
            "upper=3,11\t0 50 -100\nshort=more\t25\npair=read more\t50\npair=more \
            $\t100\nnonsense\n",
        );
        let mut scorer = Scorer::new(&model);
        scorer.numbers(Template::Upper, &[3, 30]);
        scorer.numbers(Template::Upper, &[3, 2]);
        assert_eq!(scorer.take(), [0.0, 0.5, -1.0, 0.0, 0.0]);
        let mut words = Words::default();
        words.read(model.vocabulary(), "Read more more");
        features::of_words(&words, &mut scorer);
        assert_eq!(scorer.take(), [1.75, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(scorer.take(), [0.0; STATES]);
    }

    #[test]
    fn neighbours_decide_a_doubtful_piece() {
        let model = Model::read("transition=K\t0 0 100 -100 0\ntransition=I\t0 0 0 0 0\n");
        let mut pieces =
            [[0.0, 0.0, 3.0, 0.0, 0.0], [0.5, 0.0, 0.0, 0.5, 0.5], [0.0, 0.0, 3.0, 0.0, 0.0]];
        model.infer(&mut pieces);
        assert!(pieces.iter().all(|p| p[2] > 0.5 && (p.iter().sum::<f32>() - 1.0).abs() < 1e-5));
        model.infer(&mut []);
    }

    #[test]
    fn an_article_goes_on_behind_what_looks_like_its_end() {
        let mut pieces =
            [[0.0, 0.0, 9.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 9.0], [0.0, 0.0, 9.0, 0.0, 0.0]];
        Model::read("transition=Q\t0 0 -200 0 0\n").infer(&mut pieces);
        assert!(pieces[1][4] > 0.9 && pieces[2][2] > 0.9, "{pieces:?}");
    }

    #[test]
    fn the_shipped_table_is_read() {
        let model = Model::shipped();
        assert!(model.pool.len() > Template::COMBINATIONS + 500);
        assert!(
            model
                .pool
                .iter()
                .take(Template::COMBINATIONS)
                .filter(|cell| **cell != [0.0; STATES])
                .count()
                > 500
        );
        assert!(model.transitions.iter().flatten().any(|&w| w != 0.0 && w != 1.0));
    }
}
