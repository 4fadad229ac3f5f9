//! The fast English model of relata, as bytes: configuration, tokenizer and packed weights of a
//! transformer encoder of four layers, distilled from the accurate one (`relata-model-en`).
//!
//! `relata` loads it with the feature `model-en-fast` and `ModelSource::EnglishFast`. The model
//! card (`training/MODEL_CARD.md` in the repository) says what it loses against the accurate one.
//!
//! ```
//! let config = std::str::from_utf8(relata_model_en_fast::CONFIG)?;
//! assert!(config.contains("\"name\": \"relata-en-fast\""));
//! # Ok::<(), std::str::Utf8Error>(())
//! ```

/// `config.json`: shape, labels, how words and windows are cut, and the checksum of the weights.
pub const CONFIG: &[u8] = include_bytes!("../model/config.json");

/// `tokenizer.json`: `WordPiece`, lower-cased, of the pieces that English news is written in.
pub const TOKENIZER: &[u8] = include_bytes!("../model/tokenizer.json");

/// `model.safetensors`.
pub const WEIGHTS: &[u8] = include_bytes!("../model/model.safetensors");
