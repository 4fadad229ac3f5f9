//! Holds extractions to the record rules: one JSON object a line in, one line out for each record
//! that breaks a rule, nothing where all hold.
//!
//! `relata extract --format jsonl FILES | cargo run -p relata-core --example check_jsonl`

use std::io::{self, BufRead as _};

use relata_core::Extraction;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let extraction: Extraction = serde_json::from_str(&line?)?;
        for violation in extraction.check() {
            let id = extraction.id.as_deref().unwrap_or_default();
            println!("line {}, {id}: {violation}", number + 1);
        }
    }
    Ok(())
}
