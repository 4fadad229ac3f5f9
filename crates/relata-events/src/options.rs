//! Options of the event stage.

use std::sync::Arc;

use crate::Ontology;

/// How events are coded.
///
/// ```
/// use relata_events::{EventOptions, Ontology};
/// let options = EventOptions::default().with_ontology(Ontology::builtin());
/// assert!(!options.ontology.is_empty());
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EventOptions {
    /// Words of events and their types.
    pub ontology: Arc<Ontology>,
    /// Says in [`EventLayer::trace`](crate::EventLayer::trace) which rule or head decided what.
    pub explain: bool,
    /// Events of a lower score are left out, where the reader has event heads; those of the user's
    /// own lexicon never are.
    pub min_score: f32,
}

/// What [`EventOptions::min_score`] is unless set: of the events that are left some three in four
/// are right, and articles that tell of no event give none (BENCHMARKS.md).
const MIN_SCORE: f32 = 0.47;

impl Default for EventOptions {
    fn default() -> Self {
        Self { ontology: Ontology::builtin(), explain: false, min_score: MIN_SCORE }
    }
}

impl EventOptions {
    /// Sets the ontology.
    ///
    /// ```
    /// use relata_events::{EventOptions, Ontology};
    /// let options = EventOptions::default().with_ontology(Ontology::builtin());
    /// assert!(!options.ontology.is_empty());
    /// ```
    #[must_use]
    pub fn with_ontology(mut self, ontology: Arc<Ontology>) -> Self {
        self.ontology = ontology;
        self
    }

    /// Sets the least score; 0 keeps whatever the heads hold for possible.
    ///
    /// ```
    /// use relata_events::EventOptions;
    /// assert_eq!(EventOptions::default().with_min_score(0.9).min_score, 0.9);
    /// ```
    #[must_use]
    pub const fn with_min_score(mut self, least: f32) -> Self {
        self.min_score = least;
        self
    }

    /// Sets whether decisions are explained.
    ///
    /// ```
    /// use relata_events::EventOptions;
    /// assert!(EventOptions::default().with_explain(true).explain);
    /// ```
    #[must_use]
    pub const fn with_explain(mut self, explain: bool) -> Self {
        self.explain = explain;
        self
    }
}
