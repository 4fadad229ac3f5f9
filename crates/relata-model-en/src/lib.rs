//! The English model of relata, as bytes: configuration, tokenizer and packed weights of one
//! transformer encoder with its heads.
//!
//! `relata` loads it by default; nothing is downloaded. The model card (`training/MODEL_CARD.md` in
//! the repository) says what data it was trained on, under which licences, and how it scores.

/// `config.json`: shape, labels, how words and windows are cut, and the checksum of the weights.
pub const CONFIG: &[u8] = include_bytes!("../model/config.json");

/// `tokenizer.json`: `WordPiece`, lower-cased.
pub const TOKENIZER: &[u8] = include_bytes!("../model/tokenizer.json");

/// The weights, as the files `model-1.safetensors` to `model-3.safetensors` of a model directory.
/// Each stands in a crate of its own, since a registry takes crates up to a size.
pub const WEIGHTS: [&[u8]; 3] =
    [relata_model_en_1::WEIGHTS, relata_model_en_2::WEIGHTS, relata_model_en_3::WEIGHTS];
