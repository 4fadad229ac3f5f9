//! Where extractions go: printed, or into files.

mod folder;
mod tables;

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write};
use std::path::{Path, PathBuf};

use relata::Extraction;
use relata_page::IndexEntry;
use relata_table::GeoJson;
use serde::Deserialize;

use crate::arguments::{ExtractArguments, Format};
use crate::failure::Failure;
use crate::interrupt;
use crate::output::{Output, write_whole};
use folder::Folder;
use tables::Tables;

/// Takes extractions one by one, in the format asked for.
pub enum Sink {
    /// One record a document: to standard output, or to a file.
    Records(Output, Option<File>),
    /// One page a document.
    Pages(Folder, Vec<IndexEntry>),
    /// One page; what was written before, where there is one.
    Page(Option<Box<dyn Write + Send>>),
    Tables(Tables),
    Places(Box<GeoJson<Box<dyn Write + Send>>>),
    Standoff(Option<Folder>),
    Displacy(Box<dyn Write + Send>),
}

impl Sink {
    /// Opens the output.
    pub fn open(arguments: &ExtractArguments, format: Format) -> Result<Self, Failure> {
        let out = arguments.out.as_deref();
        if arguments.resume && !matches!(format, Format::Jsonl | Format::Html | Format::Brat) {
            return Err(Failure::Usage("--resume goes with jsonl, html and brat alone"));
        }
        if !is_table(format) && (arguments.table.is_some() || arguments.columns.is_some()) {
            return Err(Failure::Usage("--table and --columns go with csv, tsv and parquet alone"));
        }
        Ok(match format {
            Format::Json | Format::Jsonl | Format::Report => {
                let file = out.map(|path| records(path, arguments.resume)).transpose()?;
                Self::Records(Output::new(format), file)
            }
            Format::Conllu if out.is_some() => {
                return Err(Failure::Usage("--out does not go with conllu"));
            }
            Format::Conllu => Self::Records(Output::new(format), None),
            Format::Html => match out {
                Some(path) if path.extension().is_none_or(|end| end != "html") => {
                    let folder = Folder::open(path, "html", arguments.resume)?;
                    let entries = folder.files()?.into_iter().map(|(name, page)| {
                        IndexEntry::of_page(name, &String::from_utf8_lossy(&page))
                    });
                    Self::Pages(folder, entries.collect())
                }
                _ => Self::Page(Some(writer(out)?)),
            },
            Format::Geojson => Self::Places(Box::new(GeoJson::new(writer(out)?)?)),
            Format::Displacy => Self::Displacy(writer(out)?),
            Format::Brat => {
                let folder = out.map(|path| Folder::open(path, "ann", arguments.resume));
                let folder = folder.transpose()?;
                if let Some(folder) = &folder {
                    let configuration = relata_table::brat_configuration();
                    folder.write("annotation.conf", configuration.as_bytes())?;
                }
                Self::Standoff(folder)
            }
            _ => Self::Tables(Tables::open(arguments, format)?),
        })
    }

    /// Takes an extraction from the text that was given.
    pub fn extraction(&mut self, given: &str, extraction: &Extraction) -> Result<(), Failure> {
        match self {
            Self::Records(output, None) => output.extraction(given, extraction)?,
            Self::Records(output, Some(file)) => {
                let record = output.record(given, extraction)?;
                let _whole = interrupt::writing();
                file.write_all(&record)?;
            }
            Self::Pages(folder, entries) => {
                let page = relata_page::page(given, extraction);
                let name = folder.add(extraction.id.as_deref(), page.as_bytes())?;
                entries.push(IndexEntry::new(name, given, extraction));
            }
            Self::Page(out) => {
                let Some(mut out) = out.take() else {
                    return Err(Failure::Usage("pages of several documents need --out FOLDER"));
                };
                out.write_all(relata_page::page(given, extraction).as_bytes())?;
                out.flush()?;
            }
            Self::Tables(tables) => tables.write(given, extraction)?,
            Self::Places(places) => places.write(given, extraction)?,
            Self::Standoff(None) => {
                write_whole(relata_table::brat(given, extraction).as_bytes())?;
            }
            Self::Standoff(Some(folder)) => {
                let standoff = relata_table::brat(given, extraction);
                let name = folder.add(extraction.id.as_deref(), standoff.as_bytes())?;
                let text = extraction.text.as_deref().unwrap_or(given);
                let beside = Path::new(&name).with_extension("txt");
                folder.write(&beside.to_string_lossy(), text.as_bytes())?;
            }
            Self::Displacy(out) => {
                serde_json::to_writer(&mut *out, &relata_table::displacy(given, extraction))?;
                out.write_all(b"\n")?;
                out.flush()?;
            }
        }
        Ok(())
    }

