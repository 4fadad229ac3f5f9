//! What goes in.

use serde::Deserialize;

use crate::{Date, ParseError, Warning};

/// How the text of an [`Article`] is to be taken.
///
/// ```
/// use relata_core::{Article, TextFormat};
/// assert_eq!(Article::new("Rain fell.").format, TextFormat::Plain);
/// let page = Article::new("<p>Rain fell.</p>").with_format(TextFormat::Html);
/// assert_eq!(page.format, TextFormat::Html);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum TextFormat {
    /// Plain text, as pasted; a text that is plainly a web page is read as HTML all the same, with
    /// a warning.
    #[default]
    Plain,
    /// HTML; offsets of the extraction count bytes of the text extracted from it.
    Html,
}

/// A news article as the caller has it.
///
/// It can be read from JSON, as a line of `relata extract --jsonl` is: `text` or `html`, and `id`,
/// `title`, `publisher`, `published` and `url` where they are known.
///
/// ```
/// use relata_core::Article;
/// let article = Article::new("A quake shook Lima on Monday.")
///     .with_id("42")
///     .with_published("2024-05-06".parse()?);
/// assert_eq!(article.id.as_deref(), Some("42"));
/// let line = r#"{"text": "A quake shook Lima.", "url": "https://example.org/42"}"#;
/// let article: Article = serde_json::from_str(line)?;
/// assert_eq!(article.url.as_deref(), Some("https://example.org/42"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "Record")]
#[non_exhaustive]
pub struct Article {
    /// The raw text; all offsets of the extraction count its bytes.
    pub text: String,
    /// The caller's name for it, repeated in the extraction.
    pub id: Option<String>,
    /// Headline, where it is known apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was found, repeated in the extraction.
    pub url: Option<String>,
    /// Day of publication: "yesterday" and "Wednesday" are reckoned from it. Never guessed.
    pub published: Option<Date>,
    /// How the text is to be taken.
    pub format: TextFormat,
    /// Oddities seen before, when the article was read; the extraction repeats them.
    pub warnings: Vec<Warning>,
    /// Whether the extraction repeats the text: where it is not byte for byte what the reader of
    /// the extraction has, as after a change of encoding.
    pub repeats_text: bool,
}

impl Article {
    /// An article of which only the text is known.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Sets the identifier.
    ///
    /// ```
    /// use relata_core::Article;
    /// assert_eq!(Article::new("Rain fell.").with_id("42").id.as_deref(), Some("42"));
    /// ```
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the title.
    ///
    /// ```
    /// use relata_core::Article;
    /// let article = Article::new("Rain fell in Oslo.").with_title("Rain in Oslo");
    /// assert_eq!(article.title.as_deref(), Some("Rain in Oslo"));
    /// ```
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the publisher.
    ///
    /// ```
    /// use relata_core::Article;
    /// let article = Article::new("Rain fell.").with_publisher("The Irish Courier");
    /// assert_eq!(article.publisher.as_deref(), Some("The Irish Courier"));
    /// ```
    #[must_use]
    pub fn with_publisher(mut self, publisher: impl Into<String>) -> Self {
        self.publisher = Some(publisher.into());
        self
    }

    /// Sets where it was found.
    ///
    /// ```
    /// use relata_core::Article;
    /// let article = Article::new("Rain fell.").with_url("https://example.org/42");
    /// assert_eq!(article.url.as_deref(), Some("https://example.org/42"));
    /// ```
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets how the text is to be taken.
    ///
    /// ```
    /// use relata_core::{Article, TextFormat};
    /// let page = Article::new("<p>Rain fell.</p>").with_format(TextFormat::Html);
    /// assert_eq!(page.format, TextFormat::Html);
    /// ```
    #[must_use]
    pub const fn with_format(mut self, format: TextFormat) -> Self {
        self.format = format;
        self
    }

    /// Adds an oddity that was seen when the article was read.
    ///
    /// ```
    /// use relata_core::{Article, Warning, WarningKind};
    /// let warning = Warning::new(WarningKind::Encoding, "two bytes were replaced");
    /// let article = Article::new("Caf\u{fffd}").with_warning(warning);
    /// assert_eq!(article.warnings[0].kind, WarningKind::Encoding);
    /// ```
    #[must_use]
    pub fn with_warning(mut self, warning: Warning) -> Self {
        self.warnings.push(warning);
        self
    }

    /// Has the extraction repeat the text, in [`Extraction::text`](crate::Extraction::text).
    ///
    /// ```
    /// use relata_core::Article;
    /// assert!(Article::new("Rain fell.").with_text_repeated().repeats_text);
    /// ```
    #[must_use]
    pub const fn with_text_repeated(mut self) -> Self {
        self.repeats_text = true;
        self
    }

    /// Sets the day of publication.
    ///
    /// ```
    /// use relata_core::Article;
    /// let article =
    ///     Article::new("It rained yesterday.").with_published("2024-05-06".parse()?);
    /// assert_eq!(article.published.map(|day| day.month()), Some(5));
    /// # Ok::<(), relata_core::ParseError>(())
    /// ```
    #[must_use]
    pub const fn with_published(mut self, published: Date) -> Self {
        self.published = Some(published);
        self
    }
}

/// An article as it is written in JSON.
#[derive(Deserialize)]
struct Record {
    text: Option<String>,
    html: Option<String>,
    id: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<Date>,
    url: Option<String>,
}

impl TryFrom<Record> for Article {
    type Error = ParseError;

    fn try_from(record: Record) -> Result<Self, ParseError> {
        let (text, format) = match (record.text, record.html) {
            (Some(text), _) => (text, TextFormat::Plain),
            (None, Some(html)) => (html, TextFormat::Html),
            (None, None) => return Err(ParseError::new("", "record with text or html")),
        };
        Ok(Self {
            text,
            format,
            id: record.id,
            title: record.title,
            publisher: record.publisher,
            published: record.published,
            url: record.url,
            ..Self::default()
        })
    }
}
