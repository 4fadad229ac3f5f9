//! Articles in, extractions out, while both flow.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::Duration;

use relata_core::{Article, Extraction};

use crate::batch::GroupSize;
use crate::{Error, ErrorKind, Extractor};

/// So many groups a thread are under way or wait to be taken: the next is at hand when a thread is
/// free, and memory stays bounded.
const GROUPS_A_THREAD: usize = 2;

/// How long a thread of the pool rests when there is nothing to help with.
const REST: Duration = Duration::from_micros(200);

/// How long the oldest group is waited for before another look at what has come in.
const LOOK: Duration = Duration::from_millis(2);

/// What came of an article.
type Answer = Result<Extraction, Error>;

/// What an iterator of articles may yield: an [`Article`], or the result of reading one, whose
/// error becomes the answer in its place. Implement it for a record of your own.
///
/// ```
/// use relata::{Article, InputError, IntoArticle};
/// struct Record {
///     headline: String,
///     body: String,
/// }
/// impl IntoArticle for Record {
///     fn into_article(self) -> Result<Article, InputError> {
///         Ok(Article::new(self.body).with_title(self.headline))
///     }
/// }
/// let record = Record { headline: "Rain".into(), body: "Rain fell in Oslo.".into() };
/// assert_eq!(record.into_article()?.title.as_deref(), Some("Rain"));
/// # Ok::<(), InputError>(())
/// ```
pub trait IntoArticle {
    /// The article.
    ///
    /// # Errors
    /// What the caller's own reading of it says.
    fn into_article(self) -> Result<Article, InputError>;
}

/// Why a caller's iterator has no article to give.
///
/// ```
/// use relata::InputError;
/// let error: InputError = "the file is torn".into();
/// assert_eq!(error.to_string(), "the file is torn");
/// ```
pub type InputError = Box<dyn std::error::Error + Send + Sync>;

impl IntoArticle for Article {
    fn into_article(self) -> Result<Article, InputError> {
        Ok(self)
    }
}

impl<E: Into<InputError>> IntoArticle for Result<Article, E> {
    fn into_article(self) -> Result<Article, InputError> {
        self.map_err(Into::into)
    }
}

/// Extractions of a stream of articles; made by [`Extractor::extract_iter`].
///
/// ```
/// # fn main() -> Result<(), relata::Error> {
/// use relata::{Article, Extractor};
/// let extractor = Extractor::new()?;
/// let articles = ["Rain fell in Oslo.", "Snow fell in Rome."].map(Article::new);
/// for extraction in extractor.extract_iter(articles) {
///     println!("{} events", extraction?.events.len());
/// }
/// # Ok(())
/// # }
/// ```
pub struct ExtractIter<'a, I> {
    articles: std::iter::Fuse<I>,
    flow: Flow<'a>,
}

/// Extractions of articles that come in through a channel; made by
/// [`Extractor::extract_received`].
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use relata::{Article, Extractor};
/// use std::sync::mpsc;
/// let extractor = Extractor::new()?;
/// let (sender, articles) = mpsc::sync_channel(8);
/// sender.send(Article::new("Rain fell in Oslo."))?;
/// drop(sender);
/// assert_eq!(extractor.extract_received(&articles).count(), 1);
/// # Ok(())
/// # }
/// ```
pub struct ExtractReceived<'a> {
    articles: &'a Receiver<Article>,
    ended: bool,
    flow: Flow<'a>,
}

