//! The heads: logits of words from the encoder's hidden states.

mod biaffine;
mod bilinear;
mod event;
mod tags;

use ndarray::Array2;

pub(crate) use biaffine::{BiaffineHead, PairVector};
pub(crate) use bilinear::{BilinearHead, PairScores};
pub(crate) use event::EventOutput;
pub(crate) use tags::{Tag, TagHeads, TagLogits};

use crate::kernels::Arithmetic;
use crate::linear::{Linear, PackedRows, Source};
use crate::{Config, HiddenStates, LoadError, Precision, Weights};

/// All heads of a model.
#[derive(Debug)]
pub(crate) struct Heads {
    arithmetic: Arithmetic,
    pub(crate) tags: TagHeads,
    pub(crate) arc: BilinearHead,
    pub(crate) relation: BiaffineHead,
    pub(crate) link: BilinearHead,
    /// For a model that looks for news events.
    pub(crate) news: Option<NewsHeads>,
}

/// The heads that look at pairs of a news event's trigger and another word.
#[derive(Debug)]
pub(crate) struct NewsHeads {
    /// The role that a word plays.
    pub(crate) argument: BiaffineHead,
    /// Whether another trigger tells of the same event.
    pub(crate) same: BiaffineHead,
}

impl Heads {
    fn load(config: &Config, source: Source<'_>) -> Result<Self, LoadError> {
        let hidden = config.hidden_size;
        let biaffine = |name, size, labels| BiaffineHead::load(source, name, hidden, size, labels);
        let news = || -> Result<NewsHeads, LoadError> {
            Ok(NewsHeads {
                argument: biaffine(
                    "heads.argument",
                    config.argument_size,
                    config.labels.role.len(),
                )?,
                same: biaffine("heads.same", config.same_size, 1)?,
            })
        };
        Ok(Self {
            arithmetic: source.arithmetic,
            tags: TagHeads::load(config, source)?,
            arc: BilinearHead::load(source, "heads.arc", hidden, config.arc_size)?,
            relation: biaffine("heads.rel", config.rel_size, config.labels.deprel.len())?,
            link: BilinearHead::load(source, "heads.link", hidden, config.link_size)?,
            news: (!config.labels.class.is_empty()).then(news).transpose()?,
        })
    }

    /// The vectors of a window's words: the hidden states at `[CLS]`, which stands for the root,
    /// and at the first subword of each word.
    pub(crate) fn gather(&self, hidden: &HiddenStates, positions: &[usize]) -> WordVectors {
        let hidden = hidden.view();
        let candidates: Vec<usize> = std::iter::once(0).chain(positions.iter().copied()).collect();
        WordVectors {
            packed: PackedRows::new(
                self.arithmetic,
                hidden.ncols(),
                candidates.iter().map(|&candidate| hidden.row(candidate)),
            ),
        }
    }
}

/// The heads of a model in each arithmetic that a backend may ask for.
#[derive(Debug)]
pub(crate) struct HeadSet {
    exact: Heads,
    /// In bytes, for a model that is stored so.
    fast: Option<Heads>,
}

impl HeadSet {
    pub(crate) fn load(config: &Config, weights: &Weights) -> Result<Self, LoadError> {
        let load = |arithmetic| Heads::load(config, Source { weights, arithmetic });
        let stored = weights.arithmetic("heads.arc.dep.weight");
        Ok(Self {
            exact: load(Arithmetic::F32)?,
            fast: (stored != Arithmetic::F32).then(|| load(stored)).transpose()?,
        })
    }

    /// The heads that go with hidden states of this precision.
    pub(crate) fn get(&self, precision: Precision) -> &Heads {
        self.fast.as_ref().filter(|_| precision == Precision::Int8).unwrap_or(&self.exact)
    }
}

/// The vectors of a window's words, the root's first, packed for the heads that gathered them.
#[derive(Debug)]
pub(crate) struct WordVectors {
    packed: PackedRows,
}

impl WordVectors {
    /// What a layer makes of each word.
    fn project(&self, layer: &Linear) -> Array2<f32> {
        layer.apply_packed(&self.packed, 1)
    }

    /// What a layer makes of the root, then of each word.
    fn project_with_root(&self, layer: &Linear) -> Array2<f32> {
        layer.apply_packed(&self.packed, 0)
    }
}
