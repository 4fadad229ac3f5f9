//! Agreement with PyTorch: `training/reference.py` writes the reference from the same model
//! directory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use ndarray::Array2;
use relata_core::{Sentence, Span};
use serde::Deserialize;

use crate::heads::{Heads, Tag, WordVectors};
use crate::kernels::Isa;
use crate::read::encoded::EncodedDocument;
use crate::read::window;
use crate::{Backend, CpuBackend, CpuOptions, Model, ModelBytes, Precision, Reader};

/// The labellings by their names in the reference.
const TAGS: [(&str, Tag); 9] = [
    ("entity", Tag::Entity),
    ("attribution", Tag::Attribution),
    ("upos", Tag::Upos),
    ("event", Tag::Event),
    ("root", Tag::Root),
    ("polarity", Tag::Polarity),
    ("modality", Tag::Modality),
    ("class", Tag::Class),
    ("factuality", Tag::Factuality),
];

/// Greatest difference between a value here and there.
const TOLERANCE: f32 = 1e-4;

#[derive(Deserialize)]
struct Reference {
    weights_sha256: String,
    documents: Vec<ReferenceDocument>,
    window_only: Vec<ReferenceDocument>,
}

#[derive(Deserialize)]
struct ReferenceDocument {
    text: String,
    /// Start, end, paragraph.
    sentences: Vec<(usize, usize, usize)>,
    words: Vec<(usize, usize)>,
    windows: Vec<ReferenceWindow>,
}

