//! The tensors of `model.safetensors`: f32, int8 or int6 with a scale for each row, or int4 with a
//! scale for each group of a row.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use half::f16;
use ndarray::{Array1, Array2};
use rayon::prelude::*;
use safetensors::{Dtype, SafeTensors};

use crate::kernels::{Arithmetic, Column};
use crate::{LoadError, LoadErrorKind};

/// A tensor in f32, row-major.
///
/// ```
/// use relata_encoder::hf;
/// # let directory = "testdata/hf_families/distilbert";
/// let model = hf::load(directory, &hf::LabelTable::default())?;
/// let bias = model.weights().tensor("heads.entity.bias").ok_or("no such tensor")?;
/// assert_eq!(bias.values.len(), bias.shape.iter().product::<usize>());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Tensor {
    /// Extent of each axis.
    pub shape: Vec<usize>,
    /// Values, the last axis running fastest.
    pub values: Vec<f32>,
}

/// All tensors of a model, as stored; they become f32 when asked for.
///
/// Names are those of Hugging Face BERT for the encoder and `heads.…` for the heads.
///
/// ```
/// use relata_encoder::hf;
/// # let directory = "testdata/hf_families/distilbert";
/// let model = hf::load(directory, &hf::LabelTable::default())?;
/// assert!(model.weights().names().any(|name| name == "heads.entity.weight"));
/// assert_eq!(model.weights().shape("no.such.tensor"), None);
/// # Ok::<(), relata_encoder::LoadError>(())
/// ```
#[derive(Debug)]
pub struct Weights {
    parts: Vec<Cow<'static, [u8]>>,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Number of the file that holds it.
    part: usize,
    shape: Vec<usize>,
    values: Stored,
}

/// Where the values stand in the file.
#[derive(Debug, Clone)]
enum Stored {
    F32(Range<usize>),
    /// Values and the scales of their rows.
    Int8(Range<usize>, Range<usize>),
    /// Four values in three bytes, and the scales of their rows.
    Int6(Range<usize>, Range<usize>),
    /// Two values a byte, and the f16 scales of groups of so many values.
    Int4(Range<usize>, Range<usize>, usize),
}

impl Weights {
    #[cfg(test)]
    pub(crate) fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, LoadError> {
        Self::from_parts(vec![bytes])
    }

    /// The tensors of several files; each stands in one, beside its scales.
    pub(crate) fn from_parts(parts: Vec<Cow<'static, [u8]>>) -> Result<Self, LoadError> {
        let mut entries = BTreeMap::new();
        for (part, bytes) in parts.iter().enumerate() {
            for (name, entry) in index(part, bytes)? {
                if entries.contains_key(&name) {
                    return Err(wrong(format!("tensor {name} stands in two parts")));
                }
                entries.insert(name, entry);
            }
        }
        let weights = Self { parts, entries };
        weights.check_values()?;
        Ok(weights)
    }

    /// The bytes of a tensor, or of its scales.
    fn bytes(&self, entry: &Entry, range: &Range<usize>) -> &[u8] {
        let part = self.parts.get(entry.part).map(AsRef::as_ref);
        part.and_then(|bytes: &[u8]| bytes.get(range.clone())).unwrap_or_default()
    }

    /// Values that no model has: what is no number or infinite anywhere, and parts of the encoder
    /// that are all zero. Heads of zeros are allowed: they are those of a model that leaves a task
    /// out.
    fn check_values(&self) -> Result<(), LoadError> {
        let check = |(name, entry): (&String, &Entry)| {
            let floats = |range: &Range<usize>| {
                let bytes = self.bytes(entry, range);
                bytes.as_chunks::<4>().0.iter().all(|v| f32::from_le_bytes(*v).is_finite())
            };
            let is_finite = match &entry.values {
                Stored::F32(values) => floats(values),
                Stored::Int8(_, scales) | Stored::Int6(_, scales) => floats(scales),
                Stored::Int4(_, scales, _) => {
                    let bytes = self.bytes(entry, scales);
                    bytes.as_chunks::<2>().0.iter().all(|v| f16::from_le_bytes(*v).is_finite())
                }
            };
            if !is_finite {
                return Err(wrong(format!("tensor {name} holds what is no finite number")));
            }
            if must_say_something(name) && self.is_zero(entry) {
                return Err(wrong(format!("tensor {name} is all zero")));
            }
            Ok(())
        };
        self.entries.par_iter().try_for_each(check)
    }

