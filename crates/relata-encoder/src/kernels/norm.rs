//! What a layer norm scales and shifts by.

use super::{Aligned, padded};

/// Scale and shift of a layer norm.
#[derive(Debug)]
pub(crate) struct Norm {
    pub(super) weight: Aligned<f32>,
    pub(super) bias: Aligned<f32>,
    /// 1 for each real column, 0 for the padding.
    pub(super) real: Aligned<f32>,
    /// One over the number of real columns.
    pub(super) per_column: f32,
    pub(super) eps: f32,
}

impl Norm {
    pub(crate) fn new(weight: &[f32], bias: &[f32], eps: f32) -> Self {
        let fill = |values: &mut dyn Iterator<Item = f32>| {
            let mut out = Aligned::new(padded(weight.len()));
            out.iter_mut().zip(values).for_each(|(o, v)| *o = v);
            out
        };
        Self {
            weight: fill(&mut weight.iter().copied()),
            bias: fill(&mut bias.iter().copied()),
            real: fill(&mut weight.iter().map(|_| 1.0)),
            per_column: 1.0 / weight.len().max(1) as f32,
            eps,
        }
    }
}
