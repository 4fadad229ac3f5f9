//! What is told about odd texts.

use relata_core::{Span, WarningKind};
use relata_text::{CleanOptions, clean};

fn check(raw: &str, expected: &[WarningKind]) {
    let kinds: Vec<WarningKind> =
        clean(raw, &CleanOptions::default()).warnings.iter().map(|w| w.kind).collect();
    assert_eq!(kinds, expected, "{raw:?}");
}

#[test]
fn kinds() {
    check("", &[WarningKind::Empty]);
    check(" \r\n\t\n", &[WarningKind::Empty]);
    check("A quake shook the coast on Monday.", &[]);
    check(
        "Sign up for our newsletter\nSubscribe now\nComments\n© 2020 Harbour Media",
        &[WarningKind::NoArticle],
    );
    check(
        "The dam\0 held on Tuesday, engineers of the river board said.",
        &[WarningKind::ControlCharacters],
    );
    check(
        "<!DOCTYPE html><html><body><p>The dam held on Tuesday.</p></body></html>",
        &[WarningKind::Html],
    );
    check(
        "Der Damm habe gehalten, teilte die Behörde am Dienstag mit. Die Bewohner der drei Dörfer \
        dürfen in ihre Häuser zurückkehren.",
        &[WarningKind::Language],
    );
}

#[test]
fn a_text_that_is_all_appeal() {
    let raw = "Your support makes our journalism possible.\nWe rely on readers like you. Please \
    donate today.\nSubscribe now";
    let text = clean(raw, &CleanOptions::default());
    assert!(text.blocks.iter().all(|block| !block.kept));
    assert!(text.sentences.is_empty());
    check(raw, &[WarningKind::NoArticle]);
}

#[test]
fn place_of_the_first_control_character() {
    let text = clean("The dam\u{1} held\0.", &CleanOptions::default());
    assert_eq!(text.warnings[0].span, Some(Span::at(7, 1)));
    assert_eq!(text.warnings[0].message, "2 control character(s), the first is U+0001 at byte 7");
}

#[test]
fn other_languages() {
    let text = clean(
        "Le barrage a tenu mardi, ont indiqué les ingénieurs de la préfecture, et les habitants \
        peuvent rentrer chez eux.",
        &CleanOptions::default(),
    );
    assert_eq!(text.language.as_deref(), Some("fr"));
    assert!(text.warnings[0].message.contains("French"));
    assert_eq!(clean("Dam holds", &CleanOptions::default()).language, None);
}

#[test]
fn short_texts_are_kept() {
    for raw in ["A quake shook Lima on Monday.", "Quake shakes Lima", "He denied it."] {
        let text = clean(raw, &CleanOptions::default());
        assert_eq!(text.blocks.iter().map(|b| b.kept).collect::<Vec<_>>(), [true], "{raw}");
    }
}
