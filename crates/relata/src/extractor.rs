//! The extractor: the one type that most programs use.

use std::num::NonZeroUsize;
use std::sync::Arc;

use rayon::prelude::*;
use relata_core::{Article, Extraction, Reading};
use relata_encoder::Model;
use relata_text::SiteMemory;

use crate::batch;
use crate::pipeline::Stages;
use crate::trace::carried;
use crate::{Error, ErrorKind, Limits, Timings};

/// Reads articles and returns attributed events. Make one and share it: it is `Send + Sync`, and
/// making it loads the model. A clone shares model and threads.
#[derive(Clone)]
pub struct Extractor {
    stages: Arc<Stages>,
    pool: Option<Arc<rayon::ThreadPool>>,
    limits: Limits,
}

impl Extractor {
    pub(crate) fn of_stages(
        stages: Stages,
        pool: Option<rayon::ThreadPool>,
        limits: Limits,
    ) -> Self {
        Self { stages: Arc::new(stages), pool: pool.map(Arc::new), limits }
    }

    /// Extracts from a text of which nothing else is known. Without a publication date, relative
    /// dates stay open (`XXXX-WXX-3`).
    ///
    /// # Errors
    /// [`ErrorKind::Backend`] when a backend of the caller's fails (the built-in one does not),
    /// [`ErrorKind::Limit`] and [`ErrorKind::Cancelled`] where [`Limits`] are set, and
    /// [`ErrorKind::Panic`] when a backend of the caller's, or relata by a fault of its own,
    /// panics.
    pub fn extract(&self, text: &str) -> Result<Extraction, Error> {
        self.extract_with(&Article::new(text))
    }

