//! Rows as a Parquet file.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use datafusion::common::{DataFusionError, Result};
use datafusion::dataframe::DataFrame;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;
use futures::StreamExt as _;

/// Writes the rows of a query to one file; how many there are. The file is there when it is whole.
///
/// The rows come to this process and are written here: of tasks that write files by themselves, one
/// that is run again after an executor was lost would leave its rows twice.
///
/// # Errors
/// Where the query fails, or the file cannot be written.
///
/// ```
/// # #[tokio::main]
/// # async fn main() -> datafusion::error::Result<()> {
/// let file = std::env::temp_dir().join("relata-datafusion-output.parquet");
/// let rows = relata_datafusion::session()?.sql("SELECT 1 AS one").await?;
/// assert_eq!(relata_datafusion::write_parquet(rows, &file).await?, 1);
/// # std::fs::remove_file(file)?;
/// # Ok(())
/// # }
/// ```
pub async fn write_parquet(rows: DataFrame, path: impl AsRef<Path>) -> Result<usize> {
    let path = path.as_ref();
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    let written = write(rows, &unfinished).await;
    let written = written.and_then(|count| {
        std::fs::rename(&unfinished, path)?;
        Ok(count)
    });
    if written.is_err() {
        // What is left of it is of no use; that it cannot be removed is no further error.
        let _ = std::fs::remove_file(&unfinished);
    }
    written.map_err(|error| error.context(format!("{}", path.display())))
}

async fn write(rows: DataFrame, path: &Path) -> Result<usize> {
    let mut rows = rows.execute_stream().await?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let file = File::create(path)?;
    let mut writer = ArrowWriter::try_new(file, Arc::clone(&rows.schema()), Some(properties))?;
    let mut count = 0;
    while let Some(batch) = rows.next().await {
        let batch = batch?;
        count += batch.num_rows();
        writer.write(&batch)?;
    }
    writer.close().map_err(DataFusionError::from)?;
    Ok(count)
}
