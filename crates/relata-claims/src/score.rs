//! Confidence of a claim: how likely its source, cue and content are right, given the evidence; and
//! how likely it is a claim at all.
//!
//! Logistic regression; the weights were fitted on articles with reference attributions
//! (`tests/scores/fit_confidence.py`).

use std::sync::LazyLock;

use relata_core::{Score, WeightTable, Weights};

use crate::evidence::{Evidence, FEATURES, NAMES};
use crate::proposal::{Origin, Proposal};

const TABLE: WeightTable = WeightTable::new(include_str!("../data/confidence.tsv"));

/// For source, cue and content being right, and for the content alone.
static WHOLE: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(1, NAMES));
static CONTENT: LazyLock<Weights<FEATURES>> = LazyLock::new(|| TABLE.weights(2, NAMES));

/// The probability that the claim is right.
pub(crate) fn score(proposal: &Proposal, evidence: &Evidence) -> Score {
    if proposal.origin == Origin::Layout {
        return Score::new(proposal.confidence);
    }
    Score::new(WHOLE.probability(&evidence.values))
}

/// The probability that the content is that of a claim, whatever its source and cue.
pub(crate) fn content_score(evidence: &Evidence) -> Score {
    Score::new(CONTENT.probability(&evidence.values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weights() {
        assert_eq!(TABLE.faults(2, &NAMES), Vec::<String>::new());
    }
}
