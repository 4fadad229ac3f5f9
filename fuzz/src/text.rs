//! What needs no more than the data model and cleaning: text, pages, lines, token layers, days.

use relata_core::{Article, Date, Extraction, conllu};
use relata_text::{Boilerplate, CleanOptions, CleanText, clean as clean_text, encoding, html};

#[path = "../../crates/relata-cli/src/jsonl/lines.rs"]
#[allow(dead_code)]
mod lines;

/// Bytes as text: what is no UTF-8 is replaced.
pub(crate) fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// Cleaning of any text.
pub fn clean(data: &[u8]) {
    let text = text(data);
    for boilerplate in [Boilerplate::Drop, Boilerplate::Keep] {
        check_clean(
            &text,
            &clean_text(&text, &CleanOptions::default().with_boilerplate(boilerplate)),
        );
    }
}

/// Blocks tile the text, sentences lie in kept blocks.
fn check_clean(text: &str, found: &CleanText) {
    let mut extraction = Extraction::new(&Article::new(text));
    extraction.blocks = found.blocks.clone();
    extraction.sentences = found.sentences.iter().map(|sentence| sentence.span).collect();
    check(text, &extraction);
}

/// The records keep their rules.
pub(crate) fn check(text: &str, extraction: &Extraction) {
    let violations = extraction.check_in(text);
    assert!(violations.is_empty(), "{violations:#?}");
}

/// Decoding and extraction of any page.
pub fn page(data: &[u8]) {
    let page = html::extract(&encoding::decode(data, None).text);
    check_clean(&page.text, &clean_text(&page.text, &CleanOptions::default()));
}

/// Cleaning of texts that are near to news, as text and as a page.
pub fn article(data: &[u8]) {
    clean(relata_sample::spelled(data, false).as_bytes());
    page(relata_sample::spelled(data, true).as_bytes());
}

/// Lines of JSON, and extractions of others in them.
pub fn jsonl(data: &[u8]) {
    for longest in [None, Some(80)] {
        for line in lines::Lines::new(data, longest) {
            let Ok(lines::Bytes::Whole(line)) = line else { continue };
            assert!(longest.is_none_or(|longest| line.len() <= longest));
            if let Ok(extraction) = serde_json::from_slice::<Extraction>(&line) {
                // Whatever it holds, holding it to the rules ends.
                let _ = extraction.check();
                let json =
                    serde_json::to_string(&extraction).expect("what was read can be written");
                serde_json::from_str::<Extraction>(&json).expect("and read again");
            }
        }
    }
}

/// Token layers of others, for the text in front of the first NUL.
pub fn conllu(data: &[u8]) {
    let all = text(data);
    let (text, source) = all.split_once('\0').unwrap_or(("Homs fell. Rain fell.", &all));
    if let Ok(reading) = conllu::read(text, source) {
        let written = conllu::write(text, &reading);
        let again = conllu::read(text, &written).expect("what was written can be read");
        assert_eq!(written, conllu::write(text, &again));
    }
}

/// Days.
pub fn dates(data: &[u8]) {
    let text = text(data);
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string().parse(), Ok(date));
    }
    let page = format!("<meta property='article:published_time' content='{text}'><p>Rain.</p>");
    let _ = html::extract(&page).published;
}
