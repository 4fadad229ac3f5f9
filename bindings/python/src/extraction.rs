//! What comes out.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use relata::{CharOffsets, Extraction};
use relata_table::Offsets;
use serde::{Deserialize, Serialize};

use crate::errors::chain;

/// What `offset_unit` says of an extraction whose offsets count code points. One without it counts
/// bytes, as relata does everywhere else.
const CODE_POINT: &str = "code_point";

/// An extraction and the text that it was made from, as Rust holds them.
#[pyclass(frozen, module = "relata._relata")]
pub struct NativeExtraction {
    extraction: Extraction,
    given: String,
}

/// An extraction as it is written.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    extraction: &'a Extraction,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset_unit: Option<&'static str>,
}

/// What is read first of a written extraction.
#[derive(Deserialize)]
struct Unit {
    #[serde(default)]
    offset_unit: Option<String>,
}

#[pymethods]
impl NativeExtraction {
    /// The text that offsets refer to.
    #[getter]
    fn text(&self) -> &str {
        self.extraction.text.as_deref().unwrap_or(&self.given)
    }

    /// The extraction as JSON, with offsets in bytes or code points.
    fn json(&self, py: Python<'_>, in_bytes: bool, pretty: bool) -> PyResult<String> {
        let written = py.detach(|| {
            if in_bytes {
                return written(&self.extraction, None, pretty);
            }
            let mut counted = self.extraction.clone();
            let chars = CharOffsets::new(self.text());
            counted.map_spans(|span| chars.char_span(span));
            written(&counted, Some(CODE_POINT), pretty)
        });
        written.map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// Its claims and events, a line each.
    fn lines(&self) -> Vec<String> {
        let claims = self.extraction.claims.iter().map(ToString::to_string);
        claims.chain(self.extraction.events.iter().map(ToString::to_string)).collect()
    }
}

impl NativeExtraction {
    pub const fn new(extraction: Extraction, given: String) -> Self {
        Self { extraction, given }
    }

    pub fn write_to(&self, table: &mut relata_table::ColumnTable) {
        table.write(&self.given, &self.extraction);
    }
}

fn written(
    extraction: &Extraction,
    offset_unit: Option<&'static str>,
    pretty: bool,
) -> serde_json::Result<String> {
    let written = Written { extraction, offset_unit };
    if pretty { serde_json::to_string_pretty(&written) } else { serde_json::to_string(&written) }
}

/// Reads an extraction that was written as JSON, here or by the command line.
#[pyfunction]
pub fn from_json(py: Python<'_>, json: &str, text: String) -> PyResult<NativeExtraction> {
    let extraction = py.detach(|| read(json, &text)).map_err(PyValueError::new_err)?;
    Ok(NativeExtraction::new(extraction, text))
}

fn read(json: &str, given: &str) -> Result<Extraction, String> {
    let told = |error: serde_json::Error| format!("no extraction: {}", chain(&error));
    let unit: Unit = serde_json::from_str(json).map_err(told)?;
    let mut extraction: Extraction = serde_json::from_str(json).map_err(told)?;
    match unit.offset_unit.as_deref() {
        None => Ok(extraction),
        Some(CODE_POINT) => {
            let chars = CharOffsets::new(extraction.text.as_deref().unwrap_or(given));
            extraction.map_spans(|span| chars.byte_span(span));
            Ok(extraction)
        }
        Some(unit) => Err(format!("offsets count {unit:?}, which is not known here")),
    }
}

/// What tables count in.
pub const fn offsets(in_bytes: bool) -> Offsets {
    if in_bytes { Offsets::Bytes } else { Offsets::Chars }
}
