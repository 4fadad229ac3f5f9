//! What can be asked of the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use relata::{Boilerplate, Date, Limits, ModelSource};
use relata_table::{Preset, Table};

/// Attributed events from news articles: what happened, who did it to whom, where, when, and who
/// says so.
#[derive(Debug, Parser)]
#[command(name = "relata", version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and print an extraction for each.
    Extract(ExtractArguments),
    /// Link extractions of many articles: reprints, entities and events, who confirms and who
    /// denies.
    Corpus(CorpusArguments),
    /// Measure how much is read in a second, as a whole and by stage.
    Bench(BenchArguments),
    /// Print what completes this command line in a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the JSON Schema of extractions.
    Schema,
    /// Print the manual page (roff): `relata man | man -l -`.
    Man,
}

/// Arguments of `relata extract`.
#[derive(Debug, Clone, Args)]
// Each is a switch of the command line that is on or off by itself.
#[allow(clippy::struct_excessive_bools)]
pub struct ExtractArguments {
    /// Articles as text, HTML (`.html`, `.htm`) or lines of JSON (`.jsonl`, `.ndjson`); folders,
    /// of which all such files and `.txt` are taken; patterns (`"news/*.txt"`); `-` or none:
    /// standard input.
    pub files: Vec<PathBuf>,

    /// What to write [default: json; jsonl for lines of JSON].
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// What a row of csv, tsv or parquet stands for: an event, a claim, one voice that carries an
    /// event, one who takes part in it, a place, an entity, a time expression, an article.
    #[arg(long, value_parser = tables())]
    pub table: Option<Table>,

    /// Events with the columns of another format, in csv, tsv or parquet: ACLED's export, GDELT's
    /// event table (version 2), or POLECAT, the data set in PLOVER.
    #[arg(long, value_parser = presets(), conflicts_with = "table")]
    pub columns: Option<Preset>,

    /// Where to write instead of to standard output: a folder for html and brat, and for all
    /// tables at once where neither --table nor --columns is given; else a file.
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,

    /// Go on where a run ended: pass over documents that --out has already, by their identifiers,
    /// and read one anew that was cut short (all formats but parquet, report and conllu).
    #[arg(long, requires = "out")]
    pub resume: bool,

    /// Read one JSON object a line from standard input (`{"id", "text" or "html", "published"?,
    /// "publisher"?, "title"?}`), print one a line.
    #[arg(long, conflicts_with = "files")]
    pub jsonl: bool,

    /// Day of publication, YYYY-MM-DD; "yesterday" is reckoned from it.
    #[arg(long, value_name = "DATE", value_parser = day_of_publication)]
    pub published: Option<Date>,

    /// Who published it.
    #[arg(long)]
    pub publisher: Option<String>,

    /// Take the input as HTML, whatever the name of the file.
    #[arg(long)]
    pub html: bool,

    /// Keep all text as article, drop no boilerplate.
    #[arg(long)]
    pub no_clean: bool,

    /// Read bytes that are not UTF-8 as Windows-1252 or replace them instead of refusing the
    /// document; offsets then refer to the field `text`.
    #[arg(long)]
    pub lossy: bool,

    /// Encoding of the input, for example `latin1` or `utf-16le` [default: UTF-8, for pages what
    /// they say]; offsets then refer to the field `text`.
    #[arg(long, value_name = "LABEL", value_parser = encoding, conflicts_with = "lossy")]
    pub encoding: Option<&'static str>,

    /// Number of threads, at most one a core [default: one a core].
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// Refuse documents of more bytes.
    #[arg(long, value_name = "N")]
    pub max_bytes: Option<usize>,

    /// Refuse documents of more words.
    #[arg(long, value_name = "N")]
    pub max_words: Option<usize>,

    /// Give a document up that takes longer.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,

    /// Own entries of the event lexicon, taken before those inside (format: the head of
    /// `crates/relata-events/data/lexicon.tsv`).
    #[arg(long, value_name = "FILE")]
    pub lexicon: Option<PathBuf>,

