//! Inputs that are no articles: what the caller is told, and that nothing is lost.

use relata::{Article, BlockRole, Extraction, TextFormat, WarningKind};

use crate::common::extractor;

fn extract(text: &str) -> Extraction {
    extractor().extract(text).unwrap()
}

fn warned(extraction: &Extraction, kind: WarningKind) -> bool {
    extraction.warnings.iter().any(|w| w.kind == kind)
}

#[test]
fn an_empty_text_is_told() {
    for text in ["", "\n\n", " \t\r\n"] {
        let extraction = extract(text);
        assert!(warned(&extraction, WarningKind::Empty), "{text:?}: {:?}", extraction.warnings);
        assert!(extraction.sentences.is_empty() && extraction.events.is_empty());
    }
}

#[test]
fn a_text_that_is_all_appeal_is_told() {
    let extraction = extract(
        "Subscribe to our newsletter\nPlease support our journalism with a donation today.\nLog in \
        to comment\nCookie settings\nShare this on Facebook",
    );
    assert!(warned(&extraction, WarningKind::NoArticle), "{:?}", extraction.blocks);
    assert!(extraction.blocks.iter().all(|b| !b.kept));
    assert_eq!(extraction.blocks.len(), 5);
}

#[test]
fn control_characters_are_told_with_their_place() {
    let extraction = extract("The mayor of Bonn resigned on Friday,\0 her office said.");
    let warning =
        extraction.warnings.iter().find(|w| w.kind == WarningKind::ControlCharacters).unwrap();
    assert_eq!(warning.span.unwrap().start(), 37);
    assert_eq!(extraction.claims.len(), 1, "the rest is read all the same");
}

#[test]
fn line_ends_of_other_systems_make_the_same_blocks() {
    let unix = "Storm shuts ports\n\nTwo ports closed on Monday, the harbour master \
    said.\n\nNobody was hurt.\n";
    let roles = |text: &str| {
        extract(text)
            .blocks
            .iter()
            .map(|b| (b.role, b.span.text(text).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(roles(unix), roles(&unix.replace('\n', "\r\n")));
    assert_eq!(roles(unix), roles(unix.trim_end()));
}

#[test]
fn another_language_is_told_and_read() {
    let text = "Der Bürgermeister von Köln ist am Montag zurückgetreten, teilte die \
    Stadtverwaltung mit. Er wolle mehr Zeit mit seiner Familie verbringen, sagte er in einer \
    kurzen Erklärung vor dem Rathaus. Die Opposition forderte rasche Neuwahlen.";
    let extraction = extract(text);
    assert_eq!(extraction.language.as_deref(), Some("de"));
    assert!(warned(&extraction, WarningKind::Language));
    assert_eq!(extraction.sentences.len(), 3);
}

#[test]
fn html_is_read_and_told_unless_declared() {
    let body =
        "<p>Two bridges collapsed in Turin on Monday after days of rain, the mayor said.</p>"
            .repeat(4);
    let page = format!(
        "<!DOCTYPE html><html><head><title>Bridges fall</title></head><body><nav><a \
        href=\"/\">Home</a></nav><article><h1>Bridges fall</h1>{body}</article></body></html>"
    );
    let guessed = extract(&page);
    assert!(warned(&guessed, WarningKind::Html));
    let declared =
        extractor().extract_with(&Article::new(&page).with_format(TextFormat::Html)).unwrap();
    assert!(!warned(&declared, WarningKind::Html));
    let text = declared.text.as_deref().unwrap();
    assert!(text.contains("Two bridges collapsed") && !text.contains('<'), "{text}");
    assert_eq!(guessed.sentences, declared.sentences);
}

#[test]
fn one_long_line_is_read() {
    let sentence = "Officials in Lagos said on Tuesday that the road would reopen after repairs. ";
    let text = sentence.repeat(600);
    let extraction = extract(&text);
    assert_eq!(extraction.sentences.len(), 600);
    assert_eq!(extraction.sentences.last().unwrap().end(), text.trim_end().len());
}

#[test]
fn many_short_lines_are_read() {
    let text = "Rain.\n".repeat(20_000);
    let extraction = extract(&text);
    let covered: usize = extraction.blocks.iter().map(|b| b.span.len()).sum();
    assert_eq!(covered, 20_000 * 5, "every line belongs to a block");
    assert!(extraction.blocks.iter().all(|b| b.role != BlockRole::Lead || b.kept));
}
