//! `relata_error`.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use super::records::refusal;
use crate::arguments::{columns, text_at, text_type, texts};

/// What kept an article from being read; null for an extraction.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct ErrorOf {
    signature: Signature,
}

impl Default for ErrorOf {
    fn default() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for ErrorOf {
    fn name(&self) -> &'static str {
        "relata_error"
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
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = columns(&arguments)?;
        let Some(records) = columns.first().map(|column| texts(column)).transpose()? else {
            return plan_err!("{} takes an extraction", self.name());
        };
        let errors = (0..arguments.number_rows)
            .map(|row| Some(refusal(text_at(records, row)?)?.error))
            .collect::<StringArray>();
        Ok(ColumnarValue::Array(Arc::new(errors) as ArrayRef))
    }
}
