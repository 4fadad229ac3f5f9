//! Datelines in front of the first sentence.

use relata_text::{Boilerplate, CleanOptions, clean};

const RAW: &str = "Ferries stay in port as storm hits islands\n\nTOBERMORY, Scotland, Jan 8 (North \
News) - Ferries stayed in port for a third day on Wednesday as a storm hit the islands, the \
operator said. Two villages were without power.\n\nOBAN (North News) - The operator said that it \
would sail again when the wind fell.";

#[test]
fn the_first_sentence_begins_behind_the_dateline() {
    for boilerplate in [Boilerplate::Drop, Boilerplate::Keep] {
        let text = clean(RAW, &CleanOptions::default().with_boilerplate(boilerplate));
        let dateline = text.dateline.as_ref().expect("a dateline");
        assert_eq!(dateline.span.text(RAW), "TOBERMORY, Scotland, Jan 8 (North News) -");
        let parts = [&dateline.place, &dateline.date, &dateline.agency]
            .map(|part| part.as_ref().map(|part| part.text.as_str()));
        assert_eq!(parts, [Some("TOBERMORY, Scotland"), Some("Jan 8"), Some("North News")]);
        let sentences: Vec<&str> = text.sentences.iter().map(|s| s.span.text(RAW)).collect();
        assert_eq!(sentences.get(1), Some(&"TOBERMORY, Scotland, Jan 8 (North News) -"));
        assert!(sentences.get(2).is_some_and(|s| s.starts_with("Ferries stayed")), "{sentences:?}");
        assert!(text.blocks.iter().all(|block| block.kept));
    }
}

#[test]
fn articles_without_one() {
    let raw = "Ferries stay in port\n\nFerries stayed in port for a third day - the third this \
    month - on Wednesday, the operator said.";
    assert_eq!(clean(raw, &CleanOptions::default()).dateline, None);
}
