//! Small models of `transformers` (`testdata/hf` and `testdata/hf_families`, made by `make.py`
//! there) read as they do in Python.

use std::path::{Path, PathBuf};

use relata_core::{Bio, EntityType, Sentence, Span, Upos};
use serde::Deserialize;
use serde_json::json;

use crate::heads::Tag;
use crate::hf::{self, LabelTable};
use crate::read::encoded::EncodedDocument;
use crate::read::window;
use crate::{Backend, CpuBackend, EncoderInput, LoadErrorKind, Model, Precision, Reader};

/// Largest difference allowed to the logits of `transformers`.
const TOLERANCE: f32 = 1e-4;

#[derive(Deserialize)]
struct Reference {
    labels: Vec<String>,
    texts: Vec<ReferenceText>,
}

#[derive(Deserialize)]
struct ReferenceText {
    text: String,
    ids: Vec<u32>,
    first: Vec<usize>,
    logits: Vec<Vec<f32>>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/hf")
}

fn table() -> LabelTable {
    LabelTable::default().with("ship", EntityType::Vehicle)
}

fn model() -> Model {
    hf::load(folder(), &table()).unwrap()
}

fn family(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/hf_families").join(name)
}

fn reference(folder: &Path) -> Reference {
    serde_json::from_slice(&std::fs::read(folder.join("reference.json")).unwrap()).unwrap()
}

#[test]
fn logits_agree_with_transformers() {
    let (model, reference) = (model(), reference(&folder()));
    // Rows of the head: O, then the labels in their order, then I-LOC once more as B-LOC.
    assert_eq!(
        model.config().labels.entity,
        ["O", "B-PER", "I-PER", "I-LOC", "B-VEHICLE", "I-VEHICLE", "B-LOC"]
    );
    assert_eq!(reference.labels, ["B-PERSON", "I-PERSON", "O", "I-LOC", "B-ship", "I-ship"]);
    check(&model, &reference, &[2, 0, 1, 3, 4, 5, 3]);
}

#[test]
fn logits_of_berts_relatives_agree_with_transformers() {
    for name in ["distilbert", "roberta", "xlm-roberta"] {
        let (model, reference) =
            (hf::load(family(name), &LabelTable::default()).unwrap(), reference(&family(name)));
        assert_eq!(reference.labels, ["B-PER", "I-PER", "O", "B-LOC", "I-LOC"], "{name}");
        check(&model, &reference, &[2, 0, 1, 3, 4]);
    }
}

/// A DeBERTa is a model with its tokenizer and its heads; only the backend must be another.
#[test]
fn deberta_is_loaded_and_refused_by_the_built_in_backend() {
    for name in ["deberta", "deberta-v2"] {
        let (model, reference) =
            (hf::load(family(name), &LabelTable::default()).unwrap(), reference(&family(name)));
        let error = CpuBackend::new(&model).unwrap_err();
        assert_eq!(error.kind(), LoadErrorKind::Architecture);
        assert!(error.to_string().contains("relata-torch"), "{error}");
        for expected in &reference.texts {
            assert_eq!(
                input(&model, &expected.text),
                (expected.ids.clone(), expected.first.clone()),
                "{name}"
            );
        }
    }
}

/// Subword ids of the one window of a text, and the positions of its words.
fn input(model: &Model, text: &str) -> (Vec<u32>, Vec<usize>) {
    let document = EncodedDocument::new(model, text, &[Sentence::new(Span::at(0, text.len()), 0)]);
    let windows = window::cut(&document, model.config().window);
    assert_eq!(windows.len(), 1, "{text}");
    let (input, positions) = window::input(model, &document, &windows[0]);
    (input.subword_ids().to_vec(), positions)
}

/// Compares subwords and logits of each text; `rows` are the reference's labels in the order of the
/// head.
fn check(model: &Model, reference: &Reference, rows: &[usize]) {
    let backend = CpuBackend::new(model).unwrap();
    let name = &model.config().name;
    for expected in &reference.texts {
        let (ids, positions) = input(model, &expected.text);
        assert_eq!((&ids, &positions), (&expected.ids, &expected.first), "{name}");
        let shapes = vec![0; ids.len()];
        let hidden =
            backend.encode(&[EncoderInput::try_new(ids, shapes).unwrap()]).unwrap().remove(0);
        let heads = model.heads(Precision::F32);
        let logits = heads.tags.apply(&heads.gather(&hidden, &positions));
        for (word, expected) in expected.logits.iter().enumerate() {
            let found = logits.row(Tag::Entity, word);
            assert_eq!(found.len(), rows.len(), "{name}");
            for (found, &row) in found.iter().zip(rows) {
                assert!(
                    (found - expected[row]).abs() < TOLERANCE,
                    "{name}, word {word}, label {row}: {found} instead of {}",
                    expected[row]
                );
            }
        }
    }
}

