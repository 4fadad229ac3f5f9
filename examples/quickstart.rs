//! The shortest program: one article in, its claims and events out.
//!
//! ```sh
//! cargo run --release --example quickstart
//! ```
//!
//! It prints each event with its type and actors, and who says so.

use relata::{Article, Extractor, Voice};

const ARTICLE: &str = "\
Police in Marseille arrested four men on Tuesday after a raid on a warehouse near the port, the \
city's prosecutor said.

\"We seized two rifles and a large sum of money,\" Claire Fournier told a news conference. Lawyers \
for the men denied that they had any part in the robbery.";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let article = Article::new(ARTICLE).with_published("2024-03-14".parse()?);
    let extraction = Extractor::new()?.extract_with(&article)?;

    let name_of = |voice: Voice| match voice {
        Voice::Entity(id) => extraction.entities.get(id.index()).map_or("?", |e| e.name.as_str()),
        Voice::Narrator => "the paper itself",
        _ => "somebody not stated",
    };
    for event in &extraction.events {
        let kind = event.event_type.plover.as_ref().map_or("event", |p| p.event.as_str());
        let trigger = event.triggers.first().map_or("", |t| t.text.as_str());
        let actors: Vec<&str> = event.actors.iter().map(|a| a.text.text.as_str()).collect();
        let voices: Vec<String> =
            event.attestations.iter().map(|a| format!("{} {}", name_of(a.by), a.stance)).collect();
        println!(
            "{kind} “{trigger}” by {} ({})",
            if actors.is_empty() { "nobody named".to_owned() } else { actors.join(", ") },
            voices.join("; ")
        );
    }
    Ok(())
}
