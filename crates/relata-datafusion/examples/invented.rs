//! Writes invented families of articles as Parquet files, in four parts.
//!
//! ```sh
//! cargo run --release --example invented -- 100 articles
//! ```

use std::fs::{File, create_dir_all};
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::parquet::arrow::ArrowWriter;
use relata_sample::{FamilyArticle, family};

const PARTS: usize = 4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let families: u64 = arguments.next().map_or(Ok(100), |number| number.parse())?;
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "articles".to_owned()));
    create_dir_all(&folder)?;
    let articles: Vec<FamilyArticle> =
        (0..families).flat_map(|number| family(number).articles).collect();
    for (number, part) in articles.chunks(articles.len().div_ceil(PARTS).max(1)).enumerate() {
        let column = |of: fn(&FamilyArticle) -> &str| -> ArrayRef {
            Arc::new(part.iter().map(|article| Some(of(article))).collect::<StringArray>())
        };
        let batch = RecordBatch::try_from_iter([
            ("id", column(|article| &article.id)),
            ("publisher", column(|article| &article.publisher)),
            ("published", column(|article| &article.published)),
            ("text", column(|article| &article.text)),
        ])?;
        let file = File::create(folder.join(format!("part-{number}.parquet")))?;
        let mut writer = ArrowWriter::try_new(file, batch.schema(), None)?;
        writer.write(&batch)?;
        writer.close()?;
    }
    println!("{} articles in {}", articles.len(), folder.display());
    Ok(())
}
