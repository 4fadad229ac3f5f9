//! The families of encoders that are read, and how each differs from BERT.

use serde_json::Value;

use crate::{LoadError, LoadErrorKind};

/// A family of `transformers`' models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Family {
    #[default]
    Bert,
    /// BERT without token types, under names of its own.
    Distilbert,
    /// RoBERTa, XLM-RoBERTa and CamemBERT: BERT with the first position behind that of the padding.
    Roberta,
    /// DeBERTa of version 1.
    Deberta,
    /// DeBERTa of versions 2 and 3.
    DebertaV2,
}

/// Values of `model_type` with their families.
const TYPES: [(&str, Family); 7] = [
    ("bert", Family::Bert),
    ("distilbert", Family::Distilbert),
    ("roberta", Family::Roberta),
    ("xlm-roberta", Family::Roberta),
    ("camembert", Family::Roberta),
    ("deberta", Family::Deberta),
    ("deberta-v2", Family::DebertaV2),
];

/// Settings of DistilBERT with their names in BERT.
const DISTILBERT_SETTINGS: [(&str, &str); 5] = [
    ("dim", "hidden_size"),
    ("hidden_dim", "intermediate_size"),
    ("n_layers", "num_hidden_layers"),
    ("n_heads", "num_attention_heads"),
    ("activation", "hidden_act"),
];

/// Parts of the names of DistilBERT's tensors with those of BERT.
const DISTILBERT_TENSORS: [(&str, &str); 9] = [
    ("transformer.layer.", "encoder.layer."),
    (".attention.q_lin.", ".attention.self.query."),
    (".attention.k_lin.", ".attention.self.key."),
    (".attention.v_lin.", ".attention.self.value."),
    (".attention.out_lin.", ".attention.output.dense."),
    (".sa_layer_norm.", ".attention.output.LayerNorm."),
    (".ffn.lin1.", ".intermediate.dense."),
    (".ffn.lin2.", ".output.dense."),
    (".output_layer_norm.", ".output.LayerNorm."),
];

/// Checkpoints that were converted from TensorFlow name scale and shift of the layer norm in its
/// way.
const BERT_TENSORS: [(&str, &str); 2] =
    [("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias")];

impl Family {
    /// The family that `config.json` names.
    pub(super) fn of(config: &Value) -> Result<Self, LoadError> {
        let bad = |what: String| LoadError::new(LoadErrorKind::Config, what);
        let name = config
            .get("model_type")
            .and_then(Value::as_str)
            .ok_or_else(|| bad("config.json names no model_type".to_owned()))?;
        let known = TYPES.iter().find(|(known, _)| *known == name).map(|(_, family)| *family);
        known.ok_or_else(|| {
            bad(format!(
                "model_type is {name:?}, read can be {}",
                TYPES.map(|(known, _)| known).join(", ")
            ))
        })
    }

    /// Gives the settings the names that BERT has for them.
    pub(super) fn rename_settings(self, config: &mut Value) {
        if let (Self::Distilbert, Some(settings)) = (self, config.as_object_mut()) {
            for (own, name) in DISTILBERT_SETTINGS {
                if let Some(value) = settings.remove(own) {
                    settings.insert(name.to_owned(), value);
                }
            }
        }
    }

    /// The name that BERT has for a tensor of the encoder, without the prefix of its class; `None`
    /// for other tensors.
    pub(super) fn encoder_name(self, name: &str) -> Option<String> {
        let prefix = match self {
            Self::Bert => "bert.",
            Self::Distilbert => "distilbert.",
            Self::Roberta => "roberta.",
            Self::Deberta | Self::DebertaV2 => "deberta.",
        };
        let name = name.strip_prefix(prefix).unwrap_or(name);
        let names: &[(&str, &str)] =
            if self == Self::Distilbert { &DISTILBERT_TENSORS } else { &BERT_TENSORS };
        let name =
            names.iter().fold(name.to_owned(), |name, (own, berts)| name.replace(own, berts));
        let is_buffer =
            matches!(name.as_str(), "embeddings.position_ids" | "embeddings.token_type_ids");
        ((name.starts_with("embeddings.") && !is_buffer) || name.starts_with("encoder."))
            .then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_encoder() {
        let check = |family: Family, name, expected: Option<&str>| {
            assert_eq!(family.encoder_name(name).as_deref(), expected, "{name}");
        };
        check(Family::Bert, "bert.embeddings.LayerNorm.gamma", Some("embeddings.LayerNorm.weight"));
        check(
            Family::Bert,
            "encoder.layer.0.output.dense.bias",
            Some("encoder.layer.0.output.dense.bias"),
        );
        check(Family::Bert, "bert.embeddings.position_ids", None);
        check(Family::Bert, "bert.pooler.dense.weight", None);
        check(Family::Bert, "classifier.weight", None);
        check(
            Family::Roberta,
            "roberta.encoder.layer.1.attention.self.key.bias",
            Some("encoder.layer.1.attention.self.key.bias"),
        );
        check(
            Family::Distilbert,
            "distilbert.transformer.layer.3.attention.out_lin.bias",
            Some("encoder.layer.3.attention.output.dense.bias"),
        );
        check(
            Family::Distilbert,
            "distilbert.transformer.layer.3.output_layer_norm.weight",
            Some("encoder.layer.3.output.LayerNorm.weight"),
        );
    }

    #[test]
    fn other_families_are_refused() {
        for config in [r#"{"model_type":"albert"}"#, r#"{"model_type":7}"#, "{}", "[]"] {
            let config = serde_json::from_str(config).unwrap();
            assert_eq!(Family::of(&config).unwrap_err().kind(), LoadErrorKind::Config);
        }
    }
}
