//! What holds for every text and every backend.

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use relata_core::{Bio, Sentence, Span};

use super::test_model;
use crate::{
    Backend, BackendError, CpuBackend, EncoderInput, HiddenStates, ReadErrorKind, ReadInput,
    ReadOutput, Reader,
};

fn reader() -> &'static Reader {
    static READER: LazyLock<Reader> =
        LazyLock::new(|| Reader::on_cpu(test_model::model()).unwrap());
    &READER
}

/// A sentence for each line.
fn lines(text: &str) -> Vec<Sentence> {
    let span_of =
        |line: &str| Span::at(line.as_ptr() as usize - text.as_ptr() as usize, line.len());
    text.lines()
        .enumerate()
        .map(|(number, line)| Sentence::new(span_of(line), number / 2))
        .collect()
}

const TEXT: &str = "The ferry sank off the coast on Friday.\nNobody drowned, the harbour master \
said.\nHe didn't say more.\n\nMore later.";

fn long_text() -> String {
    "the crew of the red boat and ".repeat(20)
}

/// All that the data model promises of a reading.
fn check_invariants(text: &str, output: &ReadOutput) {
    let reading = &output.reading;
    let mut end = 0;
    for (index, token) in reading.tokens().iter().enumerate() {
        assert!(token.span.start() >= end && !token.span.is_empty(), "tokens ascend");
        assert!(text.get(token.span.range()).is_some(), "tokens stand in the text");
        let sentence = reading.sentence(reading.sentence_of(index)).unwrap();
        assert!(sentence.span.contains(token.span));
        assert!(token.cue.is_none_or(|cue| cue < reading.tokens().len()));
        end = token.span.end();
    }
    for sentence in 0..reading.sentence_count() {
        let tokens = reading.sentence_tokens(sentence);
        let roots = tokens.clone().filter(|&t| reading.token(t).head.is_none()).count();
        assert_eq!(roots, usize::from(!tokens.is_empty()), "each sentence has one root");
        for token in tokens.clone() {
            assert!(reading.ancestors(token).count() < tokens.len(), "heads make a tree");
        }
    }
    let triggers = reading.triggers().unwrap_or_default();
    for (number, trigger) in triggers.iter().enumerate() {
        let compared = trigger.same.iter().map(|same| same.token);
        let earlier = triggers.iter().take(number).map(|earlier| earlier.tokens.start);
        assert!(number > 96 || compared.eq(earlier), "a trigger is compared with those before it");
    }
    let mut before = Bio::Outside;
    for token in reading.tokens() {
        assert!(
            !matches!(token.attribution, Bio::Inside(role) if before.label() != Some(role)),
            "an inside tag follows its begin"
        );
        before = token.attribution;
    }
}

#[test]
fn events_are_tagged_in_order_with_known_labels() {
    let reading = reader().read(TEXT, &lines(TEXT)).unwrap().reading;
    let mut before = Bio::Outside;
    for token in reading.tokens() {
        let tag = token.event.as_ref().map_or(Bio::Outside, |event| event.tag);
        assert!(
            !matches!(tag, Bio::Inside(class) if before.label() != Some(class)),
            "an inside tag follows its begin"
        );
        before = tag;
    }
    let events: Vec<_> = reading.tokens().iter().filter_map(|token| token.event.as_ref()).collect();
    assert!(!events.is_empty(), "the random model marks some words");
    assert!(events.iter().all(|event| {
        event.root.as_deref().is_none_or(|root| ["ASSAULT", "CONSULT"].contains(&root))
    }));
    assert!(events.iter().all(|event| event.tag != Bio::Outside && event.scores.tag.get() > 0.0));
}

#[test]
fn a_batch_reads_as_one_by_one() {
    let reader = reader();
    let long = long_text();
    let texts = [TEXT, "", &long, "One.\nTwo."];
    let sentences: Vec<Vec<Sentence>> = texts.iter().map(|text| lines(text)).collect();
    let inputs: Vec<ReadInput<'_>> = texts
        .iter()
        .zip(&sentences)
        .map(|(text, sentences)| ReadInput { text, sentences })
        .collect();
    let together = reader.read_batch(&inputs).unwrap();
    let alone: Vec<ReadOutput> =
        inputs.iter().map(|input| reader.read(input.text, input.sentences).unwrap()).collect();
    assert_eq!(together, alone);
    together.iter().zip(texts).for_each(|(output, text)| check_invariants(text, output));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let reader = reader();
    let text = TEXT.repeat(9);
    let sentences = lines(&text);
    let read = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| reader.read(&text, &sentences).unwrap())
    };
    assert_eq!(read(1), read(3));
}