#[derive(Deserialize)]
struct ReferenceWindow {
    words: (usize, usize),
    keep: (usize, usize),
    ids: Vec<u32>,
    shapes: Vec<u8>,
    first_subword: Vec<usize>,
    argmax: BTreeMap<String, Vec<i64>>,
    #[serde(default)]
    hidden: BTreeMap<usize, Vec<f32>>,
    #[serde(default)]
    hidden_first_16: BTreeMap<usize, Vec<f32>>,
    /// Logits of the linear heads by name, a row a word.
    #[serde(flatten)]
    linear: LinearLogits,
    #[serde(default)]
    arc: Vec<Vec<f32>>,
    #[serde(default)]
    rel: BTreeMap<usize, Vec<f32>>,
    #[serde(default)]
    link: BTreeMap<usize, Vec<f32>>,
    /// For some words a row of scores with each word of the window.
    #[serde(default)]
    argument: BTreeMap<usize, Vec<Vec<f32>>>,
    #[serde(default)]
    same: BTreeMap<usize, Vec<Vec<f32>>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct LinearLogits {
    entity: Vec<Vec<f32>>,
    attribution: Vec<Vec<f32>>,
    upos: Vec<Vec<f32>>,
    event: Vec<Vec<f32>>,
    root: Vec<Vec<f32>>,
    polarity: Vec<Vec<f32>>,
    modality: Vec<Vec<f32>>,
    class: Vec<Vec<f32>>,
    factuality: Vec<Vec<f32>>,
}

impl LinearLogits {
    fn by_name(&self, name: &str) -> &[Vec<f32>] {
        match name {
            "entity" => &self.entity,
            "attribution" => &self.attribution,
            "upos" => &self.upos,
            "event" => &self.event,
            "root" => &self.root,
            "polarity" => &self.polarity,
            "modality" => &self.modality,
            "class" => &self.class,
            "factuality" => &self.factuality,
            _ => &[],
        }
    }
}

fn model() -> Model {
    let file = |bytes: &'static [u8]| Cow::Borrowed(bytes);
    let mut weights = relata_model_en::WEIGHTS.into_iter().map(file);
    let bytes = ModelBytes {
        config: file(relata_model_en::CONFIG),
        tokenizer: file(relata_model_en::TOKENIZER),
        weights: weights.next().unwrap_or_default(),
    };
    Model::from_parts(bytes, weights.collect()).unwrap()
}

fn fast_model() -> Model {
    let file = |bytes: &'static [u8]| Cow::Borrowed(bytes);
    Model::from_bytes(ModelBytes {
        config: file(relata_model_en_fast::CONFIG),
        tokenizer: file(relata_model_en_fast::TOKENIZER),
        weights: file(relata_model_en_fast::WEIGHTS),
    })
    .unwrap()
}

fn reference() -> Reference {
    read_reference("relata-model-en")
}

/// The file is not part of the packed crate, whose tests compile all the same.
fn read_reference(package: &str) -> Reference {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let file = crates.join(package).join("model/reference.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn close(found: &[f32], expected: &[f32], what: &str) {
    for (position, (a, b)) in found.iter().zip(expected).enumerate() {
        assert!((a - b).abs() < TOLERANCE, "{what}, value {position}: {a} instead of {b}");
    }
}

fn close_rows(found: &Array2<f32>, expected: &[Vec<f32>], what: &str) {
    assert_eq!(found.nrows(), expected.len(), "{what}");
    for (position, (a, b)) in found.rows().into_iter().zip(expected).enumerate() {
        assert_eq!(a.len(), b.len());
        close(&a.to_vec(), b, &format!("{what} of word {position}"));
    }
}

fn close_some(found: &Array2<f32>, expected: &BTreeMap<usize, Vec<f32>>, what: &str) {
    for (&row, values) in expected {
        close(&found.row(row).to_vec(), values, &format!("{what}, row {row}"));
    }
}

#[test]
fn hidden_states_and_logits_agree_with_pytorch() {
    agree_with_pytorch(&model(), &reference());
}

#[test]
fn hidden_states_and_logits_of_the_fast_model_agree_with_pytorch() {
    agree_with_pytorch(&fast_model(), &read_reference("relata-model-en-fast"));
}

fn agree_with_pytorch(model: &Model, reference: &Reference) {
    assert_eq!(
        model.config().weights_sha256,
        reference.weights_sha256,
        "the reference was made from other weights"
    );
    let backend =
        CpuBackend::with_options(model, CpuOptions::default().with_precision(Precision::F32))
            .unwrap();
    for document in reference.documents.iter().chain(&reference.window_only) {
        check_document(model, &backend, document);
    }
}

fn check_document(model: &Model, backend: &CpuBackend, expected: &ReferenceDocument) {
    let sentences: Vec<Sentence> =
        expected.sentences.iter().map(|&(a, b, p)| Sentence::new(Span::between(a, b), p)).collect();
    let document = EncodedDocument::new(model, &expected.text, &sentences);
    assert_eq!(
        document.words.iter().map(|w| (w.start(), w.end())).collect::<Vec<_>>(),
        expected.words
    );
    let windows = window::cut(&document, model.config().window);
    assert_eq!(windows.len(), expected.windows.len());
    for (segments, expected) in windows.iter().zip(&expected.windows) {
        let (input, positions) = window::input(model, &document, segments);
        assert_eq!(
            (segments[0].words.start, segments[segments.len() - 1].words.end),
            expected.words
        );
        assert_eq!((segments[0].kept.start, segments[segments.len() - 1].kept.end), expected.keep);
        assert_eq!((input.subword_ids(), input.shape_ids()), (&*expected.ids, &*expected.shapes));
        assert_eq!(positions, expected.first_subword);
        let hidden = backend.encode(&[input]).unwrap().remove(0);
        let states = hidden.view().to_owned();
        close_some(&states, &expected.hidden, "hidden state");
        close_some(&states, &expected.hidden_first_16, "hidden state");
        let heads = model.heads(Precision::F32);
        check_heads(heads, segments, &heads.gather(&hidden, &positions), expected);
    }
}

fn check_heads(
    heads: &Heads,
    segments: &[window::Segment],
    vectors: &WordVectors,
    expected: &ReferenceWindow,
) {
    let chosen: Vec<usize> =
        expected.argmax["head"].iter().map(|&head| usize::try_from(head + 1).unwrap()).collect();
    let relations = heads.relation.at_heads(vectors, &chosen);
    let links = heads.link.score(vectors).among(0..chosen.len());
    let logits = heads.tags.apply(vectors);
    for (name, tag) in TAGS {
        let rows: Vec<Vec<f32>> =
            (0..chosen.len()).map(|word| logits.row(tag, word).to_vec()).collect();
        let (logits, full) = (
            Array2::from_shape_vec((rows.len(), rows[0].len()), rows.concat()).unwrap(),
            expected.linear.by_name(name),
        );
        check_best(&logits, &expected.argmax[name], 0, name);
        if !full.is_empty() {
            close_rows(&logits, full, name);
        }
    }
    check_best(&relations, &expected.argmax["rel"], 0, "relation");
    check_best(&links, &expected.argmax["link"], 1, "link");
    close_some(&relations, &expected.rel, "relation");
    close_some(&links, &expected.link, "link");
    let news = heads.news.as_ref().unwrap();
    for (head, rows, what) in
        [(&news.argument, &expected.argument, "argument"), (&news.same, &expected.same, "same")]
    {
        let chosen: Vec<usize> = rows.keys().copied().collect();
        for (found, expected) in head.of_all(vectors, &chosen).iter().zip(rows.values()) {
            close_rows(found, expected, what);
        }
    }
    if !expected.arc.is_empty() {
        check_arcs(heads, segments, vectors, &expected.arc);
    }
}

/// Ties within the tolerance may go either way.
fn check_best(logits: &Array2<f32>, expected: &[i64], offset: i64, what: &str) {
    for (row, &position) in logits.rows().into_iter().zip(expected) {
        let best = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let there = row[usize::try_from(position + offset).unwrap()];
        assert!(
            best - there < TOLERANCE,
            "{what}: the best score is {best}, that of the reference's choice {there}"
        );
    }
}

fn check_arcs(
    heads: &Heads,
    segments: &[window::Segment],
    vectors: &WordVectors,
    expected: &[Vec<f32>],
) {
    let arcs = heads.arc.score(vectors);
    let mut first = 0;
    for segment in segments {
        let positions = first..first + segment.words.len();
        close_rows(&arcs.among(positions.clone()), &expected[positions.clone()], "arc");
        first = positions.end;
    }
}

/// Greatest difference between int8 and f32 hidden states, which are of the size 1: 8 bits of each
/// factor leave some hundredths after six layers.
const INT8_TOLERANCE: f32 = 0.6;
/// Their mean difference.
const INT8_MEAN_TOLERANCE: f32 = 0.03;

#[test]
fn int8_stays_near_f32() {
    let model = model();
    let text = &reference().documents[0].text;
    let document = EncodedDocument::new(&model, text, &[Sentence::new(Span::at(0, text.len()), 0)]);
    let windows: Vec<_> = window::cut(&document, model.config().window)
        .iter()
        .map(|segments| window::input(&model, &document, segments).0)
        .collect();
    let states = |precision, isa| {
        let backend =
            CpuBackend::on_isa(&model, CpuOptions::default().with_precision(precision), isa)
                .unwrap();
        let states = backend.encode(&windows).unwrap();
        states.iter().flat_map(|states| states.values().to_vec()).collect::<Vec<f32>>()
    };
    let exact = states(Precision::F32, Isa::detect());
    for isa in Isa::all() {
        let found = states(Precision::Int8, isa);
        let differences = || exact.iter().zip(&found).map(|(a, b)| (a - b).abs());
        let (greatest, mean) =
            (differences().fold(0.0, f32::max), differences().sum::<f32>() / exact.len() as f32);
        assert!(
            greatest < INT8_TOLERANCE && mean < INT8_MEAN_TOLERANCE,
            "{isa:?}: greatest difference {greatest}, mean {mean}"
        );
        close(&states(Precision::F32, isa), &exact, &format!("{isa:?} in f32"));
    }
}

#[test]
fn events_are_compared_over_windows() {
    let quiet = "Nothing else was heard of in the quiet market by the river.\n".repeat(30);
    let text = format!(
        "A bomb exploded at the harbour of Oban on Friday and killed six people.\n{quiet}\
        The explosion at the harbour killed six people."
    );
    let at = |line: &str| Span::at(line.as_ptr() as usize - text.as_ptr() as usize, line.len());
    let sentences: Vec<Sentence> = text.lines().map(|line| Sentence::new(at(line), 0)).collect();
    let reader = Reader::on_cpu(model()).unwrap();
    assert!(reader.windows(&text, &sentences).len() > 1);
    let output = reader.read(&text, &sentences).unwrap();
    let triggers = output.reading.triggers().unwrap();
    let in_line = |line: usize, token: usize| output.reading.sentence_of(token) == line;
    let last = triggers.iter().filter(|trigger| in_line(31, trigger.tokens.start));
    let opinions = last.flat_map(|trigger| &trigger.same).filter(|same| in_line(0, same.token));
    let best = opinions.map(|same| same.score.get()).fold(0.0, f32::max);
    assert!(best > 0.5, "{best}: {triggers:?}");
}

/// Neither the windows beside it nor the threads change one bit of what a window yields.
#[test]
fn a_window_yields_the_same_in_any_company() {
    let model = model();
    let text =
        &reference().documents.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("\n");
    let document = EncodedDocument::new(&model, text, &[Sentence::new(Span::at(0, text.len()), 0)]);
    let segments = window::cut(&document, model.config().window);
    let mut windows: Vec<_> =
        segments.iter().map(|segments| window::input(&model, &document, segments).0).collect();
    for len in [1, 2, 3, 11, 13, 25, 60] {
        let first = &windows[0];
        windows.push(crate::EncoderInput::new(
            first.subword_ids()[..len].to_vec(),
            first.shape_ids()[..len].to_vec(),
        ));
    }
    // More subwords than there are positions.
    windows.push(crate::EncoderInput::new(vec![70; 600], vec![1; 600]));
    for precision in [Precision::F32, Precision::Int8] {
        let backend =
            CpuBackend::with_options(&model, CpuOptions::default().with_precision(precision))
                .unwrap();
        let alone: Vec<_> = windows
            .iter()
            .map(|window| backend.encode(std::slice::from_ref(window)).unwrap().remove(0))
            .collect();
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert_eq!(
                pool.install(|| backend.encode(&windows).unwrap()),
                alone,
                "{precision:?} on {threads} threads"
            );
        }
    }
}
