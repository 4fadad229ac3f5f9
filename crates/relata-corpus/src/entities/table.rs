//! A table of the user's own, whose entities go before what is found.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::names;

/// An entity of the user's table.
///
/// ```
/// use relata_corpus::EntityTable;
/// let table: EntityTable = "id\tnames\tcountry\nuoh\tUnion of Helpers\tCH\n".parse()?;
/// let row = &table.rows()[0];
/// assert_eq!((row.id.as_str(), row.country.as_deref()), ("uoh", Some("CH")));
/// # Ok::<(), relata_corpus::TableError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TableRow {
    /// The user's identifier.
    pub id: String,
    /// Its names.
    pub names: Vec<String>,
    /// ISO 3166-1 code of its country, where the table tells it.
    pub country: Option<String>,
    /// Its sector.
    pub sector: Option<String>,
    /// Its item in Wikidata: `Q1041`.
    pub wikidata: Option<String>,
}

/// Entities that the user knows, by their names.
///
/// ```
/// use relata_corpus::EntityTable;
/// let table: EntityTable = "id\tnames\tcountry\tsector\twikidata\n\
///     uoh\tUnion of Helpers|UoH\tCH\tNGO\tQ1\n".parse()?;
/// assert_eq!(table.rows()[0].names, ["Union of Helpers", "UoH"]);
/// assert!("id\tcolour\n".parse::<EntityTable>().is_err());
/// # Ok::<(), relata_corpus::TableError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct EntityTable {
    rows: Vec<TableRow>,
    by_name: HashMap<String, Vec<usize>>,
}

/// Why a table cannot be read.
///
/// ```
/// use relata_corpus::EntityTable;
/// let error = "id\tcolour\n".parse::<EntityTable>().err();
/// assert_eq!(error.map(|error| error.line()), Some(1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    line: usize,
    what: String,
}

impl TableError {
    /// The line that is wrong, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for TableError {}

/// Columns of the table; `id` and `names` must be there.
const COLUMNS: [&str; 5] = ["id", "names", "country", "sector", "wikidata"];

impl std::str::FromStr for EntityTable {
    type Err = TableError;

    fn from_str(text: &str) -> Result<Self, TableError> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let fail = |line: usize, what: String| TableError { line: line + 1, what };
        let (_, head) = lines.next().ok_or_else(|| fail(0, "no head".to_owned()))?;
        let head: Vec<&str> =
            head.trim_start_matches('\u{feff}').split('\t').map(str::trim).collect();
        if let Some(other) = head.iter().find(|name| !COLUMNS.contains(name)) {
            return Err(fail(
                0,
                format!("{other:?} is none of the columns {}", COLUMNS.join(", ")),
            ));
        }
        if let Some(missing) = COLUMNS.iter().take(2).find(|name| !head.contains(name)) {
            return Err(fail(0, format!("column {missing:?} is missing")));
        }
        let mut table = Self::default();
        let mut known = BTreeSet::new();
        for (number, line) in lines {
            let cells: HashMap<&str, &str> =
                head.iter().copied().zip(line.split('\t').map(str::trim)).collect();
            let cell = |name: &str| cells.get(name).copied().filter(|cell| !cell.is_empty());
            let id = cell("id").ok_or_else(|| fail(number, "no id".to_owned()))?;
            if !known.insert(id.to_owned()) {
                return Err(fail(number, format!("the id {id:?} stands here again")));
            }
            let names = cell("names").unwrap_or_default().split('|').map(str::trim);
            let names: Vec<String> =
                names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
            if names.is_empty() {
                return Err(fail(number, "no names".to_owned()));
            }
            let owned = |name: &str| cell(name).map(str::to_owned);
            table.push(TableRow {
                id: id.to_owned(),
                names,
                country: owned("country"),
                sector: owned("sector"),
                wikidata: owned("wikidata"),
            });
        }
        Ok(table)
    }
}

impl EntityTable {
    /// Its rows.
    ///
    /// ```
    /// assert!(relata_corpus::EntityTable::default().rows().is_empty());
    /// ```
    #[must_use]
    pub fn rows(&self) -> &[TableRow] {
        &self.rows
    }

    fn push(&mut self, row: TableRow) {
        for name in &row.names {
            let rows = self.by_name.entry(names::plain(name)).or_default();
            rows.push(self.rows.len());
        }
        self.rows.push(row);
    }

    /// The row of which an entity bears a name and whose country it does not contradict; `None`
    /// where two rows fit.
    pub(crate) fn find(&self, names: &BTreeSet<String>, country: Option<&str>) -> Option<usize> {
        let rows: BTreeSet<usize> =
            names.iter().filter_map(|name| self.by_name.get(name)).flatten().copied().collect();
        let agrees = |row: &usize| {
            let of_row = self.rows.get(*row).and_then(|row| row.country.as_deref());
            of_row.zip(country).is_none_or(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        let mut fitting = rows.into_iter().filter(agrees);
        fitting.next().filter(|_| fitting.next().is_none())
    }
}
