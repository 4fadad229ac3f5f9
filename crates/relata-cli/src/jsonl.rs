//! `relata extract --jsonl`, and files of such lines: one JSON object a line in, one extraction
//! out, in the same order.

mod lines;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;

use relata::{Article, Extractor, TextFormat};
use serde::Deserialize;
use serde_json::Value;

use crate::arguments::{ExtractArguments, Format, day_of_publication};
use crate::encoding;
use crate::failure::{Failure, clipped};
use crate::sink::{Done, Sink};
use lines::{Bytes, Lines};

/// Lines that are read ahead of those that are under way.
const AHEAD: usize = 64;

/// A line may have so many bytes beside those of its text: for identifier, title, publisher.
const BESIDE_TEXT: usize = 64 << 10;

/// A byte of text takes at most so many in JSON (`\u0041`).
const ESCAPED: usize = 6;

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
    url: Option<String>,
}

/// Stands for a document that could not be read.
#[derive(Debug)]
struct Refusal {
    id: Option<String>,
    error: String,
}

/// Extracts from every line; the number of lines that could not be read.
///
/// Input is read on a thread of its own, so that an answer is printed when it is ready, whether or
/// not another line has come.
pub fn extract(
    extractor: &Extractor,
    arguments: &ExtractArguments,
    file: Option<&Path>,
    done: &Done,
    sink: &mut Sink,
) -> Result<usize, Failure> {
    let file = match file.map(|path| File::open(path).map_err(|error| (path, error))) {
        Some(Err((path, error))) => {
            eprintln!("relata: {}: {error}", path.display());
            return Ok(1);
        }
        Some(Ok(file)) => Some(file),
        None => None,
    };
    let (to_extractor, articles) = mpsc::sync_channel(AHEAD);
    let (to_printer, refusals) = mpsc::channel();
    let (arguments, done) = (arguments.clone(), done.clone());
    let input = Input { arguments, done, to_extractor, to_printer };
    let reader = thread::spawn(move || input.read_from(file));
    let failed = print(extractor, &articles, &refusals, sink)?;
    // All is answered, so the input has ended and with it the thread.
    match reader.join() {
        Ok(Err(error)) => Err(error.into()),
        _ => Ok(failed),
    }
}

fn print(
    extractor: &Extractor,
    articles: &Receiver<Article>,
    refusals: &Receiver<Option<Refusal>>,
    sink: &mut Sink,
) -> Result<usize, Failure> {
    let mut failed = 0;
    for extraction in extractor.extract_received(articles) {
        let answer = match refusals.recv() {
            Ok(Some(refusal)) => Err(refusal),
            _ => extraction.map_err(|error| Refusal {
                id: error.document().map(str::to_owned),
                error: Failure::from(error).to_string(),
            }),
        };
        failed += usize::from(answer.is_err());
        match answer {
            Ok(extraction) => sink.extraction("", &extraction)?,
            Err(Refusal { id, error }) => sink.refusal(id.as_deref(), &error)?,
        }
    }
    Ok(failed)
}

/// Lines on their way to the extractor.
struct Input {
    arguments: ExtractArguments,
    done: Done,
    to_extractor: SyncSender<Article>,
    /// For each article that is sent: why its line is refused, where it is.
    to_printer: Sender<Option<Refusal>>,
}

impl Input {
    fn read_from(self, file: Option<File>) -> io::Result<()> {
        match file {
            Some(file) => self.read(BufReader::new(file)),
            None => self.read(io::stdin().lock()),
        }
    }

    /// Sends an article for each line that is not blank, until nobody listens. In the place of a
    /// line that is refused stands an empty one, so that lines and results stay side by side.
    fn read(self, input: impl BufRead) -> io::Result<()> {
        let longest = self
            .arguments
            .max_bytes
            .map(|bytes| bytes.saturating_mul(ESCAPED).saturating_add(BESIDE_TEXT));
        let is_printed = |format| matches!(format, None | Some(Format::Jsonl));
        // Pages and tables need the text, which lines of JSON leave to whoever has the article.
        let repeats_text = !is_printed(self.arguments.format);
        for (number, line) in Lines::new(input, longest).enumerate() {
            let line = line?;
            if matches!(&line, Bytes::Whole(bytes) if bytes.iter().all(u8::is_ascii_whitespace)) {
                continue;
            }
            let (article, refusal) = match read_line(&line, number + 1, &self.arguments) {
                Ok(article) => (article, None),
                Err(refusal) => (Article::default(), Some(refusal)),
            };
            if self.done.has(article.id.as_deref()) {
                continue;
            }
            let article = if repeats_text { article.with_text_repeated() } else { article };
            if self.to_printer.send(refusal).is_err() || self.to_extractor.send(article).is_err() {
                break;
            }
        }
        Ok(())
    }
}

fn read_line(
    line: &Bytes,
    number: usize,
    arguments: &ExtractArguments,
) -> Result<Article, Refusal> {
    let refuse = |id: Option<String>, error: String| Refusal {
        id,
        error: format!("line {number}: {error}"),
    };
    let bytes = match line {
        Bytes::Whole(bytes) => bytes,
        Bytes::TooMany { limit } => {
            return Err(refuse(None, Failure::TooLong { limit: *limit }.to_string()));
        }
    };
    let encoding::Decoded { text, note } =
        encoding::decode(bytes, arguments).map_err(|failure| refuse(None, failure.to_string()))?;
    let line: Line = serde_json::from_str(&text)
        .map_err(|error| Refusal { id: id_of(&text), error: json_fault(number, &error) })?;
    let id = written(&line.id);
    let published = match &line.published {
        Some(date) if !date.trim().is_empty() => Some(
            day_of_publication(date)
                .map_err(|error| refuse(id.clone(), format!("published: {}", clipped(&error))))?,
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
    article.url = line.url;
    article.publisher = line.publisher.or_else(|| arguments.publisher.clone());
    article.published = published;
    article.format = format;
    Ok(encoding::told(article, note))
}

/// What is wrong with a line, and where in it. The parser counts the lines of what it was given,
/// which is one line.
fn json_fault(number: usize, error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let what = clipped(text.strip_suffix(&position).unwrap_or(&text)).into_owned();
    format!("line {number}, column {}: {what}", error.column())
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
