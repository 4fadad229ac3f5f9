//! Byte spans.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use crate::SpanError;

/// A half-open range of UTF-8 bytes in a text: `start..end`.
///
/// Invariant: `start <= end`. Whether both ends are character boundaries depends on the text;
/// [`Span::text`] checks it. Spans that only touch do not overlap.
///
/// ```
/// use relata_core::Span;
/// let span = Span::try_new(0, 5)?;
/// assert_eq!(span.text("Homs fell"), "Homs ");
/// assert!(Span::try_new(5, 0).is_err());
/// # Ok::<(), relata_core::SpanError>(())
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RawSpan", into = "RawSpan")]
pub struct Span {
    start: usize,
    end: usize,
}

/// The unchecked form in which a span is read.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RawSpan {
    start: usize,
    end: usize,
}

impl TryFrom<RawSpan> for Span {
    type Error = SpanError;
    fn try_from(raw: RawSpan) -> Result<Self, SpanError> {
        Self::try_new(raw.start, raw.end)
    }
}

impl From<Span> for RawSpan {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl Span {
    /// The span `start..end`.
    ///
    /// # Errors
    /// [`SpanError`] when `start > end`.
    pub const fn try_new(start: usize, end: usize) -> Result<Self, SpanError> {
        if start <= end { Ok(Self { start, end }) } else { Err(SpanError::new(start, end)) }
    }

    /// The span of `len` bytes that begins at `start`.
    #[must_use]
    pub const fn at(start: usize, len: usize) -> Self {
        Self { start, end: start.saturating_add(len) }
    }

    /// The span between two offsets, whichever comes first.
    #[must_use]
    pub const fn between(a: usize, b: usize) -> Self {
        if a <= b { Self { start: a, end: b } } else { Self { start: b, end: a } }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// True when the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range of bytes.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The bytes of `text` at this span; empty when the span does not lie in `text` or cuts a
    /// character.
    #[must_use]
    pub fn text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// True when the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies wholly inside (an equal span does).
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the byte at `offset` belongs to the span.
    #[must_use]
    pub const fn contains_offset(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The smallest span that holds both.
    ///
    /// ```
    /// use relata_core::Span;
    /// assert_eq!(Span::at(2, 3).cover(Span::at(8, 1)), Span::at(2, 7));
    /// ```
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What both share, `None` when nothing.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The span without white space at either end of its text.
    ///
    /// ```
    /// use relata_core::Span;
    /// let text = "  Rain fell. ";
    /// assert_eq!(Span::at(0, text.len()).trim(text).text(text), "Rain fell.");
    /// ```
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        self.trim_matches(text, char::is_whitespace)
    }

    /// The span without characters at either end for which `drop` holds.
    ///
    /// ```
    /// use relata_core::Span;
    /// let text = "“Rain fell.”";
    /// let words = Span::at(0, text.len()).trim_matches(text, |c| !c.is_alphanumeric());
    /// assert_eq!(words.text(text), "Rain fell");
    /// ```
    #[must_use]
    pub fn trim_matches(self, text: &str, drop: impl Fn(char) -> bool) -> Self {
        let inner = self.text(text);
        let kept_front = inner.trim_start_matches(&drop);
        let start = self.start + (inner.len() - kept_front.len());
        Self { start, end: start + kept_front.trim_end_matches(&drop).len() }
    }
}

/// Byte offset of every character boundary to the number of characters before it, for languages
/// that count characters.
///
/// ```
/// use relata_core::{CharOffsets, Span};
/// let offsets = CharOffsets::new("“Homs”");
/// assert_eq!(offsets.chars(Span::try_new(3, 7)?), 1..5);
/// # Ok::<(), relata_core::SpanError>(())
/// ```
#[derive(Debug, Clone)]
pub struct CharOffsets {
    starts: Vec<usize>,
    bytes: usize,
}

impl CharOffsets {
    /// Reads the boundaries of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(at, _)| at).collect(), bytes: text.len() }
    }

    /// The byte at which the character of this number begins, or the end of the text.
    pub(crate) fn byte(&self, character: usize) -> usize {
        self.starts.get(character).copied().unwrap_or(self.bytes)
    }

    /// The range of Unicode code points that the span covers.
    #[must_use]
    pub fn chars(&self, span: Span) -> Range<usize> {
        let index = |offset| self.starts.partition_point(|&at| at < offset);
        index(span.start)..index(span.end)
    }
}

/// A span together with the text that stands there: what every string of the output is.
///
/// ```
/// use relata_core::{Span, TextSpan};
/// let word = TextSpan::new("Rain fell.", Span::at(5, 4));
/// assert_eq!(serde_json::to_string(&word)?, r#"{"start":5,"end":9,"text":"fell"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextSpan {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Exactly the bytes that stand there.
    pub text: String,
}

impl TextSpan {
    /// The text of `source` at `span` (empty text when the span is not in `source`).
    #[must_use]
    pub fn new(source: &str, span: Span) -> Self {
        Self { span, text: span.text(source).to_owned() }
    }
}
