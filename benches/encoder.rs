//! The encoder and the reader around it, in subwords a second.
//!
//! ```sh
//! cargo bench --bench encoder
//! ```
//!
//! `encode` runs windows of one length through the built-in backend, on one thread and on two;
//! `read` is what stands around it, with a backend that returns zeros.

// A bench without its model has nothing to time.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use relata::{
    Backend, BackendError, CpuBackend, CpuOptions, EncoderInput, HiddenStates, Precision,
    english_model,
};
use relata_encoder::{ReadInput, Reader};
use relata_text::CleanOptions;

/// Subwords of a window: short sentences, a sentence of news length, the shipped model's usual and
/// longest windows, and the longest that BERT reads.
const LENGTHS: [usize; 6] = [12, 32, 64, 128, 192, 512];

/// Subwords that a call of the backend is given.
const SUBWORDS: usize = 4096;

/// Returns zeros.
struct NoEncoder(usize);

impl Backend for NoEncoder {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        Ok(windows.iter().map(|window| HiddenStates::zeros(window.len(), self.0)).collect())
    }
}

/// The subwords of invented articles with their shapes, one after the other.
fn stream(reader: &Reader) -> Vec<(u32, u8)> {
    let text = relata_sample::article(5, 4_500);
    let sentences = relata_text::clean(&text, &CleanOptions::default()).sentences;
    let windows = reader.windows(&text, &sentences);
    windows
        .iter()
        .flat_map(|w| w.subword_ids().iter().copied().zip(w.shape_ids().iter().copied()))
        .collect()
}

fn encode(criterion: &mut Criterion) {
    for (name, precision) in [("f32", Precision::F32), ("int8", Precision::Int8)] {
        encode_in(criterion, name, precision);
    }
}

fn encode_in(criterion: &mut Criterion, name: &str, precision: Precision) {
    let model = Arc::new(english_model().unwrap());
    let backend = Arc::new(
        CpuBackend::with_options(&model, CpuOptions::default().with_precision(precision)).unwrap(),
    );
    let reader = Reader::new(model, backend.clone());
    let stream = stream(&reader);
    let mut group = criterion.benchmark_group(format!("encode {name}"));
    group.sample_size(10);
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for length in LENGTHS {
            let window = |part: &[(u32, u8)]| {
                EncoderInput::try_new(
                    part.iter().map(|p| p.0).collect(),
                    part.iter().map(|p| p.1).collect(),
                )
            };
            let windows: Vec<EncoderInput> =
                stream.chunks_exact(length).take(SUBWORDS / length).filter_map(window).collect();
            group.throughput(Throughput::Elements((windows.len() * length) as u64));
            group.bench_function(
                BenchmarkId::new(format!("{threads} thread(s)"), length),
                |bencher| {
                    bencher.iter(|| pool.install(|| black_box(backend.encode(&windows))));
                },
            );
        }
    }
    group.finish();
}

fn read(criterion: &mut Criterion) {
    let model = Arc::new(english_model().unwrap());
    let width = model.config().hidden_size;
    let reader = Reader::new(model, Arc::new(NoEncoder(width)));
    let text = relata_sample::article(5, 1_000);
    let sentences = relata_text::clean(&text, &CleanOptions::default()).sentences;
    let subwords: usize = reader.windows(&text, &sentences).iter().map(EncoderInput::len).sum();
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Elements(subwords as u64));
    group.bench_function("tokenisation", |bencher| {
        bencher.iter(|| black_box(reader.windows(&text, &sentences)));
    });
    let input = [ReadInput { text: &text, sentences: &sentences }];
    group.bench_function("all around the encoder", |bencher| {
        bencher.iter(|| black_box(reader.read_batch(&input)));
    });
    group.finish();
}

criterion_group!(benches, encode, read);
criterion_main!(benches);
