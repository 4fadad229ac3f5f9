//! What speaks for and against events, their strands, or entities of different articles being one,
//! for those who fit the weights.
//!
//! ```sh
//! cargo run --release -p relata-corpus --example evidence -- \
//!     strands EXTRACTIONS.jsonl TOLD.tsv ARTICLES.jsonl > pairs.tsv
//! ```
//!
//! Prints a head and a line for each two that have something in common: article, offset (of an
//! entity: its number) and stems of the one, of the other, and the values of the evidence. TOLD.tsv
//! has in its first two columns the article and offset of each trigger that is of interest; `-`:
//! all are. `tests/scores/fit_corpus.py` writes it and reads the pairs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, read_to_string};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};

use relata_corpus::{Corpus, CorpusOptions, stems};

type Side<'a> = (&'a str, usize, &'a str);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let of = arguments.next().ok_or("events, strands or entities?")?;
    let extractions = arguments.next().ok_or("no file of extractions")?;
    let told = told(&arguments.next().ok_or("no file of triggers")?)?;
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
    let mut print = |sides: [Side<'_>; 2], evidence: &[(&'static str, f32)]| {
        let lines =
            if has_head { line(sides, evidence) } else { head(evidence) + &line(sides, evidence) };
        has_head = true;
        failed = failed.take().or(out.write_all(lines.as_bytes()).err());
    };
    if of == "entities" {
        corpus.entity_evidence(|sides, row| print(sides.map(|(id, at)| (id, at, "")), row));
    } else {
        let of_interest = |id: &str, at: usize| {
            told.as_ref().is_none_or(|all| all.contains(&(id.to_owned(), at)))
        };
        corpus.event_evidence(of == "strands", of_interest, &mut print);
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(out.flush()?),
    }
}

/// Article and offset of each trigger that is of interest.
fn told(path: &str) -> std::io::Result<Option<BTreeSet<(String, usize)>>> {
    if path == "-" {
        return Ok(None);
    }
    let text = read_to_string(path)?;
    let rows = text.lines().filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?))
    });
    Ok(Some(rows.collect()))
}

fn head(evidence: &[(&'static str, f32)]) -> String {
    let names: Vec<&str> = evidence.iter().map(|(name, _)| *name).collect();
    format!("article\tone\tstems\tarticle\tother\tstems\t{}\n", names.join("\t"))
}

fn line(sides: [Side<'_>; 2], evidence: &[(&'static str, f32)]) -> String {
    let side = |(article, at, words): Side<'_>| {
        format!("{article}\t{at}\t{}", stems(words).collect::<Vec<_>>().join(" "))
    };
    let shown = |&(_, value): &(&str, f32)| {
        if value == 0.0 { "0".to_owned() } else { format!("{value:.4}") }
    };
    let values: Vec<String> = evidence.iter().map(shown).collect();
    format!("{}\t{}\n", sides.map(side).join("\t"), values.join("\t"))
}