    /// Extracts from an article with its metadata.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use relata::{Article, Extractor};
    /// let article = Article::new("Police arrested two men in Leeds yesterday.")
    ///     .with_published("2024-03-15".parse()?);
    /// let extraction = Extractor::new()?.extract_with(&article)?;
    /// assert_eq!(extraction.times[0].value.as_deref(), Some("2024-03-14"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn extract_with(&self, article: &Article) -> Result<Extraction, Error> {
        self.on_threads(|| self.stages.extract(article, &self.limits))
    }

    /// As [`Extractor::extract_with`], and in [`Extraction::trace`] the rule or head that decided
    /// each event, role, time, quantity and attestation, with its version and the words that it
    /// went by.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn explain(&self, article: &Article) -> Result<Extraction, Error> {
        self.on_threads(|| self.stages.explain(article, &self.limits))
    }

    /// Extracts from many articles in parallel; one result each, in their order, the same as one by
    /// one.
    ///
    /// Short articles are read together, the windows of a long one by all threads. The results are
    /// held in memory until all are there: for more articles than fit, use
    /// [`Extractor::extract_iter`].
    #[must_use]
    pub fn extract_batch(&self, articles: &[Article]) -> Vec<Result<Extraction, Error>> {
        let groups = batch::groups(articles);
        let results: Vec<Vec<_>> = self.on_threads(|| {
            groups
                .par_iter()
                .with_max_len(1)
                .map(|group| self.stages.extract_group(group, &self.limits))
                .collect()
        });
        results.into_iter().flatten().collect()
    }

    /// As [`Extractor::extract_with`], with the time that each stage took.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn extract_timed(&self, article: &Article) -> Result<(Extraction, Timings), Error> {
        self.on_threads(|| self.stages.extract_timed(article, &self.limits))
    }

    /// The same extractor, its model shared, on so many threads of its own.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::Extractor;
    /// use std::num::NonZeroUsize;
    /// let extractor = Extractor::new()?;
    /// let alone = extractor.with_threads(NonZeroUsize::MIN)?; // shares the model
    /// assert_eq!(alone.threads(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Threads`](crate::ErrorKind::Threads) when threads cannot be started.
    pub fn with_threads(&self, threads: NonZeroUsize) -> Result<Self, Error> {
        Ok(Self {
            stages: Arc::clone(&self.stages),
            pool: Some(Arc::new(thread_pool(threads)?)),
            limits: self.limits.clone(),
        })
    }

    /// The same extractor, its model and threads shared, with other limits: cheap enough for one
    /// request.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Extractor, Limits};
    /// use std::time::Duration;
    /// let extractor = Extractor::new()?;
    /// let request =
    ///     extractor.with_limits(Limits::default().with_time(Duration::from_secs(30)));
    /// assert!(request.extract("Rain fell in Oslo.").is_ok());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_limits(&self, limits: Limits) -> Self {
        Self { stages: Arc::clone(&self.stages), pool: self.pool.clone(), limits }
    }

    /// What the articles repeat, taken as pages of one site: its menus, prompts and footers, on top
    /// of what this extractor knows of the site already. Nothing is learned otherwise.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Article, Extractor};
    /// let pages = ["A dam broke in Oban on Monday.", "A seal was rescued on Mull on Friday."]
    ///     .map(|news| Article::new(format!("{news}\nThe Isles at a glance, every evening.")));
    /// let extractor = Extractor::new()?;
    /// let of_site = extractor.with_site_memory(extractor.learn_site(&pages));
    /// let kept = |extractor: &Extractor| -> Result<usize, relata::Error> {
    ///     let blocks = extractor.extract_with(&pages[0])?.blocks;
    ///     Ok(blocks.iter().filter(|block| block.kept).count())
    /// };
    /// assert_eq!((kept(&extractor)?, kept(&of_site)?), (2, 1));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn learn_site(&self, articles: &[Article]) -> SiteMemory {
        self.stages.learn_site(articles, &self.limits)
    }

    /// The same extractor, its model and threads shared, that drops what the pages of one site
    /// repeat.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Article, Extractor};
    /// let pages = ["A dam broke in Oban.", "A seal was rescued on Mull."]
    ///     .map(|news| Article::new(format!("{news}\nThe Isles at a glance, every evening.")));
    /// let extractor = Extractor::new()?;
    /// let of_site = extractor.with_site_memory(extractor.learn_site(&pages));
    /// let kept =
    ///     of_site.extract_with(&pages[1])?.blocks.iter().filter(|block| block.kept).count();
    /// assert_eq!(kept, 1);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_site_memory(&self, memory: SiteMemory) -> Self {
        let stages = Stages { site: Arc::new(memory), ..(*self.stages).clone() };
        Self { stages: Arc::new(stages), pool: self.pool.clone(), limits: self.limits.clone() }
    }

    /// The model that it reads with.
    #[must_use]
    pub fn model(&self) -> &Model {
        self.stages.reader.model()
    }

    /// Number of threads that it works on.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.pool
            .as_ref()
            .map_or_else(rayon::current_num_threads, |pool| pool.current_num_threads())
    }

    /// The token layers alone: the text that offsets refer to (as given, or extracted from HTML)
    /// and what the transformer reads in it.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn read(&self, article: &Article) -> Result<(String, Reading), Error> {
        self.on_threads(|| self.stages.read(article, &self.limits))
    }

    fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(carried(work)),
            None => work(),
        }
    }

    /// Reads a group on the threads, some time later, and hands the results to `then`, unless
    /// `wanted` says meanwhile that nobody waits for them.
    pub(crate) fn spawn_group(
        &self,
        group: Vec<Article>,
        wanted: impl FnOnce() -> bool + Send + 'static,
        then: impl FnOnce(Vec<Result<Extraction, Error>>) + Send + 'static,
    ) {
        let (stages, limits) = (Arc::clone(&self.stages), self.limits.clone());
        let work = move || {
            if wanted() {
                then(stages.extract_group(&group, &limits));
            }
        };
        match &self.pool {
            Some(pool) => pool.spawn_fifo(work),
            None => rayon::spawn_fifo(work),
        }
    }
}

/// Threads for one extractor.
pub fn thread_pool(threads: NonZeroUsize) -> Result<rayon::ThreadPool, Error> {
    // More threads than processors read no faster, and a thousand take seconds to start.
    let threads =
        std::thread::available_parallelism().map_or(threads, |processors| threads.min(processors));
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.get())
        .build()
        .map_err(|e| Error::new(ErrorKind::Threads, e))
}
