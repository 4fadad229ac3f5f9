//! Events: F1 of triggers (exact words, any class) on the documents that training holds back: every
//! tenth of the file.

use std::path::Path;

use relata_core::Span;
use relata_encoder::Reader;
use serde_json::Value;

use crate::counts::Counts;
use crate::sample::{CodePoints, Sample, read_all, records, text_of};
use crate::{Figures, Result};

/// `HELD_BACK` of `training/relata_training/event_sets.py`.
const HELD_BACK: usize = 10;
/// MEANTIME marks every event in so many first sentences.
const MEANTIME_SENTENCES: usize = 6;

/// Triggers, and the part of the text in which all are marked.
struct Gold {
    triggers: Vec<Span>,
    region: Span,
}

/// TimeBank, the whole text of each document.
pub fn timebank(reader: &Reader, path: &Path) -> Result<Figures> {
    let span =
        |event: &Value, points: &CodePoints| points.span(event.get("start"), event.get("end"));
    triggers(reader, path, span, |_, _| None)
}

/// MEANTIME, the first sentences of each document.
pub fn meantime(reader: &Reader, path: &Path) -> Result<Figures> {
    let span = |event: &Value, points: &CodePoints| {
        let first = event.get("spans")?.get(0)?;
        points.span(first.get(0), first.get(1))
    };
    let region = |record: &Value, points: &CodePoints| {
        let sentences = record.get("sentences")?.as_array()?;
        let last = sentences.get(..MEANTIME_SENTENCES).unwrap_or(sentences).last()?;
        points.span(Some(&Value::from(0)), last.get(1))
    };
    triggers(reader, path, span, region)
}

fn triggers(
    reader: &Reader,
    path: &Path,
    span: impl Fn(&Value, &CodePoints) -> Option<Span>,
    region: impl Fn(&Value, &CodePoints) -> Option<Span>,
) -> Result<Figures> {
    let mut samples = Vec::new();
    for record in records(path)?.iter().skip(HELD_BACK - 1).step_by(HELD_BACK) {
        let text = text_of(record)?;
        let points = CodePoints::new(&text);
        let region = region(record, &points).unwrap_or(Span::at(0, text.len()));
        let events = record.get("events").and_then(Value::as_array).into_iter().flatten();
        let triggers = events
            .filter_map(|event| span(event, &points))
            .filter(|trigger| region.contains(*trigger))
            .collect();
        samples.push(Sample::raw(text, Gold { triggers, region }));
    }
    let mut counts = Counts::default();
    read_all(reader, &samples, |sample, reading| {
        let found: Vec<_> = reading
            .event_spans()
            .into_iter()
            .filter(|s| sample.gold.region.contains(s.span))
            .map(|s| s.tokens)
            .collect();
        let gold: Vec<_> =
            sample.gold.triggers.iter().map(|&trigger| reading.tokens_in(trigger)).collect();
        counts.add(&found, &gold);
    })?;
    Ok(vec![("trigger F1", counts.f1())])
}
