//! Events that several articles tell of, with who says so.
//!
//! ```sh
//! relata extract news/ --format jsonl > extractions.jsonl
//! cargo run --release -p relata-corpus --example link -- extractions.jsonl
//! ```
//!
//! Prints `event-1 corroborated: exploded, bomb (3 reports)` and a line for each source:
//! `  interior ministry affirms`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;

use relata_corpus::{Corpus, CorpusOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut corpus = Corpus::new(CorpusOptions::default());
    for file in std::env::args().skip(1) {
        corpus.add_lines(BufReader::new(File::open(file)?), &BTreeMap::new())?;
    }
    corpus.link();
    for notice in corpus.take_notices() {
        eprintln!("{notice}");
    }
    for event in corpus.events().filter(|event| event.reports.len() > 1) {
        let (words, reports) = (event.words.join(", "), event.reports.len());
        println!("{} {}: {words} ({reports} reports)", event.id, event.status);
        for source in &event.sources {
            println!("  {} {}", source.name, source.says.as_str());
        }
    }
    Ok(())
}
