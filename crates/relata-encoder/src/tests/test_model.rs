//! A small model with pseudo-random weights, for tests that need any model.

use safetensors::Dtype;
use safetensors::tensor::TensorView;

use crate::model::sha256;
use crate::{Model, ModelBytes};

const HIDDEN: usize = 16;
const INNER: usize = 24;
const VOCAB: usize = 60;
const LAYERS: usize = 2;

/// The three files of the model.
pub(crate) fn bytes() -> ModelBytes {
    let weights = weights();
    let sha256 = sha256(&weights);
    ModelBytes {
        config: config(&sha256).into_bytes().into(),
        tokenizer: tokenizer().into_bytes().into(),
        weights: weights.into(),
    }
}

pub(crate) fn model() -> Model {
    Model::from_bytes(bytes()).unwrap()
}

fn config(sha256: &str) -> String {
    format!(
        r#"{{"format":"relata-reader","format_version":1,"name":"test","version":"0","language":"en","hidden_size":{HIDDEN},"num_hidden_layers":{LAYERS},
        "num_attention_heads":2,"intermediate_size":{INNER},"layer_norm_eps":1e-12,"vocab_size":{VOCAB},"max_position_embeddings":32,
        "shapes":["none","lower","title","upper","single_upper","mixed","digit","punct"],"word_pattern":"['’][tT]\\b|\\w+|\\S",
        "window":{{"max_subwords":24,"soft_subwords":12,"overlap_subwords":8,"max_word_subwords":4}},"arc_size":8,"rel_size":6,"link_size":4,
        "argument_size":4,"same_size":4,
        "labels":{{"entity":["O","B-PER","I-PER","B-ORG","I-ORG"],"attribution":["O","B-SOURCE","I-SOURCE","B-CUE","I-CUE","B-CONTENT","I-CONTENT"],
        "upos":["NOUN","VERB","PROPN","PUNCT"],"deprel":["root","nsubj","obj","punct","nsubj:unheard"],
        "event":["O","B-OCCURRENCE","I-OCCURRENCE","B-STATE","I-STATE"],"root":["NONE","ASSAULT","CONSULT"],"polarity":["positive","negative"],
        "modality":["actual","planned"],"class":["O","B-ASSAULT","I-ASSAULT","B-LIFE","I-LIFE"],
        "factuality":["actual","planned"],"role":["actor","killed"]}},"weights_sha256":"{sha256}"}}"#
    )
}

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
fn shapes() -> Vec<(String, Vec<usize>)> {
    let mut out: Vec<(String, Vec<usize>)> = Vec::new();
    let mut linear = |name: &str, output: usize, input: usize| {
        out.push((format!("{name}.weight"), vec![output, input]));
        out.push((format!("{name}.bias"), vec![output]));
    };
    for layer in (0..LAYERS).map(|number| format!("encoder.layer.{number}")) {
        for part in [
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
        ] {
            linear(&format!("{layer}.{part}"), HIDDEN, HIDDEN);
        }
        linear(&format!("{layer}.intermediate.dense"), INNER, HIDDEN);
        linear(&format!("{layer}.output.dense"), HIDDEN, INNER);
    }
    for (head, output) in [
        ("entity", 5),
        ("attribution", 7),
        ("upos", 4),
        ("arc.dep", 8),
        ("arc.head", 8),
        ("rel.dep", 6),
        ("rel.head", 6),
        ("link.dep", 4),
        ("link.head", 4),
        ("event", 5),
        ("root", 3),
        ("polarity", 2),
        ("modality", 2),
        ("class", 5),
        ("factuality", 2),
        ("argument.dep", 4),
        ("argument.head", 4),
        ("same.dep", 4),
        ("same.head", 4),
    ] {
        linear(&format!("heads.{head}"), output, HIDDEN);
    }
    let norms = (0..LAYERS).flat_map(|n| {
        [
            format!("encoder.layer.{n}.attention.output.LayerNorm"),
            format!("encoder.layer.{n}.output.LayerNorm"),
        ]
    });
    for norm in norms.chain(["embeddings.LayerNorm".to_owned()]) {
        out.extend([
            (format!("{norm}.weight"), vec![HIDDEN]),
            (format!("{norm}.bias"), vec![HIDDEN]),
        ]);
    }
    let tables: [(&str, &[usize]); 20] = [
        ("embeddings.word_embeddings.weight", &[VOCAB, HIDDEN]),
        ("embeddings.position_embeddings.weight", &[32, HIDDEN]),
        ("embeddings.token_type_embeddings.weight", &[2, HIDDEN]),
        ("embeddings.shape_embeddings.weight", &[8, HIDDEN]),
        ("heads.arc.U", &[8, 8]),
        ("heads.arc.u", &[8]),
        ("heads.link.U", &[4, 4]),
        ("heads.link.u", &[4]),
        ("heads.rel.U", &[5, 6, 6]),
        ("heads.rel.A", &[5, 6]),
        ("heads.rel.B", &[5, 6]),
        ("heads.rel.c", &[5]),
        ("heads.argument.U", &[2, 4, 4]),
        ("heads.argument.A", &[2, 4]),
        ("heads.argument.B", &[2, 4]),
        ("heads.argument.c", &[2]),
        ("heads.same.U", &[1, 4, 4]),
        ("heads.same.A", &[1, 4]),
        ("heads.same.B", &[1, 4]),
        ("heads.same.c", &[1]),
    ];
    out.extend(tables.map(|(name, shape)| (name.to_owned(), shape.to_vec())));
    out
}

fn weights() -> Vec<u8> {
    let mut state = 3_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(u16::try_from(state >> 16).unwrap()) / 32_768.0 - 1.0
    };
    let mut value = |shape: &[usize]| {
        (0..shape.iter().product()).flat_map(|_| next().to_le_bytes()).collect::<Vec<u8>>()
    };
    let tensors: Vec<(String, Vec<usize>, Vec<u8>)> =
        shapes().into_iter().map(|(name, shape)| (name, shape.clone(), value(&shape))).collect();
    let views = tensors.iter().map(|(name, shape, data)| {
        (name, TensorView::new(Dtype::F32, shape.clone(), data).unwrap())
    });
    safetensors::serialize(views, None).unwrap()
}
