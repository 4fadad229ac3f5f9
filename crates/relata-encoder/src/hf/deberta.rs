//! DeBERTa of `transformers`, every version in the form of the second.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use super::named::Named;
use crate::format::architecture::{Activation, Architecture, ConvolutionConfig, DebertaConfig};
use crate::{LoadError, LoadErrorKind};

/// What is read of `config.json` beyond the sizes.
#[derive(Debug, Deserialize)]
struct Settings {
    hidden_size: usize,
    max_position_embeddings: i64,
    #[serde(default)]
    embedding_size: Option<usize>,
    #[serde(default)]
    relative_attention: bool,
    #[serde(default)]
    talking_head: bool,
    #[serde(default)]
    max_relative_positions: Option<i64>,
    #[serde(default)]
    position_buckets: Option<i64>,
    #[serde(default)]
    pos_att_type: Types,
    #[serde(default)]
    share_att_key: bool,
    #[serde(default)]
    norm_rel_ebd: Types,
    #[serde(default)]
    conv_kernel_size: usize,
    #[serde(default)]
    conv_groups: Option<usize>,
    #[serde(default)]
    conv_act: Option<Activation>,
}

/// Names in a list, or in one text with bars between them.
#[derive(Debug, Deserialize, Default)]
#[serde(untagged)]
enum Types {
    List(Vec<String>),
    Text(String),
    #[default]
    None,
}

impl Types {
    fn has(&self, wanted: &str) -> bool {
        match self {
            Self::List(names) => names.iter().any(|name| name == wanted),
            Self::Text(names) => names.to_lowercase().split('|').any(|name| name.trim() == wanted),
            Self::None => false,
        }
    }
}

/// Reads the settings; `is_second` tells version 2 and 3 from version 1, which ignores what came
/// later.
pub(super) fn architecture(config: &Value, is_second: bool) -> Result<Architecture, LoadError> {
    let bad = |what: &str| LoadError::new(LoadErrorKind::Config, what);
    let settings = Settings::deserialize(config)
        .map_err(|e| bad("config.json is not that of a DeBERTa").with_source(e))?;
    if !settings.relative_attention
        || settings.talking_head
        || settings.embedding_size.is_some_and(|size| size != settings.hidden_size)
    {
        return Err(bad(
            "read can be a DeBERTa with relative_attention, without talking_head, and with \
            embeddings as wide as its layers alone",
        ));
    }
    let distance = settings
        .max_relative_positions
        .filter(|&distance| distance > 0)
        .unwrap_or(settings.max_position_embeddings);
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    let convolution = ConvolutionConfig {
        groups: settings.conv_groups.unwrap_or(1),
        activation: settings.conv_act.unwrap_or(Activation::Tanh),
    };
    Ok(Architecture::Deberta(DebertaConfig {
        max_distance: count(distance),
        buckets: settings.position_buckets.filter(|_| is_second).map_or(0, count),
        content_to_position: settings.pos_att_type.has("c2p"),
        position_to_content: settings.pos_att_type.has("p2c"),
        shares_projections: is_second && settings.share_att_key,
        normalizes_distances: is_second && settings.norm_rel_ebd.has("layer_norm"),
        convolution: (is_second && settings.conv_kernel_size > 0).then_some(convolution),
    }))
}

/// Projections of version 1 with their names in version 2.
const POSITIONS: [(&str, &str); 2] =
    [(".pos_proj.", ".pos_key_proj."), (".pos_q_proj.", ".pos_query_proj.")];

