//! Entities: exact spans and types, in the coarse scheme of each set (micro-averaged F1).

use std::path::Path;

use relata_core::{EntityType, Reading, Sentence, Span};
use relata_encoder::Reader;
use serde_json::Value;

use crate::counts::Counts;
use crate::sample::{CodePoints, Sample, read_all, records, text_of};
use crate::{Figures, Result};

/// Sentences of a piece of a file without document marks.
const SENTENCES_OF_A_PIECE: usize = 20;

type Spans = Vec<(Span, &'static str)>;

/// How the types read in a set; `None`: the set does not mark them.
type Scheme = fn(EntityType) -> Option<&'static str>;

fn four_types(kind: EntityType) -> Option<&'static str> {
    match kind {
        EntityType::Per => Some("PER"),
        EntityType::Org => Some("ORG"),
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Some("LOC"),
        _ if kind.is_name() => Some("MISC"),
        _ => None,
    }
}

fn three_types(kind: EntityType) -> Option<&'static str> {
    four_types(kind).filter(|&label| label != "MISC")
}

fn news_types(kind: EntityType) -> Option<&'static str> {
    match kind {
        EntityType::Fac => Some("FAC"),
        EntityType::Norp => Some("NORP"),
        _ => three_types(kind),
    }
}

/// A file of token and BIO tag: tokens joined by spaces, one sentence a line.
pub fn bio(reader: &Reader, path: &Path) -> Result<Figures> {
    let misc = path.to_string_lossy().contains("conll2003");
    let samples: Vec<Sample<Spans>> =
        documents(&std::fs::read_to_string(path)?).iter().map(|d| joined(d, misc)).collect();
    score(reader, &samples, if misc { four_types } else { three_types })
}

/// JSON lines of raw text with spans.
pub fn raw(reader: &Reader, path: &Path) -> Result<Figures> {
    let mut samples = Vec::new();
    for record in records(path)? {
        let text = text_of(&record)?;
        let points = CodePoints::new(&text);
        let entities = record.get("entities").and_then(Value::as_array).into_iter().flatten();
        let gold = entities
            .filter_map(|e| {
                Some((points.span(e.get(0), e.get(1))?, news_label(e.get(2)?.as_str()?)?))
            })
            .collect();
        samples.push(Sample::raw(text, gold));
    }
    score(reader, &samples, news_types)
}

fn news_label(label: &str) -> Option<&'static str> {
    match label {
        "Person" => Some("PER"),
        "Organization" => Some("ORG"),
        "Location" => Some("LOC"),
        "NORP" => Some("NORP"),
        "Facility" => Some("FAC"),
        _ => None,
    }
}

fn score(reader: &Reader, samples: &[Sample<Spans>], scheme: Scheme) -> Result<Figures> {
    let mut counts = Counts::default();
    read_all(reader, samples, |sample, reading| counts.add(&found(reading, scheme), &sample.gold))?;
    Ok(vec![("F1", counts.f1())])
}

fn found(reading: &Reading, scheme: Scheme) -> Spans {
    reading
        .entity_spans()
        .iter()
        .filter_map(|span| Some((span.span, scheme(span.label)?)))
        .collect()
}

type Rows<'a> = Vec<(&'a str, &'a str)>;

/// Documents of sentences of (token, tag).
fn documents(file: &str) -> Vec<Vec<Rows<'_>>> {
    let mut documents: Vec<Vec<Rows<'_>>> = vec![Vec::new()];
    let mut sentence = Vec::new();
    for line in file.lines().chain([""]) {
        if line.starts_with("-DOCSTART-") {
            documents.push(Vec::new());
        } else if let Some((token, tag)) = line.split_once('\t') {
            sentence.push((token, tag.split('\t').next().unwrap_or(tag)));
        } else if !sentence.is_empty() {
            documents.last_mut().into_iter().for_each(|d| d.push(std::mem::take(&mut sentence)));
        }
    }
    documents.retain(|d| !d.is_empty());
    match documents.as_slice() {
        [whole] => whole.chunks(SENTENCES_OF_A_PIECE).map(<[_]>::to_vec).collect(),
        _ => documents,
    }
}

fn joined(document: &[Rows<'_>], misc: bool) -> Sample<Spans> {
    let mut sample = Sample { text: String::new(), sentences: Vec::new(), gold: Vec::new() };
    for (number, rows) in document.iter().enumerate() {
        if number > 0 {
            sample.text.push('\n');
        }
        let first = sample.text.len();
        let mut open: Option<(Span, &str)> = None;
        for (index, &(token, tag)) in rows.iter().enumerate() {
            if index > 0 {
                sample.text.push(' ');
            }
            let span = Span::at(sample.text.len(), token.len());
            sample.text.push_str(token);
            let label = tag.split_once('-').map(|(_, label)| label);
            match (label, open.as_mut()) {
                (Some(label), Some((covered, known)))
                    if tag.starts_with("I-") && label == *known =>
                {
                    *covered = covered.cover(span);
                }
                _ => close(
                    &mut sample.gold,
                    std::mem::replace(&mut open, label.map(|label| (span, label))),
                    misc,
                ),
            }
        }
        close(&mut sample.gold, open, misc);
        sample.sentences.push(Sentence::new(Span::between(first, sample.text.len()), number));
    }
    sample
}

fn close(gold: &mut Spans, open: Option<(Span, &str)>, misc: bool) {
    let known = |label| {
        ["PER", "ORG", "LOC", "MISC"].into_iter().find(|&k| k == label && (misc || k != "MISC"))
    };
    gold.extend(open.and_then(|(span, label)| Some((span, known(label)?))));
}
