//! A part of a table that is lost is an error that names it.

use std::fs;
use std::path::{Path, PathBuf};

use datafusion::prelude::SessionContext;
use relata_datafusion::parquet_table;

use crate::common::{Told, block_on, try_rows};

const SQL: &str = "SELECT id, text FROM articles";

/// A table of four parts, and one of them.
fn four_parts() -> (Told, SessionContext, PathBuf) {
    let told = Told::new(4, 4);
    let session = relata_datafusion::session().unwrap();
    session.register_table("articles", parquet_table(told.articles()).unwrap()).unwrap();
    let part = told.articles().join("part-2.parquet");
    assert!(part.is_file());
    (told, session, part)
}

fn names(error: &str, part: &Path) {
    assert!(
        error.contains(&part.canonicalize().unwrap_or(part.to_owned()).display().to_string())
            || error.contains(&part.display().to_string()),
        "{error}"
    );
}

#[test]
fn lost_before_planning() {
    let (told, session, part) = four_parts();
    let whole = block_on(try_rows(&session, SQL)).unwrap();
    assert_eq!(whole.len(), told.all().count());
    fs::remove_file(&part).unwrap();
    let error = block_on(try_rows(&session, SQL)).unwrap_err();
    names(&error, &part);
}

#[test]
fn lost_between_planning_and_reading() {
    let (_told, session, part) = four_parts();
    let error = block_on(async {
        let plan = session.sql(SQL).await.unwrap().create_physical_plan().await.unwrap();
        fs::remove_file(&part).unwrap();
        datafusion::physical_plan::collect(plan, session.task_ctx()).await.unwrap_err()
    });
    names(&error.to_string(), &part);
}

#[test]
fn cut_short_or_of_other_columns() {
    let (told, _session, part) = four_parts();
    let whole = fs::read(&part).unwrap();
    fs::write(&part, &whole[..whole.len() / 2]).unwrap();
    names(&parquet_table(told.articles()).unwrap_err().to_string(), &part);
    fs::write(&part, b"").unwrap();
    names(&parquet_table(told.articles()).unwrap_err().to_string(), &part);
    block_on(async {
        let session = relata_datafusion::session().unwrap();
        let rows = session.sql("SELECT 1 AS one").await.unwrap();
        relata_datafusion::write_parquet(rows, &part).await.unwrap();
    });
    let error = parquet_table(told.articles()).unwrap_err().to_string();
    assert!(error.contains("has other columns than"), "{error}");
    names(&error, &part);
    let error = parquet_table(told.folder.path()).unwrap_err().to_string();
    assert!(error.contains("has no file *.parquet"), "{error}");
}

#[test]
fn cut_short_while_it_is_read() {
    let (_told, session, part) = four_parts();
    let whole = fs::read(&part).unwrap();
    fs::write(&part, &whole[..whole.len() / 2]).unwrap();
    let error = block_on(try_rows(&session, SQL)).unwrap_err();
    names(&error, &part);
}
