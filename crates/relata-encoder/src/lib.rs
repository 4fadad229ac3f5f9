//! The reader of relata: one transformer encoder with many heads, on the CPU, without any download.
//!
//! [`Model`] holds what a model directory holds (`training/MODEL_FORMAT.md` of the repository says
//! what that is), [`Backend`] runs its encoder, and [`Reader`] turns text and sentences into the
//! token layers of [`relata_core::Reading`]: part of speech, lemma, syntactic head and relation,
//! entity tag, attribution tag and link to the cue, each with a score.
//!
//! Use the crate `relata` to read articles; use this one by itself to bring another [`Backend`], or
//! for the token layers alone.

mod backend;
mod cpu;
mod decode;
mod error;
mod format;
mod heads;
pub mod hf;
mod hidden_states;
mod kernels;
pub mod lemma;
mod linear;
mod math;
mod model;
mod read;
#[cfg(test)]
mod tests;

pub use backend::{Backend, EncoderInput, Precision};
pub use cpu::{CpuBackend, CpuOptions, instruction_set, instruction_sets};
pub use error::{BackendError, LoadError, LoadErrorKind, ReadError, ReadErrorKind};
pub use format::architecture::{Activation, Architecture, ConvolutionConfig, DebertaConfig};
pub use format::config::{Config, LabelConfig, WindowConfig};
pub use format::weights::{Tensor, Weights};
pub use hidden_states::HiddenStates;
pub use model::{Model, ModelBytes};
pub use read::{ReadInput, ReadOutput, Reader};
