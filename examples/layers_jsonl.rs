//! The token layers of many articles as CoNLL-U with the confidence of each layer: what the stages
//! after the reader are developed and measured on, without reading the texts again.
//!
//! ```sh
//! cargo run --release --example layers_jsonl -- layers/ [MODEL_DIR] < articles.jsonl
//! ```
//!
//! It reads objects with `id` and `text`, keeps every character (nothing is cleaned away), and
//! writes `N.txt` and `N.conllu` into the folder, N counting from 0.

use std::io::BufRead as _;
use std::path::Path;

use relata::{Article, Boilerplate, Extractor, conllu};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("the first argument is the folder to write to")?;
    let mut builder = Extractor::builder()
        .boilerplate(Boilerplate::Keep)
        .threads(std::num::NonZero::<usize>::MIN);
    if let Some(model) = arguments.next() {
        builder = builder.model_dir(model);
    }
    let extractor = builder.build()?;
    std::fs::create_dir_all(&folder)?;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let article = Article::new(
            record.get("text").and_then(serde_json::Value::as_str).ok_or("a line has no text")?,
        );
        let (text, reading) = extractor.read(&article)?;
        let path = Path::new(&folder).join(number.to_string());
        std::fs::write(path.with_extension("txt"), &text)?;
        std::fs::write(path.with_extension("conllu"), conllu::write_with_scores(&text, &reading))?;
    }
    Ok(())
}
