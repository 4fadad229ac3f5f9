//! Part 2 of the weights of relata's English model, as bytes. `relata-model-en` has all of it;
//! nobody needs this crate by itself. `training/model_parts.py` in the repository writes the file.

/// `model-2.safetensors`.
pub const WEIGHTS: &[u8] = include_bytes!("../model/model-2.safetensors");
