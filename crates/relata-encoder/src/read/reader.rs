//! The reader: text and sentences in, token layers out.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use relata_core::{Reading, Sentence, Span};

use super::encoded::EncodedDocument;
use super::layers::LayerBuilder;
use super::window::{self, Window};
use super::window_reader::{SegmentOutput, read_window};
use crate::{
    Backend, BackendError, CpuBackend, EncoderInput, HiddenStates, LoadError, Model, ReadError,
};

/// So many windows go to the backend at once: enough work for all threads, and a bound on memory.
const WINDOWS_AT_ONCE: usize = 64;

/// So many of a document that is read by itself, so that a caller who wants it ended is asked often
/// enough.
const WINDOWS_OF_ONE: usize = 16;

/// A model with the backend that runs its encoder. Share one between threads; reading does not
/// change it.
///
/// ```no_run
/// use relata_core::{Sentence, Span};
/// use relata_encoder::{Model, Reader};
/// let reader = Reader::on_cpu(Model::from_dir("model")?)?;
/// let text = "The mayor resigned.";
/// let output = reader.read(text, &[Sentence::new(Span::at(0, text.len()), 0)])?;
/// assert_eq!(output.reading.tokens().len(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Reader {
    model: Arc<Model>,
    backend: Arc<dyn Backend>,
}

/// One text to read.
///
/// ```
/// use relata_core::{Sentence, Span};
/// use relata_encoder::{ReadInput, Reader, hf};
/// # let directory = "testdata/hf_families/distilbert";
/// let reader = Reader::on_cpu(hf::load(directory, &hf::LabelTable::default())?)?;
/// let sentences = [Sentence::new(Span::at(0, 10), 0)];
/// let texts = ["Rain fell.", "Snow fell."];
/// let inputs = texts.map(|text| ReadInput { text, sentences: &sentences });
/// assert_eq!(reader.read_batch(&inputs)?.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ReadInput<'a> {
    /// The text that the sentences point into.
    pub text: &'a str,
    /// Sentences, ascending and without overlap.
    pub sentences: &'a [Sentence],
}

/// What the reader says of one text.
///
/// ```
/// use relata_core::{Sentence, Span};
/// use relata_encoder::{Reader, hf};
/// # let directory = "testdata/hf_families/distilbert";
/// let reader = Reader::on_cpu(hf::load(directory, &hf::LabelTable::default())?)?;
/// let output = reader.read("Rain fell.", &[Sentence::new(Span::at(0, 10), 0)])?;
/// assert_eq!(output.reading.tokens().len(), 3);
/// assert!(output.long_sentences.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReadOutput {
    /// The token layers, with the sentences that were given.
    pub reading: Reading,
    /// Numbers of the sentences that were longer than a window and were read in overlapping
    /// pieces.
    pub long_sentences: Vec<usize>,
}

impl Reader {
    /// A reader over any backend.
    #[must_use]
    pub fn new(model: Arc<Model>, backend: Arc<dyn Backend>) -> Self {
        Self { model, backend }
    }

