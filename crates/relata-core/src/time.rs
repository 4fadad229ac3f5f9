//! Time expressions and quantities.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{TextSpan, TimeId};

label_set! {
    /// Type of a TIMEX3.
    TimeType, "TIMEX3 type" {
        /// Calendar date or period.
        Date = "DATE",
        /// Time of day.
        Time = "TIME",
        /// Length of time.
        Duration = "DURATION",
        /// Recurring time.
        Set = "SET",
    }
}

/// A time expression with its normalised value (TIMEX3 of ISO-TimeML).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimeExpression {
    /// Identifier in this extraction.
    pub id: TimeId,
    /// Where it stands, and its text.
    #[serde(flatten)]
    pub text: TextSpan,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub time_type: TimeType,
    /// TIMEX3 value; what a publication date would be needed for stays open: `XXXX-WXX-3`.
    pub value: String,
}

impl TimeExpression {
    /// A time expression.
    #[must_use]
    pub fn new(id: TimeId, text: TextSpan, time_type: TimeType, value: impl Into<String>) -> Self {
        Self { id, text, time_type, value: value.into() }
    }
}

/// A number of things as the text gives it, with bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quantity {
    /// Where it stands, and its text.
    #[serde(flatten)]
    pub text: TextSpan,
    /// Lowest number that the text allows; `None` when it gives no lower bound.
    pub min: Option<u64>,
    /// Highest number that the text allows; `None` when it gives no upper bound.
    pub max: Option<u64>,
    /// Lemma of what is counted.
    pub unit: Option<String>,
}

impl Quantity {
    /// A quantity without a unit.
    #[must_use]
    pub const fn new(text: TextSpan, min: Option<u64>, max: Option<u64>) -> Self {
        Self { text, min, max, unit: None }
    }
}