impl Extractor {
    /// Extracts from a stream of articles in parallel; one result each, in their order, the same as
    /// one by one.
    ///
    /// Articles are taken a few groups ahead of the results (a group is 64 articles or 32 KiB of
    /// text, and two groups a thread are under way), so that memory does not grow with the length
    /// of the stream. They are taken on the thread that asks for the next result, and nothing
    /// happens before the first is asked for.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Article, Extractor};
    /// let extractor = Extractor::new()?;
    /// let articles = (1..=3).map(|day| {
    ///     Article::new(format!("Troops left the town on May {day}.")).with_id(day.to_string())
    /// });
    /// let ids: Vec<_> = extractor
    ///     .extract_iter(articles)
    ///     .map(|e| Ok(e?.id))
    ///     .collect::<Result<_, relata::Error>>()?;
    /// assert_eq!(ids, [Some("1".to_owned()), Some("2".to_owned()), Some("3".to_owned())]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Items may be results as well, such as those of reading files or lines: an error is answered
    /// by an error of the kind [`ErrorKind::Input`] in its place, and the others are read.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Article, ErrorKind, Extractor};
    /// let extractor = Extractor::new()?;
    /// let lines = [
    ///     r#"{"text": "Rain fell in Oslo."}"#,
    ///     "no JSON",
    ///     r#"{"text": "Snow fell in Rome."}"#,
    /// ];
    /// let articles = lines.iter().map(|line| serde_json::from_str::<Article>(line));
    /// let kinds: Vec<_> =
    ///     extractor.extract_iter(articles).map(|e| e.err().map(|e| e.kind())).collect();
    /// assert_eq!(kinds, [None, Some(ErrorKind::Input), None]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn extract_iter<I: IntoIterator<Item: IntoArticle>>(
        &self,
        articles: I,
    ) -> ExtractIter<'_, I::IntoIter> {
        ExtractIter::new(Cow::Borrowed(self), articles.into_iter())
    }

    /// As [`Extractor::extract_iter`], for an iterator that is kept beside its extractor or handed
    /// on: it has its own, a clone that shares model and threads.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Article, Error, Extraction, Extractor};
    /// fn read(
    ///     news: Vec<Article>,
    /// ) -> Result<impl Iterator<Item = Result<Extraction, Error>>, Error> {
    ///     Ok(Extractor::new()?.into_extract_iter(news))
    /// }
    /// assert_eq!(read(vec![Article::new("Rain fell in Oslo.")])?.count(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_extract_iter<I: IntoIterator<Item: IntoArticle>>(
        self,
        articles: I,
    ) -> ExtractIter<'static, I::IntoIter> {
        ExtractIter::new(Cow::Owned(self), articles.into_iter())
    }

    /// Extracts from articles as they come in through a channel; one result each, in their order,
    /// the same as one by one. Each result is handed on when it is ready, whether or not another
    /// article follows: for services and for programs that wait for an answer before they send the
    /// next article.
    ///
    /// It ends when all senders are dropped and every article is answered. A bounded channel
    /// ([`std::sync::mpsc::sync_channel`]) keeps the memory bounded.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use relata::{Article, Extractor};
    /// use std::sync::mpsc;
    /// let extractor = Extractor::new()?;
    /// let (sender, articles) = mpsc::sync_channel(64);
    /// let mut answers = extractor.extract_received(&articles);
    /// sender.send(Article::new("Rain fell in Oslo.").with_id("1"))?;
    /// assert_eq!(answers.next().unwrap()?.id.as_deref(), Some("1"));
    /// sender.send(Article::new("Snow fell in Rome.").with_id("2"))?;
    /// drop(sender);
    /// assert_eq!(answers.next().unwrap()?.id.as_deref(), Some("2"));
    /// assert!(answers.next().is_none());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn extract_received<'a>(&'a self, articles: &'a Receiver<Article>) -> ExtractReceived<'a> {
        ExtractReceived::new(self, articles)
    }
}

impl<'a, I: Iterator<Item: IntoArticle>> ExtractIter<'a, I> {
    fn new(extractor: Cow<'a, Extractor>, articles: I) -> Self {
        Self { articles: articles.fuse(), flow: Flow::new(extractor) }
    }
}

impl<I: Iterator<Item: IntoArticle>> Iterator for ExtractIter<'_, I> {
    type Item = Answer;

    fn next(&mut self) -> Option<Answer> {
        loop {
            if let Some(answer) = self.flow.ready.next() {
                return Some(answer);
            }
            let mut next = || self.articles.next().map(IntoArticle::into_article);
            while self.flow.takes_more() && self.flow.start(&mut next) {}
            let oldest = self.flow.under_way.pop_front()?;
            self.flow.ready = oldest.wait().into_iter();
        }
    }
}

impl<'a> ExtractReceived<'a> {
    fn new(extractor: &'a Extractor, articles: &'a Receiver<Article>) -> Self {
        Self { articles, ended: false, flow: Flow::new(Cow::Borrowed(extractor)) }
    }

    /// Starts what has come in, in groups of as many as there are.
    fn take_what_is_there(&mut self) {
        let (articles, ended) = (self.articles, &mut self.ended);
        let mut next = || match articles.try_recv() {
            Ok(article) => Some(Ok(article)),
            Err(error) => {
                *ended |= error == TryRecvError::Disconnected;
                None
            }
        };
        while self.flow.takes_more() && self.flow.start(&mut next) {}
    }

    /// Waits for an article, where nothing is under way that could be waited for.
    fn await_article(&mut self) {
        match self.articles.recv() {
            Ok(first) => {
                let (mut first, articles) = (Some(first), self.articles);
                self.flow.start(|| first.take().or_else(|| articles.try_recv().ok()).map(Ok));
            }
            Err(_) => self.ended = true,
        }
    }
}

