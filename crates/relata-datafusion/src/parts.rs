//! Tables of Parquet files.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::TableProvider;
use datafusion::common::{DataFusionError, Result, exec_datafusion_err};
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::store::ENDING;

/// The table of a Parquet file, or of all in a folder.
///
/// The files are those that are there now: one that is lost later is an error, not a table of fewer
/// rows.
///
/// # Errors
/// Where a file is missing, is no Parquet, or has other columns than the first: the error names it.
///
/// ```
/// let error = relata_datafusion::parquet_table("nowhere/articles.parquet").unwrap_err();
/// assert!(error.to_string().contains("nowhere/articles.parquet"));
/// ```
pub fn parquet_table(path: impl AsRef<Path>) -> Result<Arc<dyn TableProvider>> {
    let files = files(path.as_ref())?;
    let mut first: Option<(&PathBuf, SchemaRef)> = None;
    for file in &files {
        let schema = schema(file)?;
        match &first {
            None => first = Some((file, schema)),
            Some((other, wanted)) if schema.fields() != wanted.fields() => {
                let (file, other) = (file.display(), other.display());
                return Err(exec_datafusion_err!("{file} has other columns than {other}"));
            }
            Some(_) => {}
        }
    }
    let urls = files.iter().map(|file| url(file)).collect::<Result<Vec<_>>>()?;
    let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
    let config = ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options);
    let config = match first {
        Some((_, schema)) => config.with_schema(schema),
        None => config,
    };
    Ok(Arc::new(ListingTable::try_new(config)?))
}

/// The address of a file, whatever characters its name has.
fn url(file: &Path) -> Result<ListingTableUrl> {
    let file = file.canonicalize().map_err(|error| of(file, error))?;
    let url = url::Url::from_file_path(&file);
    let url = url.map_err(|()| exec_datafusion_err!("{} cannot be named", file.display()))?;
    ListingTableUrl::parse(url.as_str())
}

/// An error that names the file.
fn of(file: &Path, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> DataFusionError {
    DataFusionError::External(error.into()).context(format!("{}", file.display()))
}

/// The file, or those of the folder in the order of their names.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let about = std::fs::metadata(path).map_err(|error| of(path, error))?;
    if !about.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|error| of(path, error))? {
        let file = entry.map_err(|error| of(path, error))?.path();
        let is_part = file.file_name().is_some_and(|name| {
            name.to_string_lossy().ends_with(ENDING) && !name.to_string_lossy().starts_with('.')
        });
        if is_part && file.is_file() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(exec_datafusion_err!("{} has no file *{ENDING}", path.display()));
    }
    files.sort();
    Ok(files)
}

/// The columns of a file.
fn schema(file: &Path) -> Result<SchemaRef> {
    let opened = File::open(file).map_err(|error| of(file, error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(opened);
    Ok(Arc::clone(reader.map_err(|error| of(file, error))?.schema()))
}
