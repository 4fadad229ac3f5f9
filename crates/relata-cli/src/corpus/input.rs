//! What `relata corpus` reads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use relata_corpus::{Corpus, CorpusOptions, EntityTable};
use serde::Deserialize;

use crate::arguments::CorpusArguments;
use crate::failure::Failure;
use crate::files::{is_standard_input, read_table};
use crate::inputs;

/// The corpus that is gone on with, or an empty one.
pub fn open(arguments: &CorpusArguments, options: CorpusOptions) -> Result<Corpus, Failure> {
    let table = match &arguments.entities {
        Some(path) => table(path)?,
        None => EntityTable::default(),
    };
    let store = arguments.store.as_deref().filter(|path| path.exists());
    // A file is put in the place of the old one: of no device, nor of a folder.
    if let Some(path) = store.filter(|path| !path.is_file()) {
        return Err(Failure::of_file(path, io::Error::other("it is no regular file")));
    }
    match store {
        Some(path) => Corpus::load(reader(path)?, options, table)
            .map_err(|source| Failure::Corpus { path: Some(path.to_owned()), source }),
        None => Ok(Corpus::new(options).with_table(table)),
    }
}

/// Takes the extractions of all files; the number of lines that are none. A file that cannot be
/// opened ends the run before anything is linked.
pub fn read(corpus: &mut Corpus, arguments: &CorpusArguments) -> Result<usize, Failure> {
    let texts = texts(&arguments.texts)?;
    let standard_input = [PathBuf::from("-")];
    let named = inputs::files(&arguments.files)?;
    let files = if arguments.files.is_empty() { &standard_input[..] } else { &named };
    let mut unread = 0;
    for path in files {
        let failed = |source| Failure::Corpus { path: Some(path.clone()), source };
        unread += if is_standard_input(path) {
            corpus.add_lines(io::stdin().lock(), &texts).map_err(failed)?
        } else {
            corpus.add_lines(reader(path)?, &texts).map_err(failed)?
        };
    }
    Ok(unread)
}

fn reader(path: &Path) -> Result<BufReader<File>, Failure> {
    let file = File::open(path).map_err(|error| Failure::of_file(path, error))?;
    Ok(BufReader::with_capacity(1 << 20, file))
}

fn table(path: &Path) -> Result<EntityTable, Failure> {
    read_table(path)?.parse().map_err(|source| Failure::Entities { path: path.to_owned(), source })
}

/// The part of an article that is asked for.
#[derive(Deserialize)]
struct Article {
    id: Option<String>,
    text: Option<String>,
}

/// The texts of articles by their identifiers. Pages are none: their extractions repeat their text.
fn texts(files: &[PathBuf]) -> Result<BTreeMap<String, String>, Failure> {
    let mut texts = BTreeMap::new();
    for path in files {
        for line in reader(path)?.split(b'\n') {
            let line = line.map_err(|error| Failure::of_file(path, error))?;
            if let Ok(Article { id: Some(id), text: Some(text) }) = serde_json::from_slice(&line) {
                texts.insert(id, text);
            }
        }
    }
    Ok(texts)
}
