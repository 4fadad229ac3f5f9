//! relata in SQL: extraction, tables and linking as functions of [DataFusion].
//!
//! ```
//! # #[tokio::main]
//! # async fn main() -> datafusion::error::Result<()> {
//! let session = relata_datafusion::session()?;
//! let sql = "SELECT relata_extract('Police arrested two men in Leeds.') AS extraction";
//! let rows = session.sql(sql).await?.collect().await?;
//! assert_eq!(rows[0].num_rows(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! | scalar function | |
//! | --- | --- |
//! | `relata_extract(text, published, publisher, id, title, url)` | the extraction as JSON; what is behind `text` may be left out |
//! | `relata_events(extraction)`, `relata_claims(extraction)` … | its rows, a list of structures: one function for each [`relata_table::Table`] |
//! | `relata_sketches(extraction)` | what linking keeps of each event, and the keys by which others are found |
//! | `relata_likeness(sketch, sketch, days)` | how likely two events are one, 0 to 1 |
//! | `relata_groups(pairs, least)` | reports that are one event, by the likeness of pairs |
//! | `relata_error(extraction)` | what kept an article from being read |
//!
//! | table function | |
//! | --- | --- |
//! | `relata_events('articles')`, `relata_claims('articles')` … | the rows of all articles of a table, or of a Parquet file or folder of that name |
//! | `relata_sketches('articles')` | the same for sketches |
//! | `relata_linked('sketches', days, least)` | which reports tell of one event |
//!
//! A table of articles has a column `text`, and where they are known `id`, `published`,
//! `publisher`, `title` and `url`; one of extractions has a column `extraction` in their place.
//!
//! [DataFusion]: https://datafusion.apache.org

mod arguments;
mod arrays;
mod extractor;
mod functions;
mod grouping;
mod linking;
mod output;
mod parts;
mod session;
mod store;
mod table_functions;

pub use extractor::{build_extractor, extractor, set_extractor};
pub use linking::{LinkOptions, linking_sql};
pub use output::write_parquet;
pub use parts::parquet_table;
pub use session::{register, runtime, scalar_functions, session, session_state, thread_runtime};
