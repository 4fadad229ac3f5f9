//! The encoder of relata on libtorch, through rust-bert: for a GPU, or to compare.
//!
//! The built-in backend needs none of this; use it unless there is a GPU. [`TorchBackend`] loads the same model and its hidden states
//! agree with the built-in ones; heads and decoding are shared.
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
//! use std::sync::Arc;
//! use relata::{Extractor, english_model};
//! use relata_torch::{Device, TorchBackend};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let model = Arc::new(english_model()?);
//! let backend = Arc::new(TorchBackend::new(&model, Device::cuda_if_available())?);
//! let extractor = Extractor::builder().model(model).backend(backend).build()?;
//! # let _ = extractor;
//! # Ok(())
//! # }
//! ```

use std::sync::Mutex;

use relata_encoder::ndarray::Array2;
use relata_encoder::{Backend, BackendError, Config, EncoderInput, Model, Weights};
use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use tch::nn::VarStore;
use tch::{Kind, Tensor};

pub use tch::Device;

/// Runs rust-bert's BERT over the weights of a [`Model`].
pub struct TorchBackend {
    /// libtorch's handles are not shared between threads; one call at a time uses them, and libtorch spreads the work itself.
    encoder: Mutex<Encoder>,
}

/// rust-bert's encoder with the word-shape embedding that BERT does not have.
struct Encoder {
    bert: BertModel<BertEmbeddings>,
    words: Tensor,
    shapes: Tensor,
    hidden_size: usize,
    device: Device,
    /// Owns the variables that the modules above refer to.
    _store: VarStore,
}

impl TorchBackend {
    /// Copies the encoder's weights to the device.
    ///
    /// # Errors
    /// [`BackendError`] when a tensor is missing, has another shape, or the device cannot be used.
    pub fn new(model: &Model, device: Device) -> Result<Self, BackendError> {
        let config = model.config();
        let mut store = VarStore::new(device);
        let root = store.root();
        // The pooler reads `[CLS]` for sentence classification; relata has no use for it.
        let bert = BertModel::<BertEmbeddings>::new_with_optional_pooler(&root, &bert_config(config), false);
        let embeddings = &root / "embeddings" / "shape_embeddings";
        let shapes = embeddings.zeros("weight", &[size(config.shapes.len()), size(config.hidden_size)]);
        fill(&store, model.weights())?;
        store.freeze();
        let words = store.variables().remove("embeddings.word_embeddings.weight").ok_or_else(|| BackendError::new("rust-bert has no word embeddings"))?;
        let encoder = Encoder { bert, words, shapes, hidden_size: config.hidden_size, device, _store: store };
        Ok(Self { encoder: Mutex::new(encoder) })
    }
}

impl Backend for TorchBackend {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<Array2<f32>>, BackendError> {
        let encoder = self.encoder.lock().map_err(|_| BackendError::new("an earlier call to libtorch was cut off"))?;
        tch::no_grad(|| windows.iter().map(|window| encoder.encode(window)).collect())
    }
}

impl Encoder {
    /// One window at a time, so that no window is padded and none depends on another.
    fn encode(&self, window: &EncoderInput) -> Result<Array2<f32>, BackendError> {
        let words: Vec<i64> = window.subword_ids().iter().map(|&id| i64::from(id)).collect();
        let shapes: Vec<i64> = window.shape_ids().iter().map(|&id| i64::from(id)).collect();
        let on_device = |ids: &[i64]| Tensor::from_slice(ids).unsqueeze(0).to_device(self.device);
        let look_up = |table: &Tensor, ids: &[i64]| Tensor::embedding(table, &on_device(ids), -1, false, false);
        let embedded = look_up(&self.words, &words) + look_up(&self.shapes, &shapes);
        let output = self.bert.forward_t(None, None, None, None, Some(&embedded), None, None, false).map_err(|e| failed("the forward pass", e))?;
        let hidden = output.hidden_state.squeeze_dim(0).to_device(Device::Cpu).to_kind(Kind::Float).contiguous().flatten(0, -1);
        let values = Vec::<f32>::try_from(&hidden).map_err(|e| failed("the hidden states", e))?;
        Array2::from_shape_vec((window.len(), self.hidden_size), values).map_err(|e| failed("the hidden states", e))
    }
}

fn bert_config(config: &Config) -> BertConfig {
    BertConfig {
        hidden_act: rust_bert::Activation::gelu,
        attention_probs_dropout_prob: 0.0,
        hidden_dropout_prob: 0.0,
        hidden_size: size(config.hidden_size),
        initializer_range: 0.02,
        intermediate_size: size(config.intermediate_size),
        max_position_embeddings: size(config.max_position_embeddings),
        num_attention_heads: size(config.num_attention_heads),
        num_hidden_layers: size(config.num_hidden_layers),
        type_vocab_size: 2,
        vocab_size: size(config.vocab_size),
        output_attentions: None,
        output_hidden_states: None,
        is_decoder: None,
        id2label: None,
        label2id: None,
    }
}

/// Sets every variable of the store from the tensor of its name.
fn fill(store: &VarStore, weights: &Weights) -> Result<(), BackendError> {
    let mut variables: Vec<(String, Tensor)> = store.variables().into_iter().collect();
    variables.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, mut variable) in variables {
        let tensor = weights.tensor(&name).ok_or_else(|| BackendError::new(format!("the model has no tensor {name}")))?;
        let shape: Vec<i64> = tensor.shape.iter().map(|&extent| size(extent)).collect();
        let value = Tensor::from_slice(&tensor.values).reshape(shape).to_device(store.device());
        tch::no_grad(|| variable.f_copy_(&value)).map_err(|e| failed(&name, e))?;
    }
    Ok(())
}

fn failed(what: &str, source: impl std::error::Error + Send + Sync + 'static) -> BackendError {
    BackendError::new(format!("libtorch: {what}")).with_source(source)
}

/// Sizes of a model are far below `i64::MAX`.
fn size(extent: usize) -> i64 {
    i64::try_from(extent).unwrap_or(i64::MAX)
}
