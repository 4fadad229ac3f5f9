//! A small model with pseudo-random weights, for tests that need any model.

use std::ops::Range;

use safetensors::Dtype;
use safetensors::tensor::TensorView;
use serde_json::Value;

use crate::model::sha256;
use crate::{Model, ModelBytes};

/// The three files of the model.
pub(crate) fn bytes() -> ModelBytes {
    random(CONFIG, tokenizer().into_bytes(), 3, 0.0)
}

/// The files of a model of that configuration, in which `SUM` stands for the checksum, with
/// weights between -1 and 1 drawn from the seed; `quiet` is added to the first label of each head
/// of tags, which is that of no tag, and taken twice from each role of an argument.
pub(crate) fn random(config: &str, tokenizer: Vec<u8>, seed: u32, quiet: f32) -> ModelBytes {
    let weights = weights(&serde_json::from_str(config).unwrap(), seed, quiet);
    let config = config.replace("SUM", &sha256(&weights));
    ModelBytes {
        config: config.into_bytes().into(),
        tokenizer: tokenizer.into(),
        weights: weights.into(),
    }
}

pub(crate) fn model() -> Model {
    Model::from_bytes(bytes()).unwrap()
}

const CONFIG: &str = r#"{"format":"relata-reader","format_version":1,"name":"test","version":"0","language":"en",
    "hidden_size":16,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":24,"layer_norm_eps":1e-12,"vocab_size":60,
    "max_position_embeddings":32,"shapes":["none","lower","title","upper","single_upper","mixed","digit","punct"],
    "word_pattern":"['’][tT]\\b|\\w+|\\S","window":{"max_subwords":24,"soft_subwords":12,"overlap_subwords":8,"max_word_subwords":4},
    "arc_size":8,"rel_size":6,"link_size":4,"argument_size":4,"same_size":4,
    "labels":{"entity":["O","B-PER","I-PER","B-ORG","I-ORG"],"attribution":["O","B-SOURCE","I-SOURCE","B-CUE","I-CUE","B-CONTENT","I-CONTENT"],
    "upos":["NOUN","VERB","PROPN","PUNCT"],"deprel":["root","nsubj","obj","punct","nsubj:unheard"],
    "event":["O","B-OCCURRENCE","I-OCCURRENCE","B-STATE","I-STATE"],"root":["NONE","ASSAULT","CONSULT"],"polarity":["positive","negative"],
    "modality":["actual","planned"],"class":["O","B-ASSAULT","I-ASSAULT","B-LIFE","I-LIFE"],
    "factuality":["actual","planned"],"role":["actor","killed"]},"weights_sha256":"SUM"}"#;

fn tokenizer() -> String {
    let special = ["[UNK]", "[CLS]", "[SEP]", ".", ","].map(str::to_owned);
    let letters = ('a'..='z').flat_map(|letter| [letter.to_string(), format!("##{letter}")]);
    let vocab: Vec<String> = special
        .into_iter()
        .chain(letters)
        .enumerate()
        .map(|(id, token)| format!("{token:?}:{id}"))
        .collect();
    format!(
        r###"{{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":{{"type":"BertNormalizer","clean_text":true,
        "handle_chinese_chars":true,"strip_accents":null,"lowercase":true}},"pre_tokenizer":{{"type":"BertPreTokenizer"}},"post_processor":null,
        "decoder":null,"model":{{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
        "vocab":{{{}}}}}}}"###,
        vocab.join(",")
    )
}

