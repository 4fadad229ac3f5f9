//! The best well-formed BIO sequence.

use relata_core::Bio;

use crate::math::Distribution;

/// Finds the best sequence in which `I-X` follows only `B-X` or `I-X` (Viterbi 1967).
///
/// Any tag may otherwise follow any other, so that a step costs one comparison a label instead of
/// one a pair of labels.
#[derive(Debug)]
pub(crate) struct TagDecoder<T> {
    labels: Vec<Bio<T>>,
    /// For `I-X`: the labels `B-X` and `I-X`. Empty for the others: all labels may stand before.
    before: Vec<Vec<usize>>,
}

impl<T: Copy + PartialEq> TagDecoder<T> {
    pub(crate) fn new(labels: &[Bio<T>]) -> Self {
        let same = |label: Bio<T>| {
            (0..labels.len())
                .filter(|&l| labels.get(l).is_some_and(|other| other.label() == label.label()))
                .collect()
        };
        let before = labels
            .iter()
            .map(|&label| if matches!(label, Bio::Inside(_)) { same(label) } else { Vec::new() })
            .collect();
        Self { labels: labels.to_vec(), before }
    }

    /// Number of labels: the length of a row of logits.
    pub(crate) const fn len(&self) -> usize {
        self.labels.len()
    }

    /// The label of an index.
    pub(crate) fn label(&self, index: usize) -> Bio<T> {
        self.labels.get(index).copied().unwrap_or_default()
    }

    /// The best sequence of labels for rows of logits that follow one another; `previous` is the
    /// label of the token before the first.
    pub(crate) fn decode(&self, logits: &[f32], previous: usize) -> Vec<usize> {
        let count = self.len();
        let mut back: Vec<u16> = Vec::with_capacity(logits.len());
        let mut scores: Vec<f32> = (0..count)
            .map(|label| if label == previous { 0.0 } else { f32::NEG_INFINITY })
            .collect();
        for row in logits.chunks_exact(count.max(1)) {
            let best = highest(&scores, 0..count);
            let from: Vec<usize> = self
                .before
                .iter()
                .map(|b| if b.is_empty() { best } else { highest(&scores, b.iter().copied()) })
                .collect();
            scores = from.iter().zip(row).map(|(&f, logit)| at(&scores, f) + logit).collect();
            back.extend(from.iter().map(|&f| u16::try_from(f).unwrap_or_default()));
        }
        let mut label = highest(&scores, 0..count);
        let mut path: Vec<usize> = Vec::with_capacity(logits.len() / count.max(1));
        for row in back.chunks_exact(count.max(1)).rev() {
            path.push(label);
            label = row.get(label).copied().map_or(0, usize::from);
        }
        path.reverse();
        path
    }

    /// Probability that the token has the type of `label`, whether it begins or goes on; for `O`,
    /// that it is outside.
    pub(crate) fn score(&self, logits: &[f32], label: usize) -> f32 {
        let wanted = self.label(label).label();
        let distribution = Distribution::new(logits);
        self.labels
            .iter()
            .enumerate()
            .filter(|(_, l)| l.label() == wanted)
            .map(|(position, _)| distribution.probability(position))
            .sum()
    }
}

fn at(scores: &[f32], index: usize) -> f32 {
    scores.get(index).copied().unwrap_or(f32::NEG_INFINITY)
}

/// The first of the positions with the highest score.
fn highest(scores: &[f32], positions: impl Iterator<Item = usize>) -> usize {
    let mut found: Option<(usize, f32)> = None;
    for position in positions {
        let score = at(scores, position);
        if found.is_none_or(|(_, best)| score > best) {
            found = Some((position, score));
        }
    }
    found.map_or(0, |(position, _)| position)
}

#[cfg(test)]
mod tests {
    use relata_core::AttributionRole::{Cue, Source};
    use relata_core::{AttributionRole, Bio};

    use super::*;

    fn decoder() -> TagDecoder<AttributionRole> {
        TagDecoder::new(&[
            Bio::Outside,
            Bio::Begin(Source),
            Bio::Inside(Source),
            Bio::Begin(Cue),
            Bio::Inside(Cue),
        ])
    }

    #[test]
    fn an_inside_tag_needs_its_begin() {
        let check = |rows: &[[f32; 5]], previous, expected: &[usize]| {
            assert_eq!(decoder().decode(&rows.concat(), previous), expected);
        };
        check(&[], 0, &[]);
        check(&[[0.0, 0.0, 9.0, 1.0, 0.0]], 0, &[3]);
        check(&[[0.0, 0.0, 9.0, 1.0, 0.0]], 1, &[2]);
        check(&[[0.0, 0.0, 9.0, 1.0, 0.0]], 4, &[3]);
        check(&[[2.0, 1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 9.0, 0.0, 0.0]], 0, &[1, 2]);
        check(
            &[[0.0, 5.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.5, 2.0], [0.0, 0.0, 0.0, 0.0, 3.0]],
            0,
            &[1, 3, 4],
        );
        check(&[[f32::NAN; 5], [0.0, 1.0, 0.0, 0.0, 0.0]], 0, &[0, 0]);
    }

    #[test]
    fn the_best_sequence_of_all() {
        // Against every sequence, on pseudo-random logits.
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).unwrap()) / 6553.6
        };
        let allowed = |from: usize, to: usize| !matches!(to, 2 | 4) || from == to || from + 1 == to;
        for _ in 0..50 {
            let rows: Vec<f32> = (0..20).map(|_| next()).collect();
            let total = |path: &[usize]| {
                path.iter().enumerate().map(|(t, &l)| rows[t * 5 + l]).sum::<f32>()
            };
            let mut best = f32::NEG_INFINITY;
            for code in 0..625_usize {
                let path = [code / 125, code / 25 % 5, code / 5 % 5, code % 5];
                if path
                    .iter()
                    .zip(std::iter::once(&0).chain(&path))
                    .all(|(&to, &from)| allowed(from, to))
                {
                    best = best.max(total(&path));
                }
            }
            assert!((total(&decoder().decode(&rows, 0)) - best).abs() < 1e-4);
        }
    }

    #[test]
    fn a_score_covers_both_tags_of_a_type() {
        let score = decoder().score(&[0.0, 1.0, 1.0, 0.0, 0.0], 1);
        let e = std::f32::consts::E;
        assert!((score - 2.0 * e / (2.0 * e + 3.0)).abs() < 1e-5);
    }
}
