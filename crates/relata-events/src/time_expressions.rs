//! Time expressions by themselves.

use relata_core::{Date, Reading, TimeExpression};

/// The time expressions of a text with their TIMEX3 values. The reading needs sentences; tokens,
/// where it has them, give the tense.
///
/// ```
/// use relata_core::{Reading, Sentence, Span};
/// let text = "It closed two years ago.";
/// let reading = Reading::new(&[Sentence::new(Span::at(0, text.len()), 0)], Vec::new());
/// let times = relata_events::time_expressions(text, &reading, Some("2020-02-01".parse()?));
/// assert_eq!(times[0].value.as_deref(), Some("2018"));
/// # Ok::<(), relata_core::ParseError>(())
/// ```
#[must_use]
pub fn time_expressions(
    text: &str,
    reading: &Reading,
    published: Option<Date>,
) -> Vec<TimeExpression> {
    crate::time::find(text, reading, published)
}
