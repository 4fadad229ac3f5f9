//! Runs that go on where one ended: which documents the output has. What stands behind the last
//! whole one, because a run was cut short, is taken away, and its document is read again.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use relata_table::{Layout, Table};
use serde::Deserialize;
use serde_json::Value;

use super::folder::file_stem;
use super::rows::{self, Rows};
use super::tables;
use crate::arguments::{ExtractArguments, Format};
use crate::failure::Failure;

/// What an earlier run has done.
#[derive(Debug, Clone, Default)]
pub enum Done {
    /// Nothing, or it is done anew.
    #[default]
    Nothing,
    /// The documents of these identifiers.
    Documents(BTreeSet<String>),
    /// Those of which a folder has a file of this ending.
    Files(PathBuf, &'static str),
}

impl Done {
    /// Looks at what `--out` has, where the run is to go on with it.
    pub fn of(arguments: &ExtractArguments, format: Format) -> Result<Self, Failure> {
        let Some(path) = arguments.out.as_deref().filter(|_| arguments.resume) else {
            return Ok(Self::Nothing);
        };
        let found = match format {
            Format::Html if path.extension().is_some_and(|end| end == "html") => {
                return Err(Failure::Usage(
                    "--resume goes with a folder of pages, not with one page",
                ));
            }
            Format::Html => return Ok(Self::Files(path.to_owned(), "html")),
            Format::Brat => return Ok(Self::Files(path.to_owned(), "ann")),
            Format::Json | Format::Jsonl | Format::Displacy => mended(path, records),
            Format::Geojson => mended(path, features),
            Format::Csv | Format::Tsv => {
                let separator = if format == Format::Tsv { b'\t' } else { b',' };
                match tables::layout(arguments) {
                    Some(layout) => mended(path, |file| table(file, layout, separator)),
                    None => folder_of_tables(path, tables::ending(format), separator),
                }
            }
            _ => {
                return Err(Failure::Usage(
                    "--resume goes with json, jsonl, csv, tsv, geojson and displacy, and with \
                    folders of html and brat; a parquet file that was cut short cannot be read, \
                    and report and conllu do not say which documents they have",
                ));
            }
        };
        found.map(Self::Documents)
    }

    /// Whether a document has been done.
    pub fn has(&self, id: Option<&str>) -> bool {
        match (self, id) {
            (Self::Documents(known), Some(id)) => known.contains(id),
            (Self::Files(folder, ending), Some(id)) => {
                folder.join(format!("{}.{ending}", file_stem(Some(id)))).is_file()
            }
            _ => false,
        }
    }
}

/// What an output has: its documents, and how long it is with them alone.
#[derive(Debug, Default)]
struct Found {
    ids: BTreeSet<String>,
    length: u64,
}

/// Looks at a file and takes away what stands behind its last whole document; no documents where
/// there is no file.
fn mended(
    path: &Path,
    look: impl FnOnce(&File) -> io::Result<Found>,
) -> Result<BTreeSet<String>, Failure> {
    let failed = |source| Failure::of_file(path, source);
    let file = match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(failed(error)),
    };
    let found = look(&file).map_err(failed)?;
    file.set_len(found.length).map_err(failed)?;
    Ok(found.ids)
}

