//! The data model of relata, and nothing else: spans, token layers, entities, claims, events, the
//! extraction.
//!
//! Every other crate of relata depends on this one; it depends on `serde`, `thiserror`
//! and `libm` alone.
//! Use it by itself to read extractions back from JSON; to make extractions use the crate `relata`.
//!
//! All offsets are half-open ranges of UTF-8 bytes into the raw text. Wherever a type holds a
//! [`TextSpan`], its text is exactly those bytes.

mod article;
mod block;
mod casualties;
mod check;
mod claim;
pub mod conllu;
mod date;
mod dateline;
mod entity;
mod error;
mod event;
mod event_type;
mod extraction;
mod factuality;
mod id;
mod labels;
mod lookup;
mod open_labels;
mod page;
mod place;
mod reading;
#[cfg(feature = "schema")]
mod schema;
mod score;
mod sector;
mod span;
mod spans;
mod time;
mod trace;
mod trigger;
mod voice;
mod warning;
mod weights;

pub use article::{Article, TextFormat};
pub use block::{Block, BlockRole};
pub use casualties::{Casualties, CasualtyCount, CasualtyKind, CasualtyRange, CasualtyStatus};
pub use check::{RecordRule, Violation};
pub use claim::{Claim, ClaimMode, Cue, Participant, Source, SourceKind, Stance, StanceBasis};
pub use date::Date;
pub use dateline::Dateline;
pub use entity::{Entity, Mention, MentionKind};
pub use error::{ParseError, SpanError};
pub use event::{
    Absence, Aspect, Attestation, AttestationStance, DecidedBy, Decisions, Discrepancy,
    DiscrepancyKind, Event, EventRelation, EventRelationType, EventTime, Statement,
};
pub use event_type::{
    Acled, AcledEventType, AcledSubEventType, Class, EventType, Plover, PloverContext, PloverEvent,
    PloverMode,
};
pub use extraction::Extraction;
pub use factuality::{Factuality, Modality, Polarity};
pub use id::{ClaimId, EntityId, EventId, TimeId};
pub use labels::{AttributionRole, Bio, EntityType, EventClass, Relation, Upos};
pub use page::{DateOrigin, EncodingOrigin, Page};
pub use place::{Coordinates, Place, PlaceOffset, PlacePrecision, PlaceReason};
pub use reading::{EventScores, EventTag, LabelledSpan, Reading, Sentence, Token, TokenScores};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use score::Score;
pub use sector::Sector;
pub use span::{CharOffsets, Span, TextSpan};
pub use time::{Days, Quantity, TimeAnchor, TimeExpression, TimeType};
pub use trace::TraceStep;
pub use trigger::{
    ArgumentRole, EventTrigger, NewsClass, SameEvent, TriggerArgument, TriggerScores,
};
pub use voice::Voice;
pub use warning::{Warning, WarningKind};
pub use weights::{NamedWeights, WeightTable, Weights};
