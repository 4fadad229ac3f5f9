//! The spans that a document leaves.

// A test that finds no model may well panic: that is how it fails.
#![allow(clippy::unwrap_used)]

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use relata::{Article, Extractor, Limits};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps the names of spans and events, each with its explicit parent's.
#[derive(Clone, Default)]
struct Names {
    next: Arc<AtomicU64>,
    names: Arc<Mutex<Vec<(u64, String)>>>,
}

impl Names {
    fn name(&self, parent: Option<&Id>, name: &str) -> String {
        let names = self.names.lock().unwrap();
        let parent = parent.and_then(|id| names.iter().find(|(n, _)| *n == id.into_u64()));
        parent.map_or_else(|| name.to_owned(), |(_, parent)| format!("{parent}/{name}"))
    }

    fn all(&self) -> Vec<String> {
        self.names.lock().unwrap().iter().map(|(_, name)| name.clone()).collect()
    }
}

impl Subscriber for Names {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "relata"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let name = self.name(span.parent(), span.metadata().name());
        self.names.lock().unwrap().push((id, name));
        Id::from_u64(id)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let name = self.name(event.parent(), "event");
        self.names.lock().unwrap().push((0, name));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_document_has_a_span_and_each_stage_one_within_it() {
    let names = Names::default();
    tracing::subscriber::set_global_default(names.clone()).unwrap();
    let extractor = Extractor::builder().threads(NonZeroUsize::MIN).build().unwrap();
    extractor.extract("Rain fell in Oslo.").unwrap();
    let stages = ["cleaning", "reading", "entities", "claims", "events"];
    let mut expected = vec!["document".to_owned()];
    expected.extend(stages.iter().map(|stage| format!("document/{stage}")));
    assert_eq!(names.all(), expected);

    let refused = extractor.with_limits(Limits::default().with_bytes(4));
    assert!(refused.extract("Rain fell in Oslo.").is_err());
    assert_eq!(names.all().get(expected.len()..).unwrap(), ["document", "document/event"]);

    let before = names.all().len();
    let articles = vec![Article::new("Rain fell in Oslo."); 2];
    assert!(extractor.extract_batch(&articles).iter().all(Result::is_ok));
    let count = |wanted: &str| names.all().iter().skip(before).filter(|n| *n == wanted).count();
    assert_eq!([count("document/cleaning"), count("document/events"), count("reading")], [2, 2, 1]);
}
