//! The command line of relata: reads articles, prints who reported what happened.
//!
//! Exit status: 0 when every document was read, 1 when some could not be, 2 for a wrong call, 130
//! when a signal ended it, behind the last whole record.

mod arguments;
mod bench;
mod closed;
mod corpus;
mod encoding;
mod failure;
mod files;
mod inputs;
mod interrupt;
mod jsonl;
mod lexicon;
mod output;
mod report;
mod sink;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};
use relata::EventOptions;

use arguments::{Arguments, Command, ExtractArguments};
use failure::Failure;
use sink::{Done, Sink};

fn main() -> ExitCode {
    let outcome = match Arguments::try_parse() {
        Ok(Arguments { command }) => run(&command),
        Err(answer) => print_answer(&answer).map(|()| 0),
    };
    match outcome {
        Ok(failed) => ExitCode::from(u8::from(failed > 0)),
        // The reader of a pipe may close it early, as `head` does: nothing went wrong.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(Failure::Usage(what)) => {
            Arguments::command().error(ErrorKind::ArgumentConflict, what).exit()
        }
        Err(failure) => {
            eprintln!("relata: {failure}");
            ExitCode::from(1)
        }
    }
}

/// Does what was asked for; the number of documents that could not be read.
fn run(command: &Command) -> Result<usize, Failure> {
    match command {
        Command::Extract(arguments) => extract(arguments),
        Command::Corpus(arguments) => corpus::run(arguments),
        Command::Bench(arguments) => bench::run(arguments).map(|()| 0),
        Command::Completions { shell } => completions(*shell).map(|()| 0),
        Command::Schema => schema().map(|()| 0),
        Command::Man => manual().map(|()| 0),
    }
}

/// Prints the help or the version; ends the program where the call was wrong.
fn print_answer(answer: &clap::Error) -> Result<(), Failure> {
    if answer.use_stderr() {
        answer.exit();
    }
    closed::refuse(false, true)?;
    answer.print()?;
    Ok(io::stdout().flush()?)
}

/// Runs `relata extract`; the number of documents that could not be read.
fn extract(arguments: &ExtractArguments) -> Result<usize, Failure> {
    let named = inputs::files(&arguments.files)?;
    let has_lines = arguments.jsonl || named.iter().any(|file| inputs::is_lines(file));
    let Some(format) = arguments.format(has_lines) else {
        let what = "lines of JSON do not go with --format json, report and conllu";
        Arguments::command().error(ErrorKind::ArgumentConflict, what).exit();
    };
    if arguments.files.iter().filter(|file| files::is_standard_input(file)).count() > 1 {
        let what = "standard input (-) can be read once";
        Arguments::command().error(ErrorKind::ArgumentConflict, what).exit();
    }
    let reads_input = arguments.files.is_empty()
        || arguments.files.iter().any(|file| files::is_standard_input(file));
    closed::refuse(reads_input, arguments.out.is_none())?;
    let done = Done::of(arguments, format)?;
    let mut sink = Sink::open(arguments, format)?;
    interrupt::watch();
    let extractor = extractor(arguments)?;
    let mut failed = 0;
    if arguments.jsonl {
        failed += jsonl::extract(&extractor, arguments, None, &done, &mut sink)?;
    } else {
        let standard_input = || vec![PathBuf::from("-")];
        let files = if arguments.files.is_empty() { standard_input() } else { named };
        // Files of lines go one by one, the others together, all in the order of their names.
        let called = files::Names::of(&files);
        for group in files.chunk_by(|a, b| !inputs::is_lines(a) && !inputs::is_lines(b)) {
            if let [file] = group
                && inputs::is_lines(file)
            {
                failed +=
                    jsonl::extract(&extractor, arguments, Some(file.as_path()), &done, &mut sink)?;
                continue;
            }
            let open = |file: &&PathBuf| !done.has(called.id_of(file).as_deref());
            let group: Vec<PathBuf> = group.iter().filter(open).cloned().collect();
            failed += files::extract(&extractor, arguments, &group, &called, &mut sink)?;
        }
    }
    sink.finish()?;
    Ok(failed)
}

/// The extractor that the arguments ask for.
fn extractor(arguments: &ExtractArguments) -> Result<relata::Extractor, Failure> {
    let mut builder = relata::Extractor::builder()
        .limits(arguments.limits())
        .boilerplate(arguments.boilerplate())
        .precision(arguments.precision.into());
    if let Some(threads) = arguments.threads {
        builder = builder.threads(threads);
    }
    if let Some(model) = &arguments.model {
        builder = builder.model(model.clone());
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
    Ok(builder.events(events).build()?)
}

/// Prints what completes the command line in a shell.
fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "relata", &mut script);
    output::write_whole(&script)
}

/// Prints the JSON Schema of extractions.
fn schema() -> Result<(), Failure> {
    let mut text = serde_json::to_vec_pretty(&relata::schema())?;
    text.push(b'\n');
    output::write_whole(&text)
}

/// Prints the manual page: of the program, then of each of its commands.
fn manual() -> Result<(), Failure> {
    let mut pages = Vec::new();
    let mut command = Arguments::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut pages)?;
    for part in command.get_subcommands().filter(|part| !part.is_hide_set()) {
        clap_mangen::Man::new(part.clone()).render(&mut pages)?;
    }
    output::write_whole(&pages)
}
