//! Many articles: one by one, as a batch and as a stream give the same, in order, within bounded
//! memory.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::sync::Arc;

use relata::ndarray::Array2;
use relata::{
    Article, Backend, BackendError, CpuBackend, EncoderInput, ErrorKind, Extraction, Extractor,
    english_model,
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

/// Threads beyond the processors would only take time to start.
#[test]
fn threads_are_capped_at_the_processors() {
    let processors = std::thread::available_parallelism().unwrap().get();
    for (asked, expected) in [(1, 1), (processors, processors), (100_000_000, processors)] {
        assert_eq!(on_threads(asked).threads(), expected);
    }
}

/// Returns zeros, or fails where a window holds a certain subword.
struct NoEncoder {
    width: usize,
    fails_on: Option<u32>,
}

impl Backend for NoEncoder {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<Array2<f32>>, BackendError> {
        if windows.iter().any(|w| self.fails_on.is_some_and(|id| w.subword_ids().contains(&id))) {
            return Err(BackendError::new("the device is gone"));
        }
        Ok(windows.iter().map(|window| Array2::zeros((window.len(), self.width))).collect())
    }
}

fn without_encoder(fails_on: Option<u32>) -> Extractor {
    let model = Arc::new(english_model().unwrap());
    let backend = NoEncoder { width: model.config().hidden_size, fails_on };
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
    let mut stream = extractor().extract_iter([]);
    assert!(stream.next().is_none() && stream.next().is_none());
}

#[test]
fn one_article_that_fails_takes_no_other_with_it() {
    let windows = Arc::new(std::sync::Mutex::new(Vec::new()));
    let spy = Extractor::builder()
        .backend(Arc::new(Spy {
            seen: windows.clone(),
            inner: CpuBackend::new(&english_model().unwrap()).unwrap(),
        }))
        .build()
        .unwrap();
    spy.extract("zebra").unwrap();
    let id = *windows.lock().unwrap().first().unwrap();

    let extractor = without_encoder(Some(id));
    let texts = ["Rain fell.", "A zebra fled.", "Snow fell."];
    let articles: Vec<Article> =
        texts.iter().map(|text| Article::new(*text).with_id(*text)).collect();
    for results in
        [extractor.extract_batch(&articles), extractor.extract_iter(articles.clone()).collect()]
    {
        let failed: Vec<Option<&str>> =
            results.iter().map(|r| r.as_ref().err().and_then(|e| e.document())).collect();
        assert_eq!(failed, [None, Some("A zebra fled."), None]);
        assert_eq!(results[1].as_ref().unwrap_err().kind(), ErrorKind::Backend);
    }
}

/// Keeps the subwords that it is given, without `[CLS]`.
struct Spy {
    seen: Arc<std::sync::Mutex<Vec<u32>>>,
    inner: CpuBackend,
}

impl Backend for Spy {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<Array2<f32>>, BackendError> {
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
