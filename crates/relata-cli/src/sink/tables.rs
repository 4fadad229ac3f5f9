//! Tables, one of them or all.

use std::fs;
use std::io::Write;

use relata::Extraction;
use relata_table::{Layout, Table, TextTable};

use super::writer;
use crate::arguments::{ExtractArguments, Format};
use crate::failure::Failure;

type Writer = Box<dyn Write + Send>;

/// The tables that are written.
pub struct Tables(Vec<Open>);

/// A table that is open.
enum Open {
    Text(Box<TextTable<Writer>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<relata_table::ParquetTable<Writer>>),
}

impl Tables {
    /// Opens the table asked for, or all of them in a folder.
    pub fn open(arguments: &ExtractArguments, format: Format) -> Result<Self, Failure> {
        let layout = match (arguments.table, arguments.columns) {
            (Some(table), _) => Some(Layout::Table(table)),
            (None, Some(columns)) => Some(Layout::Preset(columns)),
            (None, None) => None,
        };
        match (layout, arguments.out.as_deref()) {
            (Some(layout), out) => Ok(Self(vec![Open::new(writer(out)?, layout, format)?])),
            (None, None) => Err(Failure::Usage(
                "say which --table or --columns, or --out FOLDER for all tables",
            )),
            (None, Some(folder)) => {
                fs::create_dir_all(folder).map_err(|source| Failure::of_file(folder, source))?;
                let open = |table: &Table| {
                    let file = folder.join(format!("{table}.{}", ending(format)));
                    Open::new(writer(Some(&file))?, Layout::Table(*table), format)
                };
                Ok(Self(Table::ALL.iter().map(open).collect::<Result<_, _>>()?))
            }
        }
    }

    /// Adds the rows of an extraction.
    pub fn write(&mut self, given: &str, extraction: &Extraction) -> Result<(), Failure> {
        self.0.iter_mut().try_for_each(|table| match table {
            Open::Text(table) => Ok(table.write(given, extraction)?),
            #[cfg(feature = "parquet")]
            Open::Parquet(table) => Ok(table.write(given, extraction)?),
        })
    }

    /// Ends the tables.
    pub fn finish(self) -> Result<(), Failure> {
        self.0.into_iter().try_for_each(|table| {
            let mut out = match table {
                Open::Text(table) => table.finish()?,
                #[cfg(feature = "parquet")]
                Open::Parquet(table) => table.finish()?,
            };
            Ok(out.flush()?)
        })
    }
}

impl Open {
    fn new(out: Writer, layout: Layout, format: Format) -> Result<Self, Failure> {
        Ok(match format {
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                Self::Parquet(Box::new(relata_table::ParquetTable::new(out, layout)?))
            }
            Format::Tsv => Self::Text(Box::new(TextTable::tab(out, layout)?)),
            _ => Self::Text(Box::new(TextTable::comma(out, layout)?)),
        })
    }
}

const fn ending(format: Format) -> &'static str {
    match format {
        #[cfg(feature = "parquet")]
        Format::Parquet => "parquet",
        Format::Tsv => "tsv",
        _ => "csv",
    }
}
