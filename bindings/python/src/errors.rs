//! Errors of relata as exceptions of Python; the classes are those of `relata.errors`.

use std::error::Error as StdError;
use std::fmt;

use pyo3::import_exception;
use pyo3::prelude::*;
use relata::{Error, ErrorKind};

import_exception!(relata.errors, BackendError);
import_exception!(relata.errors, CancelledError);
import_exception!(relata.errors, InputError);
import_exception!(relata.errors, LimitError);
import_exception!(relata.errors, ModelError);
import_exception!(relata.errors, PanicError);
import_exception!(relata.errors, RelataError);

/// The exception for an error of the library: its message with all causes, and the document.
pub fn exception(py: Python<'_>, error: &Error) -> PyErr {
    let arguments = (chain(error), error.document().map(str::to_owned));
    match error.kind() {
        ErrorKind::Model => ModelError::new_err(arguments),
        ErrorKind::Backend => BackendError::new_err(arguments),
        ErrorKind::Limit => LimitError::new_err(arguments),
        ErrorKind::Cancelled => CancelledError::new_err(arguments),
        ErrorKind::Panic => PanicError::new_err(arguments),
        ErrorKind::Input => no_article(py, error),
        _ => RelataError::new_err(arguments),
    }
}

/// The exception that was raised for what is no article.
fn no_article(py: Python<'_>, error: &Error) -> PyErr {
    match error.source().and_then(|source| source.downcast_ref::<NoArticle>()) {
        Some(NoArticle(raised)) => raised.clone_ref(py),
        None => InputError::new_err((chain(error), error.document().map(str::to_owned))),
    }
}

/// The `InputError` for what Python said of a document.
pub fn input(py: Python<'_>, reason: PyErr, document: Option<String>) -> PyErr {
    let error = InputError::new_err((reason.value(py).to_string(), document));
    error.set_cause(py, Some(reason));
    error
}

/// An item of the caller's that is no article, with the exception that says so.
#[derive(Debug)]
pub struct NoArticle(pub PyErr);

impl fmt::Display for NoArticle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for NoArticle {}

/// An error with its causes, in one line.
pub fn chain(error: &dyn StdError) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.push_str(": ");
        message.push_str(&error.to_string());
        cause = error.source();
    }
    message
}
