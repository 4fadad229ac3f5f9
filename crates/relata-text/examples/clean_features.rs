//! Prints the features of each piece of each document, for training the classifier.
//!
//! `cargo run --release -p relata-text --example clean_features < documents.jsonl` reads `{"id",
//! "text"}` a line and prints `{"id", "pieces": [{"start", "end", "features": […]}]}`.

use std::io::{self, BufRead as _, Write as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let text = document.get("text").and_then(serde_json::Value::as_str).unwrap_or_default();
        let pieces: Vec<_> = relata_text::inspect::features(text)
            .into_iter()
            .map(|piece| serde_json::json!({"start": piece.span.start(), "end": piece.span.end(), "features": piece.features}))
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": document.get("id"), "pieces": pieces}))?;
    }
    Ok(())
}
