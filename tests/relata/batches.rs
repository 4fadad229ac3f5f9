//! Many articles: one by one, as a batch and as a stream give the same, in order, within bounded
//! memory.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::sync::Arc;

use relata::{
    Article, Backend, BackendError, CpuBackend, EncoderInput, ErrorKind, Extraction, Extractor,
    HiddenStates, Limits, english_model,
};

use crate::common::{articles, extractor};

fn json(result: Result<Extraction, relata::Error>) -> String {
    serde_json::to_string(&result.unwrap()).unwrap()
}

fn on_threads(threads: usize) -> Extractor {
    extractor().with_threads(NonZeroUsize::new(threads).unwrap()).unwrap()
}

/// Articles of very different length, some of them twice.
fn uneven() -> Vec<Article> {
    let mut all = articles();
    let dated =
        |text: String| Article::new(text).with_published(relata_sample::PUBLISHED.parse().unwrap());
    all.push(dated(relata_sample::article(1, 1_200)));
    all.extend((0..70).map(|number| {
        Article::new(format!("Rain fell in Oslo on day {}.", number % 50))
            .with_id(number.to_string())
    }));
    all.push(Article::new(""));
    all.push(dated(relata_sample::article(2, 400)));
    let again = all.clone();
    all.extend(again.into_iter().take(4));
    all
}

#[test]
fn one_by_one_is_a_batch_is_a_stream_on_any_number_of_threads() {
    let articles = uneven();
    let single: Vec<String> = articles.iter().map(|a| json(extractor().extract_with(a))).collect();
    for threads in [1, 3] {
        let many = on_threads(threads);
        let batch: Vec<String> = many.extract_batch(&articles).into_iter().map(json).collect();
        assert_eq!(single, batch, "{threads} threads");
        let stream: Vec<String> = many.extract_iter(articles.clone()).map(json).collect();
        assert_eq!(single, stream, "{threads} threads");
    }
}

/// Errors among the articles, whole groups of them as well, are answered in their places.
#[test]
fn what_is_no_article_is_answered_in_its_place() {
    let given = |number: usize| match number % 7 {
        3 => Err(format!("{number} is torn")),
        _ if (200..400).contains(&number) => Err(format!("{number} is torn")),
        _ => Ok(Article::new("Rain fell in Oslo.").with_id(number.to_string())),
    };
    for threads in [1, 2] {
        let many = on_threads(threads);
        let answers: Vec<_> = many.extract_iter((0..450).map(given)).collect();
        assert_eq!(answers.len(), 450);
        for (number, answer) in answers.into_iter().enumerate() {
            match (given(number), answer) {
                (Ok(_), Ok(extraction)) => assert_eq!(extraction.id, Some(number.to_string())),
                (Err(expected), Err(error)) => {
                    assert_eq!(error.kind(), ErrorKind::Input);
                    let source = std::error::Error::source(&error).unwrap();
                    assert_eq!(source.to_string(), expected);
                }
                (_, answer) => panic!("{number} is answered by {answer:?}"),
            }
        }
    }
}

/// Threads beyond the processors would only take time to start.
#[test]
fn threads_are_capped_at_the_processors() {
    let processors = std::thread::available_parallelism().unwrap().get();
    for (asked, expected) in [(1, 1), (processors, processors), (100_000_000, processors)] {
        assert_eq!(on_threads(asked).threads(), expected);
    }
}

/// Returns zeros, or fails where a window holds a certain subword, or panics there.
struct NoEncoder {
    width: usize,
    fails_on: Option<u32>,
    panics: bool,
}

impl Backend for NoEncoder {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        if windows.iter().any(|w| self.fails_on.is_some_and(|id| w.subword_ids().contains(&id))) {
            assert!(!self.panics, "the device is on fire");
            return Err(BackendError::new("the device is gone"));
        }
        Ok(windows.iter().map(|window| HiddenStates::zeros(window.len(), self.width)).collect())
    }
}

fn without_encoder(fails_on: Option<u32>) -> Extractor {
    failing(fails_on, false)
}

fn failing(fails_on: Option<u32>, panics: bool) -> Extractor {
    let model = Arc::new(english_model().unwrap());
    let backend = NoEncoder { width: model.config().hidden_size, fails_on, panics };
    Extractor::builder()
        .model(model)
        .backend(Arc::new(backend))
        .threads(NonZeroUsize::new(2).unwrap())
        .build()
        .unwrap()
}

