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

/// Extractions of a stream of articles; made by [`Extractor::extract_iter`].
pub struct ExtractIter<'a, I> {
    extractor: &'a Extractor,
    articles: std::iter::Fuse<I>,
    look_ahead: usize,
    under_way: VecDeque<Pending>,
    ready: std::vec::IntoIter<Result<Extraction, Error>>,
    cancelled: Arc<AtomicBool>,
}

/// A group that is being read.
struct Pending {
    /// Identifiers of its articles, for errors.
    ids: Vec<Option<String>>,
    results: Receiver<Vec<Result<Extraction, Error>>>,
}

impl<'a, I: Iterator<Item = Article>> ExtractIter<'a, I> {
    pub(crate) fn new(extractor: &'a Extractor, articles: I) -> Self {
        Self {
            extractor,
            articles: articles.fuse(),
            look_ahead: GROUPS_A_THREAD * extractor.threads(),
            under_way: VecDeque::new(),
            ready: Vec::new().into_iter(),
            cancelled: Arc::default(),
        }
    }

    /// Starts groups until as many are under way as may be.
    fn fill(&mut self) {
        while self.under_way.len() < self.look_ahead {
            let group = self.next_group();
            if group.is_empty() {
                return;
            }
            self.start(group);
        }
    }

    fn next_group(&mut self) -> Vec<Article> {
        let mut size = GroupSize::default();
        let mut group = Vec::new();
        for article in self.articles.by_ref() {
            let full = size.is_full_with(&article);
            group.push(article);
            if full {
                break;
            }
        }
        group
    }

    fn start(&mut self, group: Vec<Article>) {
        let (sender, results) = mpsc::sync_channel(1);
        self.under_way.push_back(Pending {
            ids: group.iter().map(|article| article.id.clone()).collect(),
            results,
        });
        let (stages, cancelled) = (self.extractor.shared_stages(), Arc::clone(&self.cancelled));
        self.extractor.spawn(move || {
            if !cancelled.load(Ordering::Relaxed) {
                // Nobody listens where the iterator was dropped meanwhile.
                let _ = sender.send(stages.extract_group(&group));
            }
        });
    }
}

impl<I: Iterator<Item = Article>> Iterator for ExtractIter<'_, I> {
    type Item = Result<Extraction, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(result) = self.ready.next() {
                return Some(result);
            }
            self.fill();
            self.ready = self.under_way.pop_front()?.wait().into_iter();
        }
    }
}

impl<I> Drop for ExtractIter<'_, I> {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl Pending {
    /// The group's results. A thread of a pool helps with the pool's work meanwhile: the group may
    /// wait for this very thread.
    fn wait(self) -> Vec<Result<Extraction, Error>> {
        loop {
            match self.results.try_recv() {
                Ok(results) => return results,
                Err(TryRecvError::Disconnected) => return self.lost(),
                Err(TryRecvError::Empty) => match rayon::yield_now() {
                    Some(rayon::Yield::Executed) => {}
                    Some(rayon::Yield::Idle) => std::thread::sleep(REST),
                    None => return self.results.recv().unwrap_or_else(|_| self.lost()),
                },
            }
        }
    }

    /// The thread that read the group has ended without a result.
    fn lost(&self) -> Vec<Result<Extraction, Error>> {
        self.ids
            .iter()
            .map(|id| {
                Err(Error::new(ErrorKind::Threads, "a thread ended early")
                    .in_document(id.as_deref()))
            })
            .collect()
    }
}
