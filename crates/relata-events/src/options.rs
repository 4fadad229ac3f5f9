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
}

impl Default for EventOptions {
    fn default() -> Self {
        Self { ontology: Ontology::builtin(), explain: false }
    }
}

impl EventOptions {
    /// Sets the ontology.
    #[must_use]
    pub fn with_ontology(mut self, ontology: Arc<Ontology>) -> Self {
        self.ontology = ontology;
        self
    }

    /// Sets whether decisions are explained.
    #[must_use]
    pub const fn with_explain(mut self, explain: bool) -> Self {
        self.explain = explain;
        self
    }
}
