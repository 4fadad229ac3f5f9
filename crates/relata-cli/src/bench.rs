//! `relata bench`: how much is read in a second, as a whole and by stage.

mod figures;
mod machine;
mod print;

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

use relata::{Article, Extractor, TextFormat, Timings};

use crate::arguments::{BenchArguments, BenchFormat};
use crate::closed;
use crate::failure::Failure;
use crate::files;
use crate::output::write_whole;
use figures::Figures;

/// Runs `relata bench`.
pub fn run(arguments: &BenchArguments) -> Result<(), Failure> {
    closed::refuse(false)?;
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

/// The articles of the files, or invented ones.
fn articles(arguments: &BenchArguments) -> Result<Vec<Article>, Failure> {
    if arguments.files.is_empty() {
        let published = relata_sample::PUBLISHED.parse().ok();
        let dated = |text| {
            let mut article = Article::new(text);
            article.published = published;
            article
        };
        return Ok(relata_sample::corpus(arguments.articles.get()).map(dated).collect());
    }
    arguments.files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<Article, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|source| Failure::Io { path: Some(path.to_owned()), source })?;
    let article = Article::new(String::from_utf8_lossy(&bytes));
    Ok(if files::is_html(path) { article.with_format(TextFormat::Html) } else { article })
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
    if let Some(directory) = &arguments.model {
        builder = builder.model_dir(directory);
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
