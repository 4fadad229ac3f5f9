//! Fixed work of one stage, for a tool that counts instructions: `.ci/instructions`.
//!
//! ```sh
//! valgrind --tool=callgrind --toggle-collect='*instructions::measured*' target/release/examples/instructions claims
//! ```
//!
//! It prints the number of bytes of text that the stage works on. The transformer does not run: what the later stages read are the token
//! layers that the tests of `relata-claims` and `relata-events` keep as CoNLL-U.

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use relata::{EntityOptions, EventOptions, Reading, conllu, english_model};
use relata_claims::ClaimOptions;
use relata_core::{Claim, Entity};
use relata_encoder::{CpuBackend, Reader};
use relata_events::EventInput;
use relata_text::CleanOptions;

/// Folders of token layers, each a `.txt` with a `.conllu` beside it.
const LAYERS: [&str; 2] = ["crates/relata-claims/tests/claims/golden", "crates/relata-events/tests/golden"];

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
        Some("entities") => on_layers(|l| drop(black_box(entities(&l.text, &l.reading))))?,
        Some("claims") => on_layers(|l| drop(black_box(claims(&l.text, &l.reading, &l.entities))))?,
        Some("events") => on_layers(events)?,
        _ => return Err("call: instructions cleaning|tokenisation|entities|claims|events".into()),
    };
    println!("{bytes}");
    Ok(())
}

/// The work whose instructions count. It runs once before, so that tables that are made at the first call do not count.
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

/// Words, subwords, shapes and windows.
fn tokenisation() -> Outcome<usize> {
    let texts: Vec<String> = relata_sample::corpus(ARTICLES).collect();
    let options = CleanOptions::default();
    let cleaned: Vec<_> = texts.iter().map(|text| (text, relata_text::clean(text, &options).sentences)).collect();
    let model = english_model()?;
    let backend = CpuBackend::new(&model)?;
    let reader = Reader::new(model.into(), std::sync::Arc::new(backend));
    twice(|| cleaned.iter().for_each(|(text, sentences)| drop(black_box(reader.windows(text, sentences)))));
    Ok(texts.iter().map(String::len).sum())
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
    let input = EventInput::new(&layers.text, &layers.reading, &layers.entities, &layers.claims, None);
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
