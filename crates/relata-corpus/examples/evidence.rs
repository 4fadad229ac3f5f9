//! What speaks for and against events, or entities, of different articles being one, for those who
//! fit the weights.
//!
//! ```sh
//! cargo run --release -p relata-corpus --example evidence -- \
//!     events EXTRACTIONS.jsonl ARTICLES.jsonl > pairs.tsv
//! ```
//!
//! Prints a head and a line for each two that have something in common: article and event (or
//! entity) of the one, of the other, and the values of the evidence. `tests/scores/fit_corpus.py`
//! reads it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};

use relata_corpus::{Corpus, CorpusOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let of_entities = arguments.next().ok_or("events or entities?")? == "entities";
    let extractions = arguments.next().ok_or("no file of extractions")?;
    let mut texts = BTreeMap::new();
    for file in arguments {
        for line in BufReader::new(File::open(file)?).lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let part = |name: &str| record.get(name).and_then(serde_json::Value::as_str);
            if let (Some(id), Some(text)) = (part("id"), part("text")) {
                texts.insert(id.to_owned(), text.to_owned());
            }
        }
    }
    let mut corpus = Corpus::new(CorpusOptions::default());
    corpus.add_lines(BufReader::new(File::open(extractions)?), &texts)?;
    corpus.link();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut has_head = false;
    let mut failed = None;
    let mut print = |[one, other]: [(&str, usize); 2], evidence: &[(&'static str, f32)]| {
        let names: Vec<&str> = evidence.iter().map(|(name, _)| *name).collect();
        let head = format!("article\tone\tarticle\tother\t{}\n", names.join("\t"));
        let shown = |&(_, value): &(&str, f32)| {
            if value == 0.0 { "0".to_owned() } else { format!("{value:.4}") }
        };
        let values: Vec<String> = evidence.iter().map(shown).collect();
        let places = [one.0.to_owned(), one.1.to_string(), other.0.to_owned(), other.1.to_string()];
        let line = format!("{}\t{}\n", places.join("\t"), values.join("\t"));
        let lines = if has_head { line } else { head + &line };
        has_head = true;
        failed = failed.take().or(out.write_all(lines.as_bytes()).err());
    };
    if of_entities {
        corpus.entity_evidence(&mut print);
    } else {
        corpus.event_evidence(&mut print);
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(out.flush()?),
    }
}
