//! The scalar functions.

mod error;
mod extract;
mod groups;
mod likeness;
mod of_record;
mod records;
mod rows;
mod sketches;

use std::sync::Arc;

use datafusion::logical_expr::ScalarUDF;
use relata_table::{Layout, Table};

pub use extract::{ARGUMENTS, Extract};

/// All of them.
pub fn all() -> Vec<Arc<ScalarUDF>> {
    let mut all = vec![
        ScalarUDF::new_from_impl(Extract::default()),
        of_record::udf(error::ErrorOf),
        sketches(),
        ScalarUDF::new_from_impl(likeness::Likeness::default()),
        ScalarUDF::new_from_impl(groups::Groups::default()),
    ];
    all.extend(Table::ALL.iter().map(|&table| rows(table)));
    all.into_iter().map(Arc::new).collect()
}

/// The function that gives the rows of a table.
pub fn rows(table: Table) -> ScalarUDF {
    let (name, layout) = (format!("relata_{table}"), Layout::Table(table));
    of_record::udf(rows::Rows { name, layout })
}

/// The function that gives the sketches of an extraction.
pub fn sketches() -> ScalarUDF {
    of_record::udf(sketches::Sketches)
}
