//! Boundaries of sentences against annotated text that stands outside of the repository, in
//! `../shared/data` beside it (or in the folder that `RELATA_DATA` names). Where it is not there,
//! the test says so and passes.
//!
//! Method: the sentences of a paragraph of Universal Dependencies (`# newpar`, `# newdoc`) are
//! joined as `SpaceAfter` says, the paragraph is split as one line, and the ends of the sentences
//! are compared. Golden rules: an example counts when all of its sentences come out as listed,
//! white space at their ends left out.

// A test that finds its data otherwise than they should be may well panic: that is how it fails.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use relata_core::Span;
use relata_text::sentence;

fn data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("RELATA_DATA").map_or(beside, PathBuf::from);
    if !folder.is_dir() {
        eprintln!("SKIPPED: no annotated sentences in {}", folder.display());
        return None;
    }
    Some(folder)
}

/// Paragraphs with the ends of their sentences.
fn paragraphs(conllu: &str) -> Vec<(String, BTreeSet<usize>)> {
    let mut out = vec![(String::new(), BTreeSet::new())];
    let mut space = false;
    for line in conllu.lines() {
        if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            out.push((String::new(), BTreeSet::new()));
            space = false;
        } else if let (Some(text), Some((paragraph, ends))) =
            (line.strip_prefix("# text = "), out.last_mut())
        {
            if space {
                paragraph.push(' ');
            }
            paragraph.push_str(text.trim());
            ends.insert(paragraph.len());
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            space = !line.ends_with("SpaceAfter=No") && !line.contains("SpaceAfter=No|");
        }
    }
    out.retain(|(paragraph, _)| !paragraph.is_empty());
    out
}

/// F1 of the ends of sentences.
fn boundary_f1(conllu: &str) -> f64 {
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for (paragraph, ends) in paragraphs(conllu) {
        let own: BTreeSet<usize> = sentence::split(&paragraph, Span::at(0, paragraph.len()))
            .iter()
            .map(|s| s.end())
            .collect();
        right += own.intersection(&ends).count();
        found += own.len();
        wanted += ends.len();
    }
    2.0 * right as f64 / (found + wanted) as f64
}

fn check(file: &str, least: f64) {
    let Some(folder) = data() else { return };
    let text =
        std::fs::read_to_string(folder.join("parsing").join(file)).expect("annotated sentences");
    let f1 = boundary_f1(&text);
    eprintln!("{file}: boundary F1 {f1:.4}");
    assert!(f1 >= least, "{file}: {f1:.4} < {least}");
}

#[test]
fn web_text() {
    check("ud_en_ewt/en_ewt-ud-dev.conllu", 0.92);
}

#[test]
fn many_genres() {
    check("ud_en_gum/en_gum-ud-dev.conllu", 0.975);
}

#[test]
fn golden_rules() {
    let Some(folder) = data() else { return };
    let text = std::fs::read_to_string(folder.join("sentences/golden_rules_en.json"))
        .expect("golden rules");
    let rules: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    let right = rules.iter().filter(|rule| {
        let text = rule.get("text").and_then(serde_json::Value::as_str).unwrap_or_default();
        let wanted: Vec<&str> = rule
            .get("sentences")
            .and_then(serde_json::Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|s| s.as_str())
            .map(str::trim)
            .collect();
        let found: Vec<&str> =
            sentence::split(text, Span::at(0, text.len())).iter().map(|s| s.text(text)).collect();
        found == wanted
    });
    let right = right.count();
    eprintln!("golden rules: {right} of {}", rules.len());
    assert!(right >= 44);
}
