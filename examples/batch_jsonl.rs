//! Many articles in parallel: every `.txt` file of a folder in, one JSON object a line out, in the
//! order of the file names.
//!
//! ```sh
//! cargo run --release --example batch_jsonl -- examples/articles > extractions.jsonl
//! ```
//!
//! It prints an extraction a line on standard output, and on standard error how many words a second
//! were read.

use std::path::PathBuf;
use std::time::Instant;

use relata::{Article, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "examples/articles".to_owned());
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();

    let mut articles = Vec::new();
    for path in &paths {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        articles.push(Article::new(std::fs::read_to_string(path)?).with_id(name));
    }
    let extractor = Extractor::new()?;
    let start = Instant::now();
    for extraction in extractor.extract_batch(&articles) {
        println!("{}", serde_json::to_string(&extraction?)?);
    }
    let words: usize = articles.iter().map(|a| a.text.split_whitespace().count()).sum();
    eprintln!(
        "{} articles, {words} words, {:.0} words a second",
        articles.len(),
        words as f64 / start.elapsed().as_secs_f64()
    );
    Ok(())
}