/// Version 1 keeps query, key and value of each head side by side in `in_proj`, has no bias for
/// keys and none for projected distances.
pub(super) fn to_second_version(
    tensors: Vec<Named<'_>>,
    heads: usize,
    hidden: usize,
) -> Vec<Named<'_>> {
    let mut out = Vec::with_capacity(tensors.len() * 2);
    for mut tensor in tensors {
        if let Some(layer) = tensor.name.strip_suffix(".in_proj.weight") {
            let kinds = ["query", "key", "value"];
            out.extend(kinds.iter().enumerate().map(|(part, kind)| {
                tensor.part_of_each_head(part, heads, format!("{layer}.{kind}_proj.weight"))
            }));
            out.push(Named::zeros(format!("{layer}.key_proj.bias"), vec![hidden]));
            continue;
        }
        if let Some(layer) = tensor.name.strip_suffix(".pos_proj.weight") {
            out.push(Named::zeros(format!("{layer}.pos_key_proj.bias"), vec![hidden]));
        }
        tensor.name =
            POSITIONS.iter().fold(tensor.name, |name, (own, second)| name.replace(own, second));
        tensor.name = tensor
            .name
            .replace(".q_bias", ".query_proj.bias")
            .replace(".v_bias", ".value_proj.bias");
        out.push(tensor);
    }
    out
}

impl Named<'_> {
    /// Rows of one of the three parts that each head has.
    fn part_of_each_head(&self, part: usize, heads: usize, name: String) -> Self {
        let size = (self.bytes.len() / heads.max(1).saturating_mul(3)).max(1);
        let rows: Vec<u8> =
            self.bytes.chunks(size).skip(part).step_by(3).flatten().copied().collect();
        let shape = self
            .shape
            .iter()
            .enumerate()
            .map(|(axis, extent)| if axis == 0 { extent / 3 } else { *extent })
            .collect();
        Self { name, shape, bytes: Cow::Owned(rows) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_refused() {
        let read = |more: &str, is_second| {
            let config = format!(
                r#"{{"hidden_size":8,"max_position_embeddings":64,"relative_attention":true{more}}}"#
            );
            architecture(&serde_json::from_str(&config).unwrap(), is_second)
        };
        let more = r#","pos_att_type":"c2p|p2c","position_buckets":16,"norm_rel_ebd":"layer_norm","share_att_key":true,"conv_kernel_size":3,"conv_act":"gelu""#;
        let Architecture::Deberta(second) = read(more, true).unwrap() else { panic!("a DeBERTa") };
        assert_eq!((second.max_distance, second.buckets), (64, 16));
        assert!(
            second.content_to_position
                && second.position_to_content
                && second.shares_projections
                && second.normalizes_distances
        );
        assert_eq!(
            second.convolution,
            Some(ConvolutionConfig { groups: 1, activation: Activation::Gelu })
        );
        let Architecture::Deberta(first) = read(
            r#","pos_att_type":["p2c"],"max_relative_positions":32,"position_buckets":16"#,
            false,
        )
        .unwrap() else {
            panic!("a DeBERTa")
        };
        assert_eq!(
            (
                first.max_distance,
                first.buckets,
                first.content_to_position,
                first.position_to_content
            ),
            (32, 0, false, true)
        );
        for refused in
            [r#","talking_head":true"#, r#","embedding_size":4"#, r#","conv_act":"mish""#]
        {
            assert_eq!(read(refused, true).unwrap_err().kind(), LoadErrorKind::Config, "{refused}");
        }
    }

    #[test]
    fn query_key_and_value_are_taken_apart_by_head() {
        let tensor = Named {
            name: "l.in_proj.weight".to_owned(),
            shape: vec![6, 2],
            bytes: Cow::Owned((0..48).collect()),
        };
        let out = to_second_version(vec![tensor], 2, 2);
        assert_eq!(
            out.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(),
            ["l.query_proj.weight", "l.key_proj.weight", "l.value_proj.weight", "l.key_proj.bias"]
        );
        assert_eq!(out[0].bytes.to_vec(), (0..8).chain(24..32).collect::<Vec<u8>>());
        assert_eq!(
            (out[2].shape.as_slice(), out[2].bytes[0], out[3].bytes.len()),
            (&[2, 2][..], 16, 8)
        );
    }
}
