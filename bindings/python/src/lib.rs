//! relata for Python: the part of the package `relata` that is compiled.
//!
//! It gives the least that Python cannot do by itself: articles that are valid, extractors that run
//! without the interpreter's lock, extractions that are kept in Rust and written out when they are
//! asked for, tables as Arrow. What users see is made of it in `python/relata`.

mod arrow;
mod article;
mod engine;
mod errors;
mod extraction;
mod options;
mod stream;

use pyo3::prelude::*;

/// Compiled parts of the package.
#[pymodule]
mod _relata {
    #[pymodule_export]
    use crate::arrow::{Table, table};
    #[pymodule_export]
    use crate::article::Article;
    #[pymodule_export]
    use crate::engine::Engine;
    #[pymodule_export]
    use crate::extraction::{NativeExtraction, from_json};
    #[pymodule_export]
    use crate::stream::Stream;

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
