//! What the fuzzers call: each function takes any bytes and panics where something does not hold.

#![cfg(feature = "text")]

#[cfg(feature = "chain")]
mod chain;
#[cfg(feature = "chain")]
mod random_models;
#[cfg(feature = "chain")]
mod small_model;
// It asks its crate for these two.
#[cfg(feature = "chain")]
#[path = "../../crates/relata-encoder/src/tests/test_model.rs"]
#[allow(dead_code)]
mod test_model;
mod text;
#[cfg(feature = "chain")]
mod model {
    use sha2::{Digest as _, Sha256};

    pub fn sha256(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(feature = "chain")]
pub use chain::{extract, model, records, shipped, tables};
#[cfg(feature = "chain")]
pub use relata_encoder::{Model, ModelBytes};
pub use text::{article, clean, conllu, dates, jsonl, page};

/// A target: takes any bytes.
pub type Target = fn(&[u8]);

/// All targets but the kernels, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("clean", clean),
    ("page", page),
    ("article", article),
    ("jsonl", jsonl),
    ("conllu", conllu),
    ("dates", dates),
    #[cfg(feature = "chain")]
    ("extract", extract),
    #[cfg(feature = "chain")]
    ("shipped", shipped),
    #[cfg(feature = "chain")]
    ("records", records),
    #[cfg(feature = "chain")]
    ("tables", tables),
    #[cfg(feature = "chain")]
    ("model", model),
];
