//! Runs SQL with relata's functions.

use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use datafusion::common::{Result, exec_datafusion_err, exec_err};

/// Runs a query with relata's functions on Parquet files.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// A table: its name and the Parquet file or folder that it is read from.
    #[arg(long = "table", value_name = "NAME=PATH")]
    tables: Vec<String>,
    /// The Parquet file that the rows are written to; they are printed where none is given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Threads that articles are read with; all that the machine has where nothing is given.
    #[arg(long, value_name = "NUMBER")]
    threads: Option<NonZeroUsize>,
    /// A folder with a model in the place of the fast English one.
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// The query.
    sql: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match relata_datafusion::thread_runtime().map(|runtime| runtime.block_on(run(&arguments))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn std::fmt::Display) -> ExitCode {
    // Nothing is to be done where standard error is closed.
    let _ = writeln!(io::stderr(), "relata-sql: {error}");
    ExitCode::FAILURE
}

async fn run(arguments: &Arguments) -> Result<()> {
    relata_datafusion::build_extractor(arguments.model.as_deref(), arguments.threads)?;
    let session = relata_datafusion::session()?;
    for table in &arguments.tables {
        let named = table.split_once('=');
        let (name, path) = named.ok_or_else(|| exec_datafusion_err!("{table} is not NAME=PATH"))?;
        session.register_table(name, relata_datafusion::parquet_table(path)?)?;
    }
    let rows = session.sql(&arguments.sql).await?;
    let Some(out) = &arguments.out else {
        let text = rows.to_string().await?;
        return Ok(writeln!(io::stdout(), "{text}")?);
    };
    if rows.schema().fields().is_empty() {
        return exec_err!("the query has no rows to write");
    }
    let count = relata_datafusion::write_parquet(rows, out).await?;
    Ok(writeln!(io::stderr(), "{count} rows in {}", out.display())?)
}
