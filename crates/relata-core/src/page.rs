//! What a web page says about its article.

use serde::{Deserialize, Serialize};

use crate::labels::label_set;

label_set! {
    /// Where the day of publication was found, from which relative dates are reckoned.
    DateOrigin, "origin of a date" {
        /// The caller gave it.
        Given = "given",
        /// JSON-LD, vocabulary of schema.org.
        JsonLd = "json_ld",
        /// Property of the Open Graph protocol.
        OpenGraph = "open_graph",
        /// Another `<meta>` element.
        Meta = "meta",
        /// A `<time>` element.
        TimeElement = "time_element",
    }
}

label_set! {
    /// What named the encoding of a page's bytes.
    EncodingOrigin, "origin of an encoding" {
        /// A byte order mark.
        ByteOrderMark = "byte_order_mark",
        /// The HTTP header `Content-Type`.
        Header = "header",
        /// A `<meta>` element.
        Meta = "meta",
        /// Whoever gave the bytes.
        Caller = "caller",
        /// The bytes themselves.
        Detected = "detected",
    }
}

/// What a web page says about its article outside of the article's text. Nothing of it is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Page {
    /// Title of the article, without the name of the site.
    pub title: Option<String>,
    /// Names of the authors, in the page's order.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Name of the publisher or the site.
    pub publisher: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Time of publication as the page states it, with its zone where it names one.
    pub published: Option<String>,
    /// Time of the last change as the page states it.
    pub modified: Option<String>,
    /// Section of the site.
    pub section: Option<String>,
    /// Language that the page declares, for example `en-GB`.
    pub language: Option<String>,
}

impl Page {
    /// Sets the title.
    ///
    /// ```
    /// use relata_core::Page;
    /// let page = Page::default().with_title(Some("Rain in Oslo".to_owned()));
    /// assert_eq!(page.title.as_deref(), Some("Rain in Oslo"));
    /// ```
    #[must_use]
    pub fn with_title(mut self, title: Option<String>) -> Self {
        self.title = title;
        self
    }

    /// Sets the names of the authors.
    ///
    /// ```
    /// use relata_core::Page;
    /// assert_eq!(
    ///     Page::default().with_authors(vec!["Ada Grey".to_owned()]).authors,
    ///     ["Ada Grey"]
    /// );
    /// ```
    #[must_use]
    pub fn with_authors(mut self, authors: Vec<String>) -> Self {
        self.authors = authors;
        self
    }

    /// Sets the name of the publisher.
    ///
    /// ```
    /// use relata_core::Page;
    /// let page = Page::default().with_publisher(Some("The Irish Courier".to_owned()));
    /// assert_eq!(page.publisher.as_deref(), Some("The Irish Courier"));
    /// ```
    #[must_use]
    pub fn with_publisher(mut self, publisher: Option<String>) -> Self {
        self.publisher = publisher;
        self
    }

    /// Sets the canonical address.
    ///
    /// ```
    /// use relata_core::Page;
    /// let page = Page::default().with_url(Some("https://example.org/42".to_owned()));
    /// assert_eq!(page.url.as_deref(), Some("https://example.org/42"));
    /// ```
    #[must_use]
    pub fn with_url(mut self, url: Option<String>) -> Self {
        self.url = url;
        self
    }

    /// Sets the times of publication and of the last change.
    ///
    /// ```
    /// use relata_core::Page;
    /// let page = Page::default().with_times(Some("2024-05-06T10:00:00Z".to_owned()), None);
    /// assert_eq!(page.published.as_deref(), Some("2024-05-06T10:00:00Z"));
    /// assert_eq!(page.modified, None);
    /// ```
    #[must_use]
    pub fn with_times(mut self, published: Option<String>, modified: Option<String>) -> Self {
        self.published = published;
        self.modified = modified;
        self
    }

    /// Sets the section of the site.
    ///
    /// ```
    /// use relata_core::Page;
    /// assert_eq!(
    ///     Page::default().with_section(Some("World".to_owned())).section.as_deref(),
    ///     Some("World")
    /// );
    /// ```
    #[must_use]
    pub fn with_section(mut self, section: Option<String>) -> Self {
        self.section = section;
        self
    }

    /// Sets the language.
    ///
    /// ```
    /// use relata_core::Page;
    /// assert_eq!(
    ///     Page::default().with_language(Some("en-GB".to_owned())).language.as_deref(),
    ///     Some("en-GB")
    /// );
    /// ```
    #[must_use]
    pub fn with_language(mut self, language: Option<String>) -> Self {
        self.language = language;
        self
    }
}
