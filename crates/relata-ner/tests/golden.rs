//! Articles with their expected entities: each sentence, beneath it its mentions; the first mention
//! of an entity tells its type, country and name.
//!
//! The token layers under `fixtures/` are what a reader said of the articles: faults of its trees
//! are kept, wrong entity tags were corrected by hand. A line that begins with `FIXME` in an
//! expected file says what is wrong in the line below it. `RELATA_BLESS=1` writes the files anew.

// Helpers of tests fail the test: clippy.toml exempts only the test functions themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod marked;

use std::fs;
use std::path::PathBuf;

use marked::Mark;
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

/// The mentions of an entity; the first says what is known of it.
fn marks(entity: &Entity) -> impl Iterator<Item = Mark> + '_ {
    let country = entity.country.as_deref().map(|c| format!(" {c}")).unwrap_or_default();
    let known = format!("{} {}{country}: {}", entity.id, entity.entity_type, entity.name);
    entity.mentions.iter().enumerate().map(move |(number, mention)| {
        let label = if number == 0 { known.clone() } else { entity.id.to_string() };
        Mark { span: mention.text.span, label }
    })
}

#[test]
fn articles_have_their_expected_entities() {
    let mut wrong = Vec::new();
    for name in ARTICLES {
        let (text, reading) = read(name);
        let entities = relata_ner::resolve(&text, &reading);
        let marks: Vec<Mark> = entities.iter().flat_map(marks).collect();
        let found = marked::under_sentences(&text, &reading, &marks);
        wrong.extend(marked::holds(&fixture(name, "entities"), &found).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
