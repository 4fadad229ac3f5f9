//! Scores of pairs of words (Dozat and Manning 2017): syntactic head of a word, cue of a span's
//! word.

use std::ops::Range;

use ndarray::{Array1, Array2};

use super::WordVectors;
use crate::LoadError;
use crate::linear::{Linear, Source, row_products, rows};

/// `s[i][j] = d_i · (U h_j) + u · h_j` with `d = gelu(dep(w))`, `h = gelu(head(w))`.
#[derive(Debug)]
pub(crate) struct BilinearHead {
    dependent: Linear,
    head: Linear,
    /// `U`.
    pair: Linear,
    /// `u`.
    candidate: Array1<f32>,
}

impl BilinearHead {
    pub(super) fn load(
        source: Source<'_>,
        name: &str,
        hidden: usize,
        size: usize,
    ) -> Result<Self, LoadError> {
        Ok(Self {
            dependent: Linear::load(source, &format!("{name}.dep"), hidden, size)?.with_gelu(),
            head: Linear::load(source, &format!("{name}.head"), hidden, size)?.with_gelu(),
            pair: Linear::load_rows(source, &format!("{name}.U"), &[size, size])?,
            candidate: source.weights.vector(&format!("{name}.u"), size)?,
        })
    }

    /// Prepares the scores of all pairs of a window.
    pub(crate) fn score(&self, vectors: &WordVectors) -> PairScores {
        let heads = vectors.project_with_root(&self.head);
        let bias = row_products(
            &heads.view(),
            self.candidate.as_slice().map(|candidate| (candidate, 0.0)).into_iter(),
        );
        PairScores {
            dependents: vectors.project(&self.dependent),
            bias: bias.into_iter().collect(),
            heads: self.pair.apply(&heads.view()),
        }
    }
}

/// Scores of the pairs of a window, made for the pairs that are asked for.
#[derive(Debug)]
pub(crate) struct PairScores {
    /// `d` of each word.
    dependents: Array2<f32>,
    /// `U h` of the root and each word.
    heads: Array2<f32>,
    /// `u · h` of the root and each word.
    bias: Array1<f32>,
}

impl PairScores {
    /// Scores among the words of `range` (counted in the window): a row for each, a column for the
    /// root and each of them.
    pub(crate) fn among(&self, range: Range<usize>) -> Array2<f32> {
        let candidates = std::iter::once(0).chain(range.start + 1..=range.end);
        let heads = candidates.map(|index| {
            (
                self.heads.row(index).to_slice().unwrap_or_default(),
                self.bias.get(index).copied().unwrap_or_default(),
            )
        });
        row_products(&rows(&self.dependents, range), heads)
    }
}
