//! Confidence of a claim.

use relata_core::Score;

use crate::anchor::Anchor;
use crate::draft::{Draft, Origin};

/// The confidence of the tags and links, raised where the lexicon knows the cue and lowered where a source or cue is lacking.
pub(crate) fn score(draft: &Draft, anchor: Option<Anchor<'_>>) -> Score {
    let known = anchor.is_some_and(|a| a.entry.is_some());
    let mut value = draft.confidence.clamp(0.0, 1.0);
    if known {
        value += (1.0 - value) * 0.25;
    } else {
        value *= 0.9;
    }
    if draft.source.is_none() {
        value *= 0.85;
    }
    if draft.origin == Origin::Rule {
        value *= 0.9;
    }
    Score::new(value)
}