#[test]
fn a_long_sentence_is_read_whole_and_reported() {
    let text = format!("Short.\n{}\nShort.", long_text());
    let output = reader().read(&text, &lines(&text)).unwrap();
    assert_eq!(output.long_sentences, [1]);
    assert_eq!(output.reading.sentence_tokens(1).len(), 140);
    check_invariants(&text, &output);
}

#[test]
fn sentences_that_are_none_stay_empty() {
    let text = "ab é cd";
    let spans = [(0, 2), (1, 4), (3, 4), (6, 8), (0, 8), (5, 99)];
    let sentences: Vec<Sentence> =
        spans.iter().map(|&(a, b)| Sentence::new(Span::between(a, b), 0)).collect();
    let output = reader().read(text, &sentences).unwrap();
    let counts: Vec<usize> =
        (0..6).map(|number| output.reading.sentence_tokens(number).len()).collect();
    assert_eq!(counts, [1, 0, 0, 1, 0, 0]);
}

/// Counts the windows that it is given.
struct Counting(CpuBackend, AtomicUsize);

impl Backend for Counting {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        self.1.fetch_add(windows.len(), Ordering::Relaxed);
        self.0.encode(windows)
    }
}

#[test]
fn equal_windows_are_encoded_once_a_batch() {
    let model = Arc::new(test_model::model());
    let backend = Arc::new(Counting(CpuBackend::new(&model).unwrap(), AtomicUsize::new(0)));
    let counting = Reader::new(model, backend.clone());
    // The texts of each pair have the same windows; the second pair differs in a capital alone,
    // which the shapes tell.
    let texts = [TEXT, &format!("{TEXT}\n"), "it rained.", "It rained."];
    let sentences: Vec<Vec<Sentence>> = texts.iter().map(|text| lines(text)).collect();
    let inputs: Vec<ReadInput<'_>> = texts
        .iter()
        .zip(&sentences)
        .map(|(text, sentences)| ReadInput { text, sentences })
        .collect();
    let windows = |n: usize| counting.windows(texts[n], &sentences[n]).len();
    let together = counting.read_batch(&inputs).unwrap();
    assert_eq!(backend.1.load(Ordering::Relaxed), windows(0) + windows(2) + windows(3));
    let alone: Vec<ReadOutput> =
        inputs.iter().map(|input| reader().read(input.text, input.sentences).unwrap()).collect();
    assert_eq!(together, alone);
}

#[test]
fn a_timed_reading_is_the_same() {
    let (output, time) = reader().read_timed(TEXT, &lines(TEXT)).unwrap();
    assert_eq!(output, reader().read(TEXT, &lines(TEXT)).unwrap());
    assert!(!time.is_zero());
}

/// Fails, or returns hidden states of the wrong shape.
struct BadBackend {
    width: Option<usize>,
}

impl Backend for BadBackend {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        let width = self
            .width
            .ok_or_else(|| BackendError::new("the device is gone").with_source(std::fmt::Error))?;
        Ok(windows.iter().map(|window| HiddenStates::zeros(window.len(), width)).collect())
    }
}

#[test]
fn errors_of_a_backend_are_handed_on() {
    let read = |width| {
        Reader::new(Arc::new(test_model::model()), Arc::new(BadBackend { width }))
            .read(TEXT, &lines(TEXT))
    };
    let error = read(None).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::Backend);
    assert_eq!(
        error.source().and_then(Error::source).unwrap().to_string(),
        std::fmt::Error.to_string()
    );
    assert_eq!(read(Some(5)).unwrap_err().kind(), ReadErrorKind::Shape);
    assert!(read(Some(16)).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in "(\\PC|[a-z ]{1,30}|['’]t|\n|\u{0}|\u{fe0f}){0,40}", spans in prop::collection::vec((0..300_usize, 0..90_usize, 0..4_usize), 0..8)) {
        let sentences: Vec<Sentence> = spans.iter().map(|&(start, len, paragraph)| Sentence::new(Span::at(start, len), paragraph)).collect();
        check_invariants(&text, &reader().read(&text, &sentences).unwrap());
        check_invariants(&text, &reader().read(&text, &lines(&text)).unwrap());
        check_invariants(&text, &reader().read(&text, &[Sentence::new(Span::at(0, text.len()), 0)]).unwrap());
    }
}
