//! The lines of web pages, for labelling them.
//!
//! `cargo run --release -p relata-text --example page_lines < pages.jsonl` reads `{"id", "html"}` a
//! line and prints `{"id", "lines": [{"text", "path"}]}`: each line with the numbers of the elements
//! around it, the outermost first.

use std::io::{self, BufRead as _, Write as _};

use relata_text::inspect;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let html = document.get("html").and_then(serde_json::Value::as_str).unwrap_or_default();
        let page = inspect::page(html);
        let lines: Vec<_> = page
            .lines()
            .into_iter()
            .enumerate()
            .map(|(number, span)| {
                serde_json::json!({"text": span.text(page.text()), "path": page.path(number)})
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": document.get("id"), "lines": lines}))?;
    }
    Ok(())
}
