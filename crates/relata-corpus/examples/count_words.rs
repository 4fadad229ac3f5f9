//! Counts in how many texts each stem stands: how `data/word_frequency.tsv` was made.
//!
//! ```sh
//! cat ../shared/data/{attribution/polnear,events/newsroom,ner/worldwide_newswire}/train*.jsonl | cargo run --release -p relata-corpus --example count_words
//! ```
//!
//! Prints `STEM<tab>ARTICLES OF TEN THOUSAND` for stems that at least three texts and one in two
//! thousand have.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut texts = 0_u32;
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let Some(text) = record.get("text").and_then(|text| text.as_str()) else { continue };
        texts += 1;
        let stems: BTreeSet<String> = relata_corpus::stems(text).collect();
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    println!("# In how many of ten thousand news articles a word of a stem stands. Columns, separated by a tab: stem; articles.");
    for (stem, count) in counts {
        let share = f64::from(count) / f64::from(texts.max(1)) * 10_000.0;
        if count >= 3 && share >= 5.0 && !stem.bytes().any(|byte| byte.is_ascii_digit()) {
            println!("{stem}\t{share:.0}");
        }
    }
    Ok(())
}