    /// Looks at one row after the other, so that nearly always the first is enough.
    fn is_zero(&self, entry: &Entry) -> bool {
        let count = entry.shape.iter().product::<usize>();
        // A tensor of nothing may be as wide as it likes.
        let width = entry.shape.last().copied().unwrap_or(1).min(count).max(1);
        let mut row = vec![0.0; width];
        (0..count / width).all(|number| {
            self.copy(entry, number * width, &mut row);
            row.iter().all(|value| *value == 0.0)
        })
    }

    /// Names of all tensors, sorted; the scales of quantised tensors are not listed.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Shape of a tensor, `None` when there is none of that name.
    #[must_use]
    pub fn shape(&self, name: &str) -> Option<&[usize]> {
        self.entries.get(name).map(|entry| entry.shape.as_slice())
    }

    /// The arithmetic that a tensor is stored for.
    pub(crate) fn arithmetic(&self, name: &str) -> Arithmetic {
        match self.entries.get(name).map(|entry| &entry.values) {
            Some(Stored::Int8(..)) => Arithmetic::Int8,
            Some(Stored::Int6(..)) => Arithmetic::Int6,
            _ => Arithmetic::F32,
        }
    }

    /// A tensor in f32, `None` when there is none of that name.
    #[must_use]
    pub fn tensor(&self, name: &str) -> Option<Tensor> {
        let entry = self.entries.get(name)?;
        let mut values = vec![0.0; entry.shape.iter().product()];
        self.copy(entry, 0, &mut values);
        Some(Tensor { shape: entry.shape.clone(), values })
    }

    /// Writes `out.len()` values of a tensor, from the value at `from` on. `from` and the length
    /// are multiples of the last axis.
    fn copy(&self, entry: &Entry, from: usize, out: &mut [f32]) {
        let part = |range: &Range<usize>, size: usize, count: usize, first: usize| {
            let bytes = self.bytes(entry, range);
            bytes.get(first * size..(first + count) * size).unwrap_or_default()
        };
        match &entry.values {
            Stored::F32(range) => {
                let (values, _) = part(range, 4, out.len(), from).as_chunks::<4>();
                out.iter_mut().zip(values).for_each(|(o, v)| *o = f32::from_le_bytes(*v));
            }
            Stored::Int8(range, scales) => {
                let width = entry.shape.last().copied().unwrap_or(1).max(1);
                let values = part(range, 1, out.len(), from).chunks_exact(width);
                let (scales, _) = part(scales, 4, out.len() / width, from / width).as_chunks::<4>();
                for ((row, values), scale) in out.chunks_exact_mut(width).zip(values).zip(scales) {
                    let scale = f32::from_le_bytes(*scale);
                    row.iter_mut()
                        .zip(values)
                        .for_each(|(o, v)| *o = f32::from(v.cast_signed()) * scale);
                }
            }
            Stored::Int6(range, scales) => {
                let width = entry.shape.last().copied().unwrap_or(1).max(1);
                let values = unpack_int6(part(range, 3, out.len() / 4, from / 4));
                let (scales, _) = part(scales, 4, out.len() / width, from / width).as_chunks::<4>();
                for ((row, values), scale) in
                    out.chunks_exact_mut(width).zip(values.chunks_exact(width)).zip(scales)
                {
                    let scale = f32::from_le_bytes(*scale);
                    row.iter_mut()
                        .zip(values)
                        .for_each(|(o, v)| *o = f32::from(v.cast_signed()) * scale);
                }
            }
            Stored::Int4(range, scales, group) => {
                let values = part(range, 1, out.len() / 2, from / 2).chunks_exact(group / 2);
                let (scales, _) = part(scales, 2, out.len() / group, from / group).as_chunks::<2>();
                for ((out, values), scale) in out.chunks_exact_mut(*group).zip(values).zip(scales) {
                    let scale = f16::from_le_bytes(*scale).to_f32();
                    for ([low, high], byte) in out.as_chunks_mut::<2>().0.iter_mut().zip(values) {
                        *low = (f32::from(byte & 15) - 8.0) * scale;
                        *high = (f32::from(byte >> 4) - 8.0) * scale;
                    }
                }
            }
        }
    }

    /// A vector of the given length.
    pub(crate) fn vector(&self, name: &str, len: usize) -> Result<Array1<f32>, LoadError> {
        Ok(Array1::from_vec(self.checked(name, &[len])?))
    }

