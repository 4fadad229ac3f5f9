//! rust-bert's BERT over the weights of a model.

use relata_encoder::{BackendError, Config, Model};
use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use tch::nn::VarStore;
use tch::{Device, Tensor};

use crate::batch::Batch;
use crate::tensors::{Tensors, failed, size};

/// What rust-bert adds to the variance in each layer norm, whatever the configuration says.
const EPS: f32 = 1e-12;

/// rust-bert's encoder with the word-shape embedding that BERT does not have.
pub(crate) struct Bert {
    bert: BertModel<BertEmbeddings>,
    words: Tensor,
    shapes: Tensor,
    /// Owns the variables that the modules above refer to.
    _store: VarStore,
}

impl Bert {
    /// Whether rust-bert computes what the configuration says.
    pub(crate) fn computes(config: &Config) -> bool {
        config.layer_norm_eps.to_bits() == EPS.to_bits()
    }

    pub(crate) fn load(model: &Model, device: Device) -> Result<Self, BackendError> {
        let (config, tensors) = (model.config(), Tensors::new(model.weights(), device));
        let types = tensors
            .shape("embeddings.token_type_embeddings.weight")
            .and_then(|shape| shape.first())
            .copied()
            .unwrap_or(2);
        let mut store = VarStore::new(device);
        // The pooler reads `[CLS]` for sentence classification; relata has no use for it.
        let bert = BertModel::<BertEmbeddings>::new_with_optional_pooler(
            store.root(),
            &bert_config(config, types),
            false,
        );
        fill(&store, &tensors)?;
        store.freeze();
        let words = store
            .variables()
            .remove("embeddings.word_embeddings.weight")
            .ok_or_else(|| BackendError::new("rust-bert has no word embeddings"))?;
        let shapes = tensors
            .of("embeddings.shape_embeddings.weight", &[config.shapes.len(), config.hidden_size])?;
        Ok(Self { bert, words, shapes, _store: store })
    }

    /// Hidden states `[windows, length, width]`.
    pub(crate) fn forward(&self, batch: &Batch) -> Result<Tensor, BackendError> {
        let look_up =
            |table: &Tensor, ids: &Tensor| Tensor::f_embedding(table, ids, -1, false, false);
        let embedded = look_up(&self.words, &batch.subwords)
            .and_then(|words| words.f_add(&look_up(&self.shapes, &batch.shapes)?));
        let embedded = embedded.map_err(|e| failed("the embeddings", e))?;
        let output = self.bert.forward_t(
            None,
            batch.mask.as_ref(),
            None,
            None,
            Some(&embedded),
            None,
            None,
            false,
        );
        Ok(output.map_err(|e| failed("the forward pass", e))?.hidden_state)
    }
}

fn bert_config(config: &Config, token_types: usize) -> BertConfig {
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
        type_vocab_size: size(token_types),
        vocab_size: size(config.vocab_size),
        output_attentions: None,
        output_hidden_states: None,
        is_decoder: None,
        id2label: None,
        label2id: None,
    }
}

/// Sets every variable of the store from the tensor of its name.
fn fill(store: &VarStore, tensors: &Tensors<'_>) -> Result<(), BackendError> {
    let mut variables: Vec<(String, Tensor)> = store.variables().into_iter().collect();
    variables.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, mut variable) in variables {
        let shape: Vec<usize> = variable
            .size()
            .into_iter()
            .map(|extent| usize::try_from(extent).unwrap_or(0))
            .collect();
        let value = tensors.of(&name, &shape)?;
        tch::no_grad(|| variable.f_copy_(&value)).map_err(|e| failed(&name, e))?;
    }
    Ok(())
}
