//! What comes out.

use serde::{Deserialize, Serialize};

use crate::{
    Absence, Article, Block, Claim, Date, DateOrigin, Dateline, Discrepancy, Entity, Event,
    EventId, Page, Quantity, Span, TimeExpression, TraceStep, Warning,
};

/// Everything that was found in one article.
///
/// Offsets count UTF-8 bytes of the text that was given, or of [`Extraction::text`] where that is
/// set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Extraction {
    /// Version of this format.
    pub schema_version: u32,
    /// The caller's name for the article.
    pub id: Option<String>,
    /// Title as the caller gave it, or as the page states it.
    pub title: Option<String>,
    /// Publisher as the caller gave it, or as the page states it.
    pub publisher: Option<String>,
    /// Where the article was found, as the caller gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Day of publication as the caller gave it, or as the page states it; relative dates are
    /// reckoned from it.
    pub published: Option<Date>,
    /// Where the day of publication comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_from: Option<DateOrigin>,
    /// What the page says about its article (HTML).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// ISO 639-1 code of the language found, `None` when the text is too short to tell.
    pub language: Option<String>,
    /// The text that offsets refer to, where it is not byte for byte what was given (HTML, another
    /// encoding).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Kept and dropped runs of the text.
    pub blocks: Vec<Block>,
    /// The dateline of the first paragraph, a sentence of its own; `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// Sentences of the kept blocks.
    pub sentences: Vec<Span>,
    /// Entities.
    pub entities: Vec<Entity>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Quantities.
    pub quantities: Vec<Quantity>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Events.
    pub events: Vec<Event>,
    /// The event that the article is about.
    pub main_event: Option<EventId>,
    /// Statements that differ.
    pub discrepancies: Vec<Discrepancy>,
    /// Statements that something is not known.
    pub absences: Vec<Absence>,
    /// Oddities.
    pub warnings: Vec<Warning>,
    /// Which rule or head decided what, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<TraceStep>,
}

impl Extraction {
    /// The format that this crate writes.
    pub const SCHEMA_VERSION: u32 = 2;

    /// An extraction that repeats the article's metadata and holds nothing yet.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        Self {
            schema_version: Self::SCHEMA_VERSION,
            id: article.id.clone(),
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            url: article.url.clone(),
            published: article.published,
            published_from: article.published.map(|_| DateOrigin::Given),
            page: None,
            language: None,
            text: None,
            blocks: Vec::new(),
            dateline: None,
            sentences: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            claims: Vec::new(),
            events: Vec::new(),
            main_event: None,
            discrepancies: Vec::new(),
            absences: Vec::new(),
            warnings: article.warnings.clone(),
            trace: Vec::new(),
        }
    }
}
