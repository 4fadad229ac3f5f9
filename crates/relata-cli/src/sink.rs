//! Where extractions go: printed, or into files.

mod folder;
mod output_file;
mod piece;
mod resume;
mod rows;
mod tables;

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use relata::Extraction;
use relata_page::IndexEntry;
use relata_table::GeoJson;

use crate::arguments::{ExtractArguments, Format};
use crate::failure::Failure;
use crate::interrupt;
use crate::output::{Output, write_whole};
use folder::Folder;
use output_file::{Writer, file, has_content, writer};
pub use resume::Done;
use tables::Tables;

/// The list of the pages of a folder.
const INDEX: &str = "index.html";

/// Takes extractions one by one, in the format asked for.
pub enum Sink {
    /// One record a document: to standard output, or to a file.
    Records(Output, Option<File>),
    /// One page a document.
    Pages(Folder, Vec<IndexEntry>),
    /// One page; what was written before, where there is one.
    Page(Option<Writer>),
    Tables(Tables),
    Places(Box<GeoJson<Writer>>),
    Standoff(Option<Folder>),
    Displacy(Writer),
}

impl Sink {
    /// Opens the output.
    pub fn open(arguments: &ExtractArguments, format: Format) -> Result<Self, Failure> {
        let (out, resume) = (arguments.out.as_deref(), arguments.resume);
        if !is_table(format) && (arguments.table.is_some() || arguments.columns.is_some()) {
            return Err(Failure::Usage("--table and --columns go with csv, tsv and parquet alone"));
        }
        Ok(match format {
            Format::Json | Format::Jsonl | Format::Report => {
                let file = out.map(|path| file(path, resume)).transpose()?;
                Self::Records(Output::new(format), file)
            }
            Format::Conllu if out.is_some() => {
                return Err(Failure::Usage("--out does not go with conllu"));
            }
            Format::Conllu => Self::Records(Output::new(format), None),
            Format::Html => match out {
                Some(path) if path.extension().is_none_or(|end| end != "html") => {
                    let folder = Folder::open(path, "html", resume)?;
                    let entries = folder.files()?.into_iter().map(|(name, page)| {
                        IndexEntry::of_page(name, &String::from_utf8_lossy(&page))
                    });
                    Self::Pages(folder, entries.collect())
                }
                _ => Self::Page(Some(writer(out, false)?)),
            },
            Format::Geojson if resume && has_content(out) => {
                Self::Places(Box::new(GeoJson::behind_others(writer(out, resume)?)))
            }
            Format::Geojson => Self::Places(Box::new(GeoJson::new(writer(out, resume)?)?)),
            Format::Displacy => Self::Displacy(writer(out, resume)?),
            Format::Brat => {
                let folder = out.map(|path| Folder::open(path, "ann", resume));
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
                let page = relata_page::page_with_index(given, extraction, INDEX);
                let name = folder.name(extraction.id.as_deref());
                folder.write(&name, page.as_bytes())?;
                entries.push(IndexEntry::new(name, given, extraction));
            }
            Self::Page(out) => {
                let Some(mut out) = out.take() else {
                    return Err(Failure::Usage("pages of several documents need --out FOLDER"));
                };
                out.write_all(relata_page::page(given, extraction).as_bytes())?;
                let _whole = interrupt::writing();
                out.flush()?;
            }
            Self::Tables(tables) => {
                let _whole = interrupt::writing();
                tables.write(given, extraction)?;
            }
            Self::Places(places) => {
                let _whole = interrupt::writing();
                places.write(given, extraction)?;
            }
            Self::Standoff(None) => {
                write_whole(relata_table::brat(given, extraction).as_bytes())?;
            }
            Self::Standoff(Some(folder)) => {
                // The annotations last: by them the document counts as done.
                let name = folder.name(extraction.id.as_deref());
                let text = extraction.text.as_deref().unwrap_or(given);
                let beside = Path::new(&name).with_extension("txt");
                folder.write(&beside.to_string_lossy(), text.as_bytes())?;
                folder.write(&name, relata_table::brat(given, extraction).as_bytes())?;
            }
            Self::Displacy(out) => {
                serde_json::to_writer(&mut *out, &relata_table::displacy(given, extraction))?;
                out.write_all(b"\n")?;
                let _whole = interrupt::writing();
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
                folder.write(INDEX, relata_page::index(&entries).as_bytes())
            }
            Self::Tables(tables) => tables.finish(),
            Self::Places(places) => places.finish().map(|_| ()).map_err(Failure::from),
            _ => Ok(()),
        }
    }
}

const fn is_table(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Tsv | Format::Parquet)
}
