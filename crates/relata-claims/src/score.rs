//! Confidence of a claim: how likely its source, cue and content are right, given the evidence; and how likely it is a claim at all.
//!
//! Logistic regression; the weights were fitted on articles with reference attributions (`tests/scores/fit_confidence.py`).

use std::collections::HashMap;
use std::sync::LazyLock;

use relata_core::Score;

use crate::draft::{Draft, Origin};
use crate::evidence::Evidence;

const WEIGHTS: &str = include_str!("../data/confidence.tsv");

/// Weights of an evidence: for the whole claim being right, and for its content alone.
type Weights = [f32; 2];

const WHOLE: usize = 0;
const CONTENT: usize = 1;

static BY_NAME: LazyLock<HashMap<&str, Weights>> = LazyLock::new(|| read(WEIGHTS));

fn read(file: &'static str) -> HashMap<&'static str, Weights> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let name = cells.next()?;
        let mut weight = || cells.next()?.trim().parse().ok();
        Some((name, [weight()?, weight()?]))
    };
    file.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// What the confidence of a claim within another one is multiplied by: its place depends on both being right.
const WITHIN: f32 = 0.85;

/// The probability that the claim is right. The reference has no claims within others; theirs is the confidence of what they rest on.
pub(crate) fn score(draft: &Draft, evidence: &Evidence) -> Score {
    if draft.within.is_some() {
        return Score::new(WITHIN * draft.confidence);
    }
    if draft.origin == Origin::Layout {
        return Score::new(draft.confidence);
    }
    probability(evidence, WHOLE)
}

/// The probability that the content is that of a claim, whatever its source and cue.
pub(crate) fn content_score(evidence: &Evidence) -> Score {
    probability(evidence, CONTENT)
}

fn probability(evidence: &Evidence, of: usize) -> Score {
    let weight = |name: &str| BY_NAME.get(name).and_then(|w| w.get(of)).copied().unwrap_or(0.0);
    let sum: f32 = evidence.iter().map(|(name, value)| weight(name) * value).sum();
    Score::new(1.0 / (1.0 + (-(weight("constant") + sum)).exp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::NAMES;

    #[test]
    fn every_feature_has_a_weight() {
        let weights = read(WEIGHTS);
        assert_eq!(weights.len(), NAMES.len() + 1);
        assert!(NAMES.iter().all(|name| weights.contains_key(name)));
    }
}
