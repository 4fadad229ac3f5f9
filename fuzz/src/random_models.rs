//! Small models with all the labels of the shipped ones and weights drawn at random: what they
//! read makes no sense, so that the stages behind the reader are given what no article gives.

use std::sync::{Arc, LazyLock};

use relata::{EventOptions, Extractor, Model};

use crate::test_model;

/// The fast model's labels, words and subwords.
const CONFIG: &[u8] = relata_model_en_fast::CONFIG;
const TOKENIZER: &[u8] = relata_model_en_fast::TOKENIZER;

/// How much the first label of each head of tags is preferred, and no argument to one: from marks
/// on nearly all words to marks on few. A score is about 1.3 wide.
const QUIET: [f32; 4] = [0.0, 1.5, 3.0, 4.5];

/// Models that differ in their weights alone, for each of these.
const DRAWN: u32 = 2;

/// Sizes in the configuration that are made small.
const SIZES: [(&str, u32); 10] = [
    ("hidden_size", 16),
    ("num_hidden_layers", 1),
    ("num_attention_heads", 2),
    ("intermediate_size", 24),
    ("max_position_embeddings", 128),
    ("arc_size", 8),
    ("rel_size", 8),
    ("link_size", 8),
    ("argument_size", 8),
    ("same_size", 8),
];

/// An extractor with the model of that number, with and without what decided its records. All
/// numbers are of one.
pub fn extractor(number: u8, explains: bool) -> &'static Extractor {
    static ALL: LazyLock<Vec<[Extractor; 2]>> = LazyLock::new(|| {
        let number = |quiet| (1..=DRAWN).map(move |seed| (seed, quiet));
        QUIET.into_iter().flat_map(number).map(|(seed, quiet)| pair(seed, quiet)).collect()
    });
    &ALL[usize::from(number) % ALL.len()][usize::from(explains)]
}

fn pair(seed: u32, quiet: f32) -> [Extractor; 2] {
    let mut config: serde_json::Value = serde_json::from_slice(CONFIG).expect("JSON");
    for (name, size) in SIZES {
        config[name] = size.into();
    }
    config["window"]["max_subwords"] = 96.into();
    config["window"]["soft_subwords"] = 64.into();
    config["window"]["overlap_subwords"] = 16.into();
    config["weights_sha256"] = "SUM".into();
    let files = test_model::random(&config.to_string(), TOKENIZER.to_vec(), seed, quiet);
    let model = Arc::new(Model::from_bytes(files).expect("a model"));
    [false, true].map(|explains| {
        Extractor::builder()
            .model(Arc::clone(&model))
            .threads(std::num::NonZeroUsize::MIN)
            .events(EventOptions::default().with_explain(explains))
            .build()
            .expect("an extractor")
    })
}
