//! The events of an article as tab-separated values, for a spreadsheet or a database.
//!
//! ```sh
//! cargo run --release --example events_table > events.tsv
//! ```
//!
//! It prints a header and one row an event: identifier, PLOVER root, ACLED sub-event, trigger,
//! actors, targets, places, date, polarity, modality, number of independent sources.

use relata::{Article, Event, Extractor, Participant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path =
        std::env::args().nth(1).unwrap_or_else(|| "examples/articles/mali_raids.txt".to_owned());
    let article =
        Article::new(std::fs::read_to_string(path)?).with_published("2023-10-05".parse()?);
    let extraction = Extractor::new()?.extract_with(&article)?;

    println!(
        "id\tplover\tacled\ttrigger\tactors\ttargets\tplaces\tdate\tpolarity\tmodality\t\
        independent_sources"
    );
    for event in &extraction.events {
        println!("{}", row(event).join("\t"));
    }
    Ok(())
}

fn row(event: &Event) -> [String; 11] {
    let kind = &event.event_type;
    [
        event.id.to_string(),
        kind.plover.as_ref().map(|p| p.event.to_string()).unwrap_or_default(),
        kind.acled.as_ref().map(|a| a.sub_event_type.to_string()).unwrap_or_default(),
        event.triggers.first().map(|t| cell(&t.text)).unwrap_or_default(),
        cells(&event.actors),
        cells(&event.targets),
        cells(&event.places),
        event.time.as_ref().map(|t| t.value.clone()).unwrap_or_default(),
        event.polarity.to_string(),
        event.modality.to_string(),
        event.independent_sources.to_string(),
    ]
}

fn cells(participants: &[Participant]) -> String {
    participants.iter().map(|p| cell(&p.text.text)).collect::<Vec<_>>().join("; ")
}

/// A cell holds no tab and no line break.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
