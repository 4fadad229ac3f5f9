//! Prints the time expressions of documents: one JSON object a line in (`id`, `text`, `published`,
//! and `conllu`, the token layers, where there are any), one a line out (`id`, `times`).
//!
//! ```sh
//! echo '{"id":"1","text":"It closed two years ago.","published":"2020-02-01"}' |
//!     cargo run -p relata-events --example times_jsonl
//! ```
//! prints `{"id":"1","times":[{"end":23,"id":"t1","start":10,"text":"two years
//! ago","type":"DATE","value":"2018"}]}`.

use std::error::Error;
use std::io::BufRead as _;

use relata_core::{Date, Reading, Sentence, Span, conllu};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    for line in std::io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let text = document.get("text").and_then(Value::as_str).unwrap_or_default();
        let published = document
            .get("published")
            .and_then(Value::as_str)
            .map(str::parse::<Date>)
            .transpose()?;
        let layers = document.get("conllu").and_then(Value::as_str);
        let reading = match layers {
            Some(layers) => conllu::read(text, layers)?,
            None => sentences(text),
        };
        let times = relata_events::time_expressions(text, &reading, published);
        println!("{}", json!({"id": document.get("id"), "times": times}));
    }
    Ok(())
}

/// Sentences by full stops and line breaks, without tokens: enough for time expressions.
fn sentences(text: &str) -> Reading {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['\n', '.', '!', '?']) {
        let end = at + mark.len();
        let short = text
            .get(start..at)
            .and_then(|s| s.rsplit(char::is_whitespace).next())
            .is_some_and(|word| word.len() <= 4);
        let next = text.get(end..).and_then(|rest| rest.trim_start().chars().next());
        let blank = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        if mark == "\n" && text.get(end..).is_some_and(|rest| rest.starts_with('\n'))
            || (blank && !short && mark != "\n" && next.is_some_and(char::is_uppercase))
        {
            spans.push(Sentence::new(Span::between(start, end), spans.len()));
            start = end;
        }
    }
    spans.push(Sentence::new(Span::between(start, text.len()), spans.len()));
    Reading::new(&spans, Vec::new())
}
