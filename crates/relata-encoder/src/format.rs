//! What a model directory holds (`training/MODEL_FORMAT.md`): configuration, tokenizer, tensors.

pub(crate) mod architecture;
pub(crate) mod config;
pub(crate) mod shape;
pub(crate) mod subwords;
mod tokenizer;
pub(crate) mod weights;
pub(crate) mod words;
