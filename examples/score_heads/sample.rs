//! Texts with sentences, read in batches.

use std::path::Path;

use relata_core::{Reading, Sentence, Span};
use relata_encoder::{ReadInput, Reader};
use relata_text::{Boilerplate, CleanOptions, clean};
use serde_json::Value;

use crate::Result;

/// Texts that go to the reader at once.
const AT_ONCE: usize = 64;

/// A text with its sentences and what is to be compared.
pub struct Sample<G> {
    pub text: String,
    pub sentences: Vec<Sentence>,
    pub gold: G,
}

impl<G> Sample<G> {
    /// A raw text: every line is kept, sentences are cut as relata cuts them.
    pub fn raw(text: String, gold: G) -> Self {
        let sentences =
            clean(&text, &CleanOptions::default().with_boilerplate(Boilerplate::Keep)).sentences;
        Self { text, sentences, gold }
    }
}

/// Reads the samples and hands each with its reading on.
pub fn read_all<G>(
    reader: &Reader,
    samples: &[Sample<G>],
    mut each: impl FnMut(&Sample<G>, &Reading),
) -> Result<()> {
    for chunk in samples.chunks(AT_ONCE) {
        let inputs: Vec<ReadInput<'_>> =
            chunk.iter().map(|s| ReadInput { text: &s.text, sentences: &s.sentences }).collect();
        for (sample, output) in chunk.iter().zip(reader.read_batch(&inputs)?) {
            each(sample, &output.reading);
        }
    }
    Ok(())
}

/// The objects of a JSON lines file.
pub fn records(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path)?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

/// The text of a record.
pub fn text_of(record: &Value) -> Result<String> {
    Ok(record.get("text").and_then(Value::as_str).ok_or("a record has no text")?.to_owned())
}

/// Byte offsets of code points.
pub struct CodePoints(Vec<usize>);

impl CodePoints {
    pub fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    /// The span of two code point offsets in a JSON value; `None` where they are none.
    pub fn span(&self, start: Option<&Value>, end: Option<&Value>) -> Option<Span> {
        let byte =
            |offset: Option<&Value>| self.0.get(usize::try_from(offset?.as_u64()?).ok()?).copied();
        Some(Span::between(byte(start)?, byte(end)?))
    }
}
