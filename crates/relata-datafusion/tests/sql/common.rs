//! Invented articles as Parquet files, and what a query returns as text.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::SessionContext;
use relata_sample::{Family, FamilyArticle, family};
use tempfile::TempDir;

/// Invented families, their articles in parts, and the sketches of their events.
pub struct Told {
    pub families: Vec<Family>,
    pub folder: TempDir,
}

/// Families that the tests share.
pub static TOLD: LazyLock<Told> = LazyLock::new(|| {
    let told = Told::new(40, 8);
    let sketches = told.folder.path().join("sketches.parquet");
    block_on(async {
        let session = relata_datafusion::session().unwrap();
        let sql = format!("SELECT * FROM relata_sketches('{}')", told.articles().display());
        let rows = session.sql(&sql).await.unwrap();
        assert!(relata_datafusion::write_parquet(rows, &sketches).await.unwrap() > 100);
    });
    told
});

impl Told {
    pub fn new(families: u64, parts: usize) -> Self {
        let families: Vec<Family> = (0..families).map(family).collect();
        let folder = tempfile::tempdir().unwrap();
        let told = Self { families, folder };
        std::fs::create_dir(told.articles()).unwrap();
        let articles: Vec<&FamilyArticle> = told.all().collect();
        for (number, part) in articles.chunks(articles.len().div_ceil(parts)).enumerate() {
            write(&told.articles().join(format!("part-{number}.parquet")), part);
        }
        told
    }

    pub fn all(&self) -> impl Iterator<Item = &FamilyArticle> {
        self.families.iter().flat_map(|family| &family.articles)
    }

    /// The folder of the articles.
    pub fn articles(&self) -> PathBuf {
        self.folder.path().join("articles")
    }

    /// The file of the sketches.
    pub fn sketches(&self) -> PathBuf {
        self.folder.path().join("sketches.parquet")
    }
}

/// Writes articles to a file.
pub fn write(file: &Path, articles: &[&FamilyArticle]) {
    let column = |of: fn(&FamilyArticle) -> &str| -> ArrayRef {
        Arc::new(articles.iter().map(|article| Some(of(article))).collect::<StringArray>())
    };
    let columns = [
        ("id", column(|article| &article.id)),
        ("publisher", column(|article| &article.publisher)),
        ("published", column(|article| &article.published)),
        ("text", column(|article| &article.text)),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(file).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// Runs it on threads whose stack is that of the programs.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    relata_datafusion::thread_runtime().unwrap().block_on(future)
}

/// The rows of a query, each with its values between bars; what it failed with.
pub async fn try_rows(session: &SessionContext, sql: &str) -> Result<Vec<String>, String> {
    let batches = session.sql(sql).await.map_err(|error| error.to_string())?;
    let batches = batches.collect().await.map_err(|error| error.to_string())?;
    Ok(batches.iter().flat_map(lines).collect())
}

pub async fn rows(session: &SessionContext, sql: &str) -> Vec<String> {
    try_rows(session, sql).await.unwrap()
}

fn lines(batch: &RecordBatch) -> Vec<String> {
    let options = FormatOptions::default();
    let columns: Vec<ArrayFormatter<'_>> = batch
        .columns()
        .iter()
        .map(|column| ArrayFormatter::try_new(column, &options).unwrap())
        .collect();
    let line = |row| {
        let values: Vec<String> =
            columns.iter().map(|column| column.value(row).to_string()).collect();
        values.join("|")
    };
    (0..batch.num_rows()).map(line).collect()
}
