//! Bounds on what one document may cost, and how a caller ends the work.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::{Error, ErrorKind, LimitError};

/// What one document may cost, for services that read what others send. A document beyond a limit
/// is an error of its own ([`ErrorKind::Limit`]); those beside it are read as ever. Unset, nothing
/// is bounded.
///
/// ```
/// # fn main() -> Result<(), relata::Error> {
/// use relata::{ErrorKind, Extractor, Limits};
/// let limits =
///     Limits::default().with_bytes(1 << 20).with_time(std::time::Duration::from_secs(60));
/// let extractor = Extractor::builder().limits(limits).build()?;
/// let error = extractor.extract(&"Rain fell. ".repeat(100_000)).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Limit);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes that a document may have as it is given: text, or HTML with its markup.
    pub bytes: Option<usize>,
    /// Words, cut at white space, that its text may have.
    pub words: Option<usize>,
    /// Time that a document may take on its thread. It is looked at between stages and between
    /// windows of the encoder: a document ends a little later than it says. The output of those
    /// that end in time does not depend on it.
    pub time: Option<Duration>,
    /// Once this is true, documents that are not finished are errors
    /// ([`ErrorKind::Cancelled`]); looked at where the time is.
    pub cancelled: Option<Arc<AtomicBool>>,
}

impl Limits {
    /// Sets how many bytes a document may have.
    ///
    /// ```
    /// use relata::Limits;
    /// assert_eq!(Limits::default().with_bytes(1 << 20).bytes, Some(1 << 20));
    /// ```
    #[must_use]
    pub const fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = Some(bytes);
        self
    }

    /// Sets how many words a document may have.
    ///
    /// ```
    /// use relata::Limits;
    /// assert_eq!(Limits::default().with_words(5_000).words, Some(5_000));
    /// ```
    #[must_use]
    pub const fn with_words(mut self, words: usize) -> Self {
        self.words = Some(words);
        self
    }

    /// Sets how long a document may take.
    ///
    /// ```
    /// use relata::Limits;
    /// use std::time::Duration;
    /// let limits = Limits::default().with_time(Duration::from_secs(30));
    /// assert_eq!(limits.time, Some(Duration::from_secs(30)));
    /// ```
    #[must_use]
    pub const fn with_time(mut self, time: Duration) -> Self {
        self.time = Some(time);
        self
    }

    /// Sets what ends the work from elsewhere.
    ///
    /// ```
    /// # fn main() -> Result<(), relata::Error> {
    /// use relata::{Article, ErrorKind, Extractor, Limits};
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicBool, Ordering};
    /// let gone = Arc::new(AtomicBool::new(false));
    /// // One extractor for all, one flag for each request.
    /// let extractor = Extractor::new()?;
    /// let request =
    ///     extractor.with_limits(Limits::default().with_cancelled(Arc::clone(&gone)));
    /// gone.store(true, Ordering::Relaxed);
    /// let error = request.extract("Rain fell.").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Cancelled);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_cancelled(mut self, cancelled: Arc<AtomicBool>) -> Self {
        self.cancelled = Some(cancelled);
        self
    }
}

thread_local! {
    /// Time that documents took which this thread has finished. A thread that waits for its own
    /// windows may read another document meanwhile, whose time is not that of the first.
    static FINISHED: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// What a document has left of its limits. Made where its turn comes, on the thread that stays with
/// it.
pub struct Budget<'l> {
    limits: &'l Limits,
    clock: Option<Clock>,
}

struct Clock {
    limit: Duration,
    start: Instant,
    finished: Duration,
}

impl<'l> Budget<'l> {
    /// Begins to count.
    pub fn start(limits: &'l Limits) -> Self {
        let clock = limits.time.map(|limit| Clock {
            limit,
            start: Instant::now(),
            finished: FINISHED.get(),
        });
        Self { limits, clock }
    }

    /// Refuses a document that is given with too many bytes.
    pub fn admit(&self, given: &str) -> Result<(), Error> {
        match self.limits.bytes {
            Some(limit) if given.len() > limit => {
                Err(limit_error(LimitError::Bytes { found: given.len(), limit }))
            }
            _ => self.check(),
        }
    }

    /// Refuses a text of too many words.
    pub fn admit_text(&self, text: &str) -> Result<(), Error> {
        match self.limits.words {
            Some(limit) if text.split_whitespace().nth(limit).is_some() => {
                Err(limit_error(LimitError::Words { limit }))
            }
            _ => self.check(),
        }
    }

    /// Fails where the time is over or the caller has ended the work.
    pub fn check(&self) -> Result<(), Error> {
        if self.limits.cancelled.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed)) {
            return Err(Error::new(ErrorKind::Cancelled, "the caller ended the work"));
        }
        match &self.clock {
            Some(clock) if clock.own_time() > clock.limit => {
                Err(limit_error(LimitError::Time { limit: clock.limit }))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Budget<'_> {
    fn drop(&mut self) {
        if let Some(clock) = &self.clock {
            FINISHED.set(clock.finished + clock.start.elapsed());
        }
    }
}

impl Clock {
    fn own_time(&self) -> Duration {
        let others = FINISHED.get().saturating_sub(self.finished);
        self.start.elapsed().saturating_sub(others)
    }
}

fn limit_error(source: LimitError) -> Error {
    Error::new(ErrorKind::Limit, source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_of_a_document_in_between_is_not_ones_own() {
        let limits = Limits::default().with_time(Duration::from_secs(1));
        let first = Budget::start(&limits);
        {
            let second = Budget::start(&limits);
            std::thread::sleep(Duration::from_millis(1_100));
            assert!(second.check().is_err());
        }
        assert!(first.check().is_ok());
        std::thread::sleep(Duration::from_millis(1_100));
        assert_eq!(first.check().map_err(|e| e.kind()), Err(ErrorKind::Limit));
    }

    #[test]
    fn bytes_and_words_are_counted_exactly() {
        let check = |limits: Limits, text: &str, admitted: bool| {
            let budget = Budget::start(&limits);
            assert_eq!(budget.admit(text).and_then(|()| budget.admit_text(text)).is_ok(), admitted);
        };
        check(Limits::default(), "Rain fell.", true);
        check(Limits::default().with_bytes(10), "Rain fell.", true);
        check(Limits::default().with_bytes(9), "Rain fell.", false);
        check(Limits::default().with_words(2), "Rain fell.", true);
        check(Limits::default().with_words(1), "Rain fell.", false);
    }
}
