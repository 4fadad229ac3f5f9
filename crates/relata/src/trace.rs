//! Spans of `tracing` (feature `tracing`): one a document, one a stage within it.

use relata_core::Article;

use crate::timings::Stage;

/// Where the span of a document belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent {
    /// In the caller's span.
    Caller,
    /// In none: the thread may be about something else meanwhile.
    None,
}

/// The span of a document; nothing where the feature is off.
pub struct Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Trace {
    /// A span for a document.
    pub fn new(article: &Article, parent: Parent) -> Self {
        let (id, bytes) = (article.id.as_deref(), article.text.len());
        let span = match parent {
            Parent::Caller => tracing::debug_span!(target: "relata", "document", id, bytes),
            Parent::None => {
                tracing::debug_span!(target: "relata", parent: None, "document", id, bytes)
            }
        };
        Self { span }
    }

    /// Does the work of a stage in a span within the document's.
    pub fn stage<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        macro_rules! span {
            ($name:literal) => {
                tracing::debug_span!(target: "relata", parent: &self.span, $name)
            };
        }
        let span = match stage {
            Stage::Cleaning => span!("cleaning"),
            Stage::Reading => span!("reading"),
            Stage::Entities => span!("entities"),
            Stage::Claims => span!("claims"),
            Stage::Events => span!("events"),
        };
        span.in_scope(work)
    }

    /// Tells why the document has no extraction.
    pub fn failed(&self, error: &crate::Error) {
        let cause = std::error::Error::source(error).map(ToString::to_string);
        tracing::debug!(target: "relata", parent: &self.span, %error, cause, "no extraction");
    }
}

/// Reads several documents at once, in a span of its own.
#[cfg(feature = "tracing")]
pub fn reading_together<T>(documents: usize, work: impl FnOnce() -> T) -> T {
    tracing::debug_span!(target: "relata", parent: None, "reading", documents).in_scope(work)
}

/// The caller's span, to be taken along to another thread.
#[cfg(feature = "tracing")]
pub fn carried<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    let span = tracing::Span::current();
    move || span.in_scope(work)
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "as with the feature on")]
impl Trace {
    pub const fn new(_: &Article, _: Parent) -> Self {
        Self {}
    }

    pub fn stage<T>(&self, _: Stage, work: impl FnOnce() -> T) -> T {
        work()
    }

    pub const fn failed(&self, _: &crate::Error) {}
}

#[cfg(not(feature = "tracing"))]
pub fn reading_together<T>(_: usize, work: impl FnOnce() -> T) -> T {
    work()
}

#[cfg(not(feature = "tracing"))]
pub const fn carried<F>(work: F) -> F {
    work
}
