//! What functions of one extraction have in common.

use std::fmt::Debug;
use std::hash::Hash;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use relata::Extraction;

use super::records::extraction;
use crate::arguments::{columns, text_at, text_type, texts};

/// A function of one extraction.
pub trait OfRecord: Debug + Eq + Hash + Send + Sync + 'static {
    /// Its name in SQL.
    fn name(&self) -> &str;

    /// What it returns.
    fn returned(&self) -> DataType;

    /// A value for each record.
    fn values(&self, records: &Records<'_>) -> Result<ArrayRef>;
}

/// The records of one batch.
pub struct Records<'a> {
    column: &'a StringArray,
    rows: usize,
}

impl<'a> Records<'a> {
    /// Each as it is written.
    pub fn texts(&self) -> impl Iterator<Item = Option<&'a str>> {
        let column = self.column;
        (0..self.rows).map(move |row| text_at(column, row))
    }

    /// The extraction of each; none where there is none.
    pub fn extractions(&self) -> Result<Vec<Option<Extraction>>> {
        self.texts().map(|record| record.map_or(Ok(None), extraction)).collect()
    }
}

/// The function, as the engine takes it.
pub fn udf(function: impl OfRecord) -> ScalarUDF {
    let signature = Signature::user_defined(Volatility::Immutable);
    ScalarUDF::new_from_impl(RecordFunction { function, signature })
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct RecordFunction<F> {
    function: F,
    signature: Signature,
}

impl<F: OfRecord> ScalarUDFImpl for RecordFunction<F> {
    fn name(&self) -> &str {
        self.function.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [record] => Ok(vec![text_type(self.name(), record)?]),
            _ => plan_err!("{} takes an extraction", self.name()),
        }
    }

    fn return_type(&self, _given: &[DataType]) -> Result<DataType> {
        Ok(self.function.returned())
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = columns(&arguments)?;
        let Some(column) = columns.first() else {
            return plan_err!("{} takes an extraction", self.name());
        };
        let records = Records { column: texts(column)?, rows: arguments.number_rows };
        Ok(ColumnarValue::Array(self.function.values(&records)?))
    }
}
