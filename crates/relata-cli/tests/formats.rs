//! Pages, tables and other formats, folders and patterns, and runs that go on where one ended.

// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const LEEDS: &str = "Two men were arrested in Leeds on Monday, police said.";
const QUAKE: &str = "A quake killed at least four people in Lima on Monday, the mayor said.";

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("news/more")).unwrap();
    fs::write(folder.join("news/leeds.txt"), LEEDS).unwrap();
    fs::write(folder.join("news/more/quake.txt"), QUAKE).unwrap();
    let lines = [json!({ "id": "one", "text": LEEDS }), json!({ "id": "two", "text": QUAKE })];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(folder.join("news/lines.jsonl"), lines).unwrap();
    folder
}

/// Runs `relata extract` in a folder.
fn extract(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relata"))
        .arg("extract")
        .args(arguments)
        .args(["--published", "2024-03-15"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = extract(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn ids(lines: &str) -> Vec<String> {
    let values = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    values.map(|value| value["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn folders_patterns_and_files_of_lines_are_read() {
    let folder = folder("inputs");
    let all = ["leeds", "one", "two", "quake"];
    assert_eq!(ids(&printed(&folder, &["news"])), all);
    let both = printed(&folder, &["news/*.txt", "news/*/*.txt", "--format", "jsonl"]);
    assert_eq!(ids(&both), ["leeds", "quake"]);
    assert_eq!(ids(&printed(&folder, &["news/lines.jsonl"])), ["one", "two"]);
    let missing = extract(&folder, &["news/*.md", "news/none.jsonl", "news/lines.jsonl"]);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(ids(&String::from_utf8(missing.stdout).unwrap()), ["one", "two"]);
    let report = extract(&folder, &["news/lines.jsonl", "--format", "report"]);
    assert_eq!(report.status.code(), Some(2));
}

#[test]
fn pages_go_to_a_folder_with_an_index_or_one_is_printed() {
    let folder = folder("pages");
    let page = printed(&folder, &["news/leeds.txt", "--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("police"));
    printed(&folder, &["news", "--format", "html", "--out", "site"]);
    for page in ["leeds", "one", "two", "quake"] {
        let index = read(&folder.join("site/index.html"));
        assert!(index.contains(&format!("href=\"{page}.html\"")), "{page}");
        assert!(read(&folder.join(format!("site/{page}.html"))).contains("Who said what"));
    }
    let two = extract(&folder, &["news", "--format", "html"]);
    assert_eq!(two.status.code(), Some(2));
}

#[test]
fn tables_have_a_line_of_columns_and_a_row_a_record() {
    let folder = folder("tables");
    let claims = printed(&folder, &["news", "--format", "csv", "--table", "claims"]);
    let lines: Vec<&str> = claims.lines().collect();
    assert!(lines[0].starts_with("article,claim,source,"));
    assert_eq!(lines.len(), 5, "{claims}");
    let acled = printed(&folder, &["news/leeds.txt", "--format", "tsv", "--columns", "acled"]);
    assert!(acled.starts_with("event_id_cnty\tevent_date\tyear\t"), "{acled}");
    printed(&folder, &["news", "--format", "tsv", "--out", "all"]);
    let tables =
        ["events", "claims", "attestations", "actors", "places", "entities", "times", "articles"];
    for table in tables {
        assert!(read(&folder.join(format!("all/{table}.tsv"))).starts_with("article\t"), "{table}");
    }
    let events = read(&folder.join("all/events.tsv"));
    assert!(events.contains("\t2024-03-11\t2024-03-12\t"), "{events}");
    for wrong in [
        &["news", "--format", "csv"][..],
        &["news", "--table", "claims"],
        &["news", "--format", "report", "--out", "x.txt", "--resume"],
        &["news/leeds.txt", "--format", "html", "--out", "x.html", "--resume"],
    ] {
        assert_eq!(extract(&folder, wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_run_goes_on_where_one_ended() {
    let folder = folder("resume");
    let lines = ["news", "--format", "jsonl", "--out", "out.jsonl", "--resume"];
    printed(&folder, &["news/leeds.txt", "--format", "jsonl", "--out", "out.jsonl"]);
    printed(&folder, &lines);
    let once = read(&folder.join("out.jsonl"));
    assert_eq!(ids(&once), ["leeds", "one", "two", "quake"]);
    printed(&folder, &lines);
    assert_eq!(read(&folder.join("out.jsonl")), once);
    printed(&folder, &["news/leeds.txt", "--format", "html", "--out", "site"]);
    fs::write(folder.join("site/leeds.html"), "<title>kept</title>").unwrap();
    printed(&folder, &["news", "--format", "html", "--out", "site", "--resume"]);
    assert_eq!(read(&folder.join("site/leeds.html")), "<title>kept</title>");
    let index = read(&folder.join("site/index.html"));
    assert!(index.contains("kept") && index.contains("quake.html"), "{index}");
}

/// Files of one name in several folders, and identifiers that differ in what no file name has.
#[test]
fn every_document_has_a_name_of_its_own() {
    let folder = folder("names");
    fs::write(folder.join("news/more/leeds.txt"), QUAKE).unwrap();
    let once = ["news/leeds.txt", "--format", "jsonl", "--out", "out.jsonl", "--resume"];
    printed(&folder, &once);
    let both = ["news/leeds.txt", "news/more", "--format", "jsonl", "--out", "out.jsonl"];
    printed(&folder, &[&both[..], &["--resume"]].concat());
    let found = ids(&read(&folder.join("out.jsonl")));
    assert_eq!(found, ["leeds", "news/leeds.txt", "news/more/leeds.txt", "quake"]);
    let line = |id: &str| json!({ "id": id, "text": LEEDS }).to_string() + "\n";
    fs::write(folder.join("one.jsonl"), line("a/b")).unwrap();
    fs::write(folder.join("two.jsonl"), line("a b") + &line("a/b") + &line("a_b")).unwrap();
    printed(&folder, &["one.jsonl", "--format", "html", "--out", "site", "--publisher", "Post"]);
    printed(&folder, &["two.jsonl", "--format", "html", "--out", "site", "--resume"]);
    assert_eq!(fs::read_dir(folder.join("site")).unwrap().count(), 4);
    let index = read(&folder.join("site/index.html"));
    assert!(index.contains("3 articles") && index.contains("Post"), "{index}");
}

#[test]
fn standoff_and_points_come_as_their_readers_want_them() {
    let folder = folder("standoff");
    printed(&folder, &["news", "--format", "brat", "--out", "brat"]);
    assert_eq!(read(&folder.join("brat/one.txt")), LEEDS);
    assert!(read(&folder.join("brat/one.ann")).contains("SOURCE 42 48\tpolice"));
    assert!(read(&folder.join("brat/annotation.conf")).contains("[events]"));
    let places = printed(&folder, &["news", "--format", "geojson"]);
    let places: Value = serde_json::from_str(&places).unwrap();
    assert_eq!(places["type"], "FeatureCollection");
    let shown = printed(&folder, &["news", "--format", "displacy"]);
    assert_eq!(shown.lines().count(), 4);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn what_was_not_compiled_in_is_told() {
    let folder = folder("no_parquet");
    let output = extract(&folder, &["--format", "parquet", "--out", "all"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("--features parquet"));
    assert!(!folder.join("all").exists());
}

#[test]
fn completions_and_the_manual_are_printed() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_relata")).args(arguments).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).contains("min-event-score"), "{shell}");
    }
    let manual = run(&["man"]);
    assert!(manual.contains(".TH") && manual.contains("\\-\\-resume"));
}
