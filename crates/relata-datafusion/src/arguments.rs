//! Arguments of the functions.

use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, internal_datafusion_err, plan_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs};

/// Text, where what is given is or can be written as text: days too.
pub fn text_type(function: &str, given: &DataType) -> Result<DataType> {
    match given {
        DataType::Utf8
        | DataType::Utf8View
        | DataType::LargeUtf8
        | DataType::Null
        | DataType::Date32
        | DataType::Date64
        | DataType::Timestamp(..) => Ok(DataType::Utf8),
        DataType::Dictionary(_, values) => text_type(function, values),
        other => plan_err!("{function} takes text, not {other}"),
    }
}

/// The arguments as columns of so many rows.
pub fn columns(arguments: &ScalarFunctionArgs) -> Result<Vec<datafusion::arrow::array::ArrayRef>> {
    let rows = arguments.number_rows;
    arguments.args.iter().map(|argument: &ColumnarValue| argument.to_array(rows)).collect()
}

/// A column of text.
pub fn texts(column: &dyn Array) -> Result<&StringArray> {
    let texts = column.as_string_opt::<i32>();
    texts.ok_or_else(|| internal_datafusion_err!("no column of text: {}", column.data_type()))
}

/// The text of a row.
pub fn text_at(column: &StringArray, row: usize) -> Option<&str> {
    (row < column.len() && column.is_valid(row)).then(|| column.value(row))
}
