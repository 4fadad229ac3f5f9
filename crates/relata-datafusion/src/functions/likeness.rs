//! `relata_likeness`.

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float32Array, StringArray};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::{Result, exec_datafusion_err, internal_datafusion_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use relata_corpus::EventSketch;

use crate::arguments::{columns, text_at, text_type, texts};

/// How likely two events are one.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Likeness {
    signature: Signature,
}

impl Default for Likeness {
    fn default() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Likeness {
    fn name(&self) -> &'static str {
        "relata_likeness"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [one, other, _] => Ok(vec![
                text_type(self.name(), one)?,
                text_type(self.name(), other)?,
                DataType::Int64,
            ]),
            _ => plan_err!("{} takes two sketches and a number of days", self.name()),
        }
    }

    fn return_type(&self, _given: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float32)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = columns(&arguments)?;
        let [one, other, days] = columns.as_slice() else {
            return plan_err!("{} takes two sketches and a number of days", self.name());
        };
        let (one, other) = (texts(one)?, texts(other)?);
        let days = days.as_primitive_opt::<Int64Type>();
        let days = days.ok_or_else(|| internal_datafusion_err!("days are no whole numbers"))?;
        // A sketch is compared with several others, so that it is read once a batch.
        let mut known: HashMap<&str, Arc<EventSketch>> = HashMap::new();
        let mut likeness = |row: usize| -> Result<Option<f32>> {
            let mut sketch = |column| sketch(&mut known, column, row);
            let (Some(one), Some(other)) = (sketch(one)?, sketch(other)?) else {
                return Ok(None);
            };
            if days.is_null(row) {
                return Ok(None);
            }
            let days = u16::try_from(days.value(row));
            let days = days.map_err(|_| exec_datafusion_err!("days are 0 to {}", u16::MAX))?;
            Ok(Some(one.likeness(&other, days)))
        };
        let found = (0..arguments.number_rows).map(&mut likeness);
        let found = found.collect::<Result<Float32Array>>()?;
        Ok(ColumnarValue::Array(Arc::new(found) as ArrayRef))
    }
}

fn sketch<'a>(
    known: &mut HashMap<&'a str, Arc<EventSketch>>,
    column: &'a StringArray,
    row: usize,
) -> Result<Option<Arc<EventSketch>>> {
    let Some(text) = text_at(column, row) else { return Ok(None) };
    if let Some(sketch) = known.get(text) {
        return Ok(Some(Arc::clone(sketch)));
    }
    let sketch = serde_json::from_str::<EventSketch>(text);
    let sketch = sketch.map_err(|error| exec_datafusion_err!("this is no sketch: {error}"))?;
    let sketch = Arc::new(sketch);
    known.insert(text, Arc::clone(&sketch));
    Ok(Some(sketch))
}
