//! `relata bench`: how much is read in a second, as a whole and by stage.

mod figures;
mod machine;
mod print;

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use relata::{Article, Extractor, TextFormat, Timings};

use crate::arguments::{BenchArguments, BenchFormat};
use crate::closed;
use crate::failure::Failure;
use crate::files;
use crate::inputs;
use crate::output::write_whole;
use figures::Figures;

/// Runs `relata bench`.
pub fn run(arguments: &BenchArguments) -> Result<(), Failure> {
    closed::refuse(false, true)?;
    let articles = articles(arguments)?;
    let figures = measure(arguments, &articles)?;
    match arguments.format {
        BenchFormat::Text => write_whole(figures.to_string().as_bytes()),
        BenchFormat::Json => {
            let mut json = serde_json::to_vec_pretty(&figures)?;
            json.push(b'\n');
            write_whole(&json)
        }
    }
}

/// The articles of the files.
fn articles(arguments: &BenchArguments) -> Result<Vec<Article>, Failure> {
    let mut articles = Vec::new();
    for path in inputs::files(&arguments.files)? {
        let bytes = std::fs::read(&path).map_err(|source| Failure::of_file(&path, source))?;
        let text = String::from_utf8_lossy(&bytes);
        if inputs::is_lines(&path) {
            articles.extend(text.lines().filter_map(of_line));
        } else {
            let article = Article::new(text);
            let is_html = files::is_html(&path);
            articles.push(if is_html { article.with_format(TextFormat::Html) } else { article });
        }
    }
    if articles.is_empty() {
        Err(Failure::Usage("no article is in these files"))
    } else {
        Ok(articles)
    }
}

/// The article of a line of JSON; `None` for one that has no text.
fn of_line(line: &str) -> Option<Article> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    let mut article = Article::new(line.get("text")?.as_str()?);
    article.published = line.get("published").and_then(|day| day.as_str()?.parse().ok());
    Some(article)
}

fn measure(arguments: &BenchArguments, articles: &[Article]) -> Result<Figures, Failure> {
    let start = Instant::now();
    let (many, one) = extractors(arguments)?;
    let mut figures = Figures::new(&many, articles, arguments);
    figures.load = start.elapsed();
    // The first pass brings code and weights into memory; it does not count.
    whole(&many, articles)?;
    for _ in 0..arguments.repeats.get() {
        figures.whole.push(whole(&many, articles)?);
        figures.stages.push(stages(&one, articles)?);
    }
    figures.peak_memory = machine::peak_memory();
    Ok(figures)
}

/// Two extractors over one model: on all threads, and on one for the stages.
fn extractors(arguments: &BenchArguments) -> Result<(Extractor, Extractor), Failure> {
    let mut builder = Extractor::builder().precision(arguments.precision.into());
    if let Some(model) = &arguments.model {
        builder = builder.model(model.clone());
    }
    if let Some(threads) = arguments.threads.or_else(|| std::thread::available_parallelism().ok()) {
        builder = builder.threads(threads);
    }
    let many = builder.build()?;
    let one = many.with_threads(NonZeroUsize::MIN)?;
    Ok((many, one))
}

fn whole(extractor: &Extractor, articles: &[Article]) -> Result<Duration, Failure> {
    let start = Instant::now();
    for extraction in extractor.extract_iter(articles.iter().cloned()) {
        std::hint::black_box(extraction?);
    }
    Ok(start.elapsed())
}

fn stages(extractor: &Extractor, articles: &[Article]) -> Result<Timings, Failure> {
    let mut sum = Timings::default();
    for article in articles {
        sum += extractor.extract_timed(article)?.1;
    }
    Ok(sum)
}
