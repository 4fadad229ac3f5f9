//! `relata extract --jsonl`: one JSON object a line in, one a line out, in the same order.

use std::io::{self, BufRead};

use relata::{Article, Date, Extraction, Extractor, TextFormat};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::arguments::ExtractArguments;
use crate::failure::Failure;
use crate::output::Output;

/// Documents are read, extracted and printed this many at a time, so that memory does not grow with the input.
const BATCH: usize = 64;

/// One line of input.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    html: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    title: Option<String>,
}

/// Stands for a document that could not be read.
#[derive(Debug, Serialize)]
struct Refusal {
    id: Option<String>,
    error: String,
}

/// Extracts from every line; the number of lines that could not be read.
pub fn extract(extractor: &Extractor, arguments: &ExtractArguments) -> Result<usize, Failure> {
    let mut output = Output::new(arguments.format);
    let blank = |line: &io::Result<Vec<u8>>| line.as_ref().is_ok_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace));
    let mut lines = io::stdin().lock().split(b'\n').enumerate().filter(|(_, line)| !blank(line));
    let mut failed = 0;
    loop {
        let batch = lines.by_ref().take(BATCH).map(|(number, line)| Ok(read_line(&line?, number + 1, arguments))).collect::<io::Result<Vec<_>>>()?;
        if batch.is_empty() {
            break;
        }
        failed += print_batch(extractor, batch, &mut output)?;
    }
    output.finish()?;
    Ok(failed)
}

/// Prints one line for each document, an extraction or a refusal; the number of refusals.
fn print_batch(extractor: &Extractor, batch: Vec<Result<Article, Refusal>>, output: &mut Output) -> Result<usize, Failure> {
    let (mut articles, mut refusals) = (Vec::new(), Vec::new());
    for line in batch {
        refusals.push(line.map(|article| articles.push(article)).err());
    }
    let mut extractions = extractor.extract_batch(&articles).into_iter().zip(&articles);
    let mut failed = 0;
    for refusal in refusals {
        let extracted = if refusal.is_none() { extractions.next() } else { None };
        let line = match (refusal, extracted) {
            (None, Some((Ok(extraction), _))) => Ok(extraction),
            (None, Some((Err(error), article))) => Err(Refusal { id: article.id.clone(), error: Failure::from(error).to_string() }),
            (Some(refusal), _) => Err(refusal),
            (None, None) => continue,
        };
        failed += usize::from(line.is_err());
        print_line(&line, output)?;
    }
    Ok(failed)
}

fn print_line(line: &Result<Extraction, Refusal>, output: &mut Output) -> Result<(), Failure> {
    match line {
        Ok(extraction) => output.print_line(extraction),
        Err(refusal) => output.print_line(refusal),
    }
}

fn read_line(bytes: &[u8], number: usize, arguments: &ExtractArguments) -> Result<Article, Refusal> {
    let refuse = |id: Option<String>, error: String| Refusal { id, error: format!("line {number}: {error}") };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) if arguments.lossy => String::from_utf8_lossy(bytes),
        Err(error) => return Err(refuse(None, Failure::Encoding { position: error.valid_up_to() }.to_string())),
    };
    let line: Line = serde_json::from_str(&text).map_err(|error| refuse(id_of(&text), error.to_string()))?;
    let id = written(&line.id);
    let published = match &line.published {
        Some(date) if !date.trim().is_empty() => Some(date.parse::<Date>().map_err(|error| refuse(id.clone(), format!("published: {error}")))?),
        _ => arguments.published,
    };
    let (text, format) = match (line.text, line.html) {
        (Some(text), _) => (text, if arguments.html { TextFormat::Html } else { TextFormat::Plain }),
        (None, Some(html)) => (html, TextFormat::Html),
        (None, None) => return Err(refuse(id, "neither text nor html is given".to_owned())),
    };
    let mut article = Article::new(text);
    article.id = id;
    article.title = line.title;
    article.publisher = line.publisher.or_else(|| arguments.publisher.clone());
    article.published = published;
    article.format = format;
    Ok(article)
}

/// The identifier of an object of which the rest cannot be read.
fn id_of(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    written(value.get("id")?)
}

fn written(id: &Value) -> Option<String> {
    match id {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
