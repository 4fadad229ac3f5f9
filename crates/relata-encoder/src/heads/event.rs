//! The heads that read event mentions: trigger and class, root event, polarity, modality.

use super::WordVectors;
use crate::decode::best;
use crate::linear::Linear;
use crate::{Config, LoadError, Weights};

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

/// The event heads of a model.
#[derive(Debug)]
pub(crate) struct EventHeads {
    tag: Linear,
    root: Linear,
    polarity: Linear,
    modality: Linear,
}

impl EventHeads {
    /// The event heads; `None` for a model whose configuration names no event labels.
    pub(crate) fn load(config: &Config, weights: &Weights) -> Result<Option<Self>, LoadError> {
        let labels = &config.labels;
        if labels.event.is_empty() {
            return Ok(None);
        }
        let head = |name: &str, labels: &[String]| Linear::load(weights, &format!("heads.{name}"), config.hidden_size, labels.len());
        Ok(Some(Self {
            tag: head("event", &labels.event)?,
            root: head("root", &labels.root)?,
            polarity: head("polarity", &labels.polarity)?,
            modality: head("modality", &labels.modality)?,
        }))
    }

    /// The heads by name, for the comparison with the reference.
    #[cfg(test)]
    pub(crate) const fn by_name(&self) -> [(&'static str, &Linear); 4] {
        [("event", &self.tag), ("root", &self.root), ("polarity", &self.polarity), ("modality", &self.modality)]
    }

    /// One output for each word.
    pub(crate) fn apply(&self, vectors: &WordVectors) -> Vec<EventOutput> {
        let [tags, roots, signs, modalities] = [&self.tag, &self.root, &self.polarity, &self.modality].map(|head| vectors.project(head));
        let scored = |row: ndarray::ArrayView1<'_, f32>| best(row.as_slice().unwrap_or_default(), |_| true);
        let rows = tags.rows().into_iter().zip(roots.rows()).zip(signs.rows()).zip(modalities.rows());
        rows.map(|(((tag, root), polarity), modality)| EventOutput {
            tag: tag.to_vec(),
            root: scored(root),
            polarity: scored(polarity),
            modality: scored(modality),
        })
        .collect()
    }
}