    /// A matrix `[rows, columns]` as stored.
    pub(crate) fn matrix(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Array2<f32>, LoadError> {
        let values = self.checked(name, &[rows, columns])?;
        Array2::from_shape_vec((rows, columns), values)
            .map_err(|e| wrong(format!("tensor {name}")).with_source(e))
    }

    /// The values of a tensor that must have the given shape.
    pub(crate) fn checked(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, LoadError> {
        self.check_shape(name, shape)?;
        self.tensor(name)
            .map(|t| t.values)
            .ok_or_else(|| wrong(format!("tensor {name} is missing")))
    }

    /// The rows of a tensor of the given shape, as stored.
    pub(crate) fn rows(&self, name: &str, shape: &[usize]) -> Result<StoredRows<'_>, LoadError> {
        self.check_shape(name, shape)?;
        let width = shape.last().copied().unwrap_or(1);
        let Some(entry) = self.entries.get(name) else {
            return Err(wrong(format!("tensor {name} is missing")));
        };
        let bytes = |range: &Range<usize>| self.bytes(entry, range);
        let floats = |range: &Range<usize>| {
            bytes(range).as_chunks::<4>().0.iter().map(|scale| f32::from_le_bytes(*scale)).collect()
        };
        match &entry.values {
            Stored::Int8(values, scales) => Ok(StoredRows {
                width,
                values: StoredValues::Int8(bytes(values).into(), floats(scales)),
            }),
            Stored::Int6(values, scales) => Ok(StoredRows {
                width,
                values: StoredValues::Int8(unpack_int6(bytes(values)).into(), floats(scales)),
            }),
            _ => Ok(StoredRows { width, values: StoredValues::F32(self.checked(name, shape)?) }),
        }
    }

    fn check_shape(&self, name: &str, shape: &[usize]) -> Result<(), LoadError> {
        match self.shape(name) {
            Some(found) if found == shape => Ok(()),
            Some(found) => {
                Err(wrong(format!("tensor {name} has shape {found:?} instead of {shape:?}")))
            }
            None => Err(wrong(format!("tensor {name} is missing"))),
        }
    }
}

/// Rows of a tensor: in f32, or as bytes with a scale each.
#[derive(Debug)]
pub(crate) struct StoredRows<'a> {
    width: usize,
    values: StoredValues<'a>,
}

#[derive(Debug)]
enum StoredValues<'a> {
    F32(Vec<f32>),
    Int8(Cow<'a, [u8]>, Vec<f32>),
}

impl StoredRows<'_> {
    /// Some columns of a row, `None` where there is no such row.
    pub(crate) fn row(&self, number: usize, columns: Range<usize>) -> Option<Column<'_>> {
        let range =
            number * self.width + columns.start..number * self.width + columns.end.min(self.width);
        match &self.values {
            StoredValues::F32(values) => values.get(range).map(Column::F32),
            StoredValues::Int8(values, scales) => {
                Some(Column::Int8(values.get(range)?, *scales.get(number)?))
            }
        }
    }
}

/// A table of rows that stays as stored: a window looks up few of its many rows.
#[derive(Debug, Clone)]
pub(crate) struct RowTable {
    entry: Entry,
    rows: usize,
    width: usize,
}

impl RowTable {
    pub(crate) fn new(
        weights: &Weights,
        name: &str,
        rows: usize,
        width: usize,
    ) -> Result<Self, LoadError> {
        weights.check_shape(name, &[rows, width])?;
        let entry = weights
            .entries
            .get(name)
            .cloned()
            .ok_or_else(|| wrong(format!("tensor {name} is missing")))?;
        Ok(Self { entry, rows, width })
    }

    /// Writes row `row` (the last one where there is no such row) to `out`.
    pub(crate) fn copy_row(&self, weights: &Weights, row: usize, out: &mut [f32]) {
        weights.copy(&self.entry, row.min(self.rows.saturating_sub(1)) * self.width, out);
    }
}

/// Whether a tensor of zeros would make the encoder blind.
fn must_say_something(name: &str) -> bool {
    name == "embeddings.word_embeddings.weight"
        || name.ends_with(".weight") && name.starts_with("encoder.")
}

