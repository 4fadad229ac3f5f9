//! Extractors.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use relata::Extractor;

use crate::article;
use crate::errors::exception;
use crate::extraction::NativeExtraction;
use crate::options::Options;
use crate::stream::Stream;

/// What `relata.Extractor` works with: the model, and threads of its own.
#[pyclass(frozen, module = "relata._relata")]
pub struct Engine {
    of_process: Mutex<OfProcess>,
}

/// An extractor whose threads run in one process.
struct OfProcess {
    process: u32,
    extractor: Extractor,
}

#[pymethods]
impl Engine {
    #[new]
    fn new(py: Python<'_>, options: Options) -> PyResult<Self> {
        let extractor = options.build(py)?;
        let process = std::process::id();
        Ok(Self { of_process: Mutex::new(OfProcess { process, extractor }) })
    }

    /// Reads one article.
    fn extract(&self, py: Python<'_>, given: &Bound<'_, PyAny>) -> PyResult<NativeExtraction> {
        let article = article::of(given)?;
        let extractor = self.extractor(py)?;
        let answer = py.detach(|| extractor.extract_with(&article));
        match answer {
            Ok(extraction) => Ok(NativeExtraction::new(extraction, article.text)),
            Err(error) => Err(exception(py, &error)),
        }
    }

    /// Reads the articles of an iterable.
    fn stream(&self, py: Python<'_>, articles: &Bound<'_, PyAny>) -> PyResult<Stream> {
        Ok(Stream::new(self.extractor(py)?, articles.try_iter()?.unbind()))
    }

    /// Number of threads that it works on.
    #[getter]
    fn threads(&self, py: Python<'_>) -> PyResult<usize> {
        Ok(self.extractor(py)?.threads())
    }

    /// Name of the model that it reads with.
    #[getter]
    fn model(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.extractor(py)?.model().config().name.clone())
    }
}

impl Engine {
    /// The extractor of this process. The threads of a parent do not live on in a process that was
    /// forked from it: those of the child are started anew, and the model is shared.
    fn extractor(&self, py: Python<'_>) -> PyResult<Extractor> {
        // Held for a moment, with the interpreter's lock, so that no fork comes in between.
        let mut held = self.of_process.lock().unwrap_or_else(PoisonError::into_inner);
        let process = std::process::id();
        if held.process != process {
            let threads = NonZeroUsize::new(held.extractor.threads()).unwrap_or(NonZeroUsize::MIN);
            let fresh = held.extractor.with_threads(threads).map_err(|e| exception(py, &e))?;
            // The end of a pool waits for its threads, which are not there.
            std::mem::forget(std::mem::replace(&mut held.extractor, fresh));
            held.process = process;
        }
        Ok(held.extractor.clone())
    }
}
