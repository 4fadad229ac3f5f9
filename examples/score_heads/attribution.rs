//! Attribution: F1 of the tokens that the tags cover, a token being a run of letters and digits or
//! a single other character. The tags alone are scored, before sources, cues and contents are
//! joined into claims.

use std::path::Path;

use relata_core::{AttributionRole, Span};
use relata_encoder::Reader;
use serde_json::Value;

use crate::counts::Counts;
use crate::sample::{CodePoints, Sample, read_all, records, text_of};
use crate::{Figures, Result};

const ROLES: [(&str, AttributionRole); 3] = [
    ("content", AttributionRole::Content),
    ("source", AttributionRole::Source),
    ("cue", AttributionRole::Cue),
];

/// Token F1 of each role.
pub fn tokens(reader: &Reader, path: &Path) -> Result<Figures> {
    let mut samples = Vec::new();
    for record in records(path)? {
        let text = text_of(&record)?;
        let points = CodePoints::new(&text);
        let gold = ROLES.map(|(name, _)| spans(&record, name, &points));
        samples.push(Sample::raw(text, gold));
    }
    let mut counts = [Counts::default(); 3];
    read_all(reader, &samples, |sample, reading| {
        let tokens = words(&sample.text);
        let tags = reading.attribution_spans();
        for ((count, gold), (_, role)) in counts.iter_mut().zip(&sample.gold).zip(ROLES) {
            let found: Vec<Span> =
                tags.iter().filter(|tag| tag.label == role).map(|tag| tag.span).collect();
            let covered = |spans: &[Span]| {
                tokens
                    .iter()
                    .map(|token| spans.iter().any(|s| s.overlaps(*token)))
                    .collect::<Vec<bool>>()
            };
            for (found, gold) in covered(&found).into_iter().zip(covered(gold)) {
                count.right += usize::from(found && gold);
                count.found += usize::from(found);
                count.gold += usize::from(gold);
            }
        }
    })?;
    Ok(ROLES.iter().zip(counts).map(|((name, _), count)| (*name, count.f1())).collect())
}

fn spans(record: &Value, role: &str, points: &CodePoints) -> Vec<Span> {
    let attributions = record.get("attributions").and_then(Value::as_array).into_iter().flatten();
    let ranges = attributions.filter_map(|a| a.get(role)?.as_array()).flatten();
    ranges.filter_map(|range| points.span(range.get(0), range.get(1))).collect()
}

fn words(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let word = c.is_alphanumeric() || c == '_';
        let span = Span::at(at, c.len_utf8());
        match out.last_mut().filter(|_| word && in_word) {
            Some(last) => *last = last.cover(span),
            None if !c.is_whitespace() => out.push(span),
            None => {}
        }
        in_word = word;
    }
    out
}
