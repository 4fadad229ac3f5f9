//! What was odd about an article.

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::labels::label_set;

label_set! {
    /// Kind of a [`Warning`].
    WarningKind, "warning kind" {
        /// The text holds nothing that could be read.
        Empty = "empty",
        /// Everything was dropped as boilerplate.
        NoArticle = "no_article",
        /// The text is not in the model's language.
        Language = "language",
        /// The text was given as plain text and is HTML.
        Html = "html",
        /// A sentence was longer than one window and was read in pieces.
        LongSentence = "long_sentence",
        /// No sentence ends in hundreds of kilobytes, of which the first were read alone.
        NotRead = "not_read",
        /// Characters that no text has: NUL and other control characters.
        ControlCharacters = "control_characters",
        /// Bytes that are not UTF-8 were replaced.
        Encoding = "encoding",
        /// Quotation marks do not match.
        Quotation = "quotation",
        /// Metadata could not be read, or says what cannot be.
        Metadata = "metadata",
        /// A date that the calendar does not have, or whose day and month may be either.
        Date = "date",
    }
}

/// Something odd that the caller may want to know; the extraction is complete all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Warning {
    /// What kind.
    pub kind: WarningKind,
    /// In words.
    pub message: String,
    /// Where, when it has a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Warning {
    /// A warning about the whole text.
    #[must_use]
    pub fn new(kind: WarningKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), span: None }
    }

    /// Sets the place.
    ///
    /// ```
    /// use relata_core::{Span, Warning, WarningKind};
    /// let warning = Warning::new(WarningKind::Date, "there is no 31 February")
    ///     .with_span(Span::at(3, 11));
    /// assert_eq!(warning.span, Some(Span::at(3, 11)));
    /// ```
    #[must_use]
    pub const fn with_span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
