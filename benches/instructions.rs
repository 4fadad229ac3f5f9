//! Fixed work of one stage, for a tool that counts instructions: `.ci/instructions`.
//!
//! ```sh
//! valgrind --tool=callgrind --toggle-collect='*instructions::measured*' \
//!     target/release/examples/instructions claims
//! ```
//!
//! It prints the number of bytes of text that the stage works on. The transformer is never counted:
//! what the later stages read are the token layers that the tests of `relata-claims` and
//! `relata-events` keep as CoNLL-U.

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use relata::{
    Backend, BackendError, CpuBackend, EncoderInput, EntityOptions, EventOptions, HiddenStates,
    Reading, conllu, english_model,
};
use relata_claims::ClaimOptions;
use relata_core::{Claim, Entity, Sentence};
use relata_encoder::Reader;
use relata_events::EventInput;
use relata_text::CleanOptions;

/// Folders of token layers, each a `.txt` with a `.conllu` beside it.
const LAYERS: [&str; 2] =
    ["crates/relata-claims/tests/claims/golden", "crates/relata-events/tests/golden"];

/// Invented articles for the stages that need no layers.
const ARTICLES: usize = 8;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A text with what the stages before have made of it.
struct Layers {
    text: String,
    reading: Reading,
    entities: Vec<Entity>,
    claims: Vec<Claim>,
}

fn main() -> Outcome<()> {
    let bytes = match std::env::args().nth(1).as_deref() {
        Some("cleaning") => cleaning(),
        Some("tokenisation") => tokenisation()?,
        Some("reading") => reading()?,
        Some("entities") => on_layers(|l| drop(black_box(entities(&l.text, &l.reading))))?,
        Some("claims") => on_layers(|l| drop(black_box(claims(&l.text, &l.reading, &l.entities))))?,
        Some("events") => on_layers(events)?,
        _ => {
            return Err(
                "call: instructions cleaning|tokenisation|reading|entities|claims|events".into()
            );
        }
    };
    println!("{bytes}");
    Ok(())
}

/// The work whose instructions count. It runs once before, so that tables that are made at the
/// first call do not count.
fn twice(work: impl Fn()) {
    work();
    measured(&work);
}

#[inline(never)]
fn measured(work: &dyn Fn()) {
    work();
}

fn cleaning() -> usize {
    let texts: Vec<String> = relata_sample::corpus(ARTICLES).collect();
    let options = CleanOptions::default();
    twice(|| texts.iter().for_each(|text| drop(black_box(relata_text::clean(text, &options)))));
    texts.iter().map(String::len).sum()
}

/// Words, subwords, shapes and windows, where the model has seen the words before.
fn tokenisation() -> Outcome<usize> {
    let (reader, texts) = (reader()?, texts(relata_sample::corpus(ARTICLES)));
    twice(|| {
        for (text, sentences) in &texts {
            drop(black_box(reader.windows(text, sentences)));
        }
    });
    Ok(texts.iter().map(|(text, _)| text.len()).sum())
}

/// All that the reader does but the encoder: tokenisation, heads, decoding, lemmas.
fn reading() -> Outcome<usize> {
    // Few words: the encoder, which makes the hidden states beforehand, runs many times slower
    // under a tool that counts.
    let (reader, texts) = (reader()?, texts([relata_sample::article(0, 60)]));
    twice(|| {
        for (text, sentences) in &texts {
            drop(black_box(reader.read(text, sentences)));
        }
    });
    Ok(texts.iter().map(|(text, _)| text.len()).sum())
}

fn reader() -> Outcome<Reader> {
    let model = Arc::new(english_model()?);
    let encoder = CpuBackend::new(&model)?;
    Ok(Reader::new(model, Arc::new(Repeating { encoder, known: Mutex::default() })))
}

/// Invented articles with their sentences.
fn texts(articles: impl IntoIterator<Item = String>) -> Vec<(String, Vec<Sentence>)> {
    let with_sentences = |text: String| {
        let sentences = relata_text::clean(&text, &CleanOptions::default()).sentences;
        (text, sentences)
    };
    articles.into_iter().map(with_sentences).collect()
}

/// Runs the encoder the first time that it sees a window, and gives the same hidden states again
/// the next time: what is measured decodes real hidden states, and the encoder is no part of it.
struct Repeating {
    encoder: CpuBackend,
    known: Mutex<HashMap<EncoderInput, HiddenStates>>,
}

impl Backend for Repeating {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        let mut known =
            self.known.lock().map_err(|_| BackendError::new("a thread has panicked"))?;
        let known_states: Option<Vec<HiddenStates>> =
            windows.iter().map(|window| known.get(window).cloned()).collect();
        if let Some(states) = known_states {
            return Ok(states);
        }
        let states = self.encoder.encode(windows)?;
        known.extend(windows.iter().cloned().zip(states.iter().cloned()));
        Ok(states)
    }
}

fn on_layers(stage: impl Fn(&Layers)) -> Outcome<usize> {
    let all = layers()?;
    twice(|| all.iter().for_each(&stage));
    Ok(all.iter().map(|l| l.text.len()).sum())
}

fn entities(text: &str, reading: &Reading) -> Vec<Entity> {
    relata_ner::resolve_with(text, reading, &EntityOptions::default())
}

fn claims(text: &str, reading: &Reading, entities: &[Entity]) -> Vec<Claim> {
    relata_claims::attribute_with(text, reading, entities, &ClaimOptions::default())
}

fn events(layers: &Layers) {
    let input =
        EventInput::new(&layers.text, &layers.reading, &layers.entities, &layers.claims, None);
    drop(black_box(relata_events::assemble(&input, &EventOptions::default())));
}

fn layers() -> Outcome<Vec<Layers>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in LAYERS {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))? {
            paths.push(entry?.path());
        }
    }
    paths.retain(|path| path.extension().is_some_and(|e| e == "conllu"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(layers: &Path) -> Outcome<Layers> {
    let text = std::fs::read_to_string(layers.with_extension("txt"))?;
    let reading = conllu::read(&text, &std::fs::read_to_string(layers)?)?;
    let entities = entities(&text, &reading);
    let claims = claims(&text, &reading, &entities);
    Ok(Layers { text, reading, entities, claims })
}
