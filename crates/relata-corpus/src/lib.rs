//! Many articles: which reports are one report, who is who, which events are one event, who says so
//! and who denies it.
//!
//! A [`Corpus`] takes extractions of articles and links them: reprints are found by their text,
//! entities and events by fitted scores. Each event has its sources, each counted once however many
//! papers print it, a [`Status`], the numbers of people harmed by source and day, what was updated
//! and what is contradicted. The result does not depend on the order in which articles come, and a
//! corpus that was saved goes on: its events are extended, their identifiers stay.
//!
//! Use the crate `relata` to make extractions; this one depends on the data model alone.
//!
//! ```
//! use relata_core::{Article, Extraction};
//! use relata_corpus::{Corpus, CorpusOptions};
//! let text = "Rain fell in Oslo on Monday evening, the weather service said.";
//! let mut corpus = Corpus::new(CorpusOptions::default());
//! for paper in ["one", "two"] {
//!     let article = Article::new(text).with_id(paper).with_text_repeated();
//!     corpus.add(&Extraction::new(&article), Some(text));
//! }
//! corpus.link();
//! assert_eq!(corpus.articles().count(), 2);
//! ```

mod assembly;
mod calendar;
mod corpus;
mod corroboration;
mod digest;
mod entities;
mod error;
mod events;
mod names;
mod options;
mod record;
mod reprints;
mod sketch;
mod store;
mod text;

pub use corpus::{Added, Corpus, Notice};
pub use entities::{EntityTable, TableError, TableRow};
pub use error::{CorpusError, CorpusErrorKind};
pub use options::CorpusOptions;
pub use record::{
    ArticleRecord, CasualtyEntry, ChainEntry, ChainMention, CopiedFrom, CorpusDiscrepancy,
    EntityMention, EntityRecord, EventRecord, PartyEntry, PlaceEntry, ReportEntry, Says,
    SourceEntry, SourceType, StatementEntry, Status, Update,
};
pub use sketch::EventSketch;
pub use text::stems;
