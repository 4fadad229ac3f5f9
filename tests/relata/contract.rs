//! The JSON contract of the output.

use relata_core::{Article, ClaimId, EntityId, Extraction, Score, Span, TextSpan, Voice};

#[test]
fn identifiers_have_their_written_forms() {
    assert_eq!(serde_json::to_string(&EntityId::from_index(0)).unwrap(), r#""e1""#);
    assert_eq!(serde_json::from_str::<ClaimId>(r#""c12""#).unwrap(), ClaimId::from_index(11));
    assert!(serde_json::from_str::<ClaimId>(r#""c0""#).is_err());
    assert_eq!(serde_json::to_string(&Voice::Narrator).unwrap(), r#""narrator""#);
    assert_eq!("e3".parse::<Voice>().unwrap(), Voice::Entity(EntityId::from_index(2)));
}

#[test]
fn text_spans_are_flat() {
    let span = TextSpan::new("In Homs.", Span::between(3, 7));
    assert_eq!(serde_json::to_string(&span).unwrap(), r#"{"start":3,"end":7,"text":"Homs"}"#);
    assert!(serde_json::from_str::<TextSpan>(r#"{"start":7,"end":3,"text":"Homs"}"#).is_err());
}

#[test]
fn an_empty_extraction_has_every_field_of_the_contract() {
    let json = serde_json::to_value(Extraction::new(&Article::new("").with_id("x"))).unwrap();
    for field in [
        "schema_version",
        "id",
        "title",
        "publisher",
        "published",
        "language",
        "blocks",
        "sentences",
        "entities",
        "times",
        "quantities",
        "claims",
        "events",
        "main_event",
        "discrepancies",
        "absences",
        "warnings",
    ] {
        assert!(json.get(field).is_some(), "{field} is missing");
    }
    assert_eq!(serde_json::from_value::<Extraction>(json).unwrap().id.as_deref(), Some("x"));
}

#[test]
fn scores_do_not_depend_on_the_last_bits() {
    assert_eq!(serde_json::to_string(&Score::new(0.1 + 0.2)).unwrap(), "0.3");
}

#[test]
fn layers_written_with_their_scores_read_back_the_same() {
    let article = relata::Article::new("Rain is coming, Mara said. “Stay at home,” she added.");
    let (text, reading) = crate::common::extractor().read(&article).unwrap();
    let written = relata::conllu::write_with_scores(&text, &reading);
    let again = relata::conllu::read(&text, &written).unwrap();
    assert!(reading.tokens().iter().zip(again.tokens()).all(|(a, b)| (
        a.scores,
        a.head,
        a.attribution,
        a.cue
    ) == (
        b.scores,
        b.head,
        b.attribution,
        b.cue
    )));
    assert_eq!(relata::conllu::write_with_scores(&text, &again), written);
}
