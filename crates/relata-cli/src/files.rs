//! `relata extract FILES…`: whole documents from files or standard input.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use relata::{Article, Extractor};

use crate::arguments::{ExtractArguments, Format};
use crate::encoding;
use crate::failure::Failure;
use crate::output::Output;
use crate::sink::Sink;

/// Reads each file and prints what is in it, in the order of the files; the number of files that
/// could not be read.
pub fn extract(
    extractor: &Extractor,
    arguments: &ExtractArguments,
    files: &[PathBuf],
    names: &Names,
    sink: &mut Sink,
) -> Result<usize, Failure> {
    let mut run = Run { sink, progress: progress(files.len()), failed: 0 };
    if arguments.format == Some(Format::Conllu) {
        for path in files {
            let article = read(path, arguments, names);
            let layers = article.and_then(|article| Ok(extractor.read(&article)?));
            run.take(path, layers, |_, layers| Output::layers(layers))?;
        }
    } else {
        run.extractions(extractor, files, names, arguments)?;
    }
    run.progress.finish_and_clear();
    Ok(run.failed)
}

/// Files on their way to the output.
struct Run<'a> {
    sink: &'a mut Sink,
    progress: ProgressBar,
    failed: usize,
}

impl Run<'_> {
    /// Extracts from files while others are read ahead, so that all threads have work.
    fn extractions(
        &mut self,
        extractor: &Extractor,
        files: &[PathBuf],
        names: &Names,
        arguments: &ExtractArguments,
    ) -> Result<(), Failure> {
        // What was given in each file that was read ahead, or why it is refused.
        let given = RefCell::new(VecDeque::new());
        let articles = files.iter().map(|path| {
            // An empty article stands in the place of one that is refused, so that files and
            // results stay side by side.
            let (article, text) = match read(path, arguments, names) {
                Ok(article) => (article.clone(), Ok(article.text)),
                Err(failure) => (Article::default(), Err(failure)),
            };
            given.borrow_mut().push_back(text);
            article
        });
        for (path, extraction) in files.iter().zip(extractor.extract_iter(articles)) {
            let text = given.borrow_mut().pop_front().unwrap_or_else(|| Ok(String::new()));
            let both = text.and_then(|text| Ok((text, extraction?)));
            self.take(path, both, |sink, (text, extraction)| sink.extraction(text, extraction))?;
        }
        Ok(())
    }

    /// Prints what a file gave, or says on standard error why it gave nothing.
    fn take<T>(
        &mut self,
        path: &Path,
        result: Result<T, Failure>,
        print: impl FnOnce(&mut Sink, &T) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match result {
            Ok(found) => print(self.sink, &found)?,
            Err(failure) => {
                self.failed += 1;
                self.progress.suspend(|| eprintln!("relata: {}: {failure}", path.display()));
            }
        }
        self.progress.inc(1);
        Ok(())
    }
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

fn read(path: &Path, arguments: &ExtractArguments, names: &Names) -> Result<Article, Failure> {
    let bytes = if is_standard_input(path) {
        read_within(io::stdin().lock(), arguments.max_bytes)?
    } else {
        read_within(File::open(path)?, arguments.max_bytes)?
    };
    let mut article = if is_html(path) || arguments.html || is_page_in_another_encoding(&bytes) {
        let header = arguments.encoding.map(|encoding| format!("text/html; charset={encoding}"));
        relata::article_of_page(&bytes, header.as_deref())
    } else {
        let encoding::Decoded { text, note } = encoding::decode(&bytes, arguments)?;
        encoding::told(Article::new(text), note)
    };
    article.id = names.id_of(path);
    article.published = arguments.published;
    article.publisher.clone_from(&arguments.publisher);
    Ok(article)
}

/// What the documents of files are called: as the file without its ending, or, where several files
/// of the call are called so, by the whole path.
pub struct Names {
    /// What several files are called.
    shared: BTreeSet<String>,
}

impl Names {
    /// Looks at all files of a call.
    pub fn of(files: &[PathBuf]) -> Self {
        let mut paths: BTreeMap<String, BTreeSet<&Path>> = BTreeMap::new();
        for path in files {
            paths.entry(stem(path)).or_default().insert(path);
        }
        let shared = paths.into_iter().filter(|(_, paths)| paths.len() > 1);
        Self { shared: shared.map(|(stem, _)| stem).collect() }
    }

    /// What the document of a file is called; `None` for standard input.
    pub fn id_of(&self, path: &Path) -> Option<String> {
        let stem = Some(stem(path)).filter(|_| !is_standard_input(path))?;
        let is_shared = self.shared.contains(&stem);
        Some(if is_shared { path.to_string_lossy().into_owned() } else { stem })
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// True for the name that stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Bytes that a lexicon or another table of the caller's may have.
const LONGEST_TABLE: usize = 64 << 20;

/// A lexicon or another table of the caller's. A device has no end.
pub fn read_table(path: &Path) -> Result<String, Failure> {
    let failed = |error| Failure::of_file(path, error);
    let file = File::open(path).map_err(failed)?;
    let bytes = read_within(file, Some(LONGEST_TABLE)).map_err(|failure| match failure {
        Failure::Io { source, .. } => failed(source),
        other => failed(io::Error::other(other.to_string())),
    })?;
    String::from_utf8(bytes)
        .map_err(|_| failed(io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8")))
}

/// The bytes of an input, of which no more are held than it may have.
fn read_within(input: impl io::Read, limit: Option<usize>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = limit.map_or(u64::MAX, |limit| (limit as u64).saturating_add(1));
    input.take(most).read_to_end(&mut bytes)?;
    match limit {
        Some(limit) if bytes.len() > limit => Err(Failure::TooLong { limit }),
        _ => Ok(bytes),
    }
}

/// True for bytes that begin with a tag and are not UTF-8: a page says itself in which encoding it
/// is, a text does not.
fn is_page_in_another_encoding(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let tag = start.starts_with(b"<!")
        || start.starts_with(b"<html")
        || start.starts_with(b"<HTML")
        || start.starts_with(b"<?xml");
    tag && std::str::from_utf8(bytes).is_err()
}

/// True for the name of a web page.
pub fn is_html(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"))
}