    /// Writes what a line that could not be read leaves in its place; other formats than lines of
    /// JSON have no place for it, so that standard error says it.
    pub fn refusal(&mut self, id: Option<&str>, error: &str) -> Result<(), Failure> {
        let line = serde_json::json!({ "id": id, "error": error }).to_string() + "\n";
        match self {
            Self::Records(_, None) => write_whole(line.as_bytes())?,
            Self::Records(_, Some(file)) => {
                let _whole = interrupt::writing();
                file.write_all(line.as_bytes())?;
            }
            _ => eprintln!("relata: {}: {error}", id.unwrap_or("(no identifier)")),
        }
        Ok(())
    }

    /// Ends the output.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Pages(folder, entries) => {
                folder.write("index.html", relata_page::index(&entries).as_bytes())
            }
            Self::Tables(tables) => tables.finish(),
            Self::Places(places) => places.finish().map(|_| ()).map_err(Failure::from),
            _ => Ok(()),
        }
    }
}

const fn is_table(format: Format) -> bool {
    match format {
        Format::Csv | Format::Tsv => true,
        #[cfg(feature = "parquet")]
        Format::Parquet => true,
        _ => false,
    }
}

/// Standard output, or a file that is written anew.
fn writer(path: Option<&Path>) -> Result<Box<dyn Write + Send>, Failure> {
    Ok(match path {
        Some(path) => Box::new(io::BufWriter::new(create(path)?)),
        None => Box::new(Whole),
    })
}

fn create(path: &Path) -> Result<File, Failure> {
    File::create(path).map_err(|source| Failure::of_file(path, source))
}

/// A file of records: written anew, or behind what it has.
fn records(path: &Path, resume: bool) -> Result<File, Failure> {
    if !resume {
        return create(path);
    }
    let failed = |source| Failure::of_file(path, source);
    let file =
        OpenOptions::new().read(true).create(true).append(true).open(path).map_err(failed)?;
    let whole = whole_lines(&file).and_then(|length| file.set_len(length));
    whole.map_err(failed)?;
    Ok(file)
}

/// Bytes up to the end of the last whole line: behind it stands what an earlier run could not
/// finish.
fn whole_lines(file: &File) -> io::Result<u64> {
    let mut input = BufReader::new(file);
    let (mut length, mut line) = (0, Vec::new());
    while input.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
        length += line.len() as u64;
        line.clear();
    }
    Ok(length)
}

/// Standard output, of which each piece is written whole.
struct Whole;

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _whole = interrupt::writing();
        io::stdout().lock().write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().lock().flush()
    }
}

/// What an earlier run has done.
#[derive(Debug, Clone, Default)]
pub enum Done {
    /// Nothing, or it is done anew.
    #[default]
    Nothing,
    /// The documents of these identifiers.
    Lines(BTreeSet<String>),
    /// Those of which a folder has a file of this ending.
    Files(PathBuf, &'static str),
}

/// The part of a line by which a document is known.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

impl Done {
    /// Looks at what `--out` has, where the run is to go on with it.
    pub fn of(arguments: &ExtractArguments, format: Format) -> Result<Self, Failure> {
        let Some(path) = arguments.out.as_deref().filter(|_| arguments.resume) else {
            return Ok(Self::Nothing);
        };
        match format {
            Format::Html => Ok(Self::Files(path.to_owned(), "html")),
            Format::Brat => Ok(Self::Files(path.to_owned(), "ann")),
            _ => Ok(Self::Lines(lines(path)?)),
        }
    }

    /// Whether a document has been done.
    pub fn has(&self, id: Option<&str>) -> bool {
        match (self, id) {
            (Self::Lines(known), Some(id)) => known.contains(id),
            (Self::Files(folder, ending), Some(id)) => {
                folder.join(format!("{}.{ending}", folder::file_stem(Some(id)))).is_file()
            }
            _ => false,
        }
    }
}

/// The identifiers of the extractions of a file; one that a signal cut short is not among them, and
/// neither is a document that could not be read.
fn lines(path: &Path) -> Result<BTreeSet<String>, Failure> {
    let failed = |source| Failure::of_file(path, source);
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut known = BTreeSet::new();
    for line in BufReader::new(file).lines() {
        if let Ok(Line { id: Some(id), error: None }) = serde_json::from_str(&line.map_err(failed)?)
        {
            known.insert(id);
        }
    }
    Ok(known)
}