/// The part of a record by which its document is known.
#[derive(Deserialize)]
struct Record {
    id: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

/// Records of JSON, on one line each or on several; one of a document that could not be read does
/// not count, so that it is read again.
fn records(file: &File) -> io::Result<Found> {
    let mut found = Found::default();
    let (mut input, mut record) = (BufReader::new(file), Vec::new());
    let mut line = Vec::new();
    loop {
        line.clear();
        let has_more = input.read_until(b'\n', &mut line)? > 0;
        let is_first = found.length == 0 && record.is_empty();
        if has_more && is_first && !line.starts_with(b"{") {
            return Err(rows::invalid("it holds no records that relata has written"));
        }
        if !line.ends_with(b"\n") {
            return Ok(found);
        }
        record.extend_from_slice(&line);
        // A record of several lines ends with the first that is a brace alone.
        let is_whole = (record.len() == line.len() && line != b"{\n") || line == b"}\n";
        if is_whole {
            if let Ok(Record { id: Some(id), error: None }) = serde_json::from_slice(&record) {
                found.ids.insert(id);
            }
            found.length += record.len() as u64;
            record.clear();
        }
    }
}

/// A collection of places, without the end that closes it.
fn features(file: &File) -> io::Result<Found> {
    let mut found = Found::default();
    let mut last: Option<(String, u64)> = None;
    let mut end = 0;
    for (number, line) in BufReader::new(file).split(b'\n').enumerate() {
        let line = line?;
        let start = end;
        end += line.len() as u64 + 1;
        if number == 0 {
            if !line.starts_with(b"{\"type\":\"FeatureCollection\"") {
                return Err(rows::invalid("it is no collection of places that relata has written"));
            }
            continue;
        }
        if line.starts_with(b"]}") {
            break;
        }
        let feature = line.strip_suffix(b",").unwrap_or(&line);
        let Ok(feature_read) = serde_json::from_slice::<Value>(feature) else {
            return Ok(without_cut(found, last, &line));
        };
        let article = feature_read.pointer("/properties/article").and_then(Value::as_str);
        let article = article.unwrap_or_default();
        found.length = start + feature.len() as u64;
        if last.as_ref().is_none_or(|(id, _)| id != article) {
            // The comma in front of a document's first feature goes with it.
            last = Some((article.to_owned(), start.saturating_sub(2)));
        }
        found.ids.insert(article.to_owned());
    }
    Ok(found)
}

/// Without the document of a feature that was cut short: that of the one before, unless what is
/// left names another.
fn without_cut(mut found: Found, last: Option<(String, u64)>, cut: &[u8]) -> Found {
    let cut = String::from_utf8_lossy(cut);
    let named = cut.split_once("\"article\":").and_then(|(_, value)| {
        serde_json::Deserializer::from_str(value).into_iter::<String>().next()?.ok()
    });
    if let Some((id, start)) = last.filter(|(id, _)| named.is_none_or(|named| named == *id)) {
        found.ids.remove(&id);
        found.length = if found.ids.is_empty() { 0 } else { start };
    }
    found
}

/// A table of rows: that of a document which was cut short goes with its other rows.
fn table(file: &File, layout: Layout, separator: u8) -> io::Result<Found> {
    let mut rows = Rows::open(file, layout, separator)?;
    let mut found = Found { length: rows.end(), ..Found::default() };
    let mut last: Option<(Option<String>, u64)> = None;
    while let Some(row) = rows.read()? {
        let id = rows::document(layout, &row.first);
        if last.as_ref().is_none_or(|(other, _)| *other != id) {
            last = Some((id.clone(), row.start));
        }
        found.ids.extend(id);
        found.length = rows.end();
    }
    if let Some(cut) = rows.cut()
        && let Some((Some(id), start)) = last
        && rows::may_be_of(layout, &cut, &id)
    {
        found.ids.remove(&id);
        found.length = start;
    }
    Ok(found)
}

/// A folder of all tables. A document's row in the table of articles is written last, so that what
/// has none there was cut short.
fn folder_of_tables(
    folder: &Path,
    ending: &str,
    separator: u8,
) -> Result<BTreeSet<String>, Failure> {
    let file = |table: &Table| folder.join(format!("{table}.{ending}"));
    let articles = file(&Table::Articles);
    let others = || Table::ALL.iter().filter(|table| **table != Table::Articles);
    if !articles.is_file() && others().any(|table| file(table).is_file()) {
        let missing = io::Error::new(io::ErrorKind::NotFound, "without it --resume cannot go on");
        return Err(Failure::of_file(&articles, missing));
    }
    let done = mended(&articles, |file| table(file, Layout::Table(Table::Articles), separator))?;
    for table in others() {
        mended(&file(table), |file| of_done(file, Layout::Table(*table), separator, &done))?;
    }
    Ok(done)
}

/// The rows of documents that are done; those of others can only stand behind them.
fn of_done(
    file: &File,
    layout: Layout,
    separator: u8,
    done: &BTreeSet<String>,
) -> io::Result<Found> {
    let mut rows = Rows::open(file, layout, separator)?;
    let mut found = Found { length: rows.end(), ..Found::default() };
    let mut is_over = false;
    while let Some(row) = rows.read()? {
        let is_done = rows::document(layout, &row.first).is_none_or(|id| done.contains(&id));
        if is_done && is_over {
            return Err(rows::invalid("its rows are not in the order in which they were written"));
        }
        is_over |= !is_done;
        if is_done {
            found.length = rows.end();
        }
    }
    Ok(found)
}