impl Iterator for ExtractReceived<'_> {
    type Item = Answer;

    fn next(&mut self) -> Option<Answer> {
        loop {
            if let Some(answer) = self.flow.ready.next() {
                return Some(answer);
            }
            self.take_what_is_there();
            match self.flow.under_way.front_mut() {
                Some(oldest) => {
                    if let Some(answers) = oldest.wait_a_little() {
                        self.flow.under_way.pop_front();
                        self.flow.ready = answers.into_iter();
                    }
                }
                None if self.ended => return None,
                None => self.await_article(),
            }
        }
    }
}

/// Groups on their way through the stages.
struct Flow<'a> {
    extractor: Cow<'a, Extractor>,
    look_ahead: usize,
    size: GroupSize,
    under_way: VecDeque<Pending>,
    ready: std::vec::IntoIter<Answer>,
    cancelled: Arc<AtomicBool>,
}

impl<'a> Flow<'a> {
    fn new(extractor: Cow<'a, Extractor>) -> Self {
        Self {
            look_ahead: GROUPS_A_THREAD * extractor.threads(),
            extractor,
            size: GroupSize::growing(),
            under_way: VecDeque::new(),
            ready: Vec::new().into_iter(),
            cancelled: Arc::default(),
        }
    }

    fn takes_more(&self) -> bool {
        self.under_way.len() < self.look_ahead
    }

    /// Starts a group of what `next` gives, until it is full or there is no more; false where there
    /// is nothing.
    fn start(&mut self, mut next: impl FnMut() -> Option<Result<Article, InputError>>) -> bool {
        let (mut group, mut failed) = (Vec::new(), Vec::new());
        while let Some(given) = next() {
            let bytes = given.as_ref().map_or(0, |article| article.text.len());
            match given {
                Ok(article) => group.push(article),
                Err(error) => failed.push((group.len() + failed.len(), error)),
            }
            if self.size.is_full_with(bytes) {
                break;
            }
        }
        self.size = self.size.next_group();
        if group.is_empty() && failed.is_empty() {
            return false;
        }
        let (sender, results) = mpsc::sync_channel(1);
        let ids = group.iter().map(|article| article.id.clone()).collect();
        self.under_way.push_back(Pending { ids, failed, results });
        let cancelled = Arc::clone(&self.cancelled);
        let wanted = move || !cancelled.load(Ordering::Relaxed);
        // Nobody listens where the iterator was dropped meanwhile.
        self.extractor.spawn_group(group, wanted, move |answers| drop(sender.send(answers)));
        true
    }
}

impl Drop for Flow<'_> {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// A group that is being read.
struct Pending {
    /// Identifiers of its articles, for errors.
    ids: Vec<Option<String>>,
    /// What was no article, with its index among the answers, ascending.
    failed: Vec<(usize, InputError)>,
    results: Receiver<Vec<Answer>>,
}

impl Pending {
    /// The group's results.
    fn wait(mut self) -> Vec<Answer> {
        loop {
            if let Some(answers) = self.wait_a_little() {
                return answers;
            }
        }
    }

    /// The group's results, if they come soon. A thread of a pool helps with the pool's work
    /// meanwhile: the group may wait for this very thread.
    fn wait_a_little(&mut self) -> Option<Vec<Answer>> {
        let mut answers = self.received()?;
        for (index, error) in self.failed.drain(..) {
            answers.insert(index.min(answers.len()), Err(Error::new(ErrorKind::Input, error)));
        }
        Some(answers)
    }

    /// What came of the articles of the group.
    fn received(&self) -> Option<Vec<Answer>> {
        match self.results.try_recv() {
            Ok(answers) => return Some(answers),
            Err(TryRecvError::Disconnected) => return Some(self.lost()),
            Err(TryRecvError::Empty) => {}
        }
        match rayon::yield_now() {
            Some(rayon::Yield::Executed) => None,
            Some(rayon::Yield::Idle) => {
                std::thread::sleep(REST);
                None
            }
            None => match self.results.recv_timeout(LOOK) {
                Ok(answers) => Some(answers),
                Err(mpsc::RecvTimeoutError::Timeout) => None,
                Err(mpsc::RecvTimeoutError::Disconnected) => Some(self.lost()),
            },
        }
    }

    /// The thread that read the group has ended without a result.
    fn lost(&self) -> Vec<Answer> {
        let lost = |id: &Option<String>| {
            Err(Error::new(ErrorKind::Threads, "a thread ended early").in_document(id.as_deref()))
        };
        self.ids.iter().map(lost).collect()
    }
}
