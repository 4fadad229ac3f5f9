//! `model.safetensors` of `transformers`.

use std::borrow::Cow;

use half::{bf16, f16};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use super::config::{HfConfig, SHAPES};
use super::deberta;
use super::family::Family;
use super::labels::Row;
use super::named::Named;
use crate::{LoadError, LoadErrorKind};

const POSITIONS: &str = "embeddings.position_embeddings.weight";

/// The file in relata's names: encoder and entity head as they are, zeros for what the model lacks.
pub(super) fn convert(file: &[u8], config: &HfConfig, rows: &[Row]) -> Result<Vec<u8>, LoadError> {
    let file = SafeTensors::deserialize(file).map_err(|e| {
        LoadError::new(LoadErrorKind::Weights, "model.safetensors cannot be read").with_source(e)
    })?;
    // First of all the head: it shows that the widths which the parts that are added have stand in
    // the file as well.
    let head = entity_head(&file, rows, config.hidden_size)?;
    let mut tensors = Vec::new();
    for (name, view) in file.iter() {
        if let Some(name) = config.family.encoder_name(name) {
            tensors.push(Named {
                bytes: to_f32(&name, &view)?,
                shape: view.shape().to_vec(),
                name,
            });
        }
    }
    if let Some(positions) = tensors.iter_mut().find(|tensor| tensor.name == POSITIONS) {
        positions.skip_rows(config.skipped_positions())?;
    }
    if config.family == Family::Deberta {
        tensors =
            deberta::to_second_version(tensors, config.num_attention_heads, config.hidden_size);
    }
    tensors.extend(head);
    tensors.extend(missing_parts(config));
    write(&tensors)
}

impl Named<'_> {
    /// Takes the first rows away.
    fn skip_rows(&mut self, count: usize) -> Result<(), LoadError> {
        let wrong_size = || wrong(format!("tensor {POSITIONS} has no more than {count} rows"));
        let rows = self.shape.first_mut().filter(|rows| **rows > count).ok_or_else(wrong_size)?;
        let start = self.bytes.len() / *rows * count;
        *rows -= count;
        if count > 0 {
            self.bytes = Cow::Owned(self.bytes.get(start..).unwrap_or_default().to_vec());
        }
        Ok(())
    }
}

/// The rows of the classifier in the order of the tags.
fn entity_head<'a>(
    file: &SafeTensors<'_>,
    rows: &[Row],
    hidden: usize,
) -> Result<Vec<Named<'a>>, LoadError> {
    let mut tensors = Vec::new();
    for (part, width) in [("weight", hidden), ("bias", 1)] {
        let name = format!("classifier.{part}");
        let view = file
            .tensor(&name)
            .map_err(|e| wrong(format!("tensor {name} is missing")).with_source(e))?;
        let bytes = to_f32(&name, &view)?;
        let stored = view.shape().first().copied().unwrap_or(0);
        let size = bytes.len() / stored.max(1);
        if stored == 0 || width.checked_mul(4) != Some(size) {
            return Err(wrong(format!(
                "tensor {name} has shape {:?}, hidden states have {hidden} values",
                view.shape()
            )));
        }
        let row = |row: &Row| {
            bytes
                .get(row.from * size..(row.from + 1) * size)
                .ok_or_else(|| wrong(format!("tensor {name} has {stored} rows")))
        };
        let picked: Vec<&[u8]> = rows.iter().map(row).collect::<Result<_, LoadError>>()?;
        let shape =
            std::iter::once(rows.len()).chain(view.shape().iter().skip(1).copied()).collect();
        tensors.push(Named {
            name: format!("heads.entity.{part}"),
            shape,
            bytes: Cow::Owned(picked.concat()),
        });
    }
    Ok(tensors)
}

/// Word shapes and token types that add nothing, and heads of one row each that always say the
/// same.
fn missing_parts<'a>(config: &HfConfig) -> Vec<Named<'a>> {
    let hidden = config.hidden_size;
    let mut parts: Vec<(String, Vec<usize>)> =
        vec![("embeddings.shape_embeddings.weight".to_owned(), vec![SHAPES.len(), hidden])];
    if config.family == Family::Distilbert {
        parts.push(("embeddings.token_type_embeddings.weight".to_owned(), vec![1, hidden]));
    }
    for head in ["attribution", "upos"] {
        parts.push((format!("heads.{head}.weight"), vec![1, hidden]));
        parts.push((format!("heads.{head}.bias"), vec![1]));
    }
    for head in ["arc", "rel", "link"] {
        for side in ["dep", "head"] {
            parts.push((format!("heads.{head}.{side}.weight"), vec![1, hidden]));
            parts.push((format!("heads.{head}.{side}.bias"), vec![1]));
        }
    }
    for head in ["arc", "link"] {
        parts.push((format!("heads.{head}.U"), vec![1, 1]));
        parts.push((format!("heads.{head}.u"), vec![1]));
    }
    parts.extend(
        [("U", vec![2, 1, 1]), ("A", vec![2, 1]), ("B", vec![2, 1]), ("c", vec![2])]
            .map(|(name, shape)| (format!("heads.rel.{name}"), shape)),
    );
    parts.into_iter().map(|(name, shape)| Named::zeros(name, shape)).collect()
}

fn to_f32<'a>(name: &str, view: &TensorView<'a>) -> Result<Cow<'a, [u8]>, LoadError> {
    let wide = |to: fn([u8; 2]) -> f32| {
        Cow::Owned(
            view.data()
                .as_chunks::<2>()
                .0
                .iter()
                .flat_map(|half| to(*half).to_le_bytes())
                .collect(),
        )
    };
    match view.dtype() {
        Dtype::F32 => Ok(Cow::Borrowed(view.data())),
        Dtype::F16 => Ok(wide(|half| f16::from_le_bytes(half).to_f32())),
        Dtype::BF16 => Ok(wide(|half| bf16::from_le_bytes(half).to_f32())),
        other => Err(wrong(format!("tensor {name} has type {other:?}"))),
    }
}

fn write(tensors: &[Named<'_>]) -> Result<Vec<u8>, LoadError> {
    let mut views = Vec::with_capacity(tensors.len());
    for tensor in tensors {
        let view = TensorView::new(Dtype::F32, tensor.shape.clone(), &tensor.bytes);
        views.push((
            tensor.name.as_str(),
            view.map_err(|e| wrong(format!("tensor {}", tensor.name)).with_source(e))?,
        ));
    }
    safetensors::serialize(views, None)
        .map_err(|e| wrong("the tensors cannot be put together").with_source(e))
}

fn wrong(what: impl Into<String>) -> LoadError {
    LoadError::new(LoadErrorKind::Tensor, what)
}
