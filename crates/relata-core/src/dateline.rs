//! Dateline of an article.

use serde::{Deserialize, Serialize};

use crate::{Span, TextSpan};

/// What stands at the beginning of the first paragraph in front of its first sentence: `DAMASCUS,
/// Oct 7 (Reuters) -`. The day is as it is written: it has no year as a rule, and is no day of
/// publication.
///
/// ```
/// use relata_core::{Dateline, Span, TextSpan};
/// let text = "OSLO (AP) — Rain fell.";
/// let mut dateline = Dateline::new(Span::at(0, 13));
/// dateline.agency = Some(TextSpan::new(text, Span::at(6, 2)));
/// assert_eq!(dateline.agency.map(|agency| agency.text).as_deref(), Some("AP"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Dateline {
    /// Where it stands in the raw text, its dash included.
    #[serde(flatten)]
    pub span: Span,
    /// Where the article was written, with country or state if they are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<TextSpan>,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<TextSpan>,
    /// For which agency or paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<TextSpan>,
}

impl Dateline {
    /// The dateline at `span`, with nothing known of its parts.
    #[must_use]
    pub const fn new(span: Span) -> Self {
        Self { span, place: None, date: None, agency: None }
    }
}
