//! What holds for every text.

// A span out of place panics here: that is how the test fails.
#![allow(clippy::indexing_slicing, clippy::string_slice)]

use proptest::prelude::*;
use relata_core::Span;
use relata_text::{Boilerplate, CleanOptions, CleanText, clean, sentence};

/// Texts made of the marks on which the rules turn.
fn texts() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "The river rose again",
        "Subscribe now",
        "U.S.",
        "Gen.",
        "“",
        "”",
        "\"",
        ".",
        "!",
        "?",
        "…",
        " ",
        "\n",
        "\r\n",
        "\t",
        "A",
        "he said",
        "Read more",
        "3.5",
        "https://example.org/A.B",
        "(",
        ")",
        "[3]",
        "•",
        "é",
        "中文。",
        "\u{feff}",
        "\u{200b}",
        "\0",
        "\u{2028}",
        "By Jane Doe",
        "1. ",
        "2. ",
        "’",
        "I",
    ]);
    prop_oneof![
        prop::collection::vec(parts, 0..60).prop_map(|parts| parts.concat()),
        any::<String>()
    ]
}

/// Blocks ascend and hold every character that is not white space; sentences lie in kept blocks,
/// those of one paragraph in one, are trimmed and cross no blank line.
fn check(raw: &str, text: &CleanText) {
    let mut end = 0;
    for block in &text.blocks {
        assert!(block.span.start() >= end && !block.span.is_empty());
        assert!(raw.is_char_boundary(block.span.start()) && raw.is_char_boundary(block.span.end()));
        assert!(raw[end..block.span.start()].trim().is_empty());
        assert_eq!(block.kept, block.role.is_kept());
        end = block.span.end();
    }
    assert!(raw[end..].trim().is_empty());
    let kept: Vec<Span> = text.blocks.iter().filter(|b| b.kept).map(|b| b.span).collect();
    let mut last = 0;
    let mut paragraph: Option<(usize, Option<usize>)> = None;
    for sentence in &text.sentences {
        // Numbers of paragraphs ascend; one is left out where other text was dropped.
        let block = kept.iter().position(|block| block.contains(sentence.span));
        assert!(block.is_some());
        assert!(paragraph.is_none_or(|before| before == (sentence.paragraph, block)
            || before.0 < sentence.paragraph && before.1 < block));
        paragraph = Some((sentence.paragraph, block));
        assert!(sentence.span.start() >= last);
        let inner = &raw[sentence.span.range()];
        assert!(!inner.is_empty() && inner.trim() == inner && !inner.contains("\n\n"));
        last = sentence.span.end();
    }
    let in_sentences: usize = text.sentences.iter().map(|s| marks(s.span.text(raw))).sum();
    assert_eq!(in_sentences, kept.iter().map(|b| marks(b.text(raw))).sum::<usize>());
}

/// Number of characters that are not white space.
fn marks(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn cleaned_texts(raw in texts()) {
        check(&raw, &clean(&raw, &CleanOptions::default()));
    }

    #[test]
    fn kept_texts(raw in texts()) {
        let text = clean(&raw, &CleanOptions::default().with_boilerplate(Boilerplate::Keep));
        check(&raw, &text);
        let in_sentences: usize = text.sentences.iter().map(|s| marks(s.span.text(&raw))).sum();
        prop_assert_eq!(in_sentences, marks(&raw));
    }

    #[test]
    fn sentences_of_a_part(raw in texts(), from in 0..200_usize, to in 0..200_usize) {
        let boundary = |at: usize| (0..=at.min(raw.len())).rev().find(|&i| raw.is_char_boundary(i)).unwrap_or(0);
        let span = Span::between(boundary(from), boundary(to));
        for sentence in sentence::split(&raw, span) {
            prop_assert!(span.contains(sentence) && !sentence.is_empty());
        }
    }

    #[test]
    fn pages_of_every_kind(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div class=\"article\">", "</div>", "<script>", "</script>", "<!--", "-->", "<a href='", "'>", "&amp;", "&#x41;", "&#", "<", ">", "<br/>",
        "text of a page.", "\n", "<table><tr><td>", "<img>", "<noscript>", "<title>", "</title>", "<body>", "é", "</", "<!DOCTYPE html>",
    ]), 0..80)) {
        #[cfg(feature = "html")]
        {
            let text = relata_text::html::extract(&parts.concat()).text;
            check(&text, &clean(&text, &CleanOptions::default()));
        }
        #[cfg(not(feature = "html"))]
        drop(parts);
    }
}
