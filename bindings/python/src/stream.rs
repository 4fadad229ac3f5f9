//! Articles in, extractions out, while both flow.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use relata::{Article, ExtractIter, Extractor};

use crate::article;
use crate::errors::{NoArticle, exception};
use crate::extraction::NativeExtraction;

/// An iterator over what came of the articles of another: an extraction, or an exception in its
/// place.
#[pyclass(frozen, module = "relata._relata")]
pub struct Stream {
    answers: Mutex<ExtractIter<'static, Items>>,
    taken: Arc<Mutex<Taken>>,
}

/// What has been taken from the iterator of Python.
#[derive(Default)]
struct Taken {
    /// Texts of the articles that are not answered yet, oldest first.
    texts: VecDeque<String>,
    /// What the iterator raised instead of going on.
    raised: Option<PyErr>,
}

/// The articles of an iterator of Python. It is asked on the thread that asks for answers.
struct Items {
    items: Py<PyIterator>,
    taken: Arc<Mutex<Taken>>,
}

impl Iterator for Items {
    type Item = Result<Article, NoArticle>;

    fn next(&mut self) -> Option<Self::Item> {
        Python::attach(|py| {
            let item = self.items.bind(py).clone().next()?;
            let given = item.map(|item| article::of(&item));
            let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
            match given {
                Ok(Ok(article)) => {
                    taken.texts.push_back(article.text.clone());
                    Some(Ok(article))
                }
                Ok(Err(reason)) => {
                    taken.texts.push_back(String::new());
                    Some(Err(NoArticle(reason)))
                }
                Err(raised) => {
                    taken.raised = Some(raised);
                    None
                }
            }
        })
    }
}

impl Stream {
    pub fn new(extractor: Extractor, items: Py<PyIterator>) -> Self {
        let taken = Arc::new(Mutex::new(Taken::default()));
        let items = Items { items, taken: Arc::clone(&taken) };
        Self { answers: Mutex::new(extractor.into_extract_iter(items)), taken }
    }
}

#[pymethods]
impl Stream {
    const fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        py.check_signals()?;
        // A thread that waited here would keep the interpreter from the iterator.
        let mut answers = match self.answers.try_lock() {
            Ok(answers) => answers,
            Err(TryLockError::Poisoned(answers)) => answers.into_inner(),
            Err(TryLockError::WouldBlock) => {
                return Err(PyValueError::new_err("the stream is being asked by another thread"));
            }
        };
        let stream = &mut *answers;
        let answer = py.detach(|| stream.next());
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(answer) = answer else {
            return taken.raised.take().map_or(Ok(None), Err);
        };
        let text = taken.texts.pop_front().unwrap_or_default();
        drop(taken);
        let item = match answer {
            Ok(extraction) => NativeExtraction::new(extraction, text).into_pyobject(py)?.into_any(),
            Err(error) => exception(py, &error).into_value(py).into_bound(py).into_any(),
        };
        Ok(Some(item))
    }
}
