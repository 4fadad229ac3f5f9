//! `relata_extract`.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray, StringBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use relata::{Article, Extraction};

use super::records::Refusal;
use crate::arguments::{columns, text_at, text_type, texts};

/// What may be given, in this order: columns of a table of articles have these names.
pub const ARGUMENTS: [&str; 6] = ["text", "published", "publisher", "id", "title", "url"];

/// Reads an article.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Extract {
    signature: Signature,
}

impl Default for Extract {
    fn default() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Extract {
    fn name(&self) -> &'static str {
        "relata_extract"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        if given.is_empty() || given.len() > ARGUMENTS.len() {
            return plan_err!("{} takes 1 to {} arguments", self.name(), ARGUMENTS.len());
        }
        given.iter().map(|given| text_type(self.name(), given)).collect()
    }

    fn return_type(&self, _given: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let columns = columns(&arguments)?;
        let columns: Vec<&StringArray> =
            columns.iter().map(|column| texts(column)).collect::<Result<_>>()?;
        let rows: Vec<Option<Result<Article, Refusal>>> =
            (0..arguments.number_rows).map(|row| article(&columns, row)).collect();
        let articles: Vec<Article> =
            rows.iter().filter_map(|row| row.as_ref()?.as_ref().ok()).cloned().collect();
        let mut read = crate::extractor()?.extract_batch(&articles).into_iter();
        let mut written = StringBuilder::new();
        for row in rows {
            let line = row.map(|article| match article {
                Ok(article) => match read.next() {
                    Some(Ok(extraction)) => json(&extraction),
                    Some(Err(error)) => Refusal::of(article.id, &error).json(),
                    None => Refusal::of(article.id, &"the article was not read").json(),
                },
                Err(refusal) => refusal.json(),
            });
            written.append_option(line);
        }
        Ok(ColumnarValue::Array(Arc::new(written.finish()) as ArrayRef))
    }
}

fn json(extraction: &Extraction) -> String {
    serde_json::to_string(extraction)
        .unwrap_or_else(|error| Refusal::of(extraction.id.clone(), &error).json())
}

/// The article of a row; none where there is no text.
fn article(columns: &[&StringArray], row: usize) -> Option<Result<Article, Refusal>> {
    let at = |column: usize| text_at(columns.get(column)?, row);
    let mut article = Article::new(at(0)?).with_text_repeated();
    let given = |column: usize| at(column).filter(|text| !text.is_empty()).map(str::to_owned);
    article.publisher = given(2);
    article.id = given(3);
    article.title = given(4);
    article.url = given(5);
    let Some(published) = at(1).map(str::trim).filter(|day| !day.is_empty()) else {
        return Some(Ok(article));
    };
    // A time of day may stand behind the day.
    let day = published.split(['T', ' ']).next().unwrap_or(published);
    Some(match day.parse() {
        Ok(day) => Ok(article.with_published(day)),
        Err(error) => Err(Refusal::of(article.id, &format!("published: {error}"))),
    })
}
