//! Tables, one of them or all.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use relata::Extraction;
use relata_table::{Layout, Table, TextTable};

use super::output_file::{Writer, has_content, writer};
use crate::arguments::{ExtractArguments, Format};
use crate::failure::Failure;

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
        if format == Format::Parquet && !cfg!(feature = "parquet") {
            return Err(Failure::Usage(
                "this relata was compiled without Parquet: cargo install relata-cli --features \
                 parquet",
            ));
        }
        let resume = arguments.resume;
        match (layout(arguments), arguments.out.as_deref()) {
            (Some(layout), out) => Ok(Self(vec![Open::new(out, layout, format, resume)?])),
            (None, None) => Err(Failure::Usage(
                "say which --table or --columns, or --out FOLDER for all tables",
            )),
            (None, Some(folder)) => {
                fs::create_dir_all(folder).map_err(|source| Failure::of_file(folder, source))?;
                let open = |table: &Table| {
                    let file = folder.join(format!("{table}.{}", ending(format)));
                    Open::new(Some(&file), Layout::Table(*table), format, resume)
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
    /// A table that is written anew, or behind the rows that it has.
    fn new(
        path: Option<&Path>,
        layout: Layout,
        format: Format,
        resume: bool,
    ) -> Result<Self, Failure> {
        let goes_on = resume && has_content(path);
        #[cfg(feature = "parquet")]
        if format == Format::Parquet {
            let table = relata_table::ParquetTable::new(super::output_file::stream(path)?, layout)?;
            return Ok(Self::Parquet(Box::new(table)));
        }
        let out = writer(path, resume)?;
        Ok(match (format, goes_on) {
            (Format::Tsv, false) => Self::Text(Box::new(TextTable::tab(out, layout)?)),
            (Format::Tsv, true) => Self::Text(Box::new(TextTable::tab_rows(out, layout))),
            (_, false) => Self::Text(Box::new(TextTable::comma(out, layout)?)),
            (_, true) => Self::Text(Box::new(TextTable::comma_rows(out, layout))),
        })
    }
}

/// The one table asked for.
pub fn layout(arguments: &ExtractArguments) -> Option<Layout> {
    let table = arguments.table.map(Layout::Table);
    table.or_else(|| arguments.columns.map(Layout::Preset))
}

/// The ending of a table's file.
pub const fn ending(format: Format) -> &'static str {
    match format {
        Format::Parquet => "parquet",
        Format::Tsv => "tsv",
        _ => "csv",
    }
}
