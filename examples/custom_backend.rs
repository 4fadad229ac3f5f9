//! A backend of your own under the same heads and rules: here one that counts what it is asked and
//! passes it on.
//!
//! ```sh
//! cargo run --release --example custom_backend
//! ```
//!
//! It prints how many windows and subwords the transformer read for one article. A real one would
//! run the encoder on other hardware; `relata-torch` does so with libtorch.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use relata::{
    Backend, BackendError, CpuBackend, EncoderInput, Extractor, HiddenStates, english_model,
};

/// Counts on the way to another backend.
struct Counting {
    inner: CpuBackend,
    windows: AtomicUsize,
    subwords: AtomicUsize,
}

impl Backend for Counting {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        self.windows.fetch_add(windows.len(), Ordering::Relaxed);
        self.subwords.fetch_add(windows.iter().map(EncoderInput::len).sum(), Ordering::Relaxed);
        self.inner.encode(windows)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let model = Arc::new(english_model()?);
    let counting = Arc::new(Counting {
        inner: CpuBackend::new(&model)?,
        windows: AtomicUsize::new(0),
        subwords: AtomicUsize::new(0),
    });
    let extractor = Extractor::builder().model(model).backend(counting.clone()).build()?;

    let extraction =
        extractor.extract(&std::fs::read_to_string("examples/articles/election.txt")?)?;
    let (windows, subwords) =
        (counting.windows.load(Ordering::Relaxed), counting.subwords.load(Ordering::Relaxed));
    println!("{} claims from {windows} windows of {subwords} subwords", extraction.claims.len());
    Ok(())
}
