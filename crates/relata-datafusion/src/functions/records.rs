//! Extractions as JSON, and what stands in the place of one.

use std::fmt::Display;

use datafusion::common::{DataFusionError, Result};
use relata::Extraction;
use serde::{Deserialize, Serialize};

/// What stands in the place of an extraction where there is none: as the command line writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The identifier of the article.
    pub id: Option<String>,
    /// What kept it from being read.
    pub error: String,
}

impl Refusal {
    pub fn of(id: Option<String>, error: &impl Display) -> Self {
        Self { id, error: error.to_string() }
    }

    pub fn json(&self) -> String {
        serde_json::json!({ "id": self.id, "error": self.error }).to_string()
    }
}

/// The extraction of a record; none where a refusal stands in its place.
pub fn extraction(record: &str) -> Result<Option<Extraction>> {
    match serde_json::from_str::<Extraction>(record) {
        Ok(extraction) => Ok(Some(extraction)),
        Err(_) if refusal(record).is_some() => Ok(None),
        Err(error) => {
            Err(DataFusionError::Execution(format!("this is no extraction of relata: {error}")))
        }
    }
}

/// The refusal of a record, if it is one.
pub fn refusal(record: &str) -> Option<Refusal> {
    serde_json::from_str(record).ok()
}
