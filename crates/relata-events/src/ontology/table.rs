//! Lines and fields of a table.

use std::collections::HashMap;

use super::{OntologyError, OntologyErrorKind, OntologyTable};

/// A line of a table with its number.
pub(super) struct Row<'a, const N: usize> {
    pub line: usize,
    pub fields: [&'a str; N],
}

/// The rows of a table: comments, empty lines and a header (a first row that repeats `header` in
/// its first field) are left out.
pub(super) fn rows<'a, const N: usize>(
    text: &'a str,
    table: OntologyTable,
    header: &str,
) -> Result<Vec<Row<'a, N>>, OntologyError> {
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let wrong = || OntologyError::new(OntologyErrorKind::Fields, table, number + 1, line);
        let fields: [&str; N] = fields.try_into().map_err(|_| wrong())?;
        if fields.first() != Some(&header) {
            out.push(Row { line: number + 1, fields });
        }
    }
    Ok(out)
}

/// The items of a list field; "-" is the empty list.
pub(super) fn items(field: &str) -> impl Iterator<Item = &str> {
    field.split(',').map(str::trim).filter(|item| !item.is_empty() && *item != "-")
}

pub(super) fn optional(field: &str) -> Option<String> {
    (!field.is_empty() && field != "-").then(|| field.to_owned())
}

pub(super) fn parse_subtypes(text: &str) -> Result<HashMap<String, String>, OntologyError> {
    let rows = rows::<2>(text, OntologyTable::Subtypes, "sub-event type")?;
    Ok(rows
        .into_iter()
        .map(|Row { fields: [subtype, event_type], .. }| {
            (subtype.to_owned(), event_type.to_owned())
        })
        .collect())
}
