//! The encoder of relata on libtorch: for a GPU, for DeBERTa, or to compare.
//!
//! The built-in backend needs none of this; use it unless there is a GPU or the model is a DeBERTa.
//! [`TorchBackend`] loads the same models ([`Model::from_dir`], and [`relata_encoder::hf::load`]
//! for a token classification directory of Hugging Face's `transformers`), and its hidden states
//! agree with the built-in ones; heads and decoding are shared.
//!
//! | Model | Run by |
//! |---|---|
//! | relata's own, BERT, DistilBERT | rust-bert's `BertModel` |
//! | RoBERTa, XLM-RoBERTa, CamemBERT, any BERT with a layer norm that adds something else than 1e-12 | this crate's own layers on libtorch, since rust-bert adds 1e-12 whatever the model says |
//! | DeBERTa, versions 1 to 3 | this crate's own layers, since rust-bert's attend to other distances than `transformers` |
//!
//! On a CPU windows are computed one by one; on a GPU windows of like length go together, padded,
//! which changes hidden states by rounding alone.
//!
//! libtorch 2.4 must be installed when this crate is built. With pip:
//!
//! ```sh
//! python3 -m venv venv && venv/bin/pip install torch==2.4.1 setuptools numpy
//! export PATH="$PWD/venv/bin:$PATH" LIBTORCH_USE_PYTORCH=1 LIBTORCH_BYPASS_VERSION_CHECK=1
//! export LD_LIBRARY_PATH="$(python -c 'import os, torch; print(os.path.dirname(torch.__file__))')/lib"
//! cargo test --release -p relata-torch
//! ```
//!
//! ```no_run
//! use relata::{Extractor, english_model};
//! use relata_torch::{Device, TorchBackend};
//! use std::sync::Arc;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let model = Arc::new(english_model()?);
//! let backend = Arc::new(TorchBackend::new(&model, Device::cuda_if_available())?);
//! let extractor = Extractor::builder().model(model).backend(backend).build()?;
//! # let _ = extractor;
//! # Ok(())
//! # }
//! ```

mod batch;
mod bert;
mod convolution;
mod disentangled;
mod layer;
mod tensors;
mod transformer;

use std::sync::Mutex;

use relata_encoder::{Architecture, Backend, BackendError, EncoderInput, HiddenStates, Model};

use batch::Batch;
use bert::Bert;
use tensors::failed;
use transformer::Transformer;

pub use tch::Device;

/// Runs the encoder of a [`Model`] on libtorch.
///
/// ```
/// use relata_encoder::{Backend, EncoderInput, hf};
/// use relata_torch::{Device, TorchBackend};
/// # let directory = "../relata-encoder/testdata/hf_families/deberta-v2";
/// let model = hf::load(directory, &hf::LabelTable::default())?;
/// let backend = TorchBackend::new(&model, Device::Cpu)?;
/// let window = EncoderInput::try_new(vec![1, 2, 3], vec![0; 3]).ok_or("no window")?;
/// assert_eq!(backend.encode(&[window])?[0].rows(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct TorchBackend {
    /// libtorch's handles are not shared between threads; one call at a time uses them, and
    /// libtorch spreads the work itself.
    encoder: Mutex<Encoder>,
    config: relata_encoder::Config,
    device: Device,
}

/// What computes the hidden states.
enum Encoder {
    RustBert(Bert),
    Own(Transformer),
}

impl TorchBackend {
    /// Copies the encoder's weights to the device.
    ///
    /// # Errors
    /// [`BackendError`] when a tensor is missing, has another shape, the device cannot be used, or
    /// the model is of an architecture that is none of those above.
    pub fn new(model: &Model, device: Device) -> Result<Self, BackendError> {
        let config = model.config();
        let load = || match &config.architecture {
            Architecture::Bert if Bert::computes(config) => {
                Bert::load(model, device).map(Encoder::RustBert)
            }
            Architecture::Bert | Architecture::Deberta(_) => {
                Transformer::load(model, device).map(Encoder::Own)
            }
            other => {
                Err(BackendError::new(format!("relata-torch runs BERT and DeBERTa, not {other:?}")))
            }
        };
        Ok(Self { encoder: Mutex::new(tch::no_grad(load)?), config: config.clone(), device })
    }

