//! What holds for every input.

use proptest::prelude::*;
use relata::{Article, Boilerplate, Extraction, Extractor};
use serde_json::Value;

use crate::common::{articles, extractor};

/// Every object that carries `start`, `end` and `text` repeats the raw bytes at its offsets.
fn check_spans(raw: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            if let (Some(start), Some(end)) = (
                fields.get("start").and_then(Value::as_u64),
                fields.get("end").and_then(Value::as_u64),
            ) {
                let place = |offset: u64| usize::try_from(offset).unwrap();
                let there = raw.get(place(start)..place(end));
                assert!(
                    there.is_some(),
                    "{start}..{end} cuts a character or leaves the text: {value}"
                );
                if let Some(text) = fields.get("text").and_then(Value::as_str) {
                    assert_eq!(there, Some(text), "in {value}");
                    assert!(!text.trim().is_empty(), "an empty string is emitted: {value}");
                }
            }
            fields.values().for_each(|v| check_spans(raw, v));
        }
        Value::Array(items) => items.iter().for_each(|v| check_spans(raw, v)),
        _ => {}
    }
}

/// Every identifier that is referred to exists.
fn check_references(extraction: &Extraction) {
    let entity =
        |id: Option<relata::EntityId>| id.is_none_or(|id| id.index() < extraction.entities.len());
    let claim =
        |id: Option<relata::ClaimId>| id.is_none_or(|id| id.index() < extraction.claims.len());
    let event = |id: relata::EventId| id.index() < extraction.events.len();
    for c in &extraction.claims {
        assert!(entity(c.source.as_ref().and_then(|s| s.entity)), "{c:?}");
        assert!(claim(c.within) && c.within != Some(c.id), "{c:?}");
        assert!(c.events.iter().all(|&e| event(e)), "{c:?}");
        assert!(c.time.is_none_or(|t| t.index() < extraction.times.len()), "{c:?}");
    }
    for e in &extraction.events {
        assert!(!e.triggers.is_empty(), "{e:?}");
        assert!(
            [&e.actors, &e.targets, &e.instruments, &e.places]
                .into_iter()
                .flatten()
                .all(|p| entity(p.entity)),
            "{e:?}"
        );
        assert!(e.attestations.iter().all(|a| claim(a.claim)), "{e:?}");
        assert!(e.relations.iter().all(|r| event(r.event) && r.event != e.id), "{e:?}");
        assert!(
            e.time.as_ref().is_none_or(|t| extraction
                .times
                .get(t.id.index())
                .is_some_and(|x| x.value.as_ref() == Some(&t.value))),
            "{e:?}"
        );
    }
    assert!(extraction.main_event.is_none_or(event));
    let ascending = |ids: Vec<usize>| ids.iter().enumerate().all(|(place, &id)| place == id);
    assert!(ascending(extraction.entities.iter().map(|e| e.id.index()).collect()));
    assert!(ascending(extraction.claims.iter().map(|c| c.id.index()).collect()));
    assert!(ascending(extraction.events.iter().map(|e| e.id.index()).collect()));
    assert!(ascending(extraction.times.iter().map(|t| t.id.index()).collect()));
}

fn check(text: &str) -> Extraction {
    let extraction = extractor().extract(text).unwrap();
    let raw = extraction.text.as_deref().unwrap_or(text);
    check_spans(raw, &serde_json::to_value(&extraction).unwrap());
    check_references(&extraction);
    extraction
}

#[test]
fn every_string_stands_in_the_text() {
    for article in articles() {
        check(&article.text);
    }
}

#[test]
fn blocks_tile_the_text() {
    for article in articles() {
        let extraction = extractor().extract_with(&article).unwrap();
        let mut at = 0;
        for block in &extraction.blocks {
            let gap = article.text.get(at..block.span.start()).unwrap();
            assert!(gap.trim().is_empty(), "{gap:?} belongs to no block");
            at = block.span.end();
        }
        assert!(article.text[at..].trim().is_empty());
    }
}

#[test]
fn an_extraction_survives_json() {
    for article in articles() {
        let extraction = extractor().extract_with(&article).unwrap();
        let read: Extraction = serde_json::from_str(&json(&extraction)).unwrap();
        assert_eq!(json(&extraction), json(&read));
    }
}

#[test]
fn without_cleaning_nothing_is_dropped() {
    let keep = Extractor::builder().boilerplate(Boilerplate::Keep).build().unwrap();
    for article in articles() {
        let extraction = keep.extract_with(&article).unwrap();
        assert!(extraction.blocks.iter().all(|b| b.kept));
        let read: usize = extraction
            .sentences
            .iter()
            .map(|s| s.text(&article.text).split_whitespace().map(str::len).sum::<usize>())
            .sum();
        assert_eq!(read, article.text.split_whitespace().map(str::len).sum::<usize>());
    }
}

fn json(extraction: &Extraction) -> String {
    serde_json::to_string(extraction).unwrap()
}

/// Pieces of which news text is made, with those that break things.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "The minister said ",
        "\"we ",
        "\u{201c}",
        "\u{201d}",
        "'",
        " told the BBC ",
        "at least four ",
        "on Wednesday",
        ".",
        "\n",
        "\r\n",
        "\0",
        "U.S.",
        " attacked ",
        "Paris ",
        "no plans to deploy ",
        "according to ",
        "«",
        "»",
        "yesterday ",
        "10,000 ",
        "e\u{301}",
        "🇸🇾",
        "\u{200d}",
        "\u{feff}",
        "<p>",
        "&nbsp;",
        "https://a.b/c?d=e",
        "…",
        "--",
        "\nQ: ",
        "\nANN RAY: Why did it fall? ",
        "\n(Applause.)\n",
        "\u{201d} — Ann Ray, 34\n",
    ];
    prop_oneof![4 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_anything(pieces in proptest::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }
}

#[test]
fn odd_texts_are_read() {
    let long_word = "x".repeat(100_000);
    let quotes = "\"".repeat(5_000);
    let mixed = "\u{201c}He said ".repeat(400);
    for text in [
        "",
        " \n\t ",
        "\u{feff}",
        "\0\0\0",
        "No final newline",
        "A\r\nB\r\n",
        "。。。",
        "\"",
        &long_word,
        &quotes,
        &mixed,
    ] {
        check(text);
    }
    assert!(Extractor::new().unwrap().extract_with(&Article::new("")).unwrap().claims.is_empty());
}