/// Names and shapes of all tensors.
fn shapes(config: &Value) -> Vec<(String, Vec<usize>)> {
    let size = |name: &str| usize::try_from(config[name].as_u64().unwrap()).unwrap();
    let layers = 0..size("num_hidden_layers");
    let mut out = layer_shapes(layers.clone(), size("hidden_size"), size("intermediate_size"));
    let mut linear = |name: &str, output| push_linear(&mut out, name, output, size("hidden_size"));
    for head in ["entity", "attribution", "upos"] {
        linear(&format!("heads.{head}"), labels(config, head));
    }
    for head in ["arc", "rel", "link"] {
        linear(&format!("heads.{head}.dep"), size(&format!("{head}_size")));
        linear(&format!("heads.{head}.head"), size(&format!("{head}_size")));
    }
    for head in ["event", "root", "polarity", "modality", "class", "factuality"] {
        linear(&format!("heads.{head}"), labels(config, head));
    }
    for head in ["argument", "same"] {
        linear(&format!("heads.{head}.dep"), size(&format!("{head}_size")));
        linear(&format!("heads.{head}.head"), size(&format!("{head}_size")));
    }
    let norms = layers.flat_map(|n| {
        [
            format!("encoder.layer.{n}.attention.output.LayerNorm"),
            format!("encoder.layer.{n}.output.LayerNorm"),
        ]
    });
    for norm in norms.chain(["embeddings.LayerNorm".to_owned()]) {
        out.extend(
            ["weight", "bias"].map(|part| (format!("{norm}.{part}"), vec![size("hidden_size")])),
        );
    }
    for (table, rows) in [
        ("word", size("vocab_size")),
        ("position", size("max_position_embeddings")),
        ("token_type", 2),
        ("shape", config["shapes"].as_array().unwrap().len()),
    ] {
        let name = format!("embeddings.{table}_embeddings.weight");
        out.push((name, vec![rows, size("hidden_size")]));
    }
    for head in ["arc", "link"] {
        let size = size(&format!("{head}_size"));
        out.push((format!("heads.{head}.U"), vec![size, size]));
        out.push((format!("heads.{head}.u"), vec![size]));
    }
    let (relations, roles) = (labels(config, "deprel"), labels(config, "role"));
    for (head, count) in [("rel", relations), ("argument", roles), ("same", 1)] {
        let size = size(&format!("{head}_size"));
        out.push((format!("heads.{head}.U"), vec![count, size, size]));
        out.push((format!("heads.{head}.A"), vec![count, size]));
        out.push((format!("heads.{head}.B"), vec![count, size]));
        out.push((format!("heads.{head}.c"), vec![count]));
    }
    out
}

/// The number of labels of a head.
fn labels(config: &Value, head: &str) -> usize {
    config["labels"][head].as_array().unwrap().len()
}

fn push_linear(out: &mut Vec<(String, Vec<usize>)>, name: &str, output: usize, input: usize) {
    out.push((format!("{name}.weight"), vec![output, input]));
    out.push((format!("{name}.bias"), vec![output]));
}

fn layer_shapes(layers: Range<usize>, hidden: usize, inner: usize) -> Vec<(String, Vec<usize>)> {
    let mut out = Vec::new();
    for layer in layers.map(|number| format!("encoder.layer.{number}")) {
        for part in [
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
        ] {
            push_linear(&mut out, &format!("{layer}.{part}"), hidden, hidden);
        }
        push_linear(&mut out, &format!("{layer}.intermediate.dense"), inner, hidden);
        push_linear(&mut out, &format!("{layer}.output.dense"), hidden, inner);
    }
    out
}

fn weights(config: &Value, seed: u32, quiet: f32) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(state >> 16).unwrap()) / 32_768.0 - 1.0
    };
    let mut values = |name: &str, shape: &[usize]| {
        let count = shape.iter().product();
        let mut values: Vec<f32> = (0..count).map(|_| next()).collect();
        if ["entity", "attribution", "event", "root", "class"]
            .iter()
            .any(|head| name == format!("heads.{head}.bias"))
        {
            values[0] += quiet;
        }
        if name == "heads.argument.c" {
            for value in &mut values {
                *value -= 2.0 * quiet;
            }
        }
        values.into_iter().flat_map(f32::to_le_bytes).collect::<Vec<u8>>()
    };
    let tensors: Vec<(String, Vec<usize>, Vec<u8>)> = shapes(config)
        .into_iter()
        .map(|(name, shape)| {
            let data = values(&name, &shape);
            (name, shape, data)
        })
        .collect();
    let views = tensors.iter().map(|(name, shape, data)| {
        (name, TensorView::new(Dtype::F32, shape.clone(), data).unwrap())
    });
    safetensors::serialize(views, None).unwrap()
}
