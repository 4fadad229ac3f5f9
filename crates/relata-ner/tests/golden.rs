//! Articles with their expected entities: one line an entity, with its type, its country and its
//! mentions in the order of the text.
//!
//! The token layers under `fixtures/` are what a reader said of the articles: faults of its trees
//! are kept, wrong entity tags were corrected by hand. A line that begins with `FIXME` in an
//! expected file says what is wrong in the line below it. `RELATA_BLESS=1` writes the files anew.

// Helpers of tests fail the test: clippy.toml exempts only the test functions themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use relata_core::{Entity, Reading, conllu};

const ARTICLES: [&str; 9] =
    ["business", "court", "disaster", "interview", "local", "politics", "science", "sport", "war"];

fn fixture(name: &str, ending: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(format!("{name}.{ending}"))
}

fn read(name: &str) -> (String, Reading) {
    let text = fs::read_to_string(fixture(name, "txt")).unwrap();
    let reading =
        conllu::read(&text, &fs::read_to_string(fixture(name, "conllu")).unwrap()).unwrap();
    (text, reading)
}

fn line(entity: &Entity) -> String {
    let country = entity.country.as_deref().map(|c| format!(" {c}")).unwrap_or_default();
    let mut out = format!("{} ({}{country}):", entity.name, entity.entity_type);
    for (number, mention) in entity.mentions.iter().enumerate() {
        let _ = write!(out, "{} {}", if number == 0 { "" } else { " |" }, mention.text.text);
    }
    out
}

#[test]
fn articles_have_their_expected_entities() {
    for name in ARTICLES {
        let (text, reading) = read(name);
        let found: Vec<String> = relata_ner::resolve(&text, &reading).iter().map(line).collect();
        let path = fixture(name, "entities");
        if std::env::var_os("RELATA_BLESS").is_some() {
            fs::write(&path, found.join("\n") + "\n").unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap();
        let expected: Vec<&str> = expected.lines().filter(|l| !l.starts_with("FIXME")).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_mention_is_the_text_at_its_span_and_stands_once() {
    for name in ARTICLES {
        let (text, reading) = read(name);
        let entities = relata_ner::resolve(&text, &reading);
        let mut spans = Vec::new();
        for (number, entity) in entities.iter().enumerate() {
            assert_eq!(entity.id.index(), number);
            assert!(
                entity.mentions.windows(2).all(|pair| pair[0].text.span <= pair[1].text.span),
                "{name}: {}",
                entity.name
            );
            for mention in &entity.mentions {
                assert_eq!(mention.text.span.text(&text), mention.text.text);
                assert!(!mention.text.text.is_empty());
                spans.push(mention.text.span);
            }
        }
        let count = spans.len();
        spans.sort_unstable();
        spans.dedup();
        assert_eq!(spans.len(), count, "{name}");
        assert!(
            entities.windows(2).all(|pair| pair[0].mentions[0].text.span.start()
                <= pair[1].mentions[0].text.span.start()),
            "{name}"
        );
    }
}

#[test]
fn the_same_reading_gives_the_same_entities() {
    for name in ARTICLES {
        let (text, reading) = read(name);
        assert_eq!(relata_ner::resolve(&text, &reading), relata_ner::resolve(&text, &reading));
    }
}
