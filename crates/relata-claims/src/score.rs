//! Confidence of a claim: how likely its source, cue and content are right, given the evidence; and
//! how likely it is a claim at all.
//!
//! Logistic regression; the weights were fitted on articles with reference attributions
//! (`tests/scores/fit_confidence.py`).

use std::sync::LazyLock;

use relata_core::Score;

use crate::evidence::{Evidence, FEATURES, NAMES};
use crate::proposal::{Origin, Proposal};

const FILE: &str = include_str!("../data/confidence.tsv");

/// Weights in the order of [`NAMES`], and the constant.
#[derive(Debug, Clone, Copy)]
struct Weights {
    constant: f32,
    of: [f32; FEATURES],
}

/// For source, cue and content being right, and for the content alone.
static WHOLE: LazyLock<Weights> = LazyLock::new(|| Weights::column(0));
static CONTENT: LazyLock<Weights> = LazyLock::new(|| Weights::column(1));

impl Weights {
    fn column(column: usize) -> Self {
        let mut out = Self { constant: 0.0, of: [0.0; FEATURES] };
        for (name, weight) in
            rows().filter_map(|(name, cells)| Some((name, cells.get(column)?.parse().ok()?)))
        {
            match NAMES.iter().position(|n| *n == name).and_then(|place| out.of.get_mut(place)) {
                Some(slot) => *slot = weight,
                None => out.constant = weight,
            }
        }
        out
    }

    fn probability(&self, evidence: &Evidence) -> Score {
        let sum: f32 =
            evidence.iter().zip(self.of).map(|((_, value), weight)| weight * value).sum();
        Score::new(1.0 / (1.0 + libm::expf(-(self.constant + sum))))
    }
}

/// The rows of the file: what is weighed, and its weights.
fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let cells = |line: &'static str| {
        line.split_once('\t')
            .map(|(name, weights)| (name, weights.split('\t').map(str::trim).collect()))
    };
    FILE.lines().filter(|line| !line.starts_with('#')).filter_map(cells)
}

/// The probability that the claim is right.
pub(crate) fn score(proposal: &Proposal, evidence: &Evidence) -> Score {
    if proposal.origin == Origin::Layout {
        return Score::new(proposal.confidence);
    }
    WHOLE.probability(evidence)
}

/// The probability that the content is that of a claim, whatever its source and cue.
pub(crate) fn content_score(evidence: &Evidence) -> Score {
    CONTENT.probability(evidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weights() {
        let names: Vec<&str> = rows()
            .filter(|(_, weights)| {
                weights.len() == 2 && weights.iter().all(|w| w.parse::<f32>().is_ok())
            })
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names.len(), NAMES.len() + 1);
        assert!(NAMES.iter().chain(&["constant"]).all(|name| names.contains(name)));
    }
}
