//! Tables as Arrow, handed over by its C data interface.

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch,
    RecordBatchIterator, StringArray,
};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use relata::Date;
use relata_table::{ColumnTable, Kind, Layout, Preset, Values};

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
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(told)?;
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
pub fn table(
    py: Python<'_>,
    extractions: Vec<Py<NativeExtraction>>,
    layout: &str,
    in_bytes: bool,
) -> PyResult<Table> {
    let layout = layout_of(layout)?;
    py.detach(|| {
        let mut columns = ColumnTable::new(layout).with_offsets(offsets(in_bytes));
        let schema = schema(layout);
        let mut batches = Vec::new();
        for extraction in &extractions {
            extraction.get().write_to(&mut columns);
            if columns.rows() >= BATCH {
                batches.push(batch(&schema, &mut columns)?);
            }
        }
        if columns.rows() > 0 || batches.is_empty() {
            batches.push(batch(&schema, &mut columns)?);
        }
        Ok(Table { schema, batches })
    })
    .map_err(told)
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

fn schema(layout: Layout) -> SchemaRef {
    let fields = layout.columns().map(|column| Field::new(column.name, of_kind(column.kind), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

const fn of_kind(kind: Kind) -> DataType {
    match kind {
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Day => DataType::Date32,
        Kind::Flag => DataType::Boolean,
        _ => DataType::Utf8,
    }
}

fn batch(schema: &SchemaRef, columns: &mut ColumnTable) -> Result<RecordBatch, ArrowError> {
    let arrays = columns.take().into_iter().map(|(_, values)| array(values));
    let arrays: Result<Vec<_>, ArrowError> = arrays.collect();
    RecordBatch::try_new(Arc::clone(schema), arrays?)
}

fn array(values: Values) -> Result<ArrayRef, ArrowError> {
    Ok(match values {
        Values::Text(values) => Arc::new(StringArray::from(values)),
        Values::Integer(values) => Arc::new(Int64Array::from(values)),
        Values::Real(values) => Arc::new(Float64Array::from(values)),
        Values::Day(values) => {
            let days = values.into_iter().map(|day| day.map(Date::unix_day));
            Arc::new(days.collect::<Date32Array>())
        }
        Values::Flag(values) => Arc::new(BooleanArray::from(values)),
        other => {
            let message = format!("values of a new kind: {other:?}");
            return Err(ArrowError::NotYetImplemented(message));
        }
    })
}

fn told(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