#[test]
fn entities_are_read_and_nothing_else() {
    let reader = Reader::on_cpu(model()).unwrap();
    let text =
        "Anna Okafor left Port Varela on Monday. The ferry Zoë sank; nobody drowned. ".repeat(9);
    // Each line is a paragraph: windows close there, since the model has seen no `[SEP]` in the
    // middle.
    let sentences: Vec<Sentence> = (0..9)
        .map(|n| Sentence::new(Span::at(n * text.len() / 9, text.len() / 9 - 1), n))
        .collect();
    let output = reader.read(&text, &sentences).unwrap();
    let tokens = output.reading.tokens();
    assert_eq!(tokens.len(), 9 * 16);
    assert!(tokens.iter().any(|t| t.entity != Bio::Outside));
    assert!(tokens.iter().all(|t| t.upos == Upos::X
        && t.attribution == Bio::Outside
        && t.cue.is_none()
        && t.event.is_none()));
    let once: Vec<Bio<EntityType>> = tokens[..16].iter().map(|t| t.entity).collect();
    assert!(
        tokens
            .chunks(16)
            .all(|sentence| sentence.iter().map(|t| t.entity).eq(once.iter().copied()))
    );
    assert!(
        reader
            .windows(&text, &sentences)
            .iter()
            .all(|w| w.subword_ids().last() == Some(&3) && w.len() <= 64)
    );
}

#[test]
fn directories_are_told_apart_and_refused_by_kind() {
    assert!(hf::is_directory(folder()));
    assert!(!hf::is_directory(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../relata-model-en/model")
    ));
    assert!(!hf::is_directory("no/such/directory"));
    let refused = |path: &Path, table: &LabelTable| hf::load(path, table).unwrap_err();
    assert_eq!(refused(&folder(), &LabelTable::default()).kind(), LoadErrorKind::Config);
    let missing = refused(Path::new("no/such/directory"), &table());
    assert_eq!(missing.kind(), LoadErrorKind::Io);
    assert!(missing.path().unwrap().ends_with("config.json"));
    // The model of relata's own is none of `transformers`.
    assert_eq!(
        refused(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../relata-model-en/model"), &table())
            .kind(),
        LoadErrorKind::Config
    );
}

/// Whatever sizes `config.json` makes up, loading ends in a model or an error.
#[test]
fn made_up_sizes_are_refused() {
    let sizes = [
        "hidden_size",
        "dim",
        "pad_token_id",
        "max_position_embeddings",
        "num_attention_heads",
        "vocab_size",
        "max_relative_positions",
    ];
    for (name, size) in ["distilbert", "roberta", "deberta", "deberta-v2"]
        .iter()
        .flat_map(|name| sizes.map(|size| (name, size)))
    {
        let scratch =
            std::env::temp_dir().join(format!("relata-hf-{}-{name}-{size}", std::process::id()));
        std::fs::create_dir_all(&scratch).unwrap();
        for file in ["tokenizer.json", "model.safetensors", "config.json"] {
            std::fs::copy(family(name).join(file), scratch.join(file)).unwrap();
        }
        for value in [json!(0), json!(15), json!(i64::MAX), json!(u64::MAX), json!(-1)] {
            let mut config: serde_json::Value =
                serde_json::from_slice(&std::fs::read(family(name).join("config.json")).unwrap())
                    .unwrap();
            config[size] = value;
            std::fs::write(scratch.join("config.json"), config.to_string()).unwrap();
            if let Ok(model) = hf::load(&scratch, &table()) {
                let _ = CpuBackend::new(&model);
            }
        }
        std::fs::remove_dir_all(&scratch).unwrap();
    }
}

#[test]
fn the_word_pattern_is_that_of_training() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../training/word_pattern.txt");
    assert_eq!(include_str!("../../data/word_pattern.txt"), std::fs::read_to_string(file).unwrap());
}
