//! What the means of an event adds to its type.

use std::collections::HashMap;

use relata_core::PloverMode;

use super::entry::AcledRule;
use super::table::{items, optional, rows};
use super::{Class, Classes, OntologyError, OntologyErrorKind, OntologyTable};

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refinement {
    pub root: String,
    pub class: Class,
    pub modes: Vec<PloverMode>,
    pub cameo: Option<String>,
    pub acled: Option<AcledRule>,
    /// Its line in the table, counted from 1.
    pub line: usize,
}

pub(super) fn parse(
    text: &str,
    classes: &Classes,
    subtypes: &HashMap<String, String>,
) -> Result<Vec<Refinement>, OntologyError> {
    let wrong =
        |kind, line, found: &str| OntologyError::new(kind, OntologyTable::Refinements, line, found);
    rows::<5>(text, OntologyTable::Refinements, "root")?
        .into_iter()
        .map(|row| {
            let [root, class, modes, cameo, acled] = row.fields;
            Ok(Refinement {
                root: root.to_owned(),
                class: classes
                    .named(class)
                    .ok_or_else(|| wrong(OntologyErrorKind::Class, row.line, class))?,
                modes: items(modes).map(Into::into).collect(),
                cameo: optional(cameo),
                acled: AcledRule::parse(acled, subtypes)
                    .map_err(|kind| wrong(kind, row.line, acled))?,
                line: row.line,
            })
        })
        .collect()
}
