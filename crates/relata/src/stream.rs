//! Articles in, extractions out, while both flow.

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

/// Extractions of a stream of articles; made by [`Extractor::extract_iter`].
pub struct ExtractIter<'a, I> {
    articles: std::iter::Fuse<I>,
    flow: Flow<'a>,
}

/// Extractions of articles that come in through a channel; made by
/// [`Extractor::extract_received`].
pub struct ExtractReceived<'a> {
    articles: &'a Receiver<Article>,
    ended: bool,
    flow: Flow<'a>,
}

impl<'a, I: Iterator<Item = Article>> ExtractIter<'a, I> {
    pub(crate) fn new(extractor: &'a Extractor, articles: I) -> Self {
        Self { articles: articles.fuse(), flow: Flow::new(extractor) }
    }
}

impl<I: Iterator<Item = Article>> Iterator for ExtractIter<'_, I> {
    type Item = Answer;

    fn next(&mut self) -> Option<Answer> {
        loop {
            if let Some(answer) = self.flow.ready.next() {
                return Some(answer);
            }
            while self.flow.takes_more() && self.flow.start(|| self.articles.next()) {}
            let oldest = self.flow.under_way.pop_front()?;
            self.flow.ready = oldest.wait().into_iter();
        }
    }
}

impl<'a> ExtractReceived<'a> {
    pub(crate) fn new(extractor: &'a Extractor, articles: &'a Receiver<Article>) -> Self {
        Self { articles, ended: false, flow: Flow::new(extractor) }
    }

    /// Starts what has come in, in groups of as many as there are.
    fn take_what_is_there(&mut self) {
        let (articles, ended) = (self.articles, &mut self.ended);
        let mut next = || match articles.try_recv() {
            Ok(article) => Some(article),
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
                self.flow.start(|| first.take().or_else(|| articles.try_recv().ok()));
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
            match self.flow.under_way.front() {
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
    extractor: &'a Extractor,
    look_ahead: usize,
    size: GroupSize,
    under_way: VecDeque<Pending>,
    ready: std::vec::IntoIter<Answer>,
    cancelled: Arc<AtomicBool>,
}

impl<'a> Flow<'a> {
    fn new(extractor: &'a Extractor) -> Self {
        Self {
            extractor,
            look_ahead: GROUPS_A_THREAD * extractor.threads(),
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
    fn start(&mut self, mut next: impl FnMut() -> Option<Article>) -> bool {
        let mut group = Vec::new();
        while let Some(article) = next() {
            let full = self.size.is_full_with(&article);
            group.push(article);
            if full {
                break;
            }
        }
        self.size = self.size.next_group();
        if group.is_empty() {
            return false;
        }
        let (sender, results) = mpsc::sync_channel(1);
        self.under_way.push_back(Pending {
            ids: group.iter().map(|article| article.id.clone()).collect(),
            results,
        });
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
    results: Receiver<Vec<Answer>>,
}

impl Pending {
    /// The group's results.
    fn wait(self) -> Vec<Answer> {
        loop {
            if let Some(answers) = self.wait_a_little() {
                return answers;
            }
        }
    }

    /// The group's results, if they come soon. A thread of a pool helps with the pool's work
    /// meanwhile: the group may wait for this very thread.
    fn wait_a_little(&self) -> Option<Vec<Answer>> {
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