#[test]
fn a_stream_takes_few_articles_ahead() {
    const ARTICLES: usize = 10_000;
    // Two groups of 64 articles for each of two threads, and one that has been handed out in part.
    const AHEAD: usize = 5 * 64;
    let extractor = without_encoder(None);
    let (taken, most) = (Cell::new(0), Cell::new(0));
    let count = |number: usize| {
        taken.set(taken.get() + 1);
        Article::new(format!("Two men were held in Leeds on day {number}."))
            .with_id(number.to_string())
    };
    let mut given = 0;
    for result in extractor.extract_iter((0..ARTICLES).map(count)) {
        assert_eq!(result.unwrap().id, Some(given.to_string()));
        given += 1;
        most.set(most.get().max(taken.get() - given));
    }
    assert_eq!(given, ARTICLES);
    assert!((64..AHEAD).contains(&most.get()), "{} articles were under way", most.get());
}

#[test]
fn long_articles_are_not_taken_in_groups() {
    let extractor = without_encoder(None);
    let text = relata_sample::article(1, 6_000);
    let taken = Cell::new(0);
    let mut stream = extractor.extract_iter((0..30).map(|_| {
        taken.set(taken.get() + 1);
        Article::new(text.as_str())
    }));
    assert!(stream.next().is_some());
    assert!(taken.get() <= 4, "{} articles of {} bytes were taken", taken.get(), text.len());
    drop(stream);
}

#[test]
fn a_stream_can_be_read_on_the_threads_that_it_needs() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let articles = articles();
    let ids: Vec<_> = pool
        .install(|| extractor().extract_iter(articles.clone()).map(|e| e.unwrap().id).collect());
    assert_eq!(ids, articles.iter().map(|a| a.id.clone()).collect::<Vec<_>>());
}

#[test]
fn an_empty_stream_ends() {
    let mut stream = extractor().extract_iter(Vec::<Article>::new());
    assert!(stream.next().is_none() && stream.next().is_none());
}

/// The subword that the model has for a word.
fn subword(word: &str) -> u32 {
    let windows = Arc::new(std::sync::Mutex::new(Vec::new()));
    let spy = Extractor::builder()
        .backend(Arc::new(Spy {
            seen: windows.clone(),
            inner: CpuBackend::new(&english_model().unwrap()).unwrap(),
        }))
        .build()
        .unwrap();
    spy.extract(word).unwrap();
    *windows.lock().unwrap().first().unwrap()
}

/// A panic in a document that is read on a thread of the pool would end the process.
#[test]
fn one_article_that_fails_or_panics_takes_no_other_with_it() {
    let id = subword("zebra");
    let texts = ["Rain fell.", "A zebra fled.", "Snow fell."];
    let articles: Vec<Article> =
        texts.iter().map(|text| Article::new(*text).with_id(*text)).collect();
    for (panics, kind) in [(false, ErrorKind::Backend), (true, ErrorKind::Panic)] {
        let extractor = failing(Some(id), panics);
        let (sender, received) = std::sync::mpsc::channel();
        for article in &articles {
            sender.send(article.clone()).unwrap();
        }
        drop(sender);
        for results in [
            extractor.extract_batch(&articles),
            extractor.extract_iter(articles.clone()).collect(),
            extractor.extract_received(&received).collect(),
        ] {
            let failed: Vec<Option<&str>> =
                results.iter().map(|r| r.as_ref().err().and_then(|e| e.document())).collect();
            assert_eq!(failed, [None, Some("A zebra fled."), None]);
            assert_eq!(results[1].as_ref().unwrap_err().kind(), kind);
        }
        let alone = extractor.extract_with(&articles[1]).unwrap_err();
        assert_eq!(alone.kind(), kind);
        let inner = alone.read_error().map(relata::ReadError::kind);
        assert_eq!(inner, (!panics).then_some(relata::ReadErrorKind::Backend));
        let cause = std::error::Error::source(&alone).unwrap().to_string();
        assert_eq!(cause.contains("on fire"), panics, "{cause}");
        assert!(extractor.extract("Hail fell.").is_ok(), "the extractor goes on");
    }
}

