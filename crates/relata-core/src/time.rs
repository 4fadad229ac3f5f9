//! Time expressions and quantities.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{Date, TextSpan, TimeId};

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

label_set! {
    /// What an expression without a full date of its own is reckoned from.
    TimeAnchor, "time anchor" {
        /// The day of publication.
        Published = "published",
        /// The date of the dateline, where no day of publication is known.
        Dateline = "dateline",
        /// Another date of the text.
        Text = "text",
    }
}

/// Days from `start` up to, but not with, `end`; both are `None` where they are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// First day.
    pub start: Option<Date>,
    /// The day after the last.
    pub end: Option<Date>,
}

impl Days {
    /// The days from `start` up to, but not with, `end`.
    ///
    /// ```
    /// use relata_core::Days;
    /// let week = Days::new("2023-10-09".parse()?, "2023-10-16".parse()?);
    /// assert_eq!(week.end.map(|day| day.day()), Some(16));
    /// assert_eq!(Days::default().start, None);
    /// # Ok::<(), relata_core::ParseError>(())
    /// ```
    #[must_use]
    pub const fn new(start: Date, end: Date) -> Self {
        Self { start: Some(start), end: Some(end) }
    }
}

/// A time expression with its normalised value (TIMEX3 of ISO-TimeML).
///
/// ```
/// use relata_core::{Span, TextSpan, TimeExpression, TimeId, TimeType};
/// let word = TextSpan::new("It rained on Wednesday.", Span::at(13, 9));
/// let value = Some("XXXX-WXX-3".to_owned());
/// let time = TimeExpression::new(TimeId::from_index(0), word, TimeType::Date, value);
/// assert_eq!(time.days().start, None);
/// assert!(!time.is_vague());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// TIMEX3 value; what a publication date would be needed for stays open: `XXXX-WXX-3`. `None`
    /// for a date that the calendar does not have: "31 February".
    pub value: Option<String>,
    /// First day of it; `None` where that is not known, and for lengths and recurring times.
    pub start_day: Option<Date>,
    /// The day after its last.
    pub end_day: Option<Date>,
    /// What it is reckoned from; `None` where the expression tells all by itself or stays open.
    pub anchored_by: Option<TimeAnchor>,
}

impl TimeExpression {
    /// A time expression.
    #[must_use]
    pub fn new(id: TimeId, text: TextSpan, time_type: TimeType, value: Option<String>) -> Self {
        Self { id, text, time_type, value, start_day: None, end_day: None, anchored_by: None }
    }

    /// Sets the days that it covers and what it is reckoned from.
    ///
    /// ```
    /// use relata_core::{Days, Span, TextSpan, TimeAnchor, TimeExpression, TimeId, TimeType};
    /// let word = TextSpan::new("It rained yesterday.", Span::at(10, 9));
    /// let value = Some("2024-05-05".to_owned());
    /// let days = Days::new("2024-05-05".parse()?, "2024-05-06".parse()?);
    /// let time = TimeExpression::new(TimeId::from_index(0), word, TimeType::Date, value)
    ///     .with_days(days, Some(TimeAnchor::Published));
    /// assert_eq!(time.days(), days);
    /// # Ok::<(), relata_core::ParseError>(())
    /// ```
    #[must_use]
    pub const fn with_days(mut self, days: Days, anchored_by: Option<TimeAnchor>) -> Self {
        (self.start_day, self.end_day) = (days.start, days.end);
        self.anchored_by = anchored_by;
        self
    }

    /// The days that it covers.
    #[must_use]
    pub const fn days(&self) -> Days {
        Days { start: self.start_day, end: self.end_day }
    }

    /// True for a date or time that says no more than before, now or later: `PAST_REF`.
    #[must_use]
    pub fn is_vague(&self) -> bool {
        self.value.as_ref().is_some_and(|value| value.ends_with("_REF"))
    }
}

/// A number of things as the text gives it, with bounds.
///
/// ```
/// use relata_core::{Quantity, Span, TextSpan};
/// let words = TextSpan::new("At least four people died.", Span::at(0, 13));
/// let at_least_four = Quantity::new(words, Some(4), None);
/// assert_eq!(at_least_four.max, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
