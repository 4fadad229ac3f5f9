//! `relata corpus`: extractions of many articles, linked.

mod input;
mod page;
mod rows;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::mem::{self, Discriminant};
use std::path::Path;

use relata_corpus::{Corpus, CorpusOptions, EventRecord, Notice};
use relata_table::{Cell, Column, RowTable};
use serde::Serialize;

use crate::arguments::{CorpusArguments, CorpusFormat, CorpusTable};
use crate::closed;
use crate::failure::{Failure, MOST_FAULTS, clipped};
use crate::files::is_standard_input;
use crate::interrupt;
use crate::output::write_whole;

/// Runs `relata corpus`; the number of lines that could not be read.
pub fn run(arguments: &CorpusArguments) -> Result<usize, Failure> {
    check(arguments)?;
    let named = arguments.files.iter().filter(|file| is_standard_input(file)).count();
    if named > 1 {
        return Err(Failure::Usage("standard input (-) can be read once"));
    }
    closed::refuse(named == 1 || arguments.files.is_empty(), arguments.out.is_none())?;
    interrupt::watch();
    let mut corpus = input::open(arguments, options(arguments))?;
    let unread = input::read(&mut corpus, arguments)?;
    corpus.link();
    tell(&corpus.take_notices());
    let written = written(&corpus, arguments)?;
    match &arguments.out {
        Some(path) => {
            let _whole = interrupt::writing();
            fs::write(path, written).map_err(|error| Failure::of_file(path, error))?;
        }
        None => write_whole(&written)?,
    }
    if let Some(path) = &arguments.store {
        store(&corpus, path)?;
    }
    Ok(unread)
}

/// Tells what was odd on the way; of each kind no more than files of others may fill a screen with.
fn tell(notices: &[Notice]) {
    let mut told: HashMap<Discriminant<Notice>, usize> = HashMap::new();
    for notice in notices {
        let count = told.entry(mem::discriminant(notice)).or_default();
        *count += 1;
        if *count <= MOST_FAULTS {
            eprintln!("relata: {}", clipped(&notice.to_string()));
        }
    }
    let more: usize = told.values().map(|count| count.saturating_sub(MOST_FAULTS)).sum();
    if more > 0 {
        eprintln!("relata: and {more} more of these kinds");
    }
}

fn check(arguments: &CorpusArguments) -> Result<(), Failure> {
    use CorpusTable::{Articles, Entities, Events};
    match (arguments.format, arguments.table) {
        (CorpusFormat::Jsonl, Events | Entities | Articles)
        | (CorpusFormat::Html, Events)
        | (CorpusFormat::Csv | CorpusFormat::Tsv, _) => Ok(()),
        (CorpusFormat::Html, _) => Err(Failure::Usage("--format html goes with events alone")),
        _ => Err(Failure::Usage(
            "lines of JSON are of events, entities or articles: the others stand in the events",
        )),
    }
}

fn options(arguments: &CorpusArguments) -> CorpusOptions {
    let mut options = CorpusOptions::default();
    options.window_days = arguments.window.unwrap_or(options.window_days);
    options.min_event_score = arguments.min_event_score.unwrap_or(options.min_event_score);
    options.min_entity_score = arguments.min_entity_score.unwrap_or(options.min_entity_score);
    options
}

/// Everything that is printed.
fn written(corpus: &Corpus, arguments: &CorpusArguments) -> Result<Vec<u8>, Failure> {
    let enough = |event: &EventRecord| event.reports.len() >= arguments.min_reports;
    let events = || corpus.events().filter(enough);
    let separator = match arguments.format {
        CorpusFormat::Html => return Ok(page::page(&events().collect::<Vec<_>>()).into_bytes()),
        CorpusFormat::Jsonl => {
            return match arguments.table {
                CorpusTable::Entities => lines(corpus.entities()),
                CorpusTable::Articles => lines(corpus.articles()),
                _ => lines(events()),
            };
        }
        CorpusFormat::Csv => b',',
        CorpusFormat::Tsv => b'\t',
    };
    let (columns, rows): (&[Column], Vec<Vec<Option<Cell>>>) = match arguments.table {
        CorpusTable::Events => (rows::EVENTS, events().map(|e| rows::event(&e)).collect()),
        CorpusTable::Attestations => {
            (rows::ATTESTATIONS, events().flat_map(|e| rows::attestations(&e)).collect())
        }
        CorpusTable::Reports => (rows::REPORTS, events().flat_map(|e| rows::reports(&e)).collect()),
        CorpusTable::Casualties => {
            (rows::CASUALTIES, events().flat_map(|e| rows::casualties(&e)).collect())
        }
        CorpusTable::Discrepancies => {
            (rows::DISCREPANCIES, events().flat_map(|e| rows::discrepancies(&e)).collect())
        }
        CorpusTable::Entities => {
            (rows::ENTITIES, corpus.entities().map(|e| rows::entity(&e)).collect())
        }
        CorpusTable::Articles => {
            (rows::ARTICLES, corpus.articles().map(|a| rows::article(&a)).collect())
        }
    };
    let mut table = RowTable::new(Vec::new(), separator, columns)?;
    for row in &rows {
        table.write(row)?;
    }
    Ok(table.finish()?)
}

/// A line of JSON for each record.
fn lines(records: impl Iterator<Item = impl Serialize>) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    for record in records {
        serde_json::to_writer(&mut out, &record)?;
        out.push(b'\n');
    }
    Ok(out)
}

/// Writes what is known beside the old file and puts it in its place, so that a run that ends early
/// leaves the old one whole.
fn store(corpus: &Corpus, path: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::of_file(path, error);
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let mut out = BufWriter::new(File::create(&beside).map_err(failed)?);
    let saved = corpus.save(&mut out);
    saved.map_err(|source| Failure::Corpus { path: Some(path.to_owned()), source })?;
    out.flush().map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
