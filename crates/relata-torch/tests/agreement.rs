//! The libtorch backend agrees with the built-in one.

// A test that finds its model or its articles missing may well panic: that is how it fails.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use relata::{
    Article, Backend, BackendError, CpuBackend, CpuOptions, EncoderInput, Extractor, HiddenStates,
    Model, Precision, english_model,
};
use relata_torch::{Device, TorchBackend};

/// Largest difference allowed between two hidden states.
const TOLERANCE: f32 = 1e-3;

/// Runs both backends and compares every hidden state.
struct Both {
    built_in: CpuBackend,
    torch: TorchBackend,
}

/// libtorch multiplies in f32, so the built-in backend has to as well.
fn exact() -> CpuOptions {
    CpuOptions::default().with_precision(Precision::F32)
}

impl Both {
    fn new(model: &Model) -> Self {
        Self {
            built_in: CpuBackend::with_options(model, exact()).unwrap(),
            torch: TorchBackend::new(model, Device::Cpu).unwrap(),
        }
    }
}

impl Backend for Both {
    fn encode(&self, windows: &[EncoderInput]) -> Result<Vec<HiddenStates>, BackendError> {
        let expected = self.built_in.encode(windows)?;
        let found = self.torch.encode(windows)?;
        assert_eq!(expected.len(), found.len());
        for (a, b) in expected.iter().zip(&found) {
            assert_eq!((a.rows(), a.width()), (b.rows(), b.width()));
            let differences = a.values().iter().zip(b.values()).map(|(x, y)| (x - y).abs());
            let worst = differences.fold(0.0, f32::max);
            assert!(worst < TOLERANCE, "hidden states differ by {worst}");
        }
        Ok(found)
    }
}

fn article(name: &str) -> Article {
    let path = format!("{}/../../examples/articles/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    Article::new(std::fs::read_to_string(path).unwrap())
}

#[test]
fn hidden_states_and_extractions_agree() {
    let model = Arc::new(english_model().unwrap());
    let both = Extractor::builder()
        .model(model.clone())
        .backend(Arc::new(Both::new(&model)))
        .build()
        .unwrap();
    let usual = Extractor::builder().precision(Precision::F32).build().unwrap();
    for name in ["mali_raids", "court", "tabloid"] {
        let article = article(name);
        let (expected, found) =
            (usual.extract_with(&article).unwrap(), both.extract_with(&article).unwrap());
        let claims =
            |e: &relata::Extraction| e.claims.iter().map(|c| c.content.clone()).collect::<Vec<_>>();
        assert_eq!(claims(&expected), claims(&found), "{name}");
        assert!(!found.claims.is_empty());
    }
}

#[test]
fn libtorch_is_used_from_many_threads() {
    let model = Arc::new(english_model().unwrap());
    let backend = Arc::new(TorchBackend::new(&model, Device::Cpu).unwrap());
    let extractor = Extractor::builder().model(model).backend(backend).build().unwrap();
    let articles = [article("sport"), article("science"), article("election"), article("council")];
    let batch = extractor.extract_batch(&articles);
    for (one, many) in articles.iter().map(|a| extractor.extract_with(a)).zip(batch) {
        assert_eq!(one.unwrap(), many.unwrap());
    }
}
