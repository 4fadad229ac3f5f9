//! PLOVER roots and where English puts the participants of each.

use std::collections::HashMap;

use super::table::{items, rows};
use super::{OntologyError, OntologyTable};

/// Where the participants of a root's events stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Root {
    /// Prepositions of a verb's target, best first.
    pub verb_targets: Vec<String>,
    /// Prepositions of a noun's target.
    pub noun_targets: Vec<String>,
    /// Prepositions of a noun's actor, and `poss`.
    pub noun_actors: Vec<String>,
}

pub(super) fn parse(text: &str) -> Result<HashMap<String, Root>, OntologyError> {
    let list = |field: &str| items(field).map(str::to_owned).collect();
    let rows = rows::<4>(text, OntologyTable::Roots, "root")?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let [name, verb_targets, noun_targets, noun_actors] = row.fields;
            (
                name.to_owned(),
                Root {
                    verb_targets: list(verb_targets),
                    noun_targets: list(noun_targets),
                    noun_actors: list(noun_actors),
                },
            )
        })
        .collect())
}
