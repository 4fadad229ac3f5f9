//! Scores of the relations between a word and its chosen head (Dozat and Manning 2017).

use ndarray::{Array1, Array2, Axis};

use super::WordVectors;
use super::bilinear::activated;
use crate::linear::{Linear, transposed};
use crate::{LoadError, LoadErrorKind, Weights};

/// `s[r] = d · (U[r] h) + A[r] · d + B[r] · h + c[r]`.
#[derive(Debug)]
pub(crate) struct RelationHead {
    dependent: Linear,
    head: Linear,
    /// `U` as `[size, labels × size]`: one product gives `U[r] h` for all labels.
    pair: Array2<f32>,
    /// `A` transposed.
    of_dependent: Array2<f32>,
    /// `B` transposed.
    of_head: Array2<f32>,
    bias: Array1<f32>,
}

impl RelationHead {
    pub(super) fn load(weights: &Weights, name: &str, hidden: usize, size: usize, labels: usize) -> Result<Self, LoadError> {
        let pair = Array2::from_shape_vec((labels * size, size), weights.checked(&format!("{name}.U"), &[labels, size, size])?);
        let pair = pair.map_err(|e| LoadError::new(LoadErrorKind::Tensor, format!("tensor {name}.U")).with_source(e))?;
        Ok(Self {
            dependent: Linear::load(weights, &format!("{name}.dep"), hidden, size)?,
            head: Linear::load(weights, &format!("{name}.head"), hidden, size)?,
            pair: transposed(&pair),
            of_dependent: transposed(&weights.matrix(&format!("{name}.A"), labels, size)?),
            of_head: transposed(&weights.matrix(&format!("{name}.B"), labels, size)?),
            bias: weights.vector(&format!("{name}.c"), labels)?,
        })
    }

    /// A row of relation scores for each word of the window. `heads` names each word's head: 0 the root, `k + 1` word `k`.
    pub(crate) fn score(&self, vectors: &WordVectors, heads: &[usize]) -> Array2<f32> {
        let mut used = heads.to_vec();
        used.sort_unstable();
        used.dedup();
        let dependents = activated(self.dependent.apply(&vectors.words()));
        let candidates = activated(self.head.apply(&vectors.with_root().select(Axis(0), &used).view()));
        let projected = candidates.dot(&self.pair);
        let of_head = candidates.dot(&self.of_head) + &self.bias;
        let mut scores = dependents.dot(&self.of_dependent);
        for ((mut row, dependent), head) in scores.rows_mut().into_iter().zip(dependents.rows()).zip(heads) {
            let place = used.partition_point(|u| u < head);
            row += &of_head.row(place);
            for (score, part) in row.iter_mut().zip(projected.row(place).exact_chunks(dependent.len())) {
                *score += dependent.dot(&part);
            }
        }
        scores
    }
}
