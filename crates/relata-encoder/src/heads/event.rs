//! What the event heads say of a word: trigger and class, root event, polarity, modality.

use super::{Tag, TagLogits};
use crate::math::Distribution;

/// A label's index with its probability.
type Scored = (usize, f32);

/// What the event heads say of one word.
#[derive(Debug, Clone)]
pub(crate) struct EventOutput {
    /// Logits over the BIO classes.
    pub(crate) tag: Vec<f32>,
    pub(crate) root: Scored,
    pub(crate) polarity: Scored,
    pub(crate) modality: Scored,
}

impl EventOutput {
    /// Of one word of a window.
    pub(crate) fn read(logits: &TagLogits, word: usize) -> Self {
        let scored = |tag| Distribution::new(logits.row(tag, word)).best();
        Self {
            tag: logits.row(Tag::Event, word).to_vec(),
            root: scored(Tag::Root),
            polarity: scored(Tag::Polarity),
            modality: scored(Tag::Modality),
        }
    }
}