fn index(part: usize, bytes: &[u8]) -> Result<BTreeMap<String, Entry>, LoadError> {
    let file = SafeTensors::deserialize(bytes).map_err(|e| {
        LoadError::new(LoadErrorKind::Weights, "model.safetensors cannot be read").with_source(e)
    })?;
    let (header, metadata) = SafeTensors::read_metadata(bytes).map_err(|e| {
        LoadError::new(LoadErrorKind::Weights, "model.safetensors cannot be read").with_source(e)
    })?;
    // Offsets count from the end of the header, which begins with its own length in 8 bytes.
    let range_of = |name: &str| {
        metadata.info(name).map(|i| header + 8 + i.data_offsets.0..header + 8 + i.data_offsets.1)
    };
    let mut entries = BTreeMap::new();
    for (name, view) in file.iter().filter(|(name, _)| name.strip_suffix(".scale").is_none()) {
        let range_of =
            |name: &str| range_of(name).ok_or_else(|| wrong(format!("tensor {name} is missing")));
        let (range, mut shape) = (range_of(name)?, view.shape().to_vec());
        let values = match view.dtype() {
            Dtype::F32 => Stored::F32(range),
            Dtype::I8 => Stored::Int8(range, range_of(&scales(&file, name, &shape)?)?),
            Dtype::U8 if is_int6(&file, name) => {
                let last = shape.last_mut().into_iter();
                last.for_each(|bytes| *bytes = (*bytes / 3).saturating_mul(4));
                Stored::Int6(range, range_of(&scales(&file, name, &shape)?)?)
            }
            Dtype::U8 => {
                let (scale, group) = group_scales(&file, name, &shape)?;
                let bytes = shape.iter_mut().skip(1);
                bytes.for_each(|bytes| *bytes = bytes.saturating_mul(2));
                Stored::Int4(range, range_of(&scale)?, group)
            }
            other => return Err(wrong(format!("tensor {name} has type {other:?}"))),
        };
        entries.insert(name.to_owned(), Entry { part, shape, values });
    }
    Ok(entries)
}

/// Whether a tensor of bytes holds int6: its scales are f32, those of int4 f16.
fn is_int6(file: &SafeTensors<'_>, name: &str) -> bool {
    let is_f32 =
        file.tensor(&format!("{name}.scale")).is_ok_and(|scale| scale.dtype() == Dtype::F32);
    is_f32
        && file
            .tensor(name)
            .is_ok_and(|values| values.shape().last().is_some_and(|bytes| bytes % 3 == 0))
}

/// Values of six bits as bytes of `i8`. Of four in three bytes the first stands in the lowest bits;
/// each is stored plus 32.
fn unpack_int6(packed: &[u8]) -> Vec<u8> {
    let value = |bits: u32| (bits & 63).to_le_bytes()[0].wrapping_sub(32);
    let four = |&[a, b, c]: &[u8; 3]| u32::from_le_bytes([a, b, c, 0]);
    packed
        .as_chunks::<3>()
        .0
        .iter()
        .map(four)
        .flat_map(|bits| [0, 6, 12, 18].map(|shift| value(bits >> shift)))
        .collect()
}

/// Name of the scales of an int8 or int6 tensor: one f32 for each row.
fn scales(file: &SafeTensors<'_>, name: &str, shape: &[usize]) -> Result<String, LoadError> {
    let scale = format!("{name}.scale");
    let view = file
        .tensor(&scale)
        .map_err(|e| wrong(format!("tensor {name} has no scales")).with_source(e))?;
    let rows = shape.split_last().map_or(&[][..], |(_, rows)| rows);
    if view.dtype() != Dtype::F32 || view.shape() != rows {
        return Err(wrong(format!("tensor {scale} does not hold one scale for each row")));
    }
    Ok(scale)
}

/// Name of the scales of an int4 tensor of shape [rows, bytes], one f16 for each of a row's groups,
/// and how many values a group has.
fn group_scales(
    file: &SafeTensors<'_>,
    name: &str,
    shape: &[usize],
) -> Result<(String, usize), LoadError> {
    let scale = format!("{name}.scale");
    let view = file
        .tensor(&scale)
        .map_err(|e| wrong(format!("int4 tensor {name} has no scales")).with_source(e))?;
    match (view.dtype(), shape, view.shape()) {
        (Dtype::F16, &[rows, bytes], &[scaled, groups])
            if scaled == rows && groups > 0 && bytes > 0 && bytes % groups == 0 =>
        {
            Ok((scale, bytes / groups * 2))
        }
        _ => Err(wrong(format!("tensor {scale} does not hold one scale for each group of a row"))),
    }
}

fn wrong(what: impl Into<String>) -> LoadError {
    LoadError::new(LoadErrorKind::Tensor, what)
}

#[cfg(test)]
mod tests;
