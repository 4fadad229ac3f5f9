use super::*;
use relata_core::Sentence;

/// Each line of `text` is a paragraph; each sentence ends at a stop that a space or the line's end
/// follows.
fn reading(text: &str) -> Reading {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (paragraph, line) in text.split_inclusive('\n').enumerate() {
        let mut from = start;
        for (at, _) in line.match_indices(". ") {
            sentences.push(Sentence::new(Span::between(from, start + at + 1), paragraph));
            from = start + at + 2;
        }
        let end = start + line.trim_end().len();
        sentences.push(Sentence::new(Span::between(from.min(end), end), paragraph));
        start += line.len();
    }
    Reading::new(&sentences, Vec::new())
}

fn check(text: &str, expected: &[&str]) {
    let found: Vec<&str> =
        quotations(text, &reading(text)).iter().map(|q| q.inner.text(text)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn marks_of_every_shape() {
    check("\"We held it,\" she said.", &["We held it,"]);
    check("“We held it,” she said.", &["We held it,"]);
    check("''We held it,'' she said.", &["We held it,"]);
    check("``We held it,'' she said.", &["We held it,"]);
    check("«We held it», she said.", &["We held it"]);
    check("„We held it“, she said.", &["We held it"]);
    check("'We held it,' she said.", &["We held it,"]);
    check("‘We held it,’ she said.", &["We held it,"]);
}

#[test]
fn apostrophes_are_no_quotations() {
    check("The drivers' union won't say it's over.", &[]);
    check("Rock 'n' roll of the '90s, give 'em that.", &[]);
    check("He said the 'drivers' union' wouldn't move.", &["drivers' union"]);
    check("‘It’s the players’ day,’ he said.", &["It’s the players’ day,"]);
}

#[test]
fn marks_that_are_mismatched_or_missing() {
    check("“We held it,\" she said.", &["We held it,"]);
    check("\"We held it,” she said.", &["We held it,"]);
    check("”We held it,” she said.", &["We held it,"]);
    check("We held it,\" she said.", &["We held it,"]);
    check("\"We held it, she said. Then it rained.", &["We held it, she said."]);
    check("She said: \"We held it. Then it rained.", &["We held it. Then it rained."]);
    check(
        "\"We held it, she said. \"Then it rained.\"",
        &["We held it, she said.", "Then it rained."],
    );
    check("A 12\" pipe burst.", &[]);
}

#[test]
fn a_quotation_over_paragraphs_is_one_in_each() {
    check(
        "\"We held it. It was cold.\n\"Then it rained,\" she said.",
        &["We held it. It was cold.", "Then it rained,"],
    );
}

#[test]
fn quotations_in_quotations_have_depth() {
    let text = "\"He told me 'go home' and left,\" she said.";
    let found = quotations(text, &reading(text));
    assert_eq!(
        found.iter().map(|q| (q.inner.text(text), q.depth)).collect::<Vec<_>>(),
        [("He told me 'go home' and left,", 0), ("go home", 1)]
    );
}

#[test]
fn many_marks_take_linear_time() {
    let text = "\"".repeat(10_000) + &"'\" ".repeat(10_000);
    assert!(quotations(&text, &reading(&text)).len() <= 20_000);
}
