//! The command line of relata: reads articles, prints who reported what happened.
//!
//! Exit status: 0 when every document was read, 1 when some could not be, 2 for a wrong call, 130
//! when a signal ended it, behind the last whole record.

mod arguments;
mod bench;
mod closed;
mod encoding;
mod failure;
mod files;
mod interrupt;
mod jsonl;
mod lexicon;
mod output;
mod report;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};
use relata::EventOptions;

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
    let Some(format) = arguments.format() else {
        let what =
            "--jsonl prints one JSON object a line: the only --format that goes with it is jsonl";
        Arguments::command().error(ErrorKind::ArgumentConflict, what).exit();
    };
    if arguments.files.iter().filter(|file| files::is_standard_input(file)).count() > 1 {
        let what = "standard input (-) can be read once";
        Arguments::command().error(ErrorKind::ArgumentConflict, what).exit();
    }
    let reads_input = arguments.files.is_empty()
        || arguments.files.iter().any(|file| files::is_standard_input(file));
    closed::refuse(reads_input)?;
    interrupt::watch();
    let mut builder = relata::Extractor::builder()
        .limits(arguments.limits())
        .boilerplate(arguments.boilerplate())
        .precision(arguments.precision.into());
    if let Some(threads) = arguments.threads {
        builder = builder.threads(threads);
    }
    if let Some(directory) = &arguments.model {
        builder = builder.model_dir(directory);
    }
    if let Some(file) = &arguments.labels {
        builder = builder.labels(lexicon::labels(file)?);
    }
    if let Some(path) = &arguments.cues {
        builder = builder.claims(lexicon::with_cues(path)?);
    }
    let mut events = EventOptions::default().with_explain(arguments.explain);
    if let Some(least) = arguments.min_event_score {
        events = events.with_min_score(least);
    }
    if let Some(path) = &arguments.lexicon {
        events = events.with_ontology(lexicon::ontology(path)?);
    }
    let extractor = builder.events(events).build()?;
    if arguments.jsonl {
        jsonl::extract(&extractor, arguments)
    } else {
        files::extract(&extractor, arguments, format)
    }
}
