//! The table functions: the scalar ones over all rows of a table.

use std::path::Path;
use std::sync::Arc;

use datafusion::catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{
    Column, Result, ScalarValue, TableReference, plan_datafusion_err, plan_err,
};
use datafusion::datasource::{ViewTable, provider_as_source};
use datafusion::execution::SessionState;
use datafusion::functions::core::expr_fn::get_field;
use datafusion::logical_expr::{Expr, LogicalPlanBuilder, ScalarUDF, lit};
use futures::FutureExt as _;
use relata_table::Table;

use crate::functions::{ARGUMENTS, Extract, rows, sketches};
use crate::linking::{LinkOptions, linking_sql};
use crate::parts::parquet_table;

/// All of them, by their names.
pub fn all() -> Vec<(String, Arc<dyn TableFunctionImpl>)> {
    let of = |function: ScalarUDF| {
        let name = function.name().to_owned();
        let function: Arc<dyn TableFunctionImpl> =
            Arc::new(RowsOfTable { function: Arc::new(function) });
        (name, function)
    };
    let mut all: Vec<_> = Table::ALL.iter().map(|&table| of(rows(table))).collect();
    all.push(of(sketches()));
    all.push(("relata_linked".to_owned(), Arc::new(Linked)));
    all
}

/// The rows that a function gives for each row of a table.
///
/// It is a view of plain projections, so that it goes to a cluster as any query does.
#[derive(Debug)]
struct RowsOfTable {
    function: Arc<ScalarUDF>,
}

impl TableFunctionImpl for RowsOfTable {
    fn call_with_args(&self, arguments: TableFunctionArgs) -> Result<Arc<dyn TableProvider>> {
        let name = self.function.name();
        let [Expr::Literal(table, _)] = arguments.exprs() else {
            return plan_err!("{name} takes the name of a table or file, in quotation marks");
        };
        let Some(Some(table)) = table.try_as_str() else {
            return plan_err!("{name} takes the name of a table or file, in quotation marks");
        };
        let source = provider_as_source(provider(arguments.session(), table)?);
        let scan = LogicalPlanBuilder::scan("articles", source, None)?;
        let columns: Vec<(String, Expr)> = scan
            .schema()
            .columns()
            .into_iter()
            .map(|column| (column.name.clone(), Expr::Column(column)))
            .collect();
        let column = |name: &str| {
            let found = columns.iter().find(|(column, _)| column == name);
            found.map(|(_, column)| column.clone())
        };
        let fields = self.fields()?;
        let given: Option<Vec<Expr>> = fields.iter().map(|name| column(name)).collect();
        let plan = match given.filter(|_| name == sketches().name()) {
            // Sketches that were kept.
            Some(given) => scan.project(given)?,
            None => {
                let Some(extraction) = column("extraction").or_else(|| extract(column)) else {
                    return plan_err!("{table} has no column text and none called extraction");
                };
                let rows = self.function.call(vec![extraction]).alias("rows");
                let rows = scan.project(vec![rows])?.unnest_column(Column::from_name("rows"))?;
                let row = Expr::Column(Column::from_name("rows"));
                let of = |name: &String| get_field(row.clone(), name.as_str()).alias(name);
                rows.project(fields.iter().map(of).collect::<Vec<_>>())?
            }
        };
        Ok(Arc::new(ViewTable::new(plan.build()?, None)))
    }
}

impl RowsOfTable {
    /// The names of the columns.
    fn fields(&self) -> Result<Vec<String>> {
        use datafusion::arrow::datatypes::DataType;
        let returned = self.function.inner().return_type(&[DataType::Utf8])?;
        match &returned {
            DataType::List(item) => match item.data_type() {
                DataType::Struct(fields) => {
                    Ok(fields.iter().map(|field| field.name().clone()).collect())
                }
                other => plan_err!("a list of {other} is no table"),
            },
            other => plan_err!("{other} is no table"),
        }
    }
}

/// The extraction of an article, where there is a column `text`.
fn extract(column: impl Fn(&str) -> Option<Expr>) -> Option<Expr> {
    column("text")?;
    let given = ARGUMENTS.iter().map(|name| column(name).unwrap_or(lit(ScalarValue::Utf8(None))));
    Some(ScalarUDF::new_from_impl(Extract::default()).call(given.collect()))
}

/// The table of this name; a Parquet file or folder of this name where there is none.
fn provider(session: &dyn Session, name: &str) -> Result<Arc<dyn TableProvider>> {
    let options = &session.config_options().catalog;
    let reference =
        TableReference::parse_str(name).resolve(&options.default_catalog, &options.default_schema);
    let schema = session
        .catalog_list()
        .catalog(&reference.catalog)
        .and_then(|catalog| catalog.schema(&reference.schema));
    if let Some(schema) = schema {
        // Catalogs in memory answer at once; of others, tables must be registered first.
        let table = schema.table(&reference.table).now_or_never();
        if let Some(table) = table.transpose()?.flatten() {
            return Ok(table);
        }
    }
    if !Path::new(name).exists() && !name.ends_with(crate::store::ENDING) {
        return plan_err!("there is no table and no file {name:?}");
    }
    parquet_table(name)
}

/// `relata_linked`.
#[derive(Debug)]
struct Linked;

impl TableFunctionImpl for Linked {
    fn call_with_args(&self, arguments: TableFunctionArgs) -> Result<Arc<dyn TableProvider>> {
        let usage = || {
            plan_datafusion_err!(
                "relata_linked takes the name of a table or file, in quotation marks, days and \
                 the least likeness"
            )
        };
        let mut given = arguments.exprs().iter().map(|given| match given {
            Expr::Literal(value, _) => Ok(value),
            _ => Err(usage()),
        });
        let table = given.next().ok_or_else(usage)??;
        let table = table.try_as_str().flatten().ok_or_else(usage)?;
        let mut options = LinkOptions::default();
        if let Some(days) = given.next().transpose()? {
            let days = days.to_string().parse().map_err(|_| usage())?;
            options = options.with_window_days(days);
        }
        if let Some(least) = given.next().transpose()? {
            options = options.with_least(least.to_string().parse().map_err(|_| usage())?);
        }
        if given.next().is_some() {
            return Err(usage());
        }
        let state = arguments.session().as_any().downcast_ref::<SessionState>();
        let state = state.ok_or_else(|| plan_datafusion_err!("no session of DataFusion's own"))?;
        let planned = state.create_logical_plan(&linking_sql(table, options)).now_or_never();
        let planned = planned.ok_or_else(|| plan_datafusion_err!("{table} is not at hand"))?;
        Ok(Arc::new(ViewTable::new(planned?, None)))
    }
}
