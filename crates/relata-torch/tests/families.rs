//! Small models of `transformers` (`relata-encoder/testdata`, made by `make.py` there) on libtorch.

// A test that finds its model missing may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use relata::{Article, Backend, CpuBackend, EncoderInput, Extractor, HiddenStates, Model, hf};
use relata_core::EntityType;
use relata_torch::{Device, TorchBackend};
use serde::Deserialize;

/// Largest difference allowed between two hidden states or logits.
const TOLERANCE: f32 = 1e-3;

#[derive(Deserialize)]
struct Reference {
    labels: Vec<String>,
    texts: Vec<ReferenceText>,
}

#[derive(Deserialize)]
struct ReferenceText {
    ids: Vec<u32>,
    first: Vec<usize>,
    logits: Vec<Vec<f32>>,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../relata-encoder/testdata").join(name)
}

fn model(name: &str) -> Model {
    hf::load(folder(name), &hf::LabelTable::default().with("ship", EntityType::Vehicle)).unwrap()
}

fn reference(name: &str) -> Reference {
    serde_json::from_slice(&std::fs::read(folder(name).join("reference.json")).unwrap()).unwrap()
}

fn windows(reference: &Reference) -> Vec<EncoderInput> {
    reference
        .texts
        .iter()
        .map(|text| EncoderInput::try_new(text.ids.clone(), vec![0; text.ids.len()]).unwrap())
        .collect()
}

#[test]
fn hidden_states_agree_with_the_built_in_backend() {
    for name in ["hf", "hf_families/distilbert", "hf_families/roberta", "hf_families/xlm-roberta"] {
        let (model, windows) = (model(name), windows(&reference(name)));
        let expected = CpuBackend::new(&model).unwrap().encode(&windows).unwrap();
        let found = TorchBackend::new(&model, Device::Cpu).unwrap().encode(&windows).unwrap();
        assert_eq!(expected.len(), found.len());
        for (a, b) in expected.iter().zip(&found) {
            assert_eq!((a.rows(), a.width()), (b.rows(), b.width()));
            let differences = a.values().iter().zip(b.values()).map(|(x, y)| (x - y).abs());
            let worst = differences.fold(0.0, f32::max);
            assert!(worst < TOLERANCE, "{name}: hidden states differ by {worst}");
        }
    }
}

#[test]
fn logits_agree_with_transformers() {
    for name in [
        "hf_families/distilbert",
        "hf_families/roberta",
        "hf_families/xlm-roberta",
        "hf_families/deberta",
        "hf_families/deberta-v2",
    ] {
        let (model, reference) = (model(name), reference(name));
        assert_eq!(reference.labels, ["B-PER", "I-PER", "O", "B-LOC", "I-LOC"], "{name}");
        let states =
            TorchBackend::new(&model, Device::Cpu).unwrap().encode(&windows(&reference)).unwrap();
        let mut worst = 0.0_f32;
        for (text, hidden) in reference.texts.iter().zip(&states) {
            let found = entity_logits(&model, hidden);
            for (&position, expected) in text.first.iter().zip(&text.logits) {
                // Rows of the head: O, then the labels in their order.
                for (row, &label) in [2, 0, 1, 3, 4].iter().enumerate() {
                    worst = worst.max((found[position][row] - expected[label]).abs());
                }
            }
        }
        assert!(worst < TOLERANCE, "{name}: logits differ by {worst}");
        println!("{name}: logits differ by at most {worst}");
    }
}

#[test]
fn an_article_is_read_by_a_deberta_on_libtorch_alone() {
    let model = Arc::new(model("hf_families/deberta-v2"));
    let built_in = Extractor::builder().model(model.clone()).build().err().unwrap();
    let cause = std::error::Error::source(&built_in).unwrap().to_string();
    assert!(cause.contains("relata-torch"), "{cause}");
    let backend = Arc::new(TorchBackend::new(&model, Device::Cpu).unwrap());
    let extractor = Extractor::builder().model(model).backend(backend).build().unwrap();
    // Three windows of different length, and a word that the tokenizer has never seen.
    let text = format!(
        "The ferry of Anna Okafor left Port Varela .\n\n{}\n\nNobody drowned in 東京 on Monday .",
        "The mayor left the ferry . ".repeat(12)
    );
    let (first, again) = (
        extractor.extract_with(&Article::new(text.clone())).unwrap(),
        extractor.extract_with(&Article::new(text)).unwrap(),
    );
    assert_eq!(first, again);
    assert!(!first.entities.is_empty());
}

/// Logits of each label, by subword.
fn entity_logits(model: &Model, hidden: &HiddenStates) -> Vec<Vec<f32>> {
    let (weight, bias) = (
        model.weights().tensor("heads.entity.weight").unwrap(),
        model.weights().tensor("heads.entity.bias").unwrap(),
    );
    let logits = |state: &[f32]| {
        let labels = weight.values.chunks_exact(hidden.width()).zip(&bias.values);
        labels.map(|(row, b)| row.iter().zip(state).map(|(w, x)| w * x).sum::<f32>() + b).collect()
    };
    (0..hidden.rows()).map(|row| logits(hidden.row(row).unwrap())).collect()
}
