//! The heads that label each word by one linear layer.

use std::ops::Range;

use ndarray::Array2;

use super::WordVectors;
use crate::linear::{Linear, Source};
use crate::{Config, LoadError};

/// A labelling of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Entity,
    Attribution,
    Upos,
    Event,
    Root,
    Polarity,
    Modality,
    Class,
    Factuality,
}

impl Tag {
    const COUNT: usize = 9;

    /// Name among the tensors: `heads.NAME`.
    const fn tensor(self) -> &'static str {
        match self {
            Self::Entity => "heads.entity",
            Self::Attribution => "heads.attribution",
            Self::Upos => "heads.upos",
            Self::Event => "heads.event",
            Self::Root => "heads.root",
            Self::Polarity => "heads.polarity",
            Self::Modality => "heads.modality",
            Self::Class => "heads.class",
            Self::Factuality => "heads.factuality",
        }
    }
}

/// One product for all labellings, so that the narrow ones do not each pay for a whole panel of
/// columns.
#[derive(Debug)]
pub(crate) struct TagHeads {
    linear: Linear,
    /// Columns of each labelling; none for one that the model does not have.
    columns: [Range<usize>; Tag::COUNT],
}

impl TagHeads {
    pub(super) fn load(config: &Config, source: Source<'_>) -> Result<Self, LoadError> {
        let labels = &config.labels;
        // A model without event labels has no event heads at all.
        let event = |count: usize| if labels.event.is_empty() { 0 } else { count };
        let sizes: [(Tag, usize); Tag::COUNT] = [
            (Tag::Entity, labels.entity.len()),
            (Tag::Attribution, labels.attribution.len()),
            (Tag::Upos, labels.upos.len()),
            (Tag::Event, labels.event.len()),
            (Tag::Root, event(labels.root.len())),
            (Tag::Polarity, event(labels.polarity.len())),
            (Tag::Modality, event(labels.modality.len())),
            (Tag::Class, labels.class.len()),
            (Tag::Factuality, if labels.class.is_empty() { 0 } else { labels.factuality.len() }),
        ];
        let mut end = 0;
        let columns = sizes.map(|(_, size)| {
            end += size;
            end - size..end
        });
        let parts: Vec<(&str, usize)> = sizes
            .iter()
            .filter(|(_, size)| *size > 0)
            .map(|(tag, size)| (tag.tensor(), *size))
            .collect();
        Ok(Self { linear: Linear::load_joined(source, config.hidden_size, &parts)?, columns })
    }

    /// Logits of the words of a window.
    pub(crate) fn apply(&self, vectors: &WordVectors) -> TagLogits {
        TagLogits { values: vectors.project(&self.linear), columns: self.columns.clone() }
    }
}

/// Logits of the words of a window.
#[derive(Debug)]
pub(crate) struct TagLogits {
    /// A row for each word.
    values: Array2<f32>,
    columns: [Range<usize>; Tag::COUNT],
}

impl TagLogits {
    /// Logits of one word; empty for a labelling that the model does not have.
    pub(crate) fn row(&self, tag: Tag, word: usize) -> &[f32] {
        let row = self
            .values
            .as_slice()
            .and_then(|values| values.chunks_exact(self.values.ncols().max(1)).nth(word));
        let columns = self.columns.get(tag as usize).cloned().unwrap_or_default();
        row.and_then(|row| row.get(columns)).unwrap_or_default()
    }

    /// Rows of some words, one after the other.
    pub(crate) fn rows(&self, tag: Tag, words: Range<usize>) -> Vec<f32> {
        words.flat_map(|word| self.row(tag, word)).copied().collect()
    }

    /// Whether the model has event heads.
    pub(crate) fn has_events(&self) -> bool {
        self.columns.get(Tag::Event as usize).is_some_and(|columns| !columns.is_empty())
    }
}
