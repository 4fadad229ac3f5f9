//! Windows as tensors.

use relata_encoder::{BackendError, Config, EncoderInput, HiddenStates};
use tch::{Device, Kind, TchError, Tensor};

use crate::tensors::{failed, size};

/// A batch holds at most so many subwords, padding among them.
const BATCH_SUBWORDS: usize = 16_384;

/// Some windows, padded to the longest of them.
pub(crate) struct Batch {
    /// Subword ids, `[windows, length]`.
    pub(crate) subwords: Tensor,
    /// Word shapes, `[windows, length]`.
    pub(crate) shapes: Tensor,
    /// 1 for a subword and 0 for padding, in bytes; `None` where nothing is padded.
    pub(crate) mask: Option<Tensor>,
    pub(crate) length: i64,
}

impl Batch {
    /// Ids beyond a table are read as its last row.
    pub(crate) fn new(
        windows: &[&EncoderInput],
        config: &Config,
        device: Device,
    ) -> Result<Self, TchError> {
        let length = windows.iter().map(|window| window.len()).max().unwrap_or(0);
        let shape = [size(windows.len()), size(length)];
        let (mut subwords, mut shapes, mut mask) = (Vec::new(), Vec::new(), Vec::new());
        let (last_subword, last_shape) =
            (size(config.vocab_size) - 1, size(config.shapes.len()) - 1);
        for (number, window) in windows.iter().enumerate() {
            subwords.extend(window.subword_ids().iter().map(|&id| i64::from(id).min(last_subword)));
            shapes.extend(window.shape_ids().iter().map(|&id| i64::from(id).min(last_shape)));
            mask.resize(subwords.len(), 1_i8);
            for ids in [&mut subwords, &mut shapes] {
                ids.resize((number + 1) * length, 0);
            }
            mask.resize(subwords.len(), 0);
        }
        let ids = |ids: &[i64]| Tensor::f_from_slice(ids)?.f_reshape(shape)?.f_to_device(device);
        let mask = if mask.contains(&0) {
            Some(Tensor::f_from_slice(&mask)?.f_reshape(shape)?.f_to_device(device)?)
        } else {
            None
        };
        Ok(Self { subwords: ids(&subwords)?, shapes: ids(&shapes)?, mask, length: size(length) })
    }
}

/// Which subwords are padding.
pub(crate) struct Mask {
    /// 1 for a subword and 0 for padding, `[windows, length, 1]`.
    pub(crate) kept: Tensor,
    /// What is added to the scores of each subword as a key, `[windows, 1, 1, length]`.
    pub(crate) scores: Tensor,
}

impl Mask {
    pub(crate) fn new(bytes: &Tensor) -> Result<Self, TchError> {
        let kept = bytes.f_to_kind(Kind::Float)?;
        let scores = kept.f_sub_scalar(1.0)?.f_mul_scalar(1e9)?.f_unsqueeze(1)?.f_unsqueeze(1)?;
        Ok(Self { kept: kept.f_unsqueeze(-1)?, scores })
    }
}

/// Indexes of windows that are computed together: windows of nearly one length, so that little is
/// padded.
pub(crate) fn of_like_length(lengths: &[usize]) -> Vec<Vec<usize>> {
    let mut indexes: Vec<usize> = (0..lengths.len()).collect();
    let length = |index: &usize| lengths.get(*index).copied().unwrap_or(0);
    indexes.sort_by_key(|index| (std::cmp::Reverse(length(index)), *index));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut longest = 0;
    for index in indexes {
        let fits = |batch: &&mut Vec<usize>| {
            (batch.len() + 1) * longest <= BATCH_SUBWORDS && length(&index) * 4 >= longest * 3
        };
        if let Some(batch) = batches.last_mut().filter(fits) {
            batch.push(index);
        } else {
            longest = length(&index);
            batches.push(vec![index]);
        }
    }
    batches
}

/// Hidden states `[windows, length, width]` without the padding.
pub(crate) fn states(
    hidden: &Tensor,
    windows: &[&EncoderInput],
    width: usize,
) -> Result<Vec<HiddenStates>, BackendError> {
    let bad = |e| failed("the hidden states", e);
    let on_cpu = hidden
        .f_to_device(Device::Cpu)
        .and_then(|hidden| hidden.f_to_kind(Kind::Float))
        .map_err(bad)?;
    let array = |(number, window): (usize, &&EncoderInput)| {
        let rows = on_cpu
            .f_select(0, size(number))
            .and_then(|rows| rows.f_narrow(0, 0, size(window.len())))
            .and_then(|rows| rows.f_contiguous());
        let values = rows.and_then(|rows| Vec::<f32>::try_from(rows.f_view([-1])?)).map_err(bad)?;
        HiddenStates::new(width, values)
            .ok_or_else(|| BackendError::new("libtorch returned no whole rows of hidden states"))
    };
    windows.iter().enumerate().map(array).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_lengths_share_a_batch() {
        assert_eq!(of_like_length(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(
            of_like_length(&[10, 100, 11, 76, 9, 74, 100]),
            [vec![1, 6, 3], vec![5], vec![2, 0, 4]]
        );
        let many = of_like_length(&[192; 100]);
        assert_eq!(many.iter().map(Vec::len).collect::<Vec<_>>(), [85, 15]);
    }
}
