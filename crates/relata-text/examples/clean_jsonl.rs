//! Cleans texts, one JSON object a line, for scoring and for looking at what is dropped and why.
//!
//! `cargo run --release -p relata-text --example clean_jsonl < documents.jsonl` reads `{"id", "text"}` a line and prints
//! `{"id", "blocks", "sentences", "language", "warnings"}`. With `--no-clean` nothing is dropped.

use std::io::{self, BufRead as _, Write as _};

use relata_text::{Boilerplate, CleanOptions, clean};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let keep = std::env::args().any(|argument| argument == "--no-clean");
    let options = CleanOptions::default().with_boilerplate(if keep { Boilerplate::Keep } else { Boilerplate::Drop });
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document.get("text").and_then(serde_json::Value::as_str).unwrap_or_default();
        let cleaned = clean(text, &options);
        let sentences: Vec<_> = cleaned.sentences.iter().map(|s| s.span).collect();
        let object = serde_json::json!({
            "id": document.get("id"), "blocks": cleaned.blocks, "sentences": sentences,
            "language": cleaned.language, "warnings": cleaned.warnings,
        });
        writeln!(out, "{object}")?;
    }
    Ok(())
}
