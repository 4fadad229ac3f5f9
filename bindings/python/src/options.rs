//! Options of an extractor, as keyword arguments of Python.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use relata::hf::LabelTable;
use relata::{
    Boilerplate, ClaimOptions, CueLexicon, EventOptions, Extractor, Limits, ModelSource, Ontology,
    OntologySource, Precision,
};

use crate::errors::exception;

/// What `relata.Extractor` is called with.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Options {
    model: Option<PathBuf>,
    labels: Option<PathBuf>,
    threads: Option<usize>,
    precision: Option<String>,
    clean: bool,
    explain: bool,
    min_claim_score: Option<f32>,
    min_event_score: Option<f32>,
    cues: Option<PathBuf>,
    lexicon: Option<PathBuf>,
    max_bytes: Option<usize>,
    max_words: Option<usize>,
    timeout: Option<f64>,
}

impl Options {
    /// Loads the model, on threads that are this extractor's own.
    pub fn build(self, py: Python<'_>) -> PyResult<Extractor> {
        let mut builder = Extractor::builder()
            .threads(self.threads()?)
            .precision(self.precision()?)
            .boilerplate(if self.clean { Boilerplate::Drop } else { Boilerplate::Keep })
            .limits(self.limits()?)
            .claims(self.claims()?)
            .events(self.events()?);
        if let Some(file) = &self.labels {
            let table = LabelTable::from_tsv(&read(file)?);
            builder = builder.labels(table.map_err(|fault| in_file(file, &[fault]))?);
        }
        if let Some(model) = self.model {
            builder = builder.model(match model.to_str() {
                Some("accurate") => ModelSource::English,
                Some("fast") => ModelSource::EnglishFast,
                _ => ModelSource::Directory(model),
            });
        }
        py.detach(|| builder.build()).map_err(|error| exception(py, &error))
    }

    /// One a processor, unless the caller says otherwise.
    fn threads(&self) -> PyResult<NonZeroUsize> {
        match self.threads.map(NonZeroUsize::new) {
            Some(threads) => threads.ok_or_else(|| invalid("threads must be at least 1")),
            None => Ok(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)),
        }
    }

    fn precision(&self) -> PyResult<Precision> {
        match self.precision.as_deref() {
            None | Some("as-stored") => Ok(Precision::AsStored),
            Some("f32") => Ok(Precision::F32),
            Some("int8") => Ok(Precision::Int8),
            Some(_) => Err(invalid("precision is 'as-stored', 'f32' or 'int8'")),
        }
    }

    fn limits(&self) -> PyResult<Limits> {
        let mut limits = Limits::default();
        limits.bytes = self.max_bytes;
        limits.words = self.max_words;
        limits.time = match self.timeout.map(Duration::try_from_secs_f64) {
            None => None,
            Some(Ok(time)) if !time.is_zero() => Some(time),
            Some(_) => return Err(invalid("timeout is a number of seconds above 0")),
        };
        Ok(limits)
    }

    fn claims(&self) -> PyResult<ClaimOptions> {
        let mut options = ClaimOptions::default();
        if let Some(least) = self.min_claim_score {
            options = options.with_min_score(least);
        }
        if let Some(path) = &self.cues {
            let file = read(path)?;
            let faults = CueLexicon::check(&file);
            if !faults.is_empty() {
                return Err(in_file(path, &faults));
            }
            let name = path.file_name().map_or("own".into(), |name| name.to_string_lossy());
            let words = CueLexicon::parse_named(&file, &name);
            options.cues.extend(words.map_err(|fault| in_file(path, &[fault]))?);
        }
        Ok(options)
    }

    fn events(&self) -> PyResult<EventOptions> {
        let mut options = EventOptions::default().with_explain(self.explain);
        if let Some(least) = self.min_event_score {
            options = options.with_min_score(least);
        }
        if let Some(path) = &self.lexicon {
            let table = read(path)?;
            let mut source = OntologySource::default();
            source.lexicon = &table;
            let faults = Ontology::check(&source);
            if !faults.is_empty() {
                return Err(in_file(path, &faults));
            }
            let ontology = Ontology::extended(&table).map_err(|fault| in_file(path, &[fault]))?;
            options = options.with_ontology(Arc::new(ontology));
        }
        Ok(options)
    }
}

fn read(path: &Path) -> PyResult<String> {
    // An `OSError` of the right class.
    std::fs::read_to_string(path).map_err(PyErr::from)
}

fn in_file(path: &Path, faults: &[impl ToString]) -> PyErr {
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    invalid(&format!("{}: {}", path.display(), faults.join("; ")))
}

fn invalid(message: &str) -> PyErr {
    PyValueError::new_err(message.to_owned())
}
