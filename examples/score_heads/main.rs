//! Scores the reader's heads on annotated files, through the engine that ships and without
//! cleaning.
//!
//! ```sh
//! cargo run --release --example score_heads -- ../shared/data [MODEL_DIR]
//! ```
//!
//! It prints one row a set and figure. Sets that are not in the folder are named and skipped. What
//! each figure counts stands beside the code that counts it: `entities.rs`, `attribution.rs`,
//! `syntax.rs`, `events.rs`.

mod attribution;
mod counts;
mod entities;
mod events;
mod sample;
mod syntax;

use std::path::{Path, PathBuf};

use relata_encoder::{Model, Reader};

/// A result whose error is shown to the caller as it is.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Figures of one set by name.
pub type Figures = Vec<(&'static str, f64)>;

/// Scores one file.
type Task = fn(&Reader, &Path) -> Result<Figures>;

const TASKS: [(&str, Task); 9] = [
    ("ner/conll2003/dev.bio", entities::bio),
    ("ner/finer_ord/dev.bio", entities::bio),
    ("ner/uner_en_ewt/dev.bio", entities::bio),
    ("ner/worldwide_newswire/dev.raw.jsonl", entities::raw),
    ("attribution/polnear/dev.jsonl", attribution::tokens),
    ("parsing/ud_en_ewt/en_ewt-ud-dev.conllu", syntax::dependencies),
    ("parsing/ud_en_gum/en_gum-ud-dev.conllu", syntax::dependencies),
    ("time/tempeval3/timebank.jsonl", events::timebank),
    ("events/meantime/all.jsonl", events::meantime),
];

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let data = arguments.next().ok_or("usage: score_heads DATA [MODEL_DIR]")?;
    let model = arguments.next().map_or_else(
        || Ok(relata::english_model()?),
        |folder| Result::Ok(Model::from_dir(folder)?),
    )?;
    let reader = Reader::on_cpu(model)?;
    println!(
        "model {} {}\n\n| set | figure | value |\n| --- | --- | --- |",
        reader.model().config().name,
        reader.model().config().version
    );
    for (path, task) in TASKS {
        let file = data.join(path);
        if !file.exists() {
            eprintln!("SKIPPED: {} is not there", file.display());
            continue;
        }
        for (figure, value) in task(&reader, &file)? {
            println!("| {path} | {figure} | {value:.4} |");
        }
    }
    Ok(())
}
