//! Speed of the reader: `cargo bench -p relata-encoder`. Prints the time to load, subwords a second
//! for one and two threads, on short windows (each sentence by itself) and full ones, and what the
//! encoder, the cutting into subwords and the heads take of it.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use relata_core::{Sentence, Span};
use relata_encoder::{
    Backend, BackendError, CpuBackend, CpuOptions, EncoderInput, HiddenStates, Model, ModelBytes,
    Precision, Reader,
};

const SENTENCES: [&str; 6] = [
    "The harbour authority of Port Varela closed two of its four piers on Tuesday after a storm \
    tore a crane loose and flooded the lower quay.",
    "“We did not expect waves of this height before November,” said Marta Okafor, who heads the \
    authority, in a short statement to reporters.",
    "At least 14 ships with some 3,200 containers were waiting outside the breakwater by the \
    evening, according to the coast guard.",
    "Officials in the capital denied that the government had ignored warnings from the Institute \
    of Rivers.",
    "Insurers put the damage at between $40m and $65m, although the dockers' union called both \
    figures far too low.",
    "No information about injuries has been released, and the ministry declined to comment.",
];

/// Returns zeros: all that is left is the work around the encoder.
struct NoEncoder(usize);

impl Backend for NoEncoder {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        Ok(windows.iter().map(|window| HiddenStates::zeros(window.len(), self.0)).collect())
    }
}

fn main() {
    let start = Instant::now();
    let file = |bytes: &'static [u8]| Cow::Borrowed(bytes);
    let mut weights = relata_model_en::WEIGHTS.into_iter().map(file);
    let bytes = ModelBytes {
        config: file(relata_model_en::CONFIG),
        tokenizer: file(relata_model_en::TOKENIZER),
        weights: weights.next().unwrap_or_default(),
    };
    let (Ok(model), loaded) = (Model::from_parts(bytes, weights.collect()), start.elapsed()) else {
        return eprintln!("the model cannot be loaded");
    };
    println!("model loaded in {loaded:.0?}");
    let width = model.config().hidden_size;
    let model = Arc::new(model);
    let bare = Reader::new(Arc::clone(&model), Arc::new(NoEncoder(width)));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(2);
    for precision in [Precision::F32, Precision::Int8] {
        let start = Instant::now();
        let Ok(backend) =
            CpuBackend::with_options(&model, CpuOptions::default().with_precision(precision))
        else {
            return eprintln!("no backend");
        };
        println!("{precision:?}: backend made in {:.0?}", start.elapsed());
        let reader = Reader::new(Arc::clone(&model), Arc::new(backend));
        for (name, paragraphs) in [("sentences of news length", 60), ("full windows", 10)] {
            let (text, sentences) = article(paragraphs, name.starts_with("full"));
            for threads in 1..=threads {
                measure(name, threads, [&reader, &bare], &text, &sentences);
            }
        }
    }
}

/// Paragraphs of all sentences, each sentence in a text of its own where `together` does not hold.
fn article(paragraphs: usize, together: bool) -> (String, Vec<Vec<Sentence>>) {
    let (mut text, mut groups) = (String::new(), Vec::new());
    for paragraph in 0..paragraphs {
        let mut group = Vec::new();
        for sentence in SENTENCES
            .iter()
            .take(if together { 6 } else { 1 + paragraph % 6 })
            .rev()
            .take(if together { 6 } else { 1 })
        {
            group.push(Sentence::new(Span::at(text.len(), sentence.len()), paragraph));
            text.push_str(sentence);
            text.push(' ');
        }
        groups.push(group);
    }
    (text, groups)
}

fn measure(
    name: &str,
    threads: usize,
    [reader, bare]: [&Reader; 2],
    text: &str,
    groups: &[Vec<Sentence>],
) {
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build() else { return };
    let inputs: Vec<_> =
        groups.iter().map(|sentences| relata_encoder::ReadInput { text, sentences }).collect();
    let windows: Vec<EncoderInput> =
        groups.iter().flat_map(|sentences| reader.windows(text, sentences)).collect();
    let subwords: usize = windows.iter().map(EncoderInput::len).sum();
    let whole = pool.install(|| best(|| drop(reader.read_batch(&inputs))));
    let around = pool.install(|| best(|| drop(bare.read_batch(&inputs))));
    let cutting = pool.install(|| {
        best(|| groups.iter().for_each(|sentences| drop(reader.windows(text, sentences))))
    });
    println!(
        "{name}, {threads} thread(s): {} windows, {subwords} subwords, {:.0} subwords/s; of the \
        time {:.1} % around the encoder (cutting alone, on one thread: {:.1} %)",
        windows.len(),
        subwords as f64 / whole.as_secs_f64(),
        100.0 * around.as_secs_f64() / whole.as_secs_f64(),
        100.0 * cutting.as_secs_f64() / whole.as_secs_f64()
    );
}

/// Shortest of several runs: other work on the machine only adds.
fn best(run: impl Fn()) -> Duration {
    let times = (0..7).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
