//! Tables as Arrow, handed over by its C data interface.

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use relata_table::{ColumnTable, Layout, Preset};

use crate::extraction::{NativeExtraction, offsets};

/// Rows of one batch.
const BATCH: usize = 8192;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";

/// A table of claims, events or the like, as Arrow holds it. Whatever reads the Arrow `PyCapsule`
/// interface takes it without copying it.
#[pyclass(frozen, module = "relata")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// Hands the table over as a stream of batches.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A producer may leave a request aside; the consumer then casts.
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }

    /// Hands the names and types of the columns over.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema =
            FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(|error| told(&error))?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Bytes that it holds.
    #[getter]
    fn nbytes(&self) -> usize {
        self.batches.iter().map(RecordBatch::get_array_memory_size).sum()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<relata.Table of {} rows: {}>", self.num_rows(), self.column_names().join(", "))
    }
}

/// The table of these extractions: what a row stands for, or which format's columns, is `layout`.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "the interpreter hands arguments over by value")]
pub fn table(
    py: Python<'_>,
    extractions: Vec<Py<NativeExtraction>>,
    layout: &str,
    in_bytes: bool,
) -> PyResult<Table> {
    let layout = layout_of(layout)?;
    py.detach(|| {
        let mut columns = ColumnTable::new(layout).with_offsets(offsets(in_bytes));
        let schema = layout.arrow_schema();
        let mut batches = Vec::new();
        for extraction in &extractions {
            extraction.get().write_to(&mut columns);
            if columns.rows() >= BATCH {
                batches.push(columns.take_batch(&schema)?);
            }
        }
        if columns.rows() > 0 || batches.is_empty() {
            batches.push(columns.take_batch(&schema)?);
        }
        Ok(Table { schema, batches })
    })
    .map_err(|error| told(&error))
}

fn layout_of(name: &str) -> PyResult<Layout> {
    let preset = || name.parse::<Preset>().map(Layout::Preset);
    let layout = name.parse::<relata_table::Table>().map(Layout::Table).or_else(|_| preset());
    layout.map_err(|_| {
        let tables = relata_table::Table::ALL.iter().map(ToString::to_string);
        let names: Vec<String> =
            tables.chain(Preset::ALL.iter().map(ToString::to_string)).collect();
        PyValueError::new_err(format!("{name:?} is no table: they are {}", names.join(", ")))
    })
}

fn told(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
