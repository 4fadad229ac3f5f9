//! `relata extract --jsonl`: one JSON object a line in, one a line out, in the same order.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufRead};

use relata::{Article, Extractor, TextFormat};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::arguments::{ExtractArguments, Format, day_of_publication};
use crate::failure::Failure;
use crate::output::Output;

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
    let lines = Lines::default();
    let mut output = Output::new(Format::Jsonl);
    let mut failed = 0;
    for extraction in extractor.extract_iter(lines.articles(arguments)) {
        let refusal = lines.refusals.borrow_mut().pop_front().flatten();
        let line = match refusal {
            Some(refusal) => Err(refusal),
            None => extraction.map_err(|error| Refusal {
                id: error.document().map(str::to_owned),
                error: Failure::from(error).to_string(),
            }),
        };
        failed += usize::from(line.is_err());
        match line {
            Ok(extraction) => output.print_line(&extraction)?,
            Err(refusal) => output.print_line(&refusal)?,
        }
    }
    output.finish()?;
    match lines.broken.take() {
        Some(error) => Err(error.into()),
        None => Ok(failed),
    }
}

/// The lines of standard input while they are read, some ahead of what is printed.
#[derive(Default)]
struct Lines {
    /// For each line that was read and not printed yet: why it is refused, where it is.
    refusals: RefCell<VecDeque<Option<Refusal>>>,
    /// Set where the input broke off.
    broken: RefCell<Option<io::Error>>,
}

impl Lines {
    /// An article for each line that is not blank. In the place of a line that is refused stands an
    /// empty one, so that lines and results stay side by side.
    fn articles<'a>(
        &'a self,
        arguments: &'a ExtractArguments,
    ) -> impl Iterator<Item = Article> + 'a {
        let lines = io::stdin().lock().split(b'\n').enumerate();
        let whole = lines.map_while(|(number, line)| match line {
            Ok(line) => Some((number, line)),
            Err(error) => {
                self.broken.replace(Some(error));
                None
            }
        });
        whole.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace)).map(|(number, line)| {
            let (article, refusal) = match read_line(&line, number + 1, arguments) {
                Ok(article) => (article, None),
                Err(refusal) => (Article::default(), Some(refusal)),
            };
            self.refusals.borrow_mut().push_back(refusal);
            article
        })
    }
}

fn read_line(
    bytes: &[u8],
    number: usize,
    arguments: &ExtractArguments,
) -> Result<Article, Refusal> {
    let refuse = |id: Option<String>, error: String| Refusal {
        id,
        error: format!("line {number}: {error}"),
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) if arguments.lossy => String::from_utf8_lossy(bytes),
        Err(error) => {
            return Err(refuse(
                None,
                Failure::Encoding { position: error.valid_up_to() }.to_string(),
            ));
        }
    };
    let line: Line =
        serde_json::from_str(&text).map_err(|error| refuse(id_of(&text), error.to_string()))?;
    let id = written(&line.id);
    let published = match &line.published {
        Some(date) if !date.trim().is_empty() => Some(
            day_of_publication(date)
                .map_err(|error| refuse(id.clone(), format!("published: {error}")))?,
        ),
        _ => arguments.published,
    };
    let (text, format) = match (line.text, line.html) {
        (Some(text), _) => {
            (text, if arguments.html { TextFormat::Html } else { TextFormat::Plain })
        }
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