    /// Add to each record which rule or head decided it (field `trace`).
    #[arg(long)]
    pub explain: bool,

    /// Leave out events of a lower score, 0 to 1 (default: what the library has).
    #[arg(long, value_name = "SCORE")]
    pub min_event_score: Option<f32>,

    /// `accurate`, `fast`, or the directory of another model: relata's own, or a BERT, DistilBERT
    /// or RoBERTa for token classification as `transformers` saves it (entities alone).
    #[arg(long, value_name = "fast|DIR")]
    pub model: Option<ModelSource>,

    /// Arithmetic of the encoder.
    #[arg(long, value_enum, default_value_t = Precision::AsStored)]
    pub precision: Precision,

    /// What the labels of a model of `transformers` mean: `NAME<tab>TYPE` a line, `O` for what is
    /// no entity.
    #[arg(long, value_name = "FILE", requires = "model")]
    pub labels: Option<PathBuf>,

    /// Words that attribute, in addition to the built-in ones or in their place (format:
    /// crates/relata-syntax/data/cues.tsv).
    #[arg(long, value_name = "FILE")]
    pub cues: Option<PathBuf>,
}

impl ExtractArguments {
    /// What to write, where some of the input is lines of JSON or none is; `None` for a format that
    /// they do not go with.
    pub fn format(&self, has_lines: bool) -> Option<Format> {
        let usual = if has_lines { Format::Jsonl } else { Format::Json };
        let alone = [Format::Json, Format::Report, Format::Conllu];
        self.format.or(Some(usual)).filter(|format| !has_lines || !alone.contains(format))
    }

    /// What one document may cost.
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        limits.bytes = self.max_bytes;
        limits.words = self.max_words;
        limits.time = self.timeout;
        limits
    }

    /// What to do with boilerplate.
    pub const fn boilerplate(&self) -> Boilerplate {
        if self.no_clean { Boilerplate::Keep } else { Boilerplate::Drop }
    }
}

fn encoding(label: &str) -> Result<&'static str, String> {
    relata::encoding::name(label).ok_or_else(|| "no encoding of this name".to_owned())
}

/// A length of time in seconds.
fn seconds(written: &str) -> Result<Duration, String> {
    let seconds: f64 = written.parse().map_err(|_| "no number of seconds".to_owned())?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    if time.is_zero() { Err("no time at all".to_owned()) } else { Ok(time) }
}

/// Arithmetic of the encoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Precision {
    /// That in which the model's weights are stored.
    AsStored,
    /// 32-bit floats.
    F32,
    /// 8-bit integers: several times as fast.
    Int8,
}

impl Precision {
    /// The written form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsStored => "as-stored",
            Self::F32 => "f32",
            Self::Int8 => "int8",
        }
    }
}

impl From<Precision> for relata::Precision {
    fn from(precision: Precision) -> Self {
        match precision {
            Precision::AsStored => Self::AsStored,
            Precision::F32 => Self::F32,
            Precision::Int8 => Self::Int8,
        }
    }
}

/// Arguments of `relata corpus`.
#[derive(Debug, Args)]
pub struct CorpusArguments {
    /// Extractions as lines of JSON, as `relata extract --format jsonl` prints them; `-` or none:
    /// standard input.
    pub files: Vec<PathBuf>,

    /// The articles of the extractions as lines of JSON (`{"id", "text"}`), where the extractions
    /// do not repeat their texts: with them, reprints are found by their whole text.
    #[arg(long, value_name = "FILE")]
    pub texts: Vec<PathBuf>,

    /// A file of what is known from earlier runs: it is read where it is there, and written anew
    /// in the end. Its events and entities keep their identifiers.
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,

    /// Own entities, which go before those that are found: columns id, names (separated by |),
    /// country, sector, wikidata, separated by tabs.
    #[arg(long, value_name = "FILE")]
    pub entities: Option<PathBuf>,

