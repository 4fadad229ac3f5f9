//! Who reported what happened: attributed events from news articles.
//!
//! relata reads a raw news article and returns what happened, who did it to whom, where, when, and
//! *who says so*. Its own trained English model is inside: no download, no server, no Python.
//!
//! ```
//! # fn main() -> Result<(), relata::Error> {
//! let extractor = relata::Extractor::new()?;
//! let extraction =
//!     extractor.extract("Rebels shelled the port on Monday, the mayor of Aden said.")?;
//! for claim in &extraction.claims {
//!     let source = claim.source.as_ref().map_or("(not stated)", |s| s.text.text.as_str());
//!     println!("{source}: {}", claim.content[0].text);
//! }
//! # assert_eq!(extraction.claims.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! A debug build without optimisation takes half a minute for an article. **A program that depends
//! on relata wants these lines in its `Cargo.toml`:**
//!
//! ```toml
//! [profile.dev.package."*"]
//! opt-level = 3
//! ```
//!
//! Every string of an [`Extraction`] stands at its `start..end` in the text that was given, counted
//! in UTF-8 bytes. The same input gives the same output on any day and any number of threads; dates
//! are reckoned from [`Article::published`] alone.
//!
//! | feature | |
//! | --- | --- |
//! | `model-en` (default) | the English model inside, 24 MB |
//! | `model-en-fast` | the fast English model inside, 10 MB: [`ModelSource::EnglishFast`] |
//! | `html` (default) | web pages as input |
//! | `schema` | the JSON Schema of extractions |
//! | `hub` | models from the Hugging Face hub by name |
//! | `tracing` | spans of [`tracing`](https://docs.rs/tracing): one a document, one a stage |
//!
//! The stages are crates of their own for those who need only one: `relata-text` (cleaning,
//! sentences), `relata-encoder` (the transformer), `relata-ner` (entities), `relata-claims`
//! (attribution), `relata-events` (events). They meet here alone.

mod batch;
mod error;
mod extractor;
#[cfg(feature = "hub")]
pub mod hub;
mod layers;
mod limit_error;
mod limits;
mod options;
#[cfg(feature = "html")]
mod page;
mod pipeline;
mod stream;
mod timings;
mod trace;

pub use error::{Error, ErrorKind};
pub use extractor::Extractor;
pub use limit_error::LimitError;
pub use limits::Limits;
pub use options::{ExtractorBuilder, ModelSource, english_fast_model, english_model};
#[cfg(feature = "html")]
pub use page::article_of_page;
pub use stream::{ExtractIter, ExtractReceived, InputError, IntoArticle};
pub use timings::Timings;

pub use relata_claims::{ClaimOptions, CueLexicon, LexiconError};
#[cfg(feature = "schema")]
pub use relata_core::schema;
pub use relata_core::{
    Absence, Acled, AcledEventType, AcledSubEventType, Article, Aspect, Attestation,
    AttestationStance, Block, BlockRole, Casualties, CasualtyCount, CasualtyKind, CasualtyRange,
    CasualtyStatus, CharOffsets, Claim, ClaimId, ClaimMode, Class, Coordinates, Cue, Date,
    DateOrigin, Days, DecidedBy, Decisions, Discrepancy, DiscrepancyKind, EncodingOrigin, Entity,
    EntityId, EntityType, Event, EventId, EventRelation, EventRelationType, EventTime, EventType,
    Extraction, Factuality, Mention, MentionKind, Modality, NewsClass, Page, Participant, Place,
    PlaceOffset, PlacePrecision, PlaceReason, Plover, PloverContext, PloverEvent, PloverMode,
    Polarity, Quantity, Reading, RecordRule, Score, Sector, Source, SourceKind, Span, Stance,
    StanceBasis, Statement, TextFormat, TextSpan, TimeAnchor, TimeExpression, TimeId, TimeType,
    TraceStep, Violation, Voice, Warning, WarningKind, conllu,
};
pub use relata_encoder::{
    Backend, BackendError, CpuBackend, CpuOptions, EncoderInput, HiddenStates, LoadError,
    LoadErrorKind, Model, Precision, ReadError, ReadErrorKind, hf, instruction_set,
    instruction_sets,
};
pub use relata_events::{
    EventOptions, Ontology, OntologyError, OntologyErrorKind, OntologySource, OntologyTable,
};
pub use relata_ner::EntityOptions;
#[cfg(feature = "html")]
pub use relata_text::encoding;
pub use relata_text::{Boilerplate, SiteMemory};

#[cfg(any(doc, doctest))]
pub mod guide;
