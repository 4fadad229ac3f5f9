//! `config.json` of `transformers`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::deberta;
use super::family::Family;
use super::labels::Row;
use crate::{Architecture, LoadError, LoadErrorKind};

/// Cuts words as the shipped model does.
const WORD_PATTERN: &str = include_str!("../../data/word_pattern.txt");

/// Word shapes, which these models do not know: their embedding is zero.
pub(super) const SHAPES: [&str; 8] =
    ["none", "lower", "title", "upper", "single_upper", "mixed", "digit", "punct"];

/// What is read of it; the names are those that BERT has in `transformers`.
#[derive(Debug, Deserialize)]
pub(super) struct HfConfig {
    #[serde(skip)]
    pub(super) family: Family,
    #[serde(skip)]
    architecture: Architecture,
    #[serde(default = "gelu")]
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
    pub(super) hidden_size: usize,
    num_hidden_layers: usize,
    pub(super) num_attention_heads: usize,
    intermediate_size: usize,
    #[serde(default = "usual_eps")]
    layer_norm_eps: f32,
    vocab_size: usize,
    max_position_embeddings: usize,
    #[serde(default = "usual_padding")]
    pad_token_id: Option<usize>,
    #[serde(default)]
    id2label: BTreeMap<String, String>,
}

fn gelu() -> String {
    "gelu".to_owned()
}

fn absolute() -> String {
    "absolute".to_owned()
}

const fn usual_eps() -> f32 {
    1e-12
}

/// That of RoBERTa, which alone asks for it.
#[expect(clippy::unnecessary_wraps, reason = "the default of an optional field")]
const fn usual_padding() -> Option<usize> {
    Some(1)
}

impl HfConfig {
    pub(super) fn from_json(bytes: &[u8]) -> Result<Self, LoadError> {
        let mut json: Value = serde_json::from_slice(bytes)
            .map_err(|e| bad("config.json is not JSON").with_source(e))?;
        let family = Family::of(&json)?;
        family.rename_settings(&mut json);
        let architecture = match family {
            Family::Deberta | Family::DebertaV2 => {
                deberta::architecture(&json, family == Family::DebertaV2)?
            }
            _ => Architecture::Bert,
        };
        let config: Self = serde_json::from_value(json)
            .map_err(|e| bad("config.json lacks a size of the encoder").with_source(e))?;
        let expected = [
            ("hidden_act", &config.hidden_act, "gelu"),
            ("position_embedding_type", &config.position_embedding_type, "absolute"),
        ];
        match expected.iter().find(|(_, found, expected)| found.as_str() != *expected) {
            Some((name, found, expected)) => {
                Err(bad(format!("{name} is {found:?}, read can be {expected:?} alone")))
            }
            None => Ok(Self { family, architecture, ..config }),
        }
    }

    /// Rows of the position table that stand before the first position.
    pub(super) fn skipped_positions(&self) -> usize {
        if self.family == Family::Roberta {
            self.pad_token_id.unwrap_or(1).saturating_add(1)
        } else {
            0
        }
    }

    /// The labels in the order of their ids.
    pub(super) fn labels(&self) -> Result<Vec<String>, LoadError> {
        let label = |id: usize| {
            self.id2label
                .get(&id.to_string())
                .cloned()
                .ok_or_else(|| bad(format!("id2label does not name the label {id}")))
        };
        match self.id2label.len() {
            0 => Err(bad("id2label is empty: this is no token classification model")),
            count => (0..count).map(label).collect(),
        }
    }

    /// `config.json` of relata's own format: the same encoder, the entity head, and heads without a
    /// choice for the rest.
    pub(super) fn reader_config(
        &self,
        folder: &Path,
        rows: &[Row],
        weights_sha256: &str,
    ) -> Vec<u8> {
        let positions = self.max_position_embeddings.saturating_sub(self.skipped_positions());
        // `[CLS]` before and `[SEP]` behind; a sentence sees its paragraph, as much of it as the
        // shipped model's windows hold.
        let max = positions.saturating_sub(2).min(192);
        let name = folder
            .file_name()
            .map_or_else(|| "transformers".to_owned(), |name| name.to_string_lossy().into_owned());
        let entity: Vec<String> = rows.iter().map(Row::written).collect();
        let config = json!({
            "format": "relata-reader", "format_version": 1,
            "name": name, "version": "0", "language": "en",
            "architecture": self.architecture, "hidden_size": self.hidden_size,
            "num_hidden_layers": self.num_hidden_layers,
            "num_attention_heads": self.num_attention_heads,
            "intermediate_size": self.intermediate_size, "layer_norm_eps": self.layer_norm_eps,
            "vocab_size": self.vocab_size,
            "max_position_embeddings": positions, "shapes": SHAPES,
            "word_pattern": WORD_PATTERN.trim(),
            "window": {
                "max_subwords": max, "soft_subwords": 0,
                "overlap_subwords": max.div_ceil(6), "max_word_subwords": max.div_ceil(12),
                       "closing_separator": true},
            "arc_size": 1, "rel_size": 1, "link_size": 1,
            "labels": {"entity": entity, "attribution": ["O"], "upos": ["X"],
                "deprel": ["root", "dep"]},
            "weights_sha256": weights_sha256
        });
        config.to_string().into_bytes()
    }
}

fn bad(what: impl Into<String>) -> LoadError {
    LoadError::new(LoadErrorKind::Config, what)
}
