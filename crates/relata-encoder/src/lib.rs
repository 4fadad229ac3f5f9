//! The reader of relata: one transformer encoder with many heads, on the CPU, without any download.
//!
//! [`Model`] holds what a model directory holds (`training/MODEL_FORMAT.md` of the repository says
//! what that is), [`Backend`] runs its encoder, and [`Reader`] turns text and sentences into the
//! token layers of [`relata_core::Reading`]: part of speech, lemma, syntactic head and relation,
//! entity tag, attribution tag and link to the cue, each with a score.
//!
//! Use the crate `relata` to read articles; use this one by itself to bring another [`Backend`], or
//! for the token layers alone.

mod architecture;
mod backend;
mod config;
mod cpu;
mod decode;
mod encoded;
mod error;
mod heads;
pub mod hf;
#[cfg(test)]
mod hf_tests;
mod kernels;
mod layers;
pub mod lemma;
mod linear;
mod math;
mod model;
#[cfg(test)]
mod model_tests;
mod reader;
#[cfg(test)]
mod reader_tests;
#[cfg(test)]
mod reference_tests;
mod shape;
mod stitch;
mod subwords;
#[cfg(test)]
mod test_model;
mod triggers;
mod weights;
mod window;
mod window_reader;
mod words;

pub use architecture::{Activation, Architecture, ConvolutionConfig, DebertaConfig};
pub use backend::{Backend, EncoderInput};
pub use config::{Config, LabelConfig, WindowConfig};
pub use cpu::{CpuBackend, CpuOptions, Precision, instruction_set, instruction_sets};
pub use error::{BackendError, LoadError, LoadErrorKind, ReadError, ReadErrorKind};
pub use model::{Model, ModelBytes};
/// The version of `ndarray` whose arrays a [`Backend`] returns.
pub use ndarray;
pub use reader::{ReadInput, ReadOutput, Reader};
pub use weights::{Tensor, Weights};
