//! Scores of labels for pairs of words (Dozat and Manning 2017): the relation of a word to its
//! chosen head, the role of a word in the event that another tells of.

use ndarray::{Array1, Array2, ArrayView1, Axis};

use super::WordVectors;
use crate::LoadError;
use crate::kernels::{Isa, add_dots};
use crate::linear::{Linear, Source};

/// `s[r] = d · (U[r] h) + A[r] · d + B[r] · h + c[r]`.
#[derive(Debug)]
pub(crate) struct BiaffineHead {
    dependent: Linear,
    head: Linear,
    /// `U` as `[labels × size, size]`: one product gives `U[r] h` for all labels.
    pair: Linear,
    /// `A`.
    of_dependent: Linear,
    /// `B`.
    of_head: Linear,
    bias: Array1<f32>,
}

impl BiaffineHead {
    pub(super) fn load(
        source: Source<'_>,
        name: &str,
        hidden: usize,
        size: usize,
        labels: usize,
    ) -> Result<Self, LoadError> {
        Ok(Self {
            dependent: Linear::load(source, &format!("{name}.dep"), hidden, size)?.with_gelu(),
            head: Linear::load(source, &format!("{name}.head"), hidden, size)?.with_gelu(),
            pair: Linear::load_rows(source, &format!("{name}.U"), &[labels, size, size])?,
            of_dependent: Linear::load_rows(source, &format!("{name}.A"), &[labels, size])?,
            of_head: Linear::load_rows(source, &format!("{name}.B"), &[labels, size])?,
            bias: source.weights.vector(&format!("{name}.c"), labels)?,
        })
    }

    /// A row of scores for each word of the window with its head. `heads` names each word's head:
    /// 0 the root, `k + 1` word `k`.
    pub(crate) fn at_heads(&self, vectors: &WordVectors, heads: &[usize]) -> Array2<f32> {
        let mut used = heads.to_vec();
        used.sort_unstable();
        used.dedup();
        let dependents = vectors.project(&self.dependent);
        let candidates = vectors.project_with_root(&self.head).select(Axis(0), &used);
        let of_head = self.of_head.apply(&candidates.view()) + &self.bias;
        let mut scores = self.of_dependent.apply(&dependents.view());
        let isa = Isa::detect();
        self.pair.apply_to(&candidates.view(), |projected| {
            for ((mut row, dependent), head) in
                scores.rows_mut().into_iter().zip(dependents.rows()).zip(heads)
            {
                let index = used.partition_point(|u| u < head);
                row += &of_head.row(index);
                if let (Some(dependent), Some(row)) = (dependent.as_slice(), row.as_slice_mut()) {
                    add_dots(isa, dependent, projected.row(index), row);
                }
            }
        });
        scores
    }

    /// For each of the chosen words a row of scores for every word of the window as its head.
    pub(crate) fn of_all(&self, vectors: &WordVectors, chosen: &[usize]) -> Vec<Array2<f32>> {
        if chosen.is_empty() {
            return Vec::new();
        }
        self.of_candidates(vectors, chosen, &vectors.project(&self.head))
    }

    /// What each of the chosen words brings to the scores of the first label, so that words of
    /// different windows can be compared.
    pub(crate) fn pair_vectors(&self, vectors: &WordVectors, chosen: &[usize]) -> Vec<PairVector> {
        if chosen.is_empty() {
            return Vec::new();
        }
        let candidates = vectors.project(&self.head).select(Axis(0), chosen);
        let dependents = vectors.project(&self.dependent).select(Axis(0), chosen);
        let of_head = self.of_head.apply(&candidates.view()) + &self.bias;
        let of_dependent = self.of_dependent.apply(&dependents.view());
        self.pair.apply_to(&candidates.view(), |projected| {
            let vector = |index: usize, dependent: ArrayView1<'_, f32>| PairVector {
                projected: projected.row(index).iter().copied().take(dependent.len()).collect(),
                dependent: dependent.to_vec(),
                of_head: of_head.get([index, 0]).copied().unwrap_or_default(),
                of_dependent: of_dependent.get([index, 0]).copied().unwrap_or_default(),
            };
            dependents.rows().into_iter().enumerate().map(|(p, row)| vector(p, row)).collect()
        })
    }

    fn of_candidates(
        &self,
        vectors: &WordVectors,
        chosen: &[usize],
        candidates: &Array2<f32>,
    ) -> Vec<Array2<f32>> {
        let dependents = vectors.project(&self.dependent).select(Axis(0), chosen);
        let of_head = self.of_head.apply(&candidates.view()) + &self.bias;
        let of_dependent = self.of_dependent.apply(&dependents.view());
        let isa = Isa::detect();
        self.pair.apply_to(&candidates.view(), |projected| {
            let scores = |(dependent, own): (ArrayView1<'_, f32>, ArrayView1<'_, f32>)| {
                let mut scores = &of_head + &own;
                for (index, mut row) in scores.rows_mut().into_iter().enumerate() {
                    if let (Some(dependent), Some(row)) = (dependent.as_slice(), row.as_slice_mut())
                    {
                        add_dots(isa, dependent, projected.row(index), row);
                    }
                }
                scores
            };
            dependents.rows().into_iter().zip(of_dependent.rows()).map(scores).collect()
        })
    }
}

/// What a word brings to the scores of the pairs that it stands in, as either of the two.
#[derive(Debug, Clone)]
pub(crate) struct PairVector {
    dependent: Vec<f32>,
    /// `U h`.
    projected: Vec<f32>,
    /// With the bias.
    of_head: f32,
    of_dependent: f32,
}

impl PairVector {
    /// The mean of the two scores of a pair, each with the other as its head.
    pub(crate) fn mean_score(&self, other: &Self) -> f32 {
        let isa = Isa::detect();
        let score = |dependent: &Self, head: &Self| {
            let mut sum = [head.of_head + dependent.of_dependent];
            add_dots(isa, &dependent.dependent, &head.projected, &mut sum);
            let [sum] = sum;
            sum
        };
        f32::midpoint(score(self, other), score(other, self))
    }
}
