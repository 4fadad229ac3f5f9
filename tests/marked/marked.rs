//! Golden files that are read without counting: each sentence with its marks beneath.
//!
//! Included by the tests of the crates; `RELATA_BLESS=1` writes golden files anew.

use std::fmt::Write as _;
use std::path::Path;

use relata_core::{Reading, Span};

/// A span and what is said of it.
pub struct Mark {
    pub span: Span,
    pub label: String,
}

/// The sentences of a reading, each with the marks that begin in it: carets under their words, then
/// what is said of them.
pub fn under_sentences(text: &str, reading: &Reading, marks: &[Mark]) -> String {
    let mut out = String::new();
    for number in 0..reading.sentence_count() {
        let span = reading.sentence(number).unwrap().span.trim(text);
        out += &span.text(text).replace('\n', " ");
        out += "\n";
        let mut inside: Vec<&Mark> =
            marks.iter().filter(|m| span.range().contains(&m.span.start())).collect();
        inside.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end())));
        for mark in inside {
            let before = text[span.start()..mark.span.start()].chars().count();
            let carets = mark.span.text(text).chars().count();
            let (blanks, carets) = (" ".repeat(before), "^".repeat(carets));
            let _ = writeln!(out, "{blanks}{carets} {}", mark.label);
        }
        out += "\n";
    }
    out
}

/// Writes the golden file anew where `RELATA_BLESS` is set, and holds what was found against it. A
/// line `FIXME …` in the file says what is wrong about the line below it.
pub fn holds(path: &Path, found: &str) -> Result<(), String> {
    if std::env::var_os("RELATA_BLESS").is_some() {
        std::fs::write(path, found).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    let lines = golden.lines().filter(|line| !line.starts_with("FIXME"));
    let wanted: Vec<&str> = lines.collect();
    let differs = wanted.iter().zip(found.lines()).find(|(wanted, found)| **wanted != *found);
    match differs {
        Some((wanted, found)) => {
            Err(format!("{}\n-- expected\n{wanted}\n-- found\n{found}", path.display()))
        }
        None if wanted.len() != found.lines().count() => {
            Err(format!("{}: another number of lines", path.display()))
        }
        None => Ok(()),
    }
}
