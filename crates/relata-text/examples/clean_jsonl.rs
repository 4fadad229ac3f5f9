//! Cleans texts, one JSON object a line, for scoring and for looking at what is dropped and why.
//!
//! `cargo run --release -p relata-text --example clean_jsonl < documents.jsonl` reads `{"id",
//! "text"}` a line and prints `{"id", "blocks", "dateline", "sentences", "language", "warnings"}`;
//! of a line `{"id", "html"}` it cleans the text of the page, which it prints as well (`"text"`).
//! With `--no-clean` nothing is dropped; with `--weights FILE` another table of weights than the
//! shipped one is used.

use std::io::{self, BufRead as _, Write as _};

use relata_text::inspect::{Weights, clean_with};
use relata_text::{Boilerplate, CleanOptions, clean, html};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let keep = arguments.iter().any(|argument| argument == "--no-clean");
    let file = arguments
        .iter()
        .position(|argument| argument == "--weights")
        .and_then(|at| arguments.get(at + 1));
    let weights = file.map(std::fs::read_to_string).transpose()?.map(|table| Weights::read(&table));
    let options = CleanOptions::default().with_boilerplate(if keep {
        Boilerplate::Keep
    } else {
        Boilerplate::Drop
    });
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let string = |key| document.get(key).and_then(serde_json::Value::as_str);
        let page = string("html").map(html::extract);
        let text = page.as_ref().map_or(string("text").unwrap_or_default(), |page| &page.text);
        let chosen = page.as_ref().is_some_and(|page| page.found_body);
        let options = options.with_chosen_by_markup(chosen);
        let cleaned = weights.as_ref().map_or_else(
            || clean(text, &options),
            |weights| clean_with(text, &options, weights, None),
        );
        let sentences: Vec<_> = cleaned.sentences.iter().map(|s| s.span).collect();
        let object = serde_json::json!({
            "id": document.get("id"), "blocks": cleaned.blocks,
            "dateline": cleaned.dateline, "sentences": sentences,
            "language": cleaned.language, "warnings": cleaned.warnings,
            "text": page.as_ref().map(|page| &page.text),
        });
        writeln!(out, "{object}")?;
    }
    Ok(())
}
