//! The command line of relata: reads articles, prints who reported what happened.
//!
//! Exit status: 0 when every document was read, 1 when some could not be, 2 for a wrong call.

mod arguments;
mod bench;
mod failure;
mod files;
mod jsonl;
mod lexicon;
mod output;
mod report;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use relata::hf::LabelTable;
use relata::{EventOptions, Ontology, OntologySource};

use arguments::{Arguments, Command, ExtractArguments};
use failure::Failure;

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let outcome = match &command {
        Command::Extract(arguments) => extract(arguments),
        Command::Bench(arguments) => bench::run(arguments).map(|()| 0),
    };
    match outcome {
        Ok(failed) => ExitCode::from(u8::from(failed > 0)),
        // The reader of a pipe may close it early, as `head` does: nothing went wrong.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("relata: {failure}");
            ExitCode::from(1)
        }
    }
}

/// Runs `relata extract`; the number of documents that could not be read.
fn extract(arguments: &ExtractArguments) -> Result<usize, Failure> {
    let mut builder = relata::Extractor::builder().boilerplate(arguments.boilerplate()).precision(arguments.precision.into());
    if let Some(threads) = arguments.threads {
        builder = builder.threads(threads);
    }
    if let Some(directory) = &arguments.model {
        builder = builder.model_dir(directory);
    }
    if let Some(file) = &arguments.labels {
        builder = builder.labels(labels(file)?);
    }
    if let Some(path) = &arguments.cues {
        builder = builder.claims(lexicon::with_cues(path)?);
    }
    builder = builder.events(event_options(arguments)?);
    let extractor = builder.build()?;
    if arguments.jsonl { jsonl::extract(&extractor, arguments) } else { files::extract(&extractor, arguments) }
}

fn event_options(arguments: &ExtractArguments) -> Result<EventOptions, Failure> {
    let options = EventOptions::default().with_explain(arguments.explain);
    let Some(file) = &arguments.lexicon else { return Ok(options) };
    let table = std::fs::read_to_string(file).map_err(|source| Failure::Io { path: Some(file.clone()), source })?;
    let mut source = OntologySource::default();
    source.lexicon = &table;
    let errors = Ontology::check(&source);
    match Ontology::extended(&table) {
        Ok(ontology) if errors.is_empty() => Ok(options.with_ontology(Arc::new(ontology))),
        _ => Err(Failure::Lexicon { path: file.clone(), errors }),
    }
}

fn labels(file: &Path) -> Result<LabelTable, Failure> {
    let table = std::fs::read_to_string(file).map_err(|source| Failure::Io { path: Some(file.to_owned()), source })?;
    LabelTable::from_tsv(&table).map_err(|source| Failure::Labels { path: file.to_owned(), source })
}
