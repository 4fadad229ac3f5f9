//! The extractor: the one type that most programs use.

use rayon::prelude::*;
use relata_claims::ClaimOptions;
use relata_core::{Article, Extraction, Reading};
use relata_encoder::Reader;
use relata_events::EventOptions;
use relata_ner::EntityOptions;
use relata_text::CleanOptions;

use crate::options::ExtractorBuilder;
use crate::{Error, pipeline};

/// Reads articles and returns attributed events. Make one and share it: it is `Send + Sync`, and making it loads the model.
pub struct Extractor {
    pub(crate) reader: Reader,
    pub(crate) clean: CleanOptions,
    pub(crate) entities: EntityOptions,
    pub(crate) claims: ClaimOptions,
    pub(crate) events: EventOptions,
    pub(crate) pool: Option<rayon::ThreadPool>,
}

impl Extractor {
    /// An extractor with the English model inside and everything as usual.
    ///
    /// # Errors
    /// [`ErrorKind::Model`](crate::ErrorKind::Model) when the crate was built without its model.
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// To make an extractor that differs from the usual one.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Extracts from a text of which nothing else is known. Without a publication date, relative dates stay open (`XXXX-WXX-3`).
    ///
    /// # Errors
    /// [`ErrorKind::Backend`](crate::ErrorKind::Backend) when a backend of the caller's fails; the built-in one does not.
    pub fn extract(&self, text: &str) -> Result<Extraction, Error> {
        self.extract_with(&Article::new(text))
    }

    /// Extracts from an article with its metadata.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use relata::{Article, Extractor};
    /// let article = Article::new("Police arrested two men in Leeds yesterday.").with_published("2024-03-15".parse()?);
    /// let extraction = Extractor::new()?.extract_with(&article)?;
    /// assert_eq!(extraction.times[0].value, "2024-03-14");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn extract_with(&self, article: &Article) -> Result<Extraction, Error> {
        self.on_threads(|| pipeline::extract(self, article))
    }

    /// Extracts from many articles in parallel; one result each, in their order, the same as one by one.
    #[must_use]
    pub fn extract_batch(&self, articles: &[Article]) -> Vec<Result<Extraction, Error>> {
        self.on_threads(|| articles.par_iter().map(|article| pipeline::extract(self, article)).collect())
    }

    /// The token layers alone: the text that offsets refer to (as given, or extracted from HTML) and what the transformer reads in it.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn read(&self, article: &Article) -> Result<(String, Reading), Error> {
        self.on_threads(|| pipeline::read(self, article))
    }

    fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}
