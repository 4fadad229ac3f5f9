//! One sentence a row: `factuality.tsv` (negation and embedding), `arguments.tsv` and
//! `allegation.tsv`.
//! `layers.conllu` holds what the shipped reader says of each sentence, found by its text: `relata
//! extract --no-clean --format conllu` writes the layers of a new one.

// A test that finds its tables otherwise than they should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::HashMap;

use relata_core::{Reading, conllu};
use relata_syntax::Analysis;

const LAYERS: &str = include_str!("layers.conllu");

/// The layers of each sentence by its text; one with two sentences has them one after the other.
fn layers() -> HashMap<&'static str, &'static str> {
    LAYERS.split("# text = ").skip(1).filter_map(|part| part.split_once('\n')).collect()
}

/// The rows of a table: two or three answers and the sentence.
fn rows(table: &'static str) -> Vec<[&'static str; 4]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect()
}

/// The token of the word; `word#2` is its second occurrence.
fn token(analysis: &Analysis<'_>, word: &str) -> usize {
    let (form, number) = word.split_once('#').map_or((word, 1), |(w, n)| (w, n.parse().unwrap()));
    let mut found = (0..analysis.reading.tokens().len()).filter(|&t| analysis.form(t) == form);
    found.nth(number - 1).unwrap()
}

/// The rows that do not hold, with what was found.
fn faults(
    table: &'static str,
    at_least: usize,
    check: impl Fn(&Analysis<'_>, usize, [&str; 2]) -> Option<String>,
) -> Vec<String> {
    let layers = layers();
    let rows = rows(table);
    assert!(rows.len() >= at_least, "{} rows", rows.len());
    let fault = |[word, first, second, text]: [&'static str; 4]| {
        let reading: Reading = conllu::read(text, layers[text]).unwrap();
        let analysis = Analysis::new(text, &reading);
        let found = check(&analysis, token(&analysis, word), [first, second])?;
        Some(format!("{text}\n    {word}: {first} {second}, found {found}"))
    };
    rows.into_iter().filter_map(fault).collect()
}

#[test]
fn negation_and_embedding() {
    let faults = faults(include_str!("factuality.tsv"), 120, |analysis, token, expected| {
        let found = analysis.factuality(token, &[]);
        let modality =
            found.requested.map_or_else(|| found.modality.to_string(), |_| "requested".to_owned());
        let found = format!("{} {modality}", found.polarity);
        (found != expected.join(" ")).then_some(found)
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn who_does_what_to_whom() {
    let faults = faults(include_str!("arguments.tsv"), 80, |analysis, token, expected| {
        let forms = |heads: Vec<usize>| -> Vec<&str> {
            heads.into_iter().map(|head| analysis.form(head)).collect()
        };
        let found = [forms(analysis.doers(token)), forms(analysis.undergoers(token))];
        let holds = |(expected, found): (&str, &Vec<&str>)| match expected {
            "-" => found.is_empty(),
            word => found.contains(&word),
        };
        (!expected.into_iter().zip(&found).all(holds)).then(|| format!("{found:?}"))
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn deeds_that_are_only_laid_to_somebody() {
    let faults = faults(include_str!("allegation.tsv"), 20, |analysis, token, [expected, _]| {
        let found = analysis.allegation(token).map_or("-", |word| analysis.form(word));
        (found != expected).then(|| found.to_owned())
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