    /// A reader over the built-in backend.
    ///
    /// # Errors
    /// [`LoadError`] when the model lacks a tensor of the encoder.
    pub fn on_cpu(model: Model) -> Result<Self, LoadError> {
        let backend = CpuBackend::new(&model)?;
        Ok(Self::new(Arc::new(model), Arc::new(backend)))
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The windows of a text, as the backend is given them: for tests of a backend, and to count
    /// subwords.
    #[must_use]
    pub fn windows(&self, text: &str, sentences: &[Sentence]) -> Vec<EncoderInput> {
        let document = WindowedText::new(&self.model, &ReadInput { text, sentences });
        document
            .windows
            .iter()
            .map(|window| window::input(&self.model, &document.encoded, window).0)
            .collect()
    }

    /// Reads one text. A sentence that lies outside of the text, cuts a character or begins before
    /// the end of the one before it is taken as empty.
    ///
    /// # Errors
    /// [`ReadError`] when the backend fails.
    pub fn read(&self, text: &str, sentences: &[Sentence]) -> Result<ReadOutput, ReadError> {
        Ok(self.read_batch(&[ReadInput { text, sentences }])?.pop().unwrap_or_default())
    }

    /// Reads one text as [`Reader::read`] does; also gives the time that the backend took of it, by
    /// the clock on the wall.
    ///
    /// # Errors
    /// [`ReadError`] when the backend fails.
    pub fn read_timed(
        &self,
        text: &str,
        sentences: &[Sentence],
    ) -> Result<(ReadOutput, Duration), ReadError> {
        let mut taken = Duration::ZERO;
        let outputs = self.read_with(&[ReadInput { text, sentences }], &|| true, |windows| {
            let start = Instant::now();
            let hidden = self.backend.encode(windows);
            taken += start.elapsed();
            hidden
        });
        Ok((outputs?.pop().unwrap_or_default(), taken))
    }

    /// Reads several texts, each as [`Reader::read`] does; their windows share the threads and the
    /// calls of the backend, which is given equal ones once. The outputs stand in the order of the
    /// texts.
    ///
    /// # Errors
    /// [`ReadError`] when the backend fails.
    pub fn read_batch(&self, inputs: &[ReadInput<'_>]) -> Result<Vec<ReadOutput>, ReadError> {
        self.read_batch_while(inputs, &|| true)
    }

    /// As [`Reader::read_batch`], as long as `may_continue` says so: it is asked before each call
    /// of the backend.
    ///
    /// # Errors
    /// [`ReadError`] when the backend fails, or of the kind
    /// [`ReadErrorKind::Stopped`](crate::ReadErrorKind::Stopped) when `may_continue` says no.
    pub fn read_batch_while(
        &self,
        inputs: &[ReadInput<'_>],
        may_continue: &dyn Fn() -> bool,
    ) -> Result<Vec<ReadOutput>, ReadError> {
        self.read_with(inputs, may_continue, |windows| self.backend.encode(windows))
    }

    fn read_with(
        &self,
        inputs: &[ReadInput<'_>],
        may_continue: &dyn Fn() -> bool,
        mut encode: impl FnMut(&[EncoderInput]) -> Encoded,
    ) -> Result<Vec<ReadOutput>, ReadError> {
        let documents: Vec<WindowedText<'_>> =
            inputs.par_iter().map(|input| WindowedText::new(&self.model, input)).collect();
        let windows: Vec<(usize, &Window)> = documents
            .iter()
            .enumerate()
            .flat_map(|(number, document)| {
                document.windows.iter().map(move |window| (number, window))
            })
            .collect();
        let mut layers: Vec<LayerBuilder<'_>> =
            documents.iter().map(|d| LayerBuilder::new(&self.model, d.text, &d.encoded)).collect();
        let at_once = if inputs.len() > 1 { WINDOWS_AT_ONCE } else { WINDOWS_OF_ONE };
        for chunk in windows.chunks(at_once) {
            if !may_continue() {
                return Err(ReadError::stopped());
            }
            for (&(number, _), segments) in
                chunk.iter().zip(self.read_windows(&documents, chunk, &mut encode)?)
            {
                if let Some(layer) = layers.get_mut(number) {
                    for segment in segments {
                        layer.push(segment);
                    }
                }
            }
        }
        let outputs = documents.par_iter().zip(layers.into_par_iter());
        Ok(outputs.map(|(document, layers)| document.output(layers)).collect())
    }

    fn read_windows(
        &self,
        documents: &[WindowedText<'_>],
        windows: &[(usize, &Window)],
        mut encode: impl FnMut(&[EncoderInput]) -> Encoded,
    ) -> Result<Vec<Vec<SegmentOutput>>, ReadError> {
        let input = |(number, window): &(usize, &Window)| {
            documents.get(*number).map(|d| window::input(&self.model, &d.encoded, window))
        };
        let (inputs, positions): (Vec<EncoderInput>, Vec<Vec<usize>>) =
            windows.par_iter().filter_map(input).unzip();
        let (inputs, indexes) = distinct(inputs);
        let hidden = encode(&inputs).map_err(ReadError::backend)?;
        check_shapes(&inputs, &hidden, self.model.config().hidden_size)?;
        let heads = self.model.heads(self.backend.precision());
        let read =
            |((&(_, window), positions), &index): ((&(usize, &Window), &Vec<usize>), &usize)| {
                hidden.get(index).map_or_else(Vec::new, |hidden| {
                    read_window(&self.model, heads, window, positions, hidden)
                })
            };
        Ok(windows.par_iter().zip(&positions).zip(&indexes).map(read).collect())
    }
}

/// What a backend returns.
type Encoded = Result<Vec<HiddenStates>, BackendError>;

/// Each different input once, and for each given one the index of its equal there: equal windows
/// have equal hidden states.
fn distinct(inputs: Vec<EncoderInput>) -> (Vec<EncoderInput>, Vec<usize>) {
    let mut known = HashMap::with_capacity(inputs.len());
    let mut index = |input| {
        let next = known.len();
        *known.entry(input).or_insert(next)
    };
    let indexes: Vec<usize> = inputs.iter().map(&mut index).collect();
    let mut different = Vec::with_capacity(known.len());
    for (input, &index) in inputs.into_iter().zip(&indexes) {
        if index == different.len() {
            different.push(input);
        }
    }
    (different, indexes)
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("model", &self.model.config().name).finish_non_exhaustive()
    }
}

fn check_shapes(
    inputs: &[EncoderInput],
    hidden: &[HiddenStates],
    width: usize,
) -> Result<(), ReadError> {
    if inputs.len() != hidden.len() {
        return Err(ReadError::shape(format!(
            "the backend returned {} windows instead of {}",
            hidden.len(),
            inputs.len()
        )));
    }
    let shape = |states: &HiddenStates| (states.rows(), states.width());
    match inputs.iter().zip(hidden).find(|(input, states)| shape(states) != (input.len(), width)) {
        Some((input, states)) => Err(ReadError::shape(format!(
            "the backend returned hidden states {:?} instead of {:?}",
            shape(states),
            (input.len(), width)
        ))),
        None => Ok(()),
    }
}

/// One text while it is read.
struct WindowedText<'a> {
    text: &'a str,
    sentences: Vec<Sentence>,
    encoded: EncodedDocument,
    windows: Vec<Window>,
}

impl<'a> WindowedText<'a> {
    fn new(model: &Model, input: &ReadInput<'a>) -> Self {
        let sentences = well_formed(input.text, input.sentences);
        let encoded = EncodedDocument::new(model, input.text, &sentences);
        let windows = window::cut(&encoded, model.config().window);
        Self { text: input.text, sentences, encoded, windows }
    }

    fn output(&self, layers: LayerBuilder<'_>) -> ReadOutput {
        let segments = self.windows.iter().flatten();
        let read = segments.filter_map(|segment| {
            self.encoded.sentences.get(segment.sentence).map(|sentence| (segment, sentence))
        });
        let mut long_sentences: Vec<usize> = read
            .filter(|(segment, sentence)| segment.words != sentence.words)
            .map(|(_, sentence)| sentence.number)
            .collect();
        long_sentences.dedup();
        let looks_for_news = layers.looks_for_news();
        let (tokens, triggers) = layers.finish();
        let mut reading = Reading::new(&self.sentences, tokens);
        if looks_for_news {
            reading = reading.with_triggers(triggers);
        }
        ReadOutput { reading, long_sentences }
    }
}

/// The sentences, with an empty one in the place of each that is not in the text or not in order.
fn well_formed(text: &str, sentences: &[Sentence]) -> Vec<Sentence> {
    let mut end = 0;
    let mut keep = |sentence: &Sentence| {
        let span = if sentence.span.start() >= end && text.get(sentence.span.range()).is_some() {
            sentence.span
        } else {
            Span::at(end, 0)
        };
        end = span.end();
        Sentence::new(span, sentence.paragraph)
    };
    sentences.iter().map(&mut keep).collect()
}