    /// What a record or row stands for.
    #[arg(long, value_enum, default_value_t = CorpusTable::Events)]
    pub table: CorpusTable,

    /// How to write it.
    #[arg(long, value_enum, default_value_t = CorpusFormat::Jsonl)]
    pub format: CorpusFormat,

    /// Where to write instead of to standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Leave out events that fewer articles tell of.
    #[arg(long, value_name = "N", default_value = "1")]
    pub min_reports: usize,

    /// Articles that were published further apart tell of one event only where both give its day.
    #[arg(long, value_name = "DAYS")]
    pub window: Option<u16>,

    /// How like events must be to be one, 0 to 1 [default: what the library has].
    #[arg(long, value_name = "SCORE")]
    pub min_event_score: Option<f32>,

    /// How likely entities must be one, 0 to 1 [default: what the library has].
    #[arg(long, value_name = "SCORE")]
    pub min_entity_score: Option<f32>,
}

/// What a record or row of `relata corpus` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CorpusTable {
    /// An event over all articles.
    Events,
    /// A source with what it says of an event.
    Attestations,
    /// An article that tells of an event.
    Reports,
    /// A number of people harmed, by source and day.
    Casualties,
    /// What articles or sources contradict each other on, and numbers that were updated.
    Discrepancies,
    /// An entity over all articles.
    Entities,
    /// An article, and what it takes from others.
    Articles,
}

/// How `relata corpus` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CorpusFormat {
    /// One JSON object a line: events, entities or articles.
    Jsonl,
    /// A table, values separated by commas.
    Csv,
    /// A table, values separated by tabs.
    Tsv,
    /// A web page with the events and their reports.
    Html,
}

/// Arguments of `relata bench`.
#[derive(Debug, Args)]
pub struct BenchArguments {
    /// Articles: files, folders and patterns as `relata extract` takes them.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,

    /// Passes over the articles, after a first one that does not count.
    #[arg(long, value_name = "N", default_value = "3")]
    pub repeats: NonZeroUsize,

    /// Number of threads, at most one a core [default: one a core].
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// `accurate`, `fast`, or the directory of another model.
    #[arg(long, value_name = "fast|DIR")]
    pub model: Option<ModelSource>,

    /// Arithmetic of the encoder.
    #[arg(long, value_enum, default_value_t = Precision::AsStored)]
    pub precision: Precision,

    /// What to print.
    #[arg(long, value_enum, default_value_t = BenchFormat::Text)]
    pub format: BenchFormat,
}

/// What `relata bench` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BenchFormat {
    /// A table.
    Text,
    /// One JSON object.
    Json,
}

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a document, indented.
    Json,
    /// One JSON object a document, each on a line of its own.
    Jsonl,
    /// For people: who said what happened.
    Report,
    /// The token layers as CoNLL-U.
    Conllu,
    /// Web pages to look at, one a document, with an index.
    Html,
    /// A table, values separated by commas (see --table, --columns).
    Csv,
    /// A table, values separated by tabs.
    Tsv,
    /// A table as Apache Parquet, where relata was compiled with it.
    Parquet,
    /// Places with a point.
    Geojson,
    /// Standoff annotation for brat.
    Brat,
    /// JSON for spaCy's displaCy, one object a line.
    Displacy,
}

/// A day on which an article may have been published; years before the first newspapers are
/// refused.
pub fn day_of_publication(text: &str) -> Result<Date, String> {
    let date: Date = text.parse::<Date>().map_err(|error| error.to_string())?;
    if date.year() < 1600 {
        return Err(format!("no article was published in the year {}", date.year()));
    }
    Ok(date)
}

fn tables() -> impl TypedValueParser<Value = Table> {
    let names = Table::ALL.iter().map(|table| table.as_str());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Table>())
}

fn presets() -> impl TypedValueParser<Value = Preset> {
    let names = Preset::ALL.iter().map(|preset| preset.as_str());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Preset>())
}
