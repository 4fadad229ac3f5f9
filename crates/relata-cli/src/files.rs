//! `relata extract FILES…`: whole documents from files or standard input.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use relata::{Article, Extractor};

use crate::arguments::ExtractArguments;
use crate::failure::Failure;
use crate::output::Output;

/// Reads each file and prints its extraction; the number of files that could not be read.
pub fn extract(extractor: &Extractor, arguments: &ExtractArguments) -> Result<usize, Failure> {
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &standard_input[..] } else { &arguments.files };
    let mut output = Output::new(arguments.format);
    let progress = progress(files.len());
    let mut failed = 0;
    for path in files {
        match read(path, arguments) {
            Ok(article) => output.print(extractor, &article)?,
            Err(failure) => {
                failed += 1;
                progress.suspend(|| eprintln!("relata: {}: {failure}", path.display()));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    output.finish()?;
    Ok(failed)
}

/// A bar on standard error, hidden for one document or where standard error is no terminal.
fn progress(documents: usize) -> ProgressBar {
    if documents < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(documents as u64);
    match ProgressStyle::with_template("{pos} of {len} documents [{elapsed}, {eta} left]") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn read(path: &Path, arguments: &ExtractArguments) -> Result<Article, Failure> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(path)?;
    }
    let mut article = if is_html(path) || arguments.html || is_page_in_another_encoding(&bytes) {
        relata::article_of_page(&bytes, None)
    } else {
        Article::new(decode(bytes, arguments.lossy)?)
    };
    article.id = path.file_stem().filter(|_| path != Path::new("-")).map(|stem| stem.to_string_lossy().into_owned());
    article.published = arguments.published;
    article.publisher.clone_from(&arguments.publisher);
    Ok(article)
}

/// True for bytes that begin with a tag and are not UTF-8: a page says itself in which encoding it is, a text does not.
fn is_page_in_another_encoding(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let tag = start.starts_with(b"<!") || start.starts_with(b"<html") || start.starts_with(b"<HTML") || start.starts_with(b"<?xml");
    tag && std::str::from_utf8(bytes).is_err()
}

/// True for the name of a web page.
pub fn is_html(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"))
}

fn decode(bytes: Vec<u8>, lossy: bool) -> Result<String, Failure> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) if lossy => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        Err(error) => Err(Failure::Encoding { position: error.utf8_error().valid_up_to() }),
    }
}