    /// Hidden states of windows that are computed together.
    fn encode_batch(
        &self,
        encoder: &Encoder,
        windows: &[&EncoderInput],
    ) -> Result<Vec<HiddenStates>, BackendError> {
        if let Some(long) =
            windows.iter().find(|window| window.len() > self.config.max_position_embeddings)
        {
            let (found, most) = (long.len(), self.config.max_position_embeddings);
            return Err(BackendError::new(format!(
                "a window has {found} subwords, the model {most} positions"
            )));
        }
        let batch =
            Batch::new(windows, &self.config, self.device).map_err(|e| failed("the windows", e))?;
        let hidden = match encoder {
            Encoder::RustBert(bert) => bert.forward(&batch)?,
            Encoder::Own(transformer) => transformer.forward(&batch)?,
        };
        batch::states(&hidden, windows, self.config.hidden_size)
    }

    /// Computes the windows in batches of the given indexes.
    fn encode_in(
        &self,
        windows: &[EncoderInput],
        batches: Vec<Vec<usize>>,
    ) -> Result<Vec<HiddenStates>, BackendError> {
        let encoder = self
            .encoder
            .lock()
            .map_err(|_| BackendError::new("an earlier call to libtorch was cut off"))?;
        let mut states: Vec<(usize, HiddenStates)> = Vec::with_capacity(windows.len());
        for indexes in batches {
            let inputs: Vec<&EncoderInput> =
                indexes.iter().filter_map(|&index| windows.get(index)).collect();
            states.extend(
                indexes.into_iter().zip(tch::no_grad(|| self.encode_batch(&encoder, &inputs))?),
            );
        }
        states.sort_unstable_by_key(|(index, _)| *index);
        Ok(states.into_iter().map(|(_, states)| states).collect())
    }
}

impl Backend for TorchBackend {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        let lengths: Vec<usize> = windows.iter().map(EncoderInput::len).collect();
        let batches = if self.device == Device::Cpu {
            (0..windows.len()).map(|index| vec![index]).collect()
        } else {
            batch::of_like_length(&lengths)
        };
        self.encode_in(windows, batches)
    }
}

#[cfg(test)]
mod tests {
    // A test that finds its model missing may well panic: that is how it fails.
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use relata_encoder::hf::{self, LabelTable};

    use super::*;

    /// What a GPU is given, on the CPU: padding changes nothing but the last digits.
    #[test]
    fn batches_change_hidden_states_by_rounding_alone() {
        for name in ["distilbert", "roberta", "deberta", "deberta-v2"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../relata-encoder/testdata/hf_families")
                .join(name);
            let backend =
                TorchBackend::new(&hf::load(folder, &LabelTable::default()).unwrap(), Device::Cpu)
                    .unwrap();
            let window = |len: u32| {
                EncoderInput::try_new(
                    (0..len).map(|id| id * 7 % 36).collect(),
                    vec![0; len as usize],
                )
                .unwrap()
            };
            let windows: Vec<EncoderInput> = [40, 9, 12, 33, 40, 1, 10, 100].map(window).into();
            let lengths: Vec<usize> = windows.iter().map(EncoderInput::len).collect();
            let (alone, together) = (
                backend.encode(&windows).unwrap(),
                backend.encode_in(&windows, batch::of_like_length(&lengths)).unwrap(),
            );
            assert_eq!(alone.len(), together.len());
            for (one, other) in alone.iter().zip(&together) {
                assert_eq!((one.rows(), one.width()), (other.rows(), other.width()));
                let pairs = one.values().iter().zip(other.values());
                let worst = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                assert!(worst < 1e-4, "{name}: hidden states differ by {worst}");
            }
        }
    }

    #[test]
    fn windows_beyond_the_positions_are_an_error_and_ids_beyond_the_tables_the_last() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../relata-encoder/testdata/hf_families/roberta");
        let backend =
            TorchBackend::new(&hf::load(folder, &LabelTable::default()).unwrap(), Device::Cpu)
                .unwrap();
        let window =
            |id: u32, len: usize| EncoderInput::try_new(vec![id; len], vec![7; len]).unwrap();
        assert!(backend.encode(&[window(5, 126)]).is_ok());
        assert!(
            backend.encode(&[window(5, 127)]).unwrap_err().to_string().contains("126 positions")
        );
        assert_eq!(
            backend.encode(&[window(u32::MAX, 3)]).unwrap(),
            backend.encode(&[window(69, 3)]).unwrap()
        );
        assert!(backend.encode(&[]).unwrap().is_empty());
    }
}
