//! Which rule or head decided a record.

use serde::{Deserialize, Serialize};

use crate::TextSpan;

/// One decision that went into a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TraceStep {
    /// Identifier of the record: `"v1"`, `"t3"`, `"c2"`, or `"q4"`, `"d1"`, `"a1"` for the fifth
    /// quantity, second discrepancy, second absence. Empty for a pronoun that stays unresolved.
    pub record: String,
    /// What was decided: `"trigger"`, `"type"`, `"actor"`, `"time"`, `"modality"`, …
    pub part: String,
    /// Name of the rule or head: `"lexicon"`, `"head:root"`, `"subject"`, `"time:weekday"`, …
    pub rule: String,
    /// Crate and version that hold the rule: `"relata-events 0.1.0"`.
    pub version: String,
    /// What it decided, or the row of a table that it used.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The words that it went by.
    pub spans: Vec<TextSpan>,
}

impl TraceStep {
    /// A step without words.
    #[must_use]
    pub fn new(
        record: impl Into<String>,
        part: impl Into<String>,
        rule: impl Into<String>,
        version: impl Into<String>,
    ) -> Self {
        Self {
            record: record.into(),
            part: part.into(),
            rule: rule.into(),
            version: version.into(),
            detail: String::new(),
            spans: Vec::new(),
        }
    }

    /// Sets what it decided.
    ///
    /// ```
    /// use relata_core::TraceStep;
    /// let step = TraceStep::new("v1", "type", "lexicon", "relata-events 0.1.0");
    /// assert_eq!(step.with_detail("line 12: shell ASSAULT").detail, "line 12: shell ASSAULT");
    /// ```
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Sets the words that it went by.
    ///
    /// ```
    /// use relata_core::{Span, TextSpan, TraceStep};
    /// let words = vec![TextSpan::new("Rebels shelled the port.", Span::at(7, 7))];
    /// let step =
    ///     TraceStep::new("v1", "trigger", "lexicon", "relata-events 0.1.0").with_spans(words);
    /// assert_eq!(step.spans[0].text, "shelled");
    /// ```
    #[must_use]
    pub fn with_spans(mut self, spans: Vec<TextSpan>) -> Self {
        self.spans = spans;
        self
    }
}
