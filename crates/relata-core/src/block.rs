//! Blocks of the page: what is kept as article and what is dropped.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;
use crate::{Score, Span};

label_set! {
    /// What a block of text is for.
    BlockRole, "block role" {
        /// Headline.
        Headline = "headline",
        /// Summary under the headline.
        Standfirst = "standfirst",
        /// First paragraph.
        Lead = "lead",
        /// Later paragraph.
        Body = "body",
        /// Heading between paragraphs.
        Subheading = "subheading",
        /// Quotation set apart.
        Quote = "quote",
        /// List item.
        List = "list",
        /// Who wrote it.
        Byline = "byline",
        /// Where it was written.
        Dateline = "dateline",
        /// When it was published or updated.
        Timestamp = "timestamp",
        /// Text to a picture.
        Caption = "caption",
        /// Appeal for money.
        DonationAppeal = "donation_appeal",
        /// Offer of a subscription or an account.
        SubscriptionPrompt = "subscription_prompt",
        /// Offer of a newsletter.
        NewsletterPrompt = "newsletter_prompt",
        /// Links to other articles.
        RelatedLinks = "related_links",
        /// Invitation to comment, or readers' comments.
        CommentPrompt = "comment_prompt",
        /// Buttons to share the page.
        SocialShare = "social_share",
        /// Advertisement.
        Advertisement = "advertisement",
        /// Notice on cookies or consent.
        CookieNotice = "cookie_notice",
        /// Menu, button or other furniture of the page.
        Navigation = "navigation",
        /// Note of the editors on the page itself.
        EditorialNotice = "editorial_notice",
        /// Copyright line.
        Copyright = "copyright",
        /// Dropped for another reason.
        Other = "other",
        /// Who supplied or paid for it: agencies, sponsors, further reporters.
        Credit = "credit",
    }
}

impl BlockRole {
    /// True for the roles that the later stages read.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        matches!(
            self,
            Self::Headline
                | Self::Standfirst
                | Self::Lead
                | Self::Body
                | Self::Subheading
                | Self::Quote
                | Self::List
        )
    }
}

/// A run of the raw text with one role.
///
/// ```
/// use relata_core::{Block, BlockRole, Span};
/// let block = Block::new(Span::at(0, 13), BlockRole::NewsletterPrompt);
/// assert!(!block.kept);
/// assert_eq!(
///     serde_json::to_string(&block)?,
///     r#"{"start":0,"end":13,"role":"newsletter_prompt","kept":false}"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Block {
    /// Where it stands in the raw text.
    #[serde(flatten)]
    pub span: Span,
    /// What it is for.
    pub role: BlockRole,
    /// Whether the later stages read it.
    pub kept: bool,
    /// How sure the cleaner is that it is rightly kept or dropped; `None` where nothing was
    /// judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
}

impl Block {
    /// The block at `span`, kept or not as its role says.
    #[must_use]
    pub const fn new(span: Span, role: BlockRole) -> Self {
        Self { span, role, kept: role.is_kept(), score: None }
    }

    /// Sets the score.
    ///
    /// ```
    /// use relata_core::{Block, BlockRole, Score, Span};
    /// let block = Block::new(Span::at(0, 10), BlockRole::Lead).with_score(Score::new(0.98));
    /// assert_eq!(block.score, Some(Score::new(0.98)));
    /// ```
    #[must_use]
    pub const fn with_score(mut self, score: Score) -> Self {
        self.score = Some(score);
        self
    }
}
