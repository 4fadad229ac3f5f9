//! `relata_events`, `relata_claims` and the other tables, as functions of one extraction.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use relata::Extraction;
use relata_table::Layout;

use super::records::extraction;
use crate::arguments::{columns, text_at, text_type, texts};
use crate::arrays::{fields, list_type, row_lists};

/// The rows of an extraction.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Rows {
    name: String,
    layout: Layout,
    signature: Signature,
}

impl Rows {
    pub fn new(name: String, layout: Layout) -> Self {
        Self { name, layout, signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Rows {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [record] => Ok(vec![text_type(&self.name, record)?]),
            _ => plan_err!("{} takes an extraction", self.name),
        }
    }

    fn return_type(&self, _given: &[DataType]) -> Result<DataType> {
        Ok(list_type(fields(self.layout)))
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let extractions = extractions(&self.name, &arguments)?;
        Ok(ColumnarValue::Array(row_lists(self.layout, &extractions)?))
    }
}

/// The extractions of the only argument.
pub fn extractions(
    function: &str,
    arguments: &ScalarFunctionArgs,
) -> Result<Vec<Option<Extraction>>> {
    let columns = columns(arguments)?;
    let Some(records) = columns.first().map(|column| texts(column)).transpose()? else {
        return plan_err!("{function} takes an extraction");
    };
    let record = |row| text_at(records, row).map_or(Ok(None), extraction);
    (0..arguments.number_rows).map(record).collect()
}
