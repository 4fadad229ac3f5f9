//! `relata_groups`.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Fields, Float32Type, Float64Type};
use datafusion::common::{Result, exec_datafusion_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use crate::arguments::{columns, text_at};
use crate::arrays::{list_type, lists};
use crate::grouping::{Pair, groups};

/// Reports that are one event.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Groups {
    signature: Signature,
}

impl Default for Groups {
    fn default() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

/// What is given: pairs of reports with their likeness.
fn pair() -> Fields {
    Fields::from(vec![
        Field::new("one", DataType::Utf8, true),
        Field::new("other", DataType::Utf8, true),
        Field::new("likeness", DataType::Float32, true),
    ])
}

/// What is returned: each report with the first report of its event.
fn grouped() -> Fields {
    Fields::from(vec![
        Field::new("report", DataType::Utf8, true),
        Field::new("first", DataType::Utf8, true),
    ])
}

impl ScalarUDFImpl for Groups {
    fn name(&self) -> &'static str {
        "relata_groups"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [_, _] => Ok(vec![list_type(pair()), DataType::Float64]),
            _ => plan_err!("{} takes a list of pairs and the least likeness", self.name()),
        }
    }

    fn return_type(&self, _given: &[DataType]) -> Result<DataType> {
        Ok(list_type(grouped()))
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = columns(&arguments)?;
        let [given, least] = columns.as_slice() else {
            return plan_err!("{} takes a list of pairs and the least likeness", self.name());
        };
        let no_pairs = || exec_datafusion_err!("pairs have columns one, other and likeness");
        let given = cast(given, &list_type(pair()))?;
        let given = given.as_list_opt::<i32>().ok_or_else(no_pairs)?;
        let least = least.as_primitive_opt::<Float64Type>().ok_or_else(no_pairs)?;
        let (mut reports, mut firsts) = (Vec::new(), Vec::new());
        let (mut lengths, mut valid) = (Vec::new(), Vec::new());
        for row in 0..given.len() {
            valid.push(given.is_valid(row));
            let before = reports.len();
            if given.is_valid(row) && least.is_valid(row) {
                for (report, first) in groups(pairs(&given.value(row))?, least.value(row)) {
                    reports.push(report);
                    firsts.push(first);
                }
            }
            lengths.push(reports.len() - before);
        }
        let columns: Vec<ArrayRef> =
            vec![Arc::new(StringArray::from(reports)), Arc::new(StringArray::from(firsts))];
        Ok(ColumnarValue::Array(lists(grouped(), columns, &lengths, valid)?))
    }
}

/// The pairs of a list; those of which something is null are left out.
fn pairs(list: &ArrayRef) -> Result<Vec<Pair>> {
    let no_pairs = || exec_datafusion_err!("pairs have columns one, other and likeness");
    let rows = list.as_struct_opt().ok_or_else(no_pairs)?;
    let [one, other, likeness] = rows.columns() else { return Err(no_pairs()) };
    let one = one.as_string_opt::<i32>().ok_or_else(no_pairs)?;
    let other = other.as_string_opt::<i32>().ok_or_else(no_pairs)?;
    let likeness = likeness.as_primitive_opt::<Float32Type>().ok_or_else(no_pairs)?;
    let pair = |row: usize| {
        let (one, other) = (text_at(one, row)?.to_owned(), text_at(other, row)?.to_owned());
        likeness.is_valid(row).then(|| Pair { one, other, likeness: likeness.value(row).into() })
    };
    Ok((0..rows.len()).filter(|&row| rows.is_valid(row)).filter_map(pair).collect())
}
