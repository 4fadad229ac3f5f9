//! Part 3 of the weights of relata's English model, as bytes. `relata-model-en` has all of it;
//! nobody needs this crate by itself. `training/model_parts.py` in the repository writes the file.

/// `model-3.safetensors`.
pub const WEIGHTS: &[u8] = include_bytes!("../model/model-3.safetensors");
