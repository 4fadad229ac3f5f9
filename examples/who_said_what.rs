//! Each claim of an article with its source, resolved to the entity behind "he", "the group" or "an
//! official".
//!
//! ```sh
//! cargo run --release --example who_said_what
//! cargo run --release --example who_said_what -- my_article.txt 2024-05-01
//! ```
//!
//! It prints one line a claim: source, stance, content.

use relata::{Article, Claim, Extraction, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "examples/articles/mali_raids.txt".to_owned());
    let published = arguments.next().unwrap_or_else(|| "2023-10-05".to_owned());

    let article = Article::new(std::fs::read_to_string(path)?).with_published(published.parse()?);
    let extraction = Extractor::new()?.extract_with(&article)?;
    for claim in &extraction.claims {
        let content: Vec<&str> = claim.content.iter().map(|c| c.text.as_str()).collect();
        println!(
            "{:<32} {:<10} {}",
            source_of(claim, &extraction),
            claim.stance,
            content.join(" … ")
        );
    }
    Ok(())
}

/// The entity behind the source, and the words that stand for it where they are others.
fn source_of(claim: &Claim, extraction: &Extraction) -> String {
    let Some(source) = &claim.source else { return "(not stated)".to_owned() };
    let entity = source.entity.and_then(|id| extraction.entities.get(id.index()));
    match entity {
        Some(entity) if entity.name != source.text.text => {
            format!("{} (“{}”)", entity.name, source.text.text)
        }
        _ => source.text.text.clone(),
    }
}
