//! Stored extractions as a Parquet file of claims, for Polars, pandas, `DuckDB` or Spark.
//!
//! ```sh
//! relata extract news/ --format jsonl > extractions.jsonl
//! cargo run --release -p relata-table --features parquet --example to_parquet -- \
//!     claims.parquet < extractions.jsonl
//! ```

use std::error::Error;
use std::fs::File;
use std::io;

use relata_core::Extraction;
use relata_table::{Layout, ParquetTable, Table};

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).ok_or("the name of the file to write is needed")?;
    let mut claims = ParquetTable::new(File::create(&out)?, Layout::Table(Table::Claims))?;
    let mut documents = 0;
    for line in io::stdin().lines() {
        let extraction: Extraction = serde_json::from_str(&line?)?;
        // Nothing of this table is cut from the text, so that it need not be there.
        claims.write("", &extraction)?;
        documents += 1;
    }
    claims.finish()?;
    println!("the claims of {documents} articles are in {out}");
    Ok(())
}