/// An answer comes before the next article is sent.
#[test]
fn who_waits_for_an_answer_gets_it() {
    let extractor = on_threads(1);
    let (sender, articles) = std::sync::mpsc::sync_channel(1);
    let mut answers = extractor.extract_received(&articles);
    for number in 0..3 {
        sender.send(Article::new("Rain fell in Oslo.").with_id(number.to_string())).unwrap();
        assert_eq!(answers.next().unwrap().unwrap().id, Some(number.to_string()));
    }
    drop(sender);
    assert!(answers.next().is_none() && answers.next().is_none());
}

#[test]
fn a_channel_gives_what_a_batch_gives() {
    let articles = uneven();
    let extractor = on_threads(2);
    let batch: Vec<String> = extractor.extract_batch(&articles).into_iter().map(json).collect();
    let (sender, received) = std::sync::mpsc::sync_channel(3);
    let answers: Vec<String> = std::thread::scope(|scope| {
        scope.spawn(move || articles.into_iter().for_each(|a| sender.send(a).unwrap()));
        extractor.extract_received(&received).map(json).collect()
    });
    assert_eq!(batch, answers);
}

/// Waits before it returns zeros, where a window is no short one.
struct Slow {
    width: usize,
    time: std::time::Duration,
}

/// Subwords of the longest short window.
const SHORT_WINDOW: usize = 16;

impl Backend for Slow {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        if windows.iter().any(|window| window.len() > SHORT_WINDOW) {
            std::thread::sleep(self.time);
        }
        Ok(windows.iter().map(|window| HiddenStates::zeros(window.len(), self.width)).collect())
    }
}

#[test]
fn a_document_beyond_a_limit_is_an_error_of_its_own() {
    let model = Arc::new(english_model().unwrap());
    let width = model.config().hidden_size;
    // What a short article takes is a thousandth of this, so that a busy machine changes nothing.
    let time = std::time::Duration::from_secs(2);
    let slow = Extractor::builder()
        .model(model)
        .backend(Arc::new(Slow { width, time: time * 11 / 10 }))
        .threads(NonZeroUsize::new(2).unwrap())
        .build()
        .unwrap();
    let long = relata_sample::article(1, 12_000);
    let articles = ["Rain fell.", &long, "Snow fell."].map(Article::new);
    for limits in [
        Limits::default().with_bytes(100),
        Limits::default().with_words(100),
        Limits::default().with_time(time),
    ] {
        let limited = slow.with_limits(limits.clone());
        let streamed: Vec<_> = limited.extract_iter(articles.clone()).collect();
        for results in [limited.extract_batch(&articles), streamed] {
            let kinds: Vec<_> =
                results.iter().map(|r| r.as_ref().err().map(relata::Error::kind)).collect();
            assert_eq!(kinds, [None, Some(ErrorKind::Limit), None], "{limits:?}");
        }
    }
}

#[test]
fn limits_that_are_kept_change_nothing() {
    let limits = Limits::default()
        .with_bytes(1 << 20)
        .with_words(1 << 20)
        .with_time(std::time::Duration::from_secs(3600));
    let limited = extractor().with_limits(limits);
    for article in articles().iter().take(3) {
        assert_eq!(json(limited.extract_with(article)), json(extractor().extract_with(article)));
    }
}

#[test]
fn a_cancelled_stream_answers_each_article_with_that() {
    let flag = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let limits = Limits::default().with_cancelled(flag);
    let cancelled = without_encoder(None).with_limits(limits);
    let results: Vec<_> =
        cancelled.extract_iter((0..100).map(|_| Article::new("Rain fell."))).collect();
    assert_eq!(results.len(), 100);
    assert!(results.iter().all(|r| r.as_ref().unwrap_err().kind() == ErrorKind::Cancelled));
}

/// Keeps the subwords that it is given, without `[CLS]`.
struct Spy {
    seen: Arc<std::sync::Mutex<Vec<u32>>>,
    inner: CpuBackend,
}

impl Backend for Spy {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        self.seen.lock().unwrap().extend(windows.iter().flat_map(|w| &w.subword_ids()[1..]));
        self.inner.encode(windows)
    }
}

#[test]
fn timings_cover_the_stages() {
    for article in articles().iter().take(3) {
        let start = std::time::Instant::now();
        let (extraction, timings) = extractor().extract_timed(article).unwrap();
        assert!(timings.total() <= start.elapsed());
        assert!(timings.stages().iter().all(|(_, time)| !time.is_zero()), "{timings:?}");
        assert_eq!(json(Ok(extraction)), json(extractor().extract_with(article)));
    }
}
