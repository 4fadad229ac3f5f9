//! Articles of web pages by other extractors, for `score.py`: reads `{"id", "html"}` a line, prints
//! `{"id", "text"}`, and says on standard error how long the extractor took.
//!
//! `extractors NAME < pages.jsonl > texts.jsonl`; `extractors` alone prints the names.

use std::error::Error;
use std::io::{self, BufRead as _, Write as _};
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

type Outcome = Result<String, Box<dyn Error>>;

/// An address for those that want one.
const ADDRESS: &str = "https://example.org/article";

const EXTRACTORS: &[(&str, fn(&str) -> Outcome)] = &[
    ("dom_smoothie", dom_smoothie),
    ("legible", legible),
    ("readability", readability),
    ("readabilityrs", readabilityrs),
    ("rs-trafilatura", |html| rs_trafilatura(html, false)),
    ("rs-trafilatura-precision", |html| rs_trafilatura(html, true)),
    ("trafilatura", |html| trafilatura(html, trafilatura::ExtractionFocus::Balanced)),
    ("trafilatura-precision", |html| {
        trafilatura(html, trafilatura::ExtractionFocus::FavorPrecision)
    }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some((_, extract)) = EXTRACTORS.iter().find(|(other, _)| *other == name) else {
        EXTRACTORS.iter().for_each(|(name, _)| println!("{name}"));
        return Ok(());
    };
    let (mut spent, mut failed, mut panicked) = (Duration::ZERO, 0, 0);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let page: serde_json::Value = serde_json::from_str(&line?)?;
        let html = page["html"].as_str().unwrap_or_default();
        let began = Instant::now();
        let text = catch_unwind(|| extract(html).map_err(|_| ()));
        spent += began.elapsed();
        panicked += u32::from(text.is_err());
        failed += u32::from(matches!(text, Ok(Err(()))));
        let text = text.unwrap_or(Err(())).unwrap_or_default();
        writeln!(out, "{}", serde_json::json!({"id": page["id"], "text": text}))?;
    }
    eprintln!("{name}: {:.2} s, {failed} pages refused, {panicked} panics", spent.as_secs_f64());
    Ok(())
}

/// The text of a body of markup, a line for each of its blocks.
fn lines_of(markup: &str) -> String {
    dom_query::Document::from(markup).formatted_text().to_string()
}

fn dom_smoothie(html: &str) -> Outcome {
    let mut config = dom_smoothie::Config::default();
    config.text_mode = dom_smoothie::TextMode::Formatted;
    let article = dom_smoothie::Readability::new(html, None, Some(config))?.parse()?;
    Ok(article.text_content.to_string())
}

fn legible(html: &str) -> Outcome {
    Ok(lines_of(&legible::parse(html, Some(ADDRESS), None)?.content))
}

fn readability(html: &str) -> Outcome {
    let product =
        readability::extractor::extract(&mut html.as_bytes(), &url::Url::parse(ADDRESS)?)?;
    Ok(lines_of(&product.content))
}

fn readabilityrs(html: &str) -> Outcome {
    let article = readabilityrs::Readability::new(html, Some(ADDRESS), None)?.parse();
    Ok(lines_of(&article.and_then(|article| article.content).unwrap_or_default()))
}

fn rs_trafilatura(html: &str, favor_precision: bool) -> Outcome {
    let options = rs_trafilatura::Options { favor_precision, ..Default::default() };
    Ok(rs_trafilatura::extract_with_options(html, &options)?.content_text)
}

fn trafilatura(html: &str, focus: trafilatura::ExtractionFocus) -> Outcome {
    let mut options = trafilatura::Options::default();
    (options.focus, options.exclude_comments) = (focus, true);
    Ok(trafilatura::extract(html, &options)?.content_text)
}
