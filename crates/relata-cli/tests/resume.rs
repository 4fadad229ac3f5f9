//! A run that is killed goes on where it ended, in every format that says which documents it has.

#![cfg(unix)]
// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

/// Documents; the odd ones name a place, and every third says nothing.
const DOCUMENTS: usize = 9;

/// Documents of which the run that is killed has been given.
const BEFORE: usize = 5;

/// Articles in a folder.
const FILES: usize = 200;

fn line(number: usize) -> String {
    let place = ["Aden", "Homs"][number % 2];
    let text = match number % 3 {
        2 => "Nothing of note.".to_owned(),
        _ => format!(
            "Rebels shelled the port of {place} on Monday and killed {number} people, the mayor \
            said. Police denied that \"two, or more\" men were arrested in {place}."
        ),
    };
    // Identifiers that begin alike, and one that a table has to quote.
    let id = if number == 3 { "n,\"3\"".to_owned() } else { "n".repeat(number + 1) };
    let html = (number == 4).then(|| format!("<title>News {number}</title><p>{text}</p>"));
    match html {
        Some(html) => json!({ "id": id, "html": html }).to_string() + "\n",
        None => json!({ "id": id, "text": text }).to_string() + "\n",
    }
}

fn lines(numbers: std::ops::Range<usize>) -> String {
    numbers.map(line).collect()
}

/// A new folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("resume").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn start(arguments: &[&str], out: &Path, resume: bool) -> Child {
    Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(["extract", "--jsonl", "--model", "fast", "--published", "2024-03-15", "--out"])
        .arg(out)
        .args(arguments)
        .args(resume.then_some("--resume"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Reads all documents.
fn run(arguments: &[&str], out: &Path, resume: bool) -> Output {
    let mut child = start(arguments, out, resume);
    let mut input = child.stdin.take().unwrap();
    // A run that is refused closes its input.
    drop(input.write_all(lines(0..DOCUMENTS).as_bytes()));
    drop(input);
    child.wait_with_output().unwrap()
}

fn runs(arguments: &[&str], out: &Path, resume: bool) {
    let output = run(arguments, out, resume);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
}

/// The files of an output by their names; those that a killed run has left half written are its
/// own affair.
fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    if !out.is_dir() {
        return fs::read(out).into_iter().map(|bytes| (String::new(), bytes)).collect();
    }
    let entries = fs::read_dir(out).unwrap().map(|entry| entry.unwrap());
    let files = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    let whole = files.filter(|(name, _)| !name.starts_with('.'));
    whole.map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

fn size(out: &Path) -> usize {
    files(out).values().map(Vec::len).sum()
}

/// Gives a run some of the documents, waits until it has written and does not write more, and kills
/// it.
fn killed(arguments: &[&str], out: &Path) {
    let mut child = start(arguments, out, false);
    let mut input = child.stdin.take().unwrap();
    input.write_all(lines(0..BEFORE).as_bytes()).unwrap();
    let began = Instant::now();
    let mut last = (0, Instant::now());
    while last.0 == 0 || last.1.elapsed() < Duration::from_secs(1) {
        assert!(began.elapsed() < Duration::from_secs(300), "{arguments:?}: it writes nothing");
        std::thread::sleep(Duration::from_millis(20));
        let now = size(out);
        if now != last.0 {
            last = (now, Instant::now());
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    drop(input);
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for (name, bytes) in files(from) {
        fs::write(to.join(name), bytes).unwrap();
    }
}

fn cut(file: &Path, bytes: u64) {
    let length = fs::metadata(file).unwrap().len().saturating_sub(bytes);
    fs::File::options().write(true).open(file).unwrap().set_len(length).unwrap();
}

fn same(found: &Path, expected: &Path, what: &str) {
    let (found, expected) = (files(found), files(expected));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{what}");
    for (name, bytes) in &expected {
        let (found, expected) =
            (String::from_utf8_lossy(&found[name]), String::from_utf8_lossy(bytes));
        let alike = found.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
        assert!(found == expected, "{what} {name} differs from byte {alike} on");
    }
}

/// Kills a run and lets another go on with what it has left, as it is and with its end cut off.
fn check(name: &str, arguments: &[&str], cuts: &[u64]) {
    let folder = folder(name);
    let (whole, left) = (folder.join("whole"), folder.join("left"));
    runs(arguments, &whole, false);
    killed(arguments, &left);
    assert!(size(&left) < size(&whole), "{name}: the run has ended before it was killed");
    for bytes in cuts {
        let out = folder.join(format!("cut-{bytes}"));
        copy(&left, &out);
        if *bytes > 0 {
            cut(&out, *bytes);
        }
        runs(arguments, &out, true);
        same(&out, &whole, &format!("{name}, {bytes} bytes less:"));
        // What is finished stays as it is.
        runs(arguments, &out, true);
        same(&out, &whole, &format!("{name}, finished:"));
    }
}

#[test]
fn records_go_on() {
    check("jsonl", &["--format", "jsonl"], &[0, 700]);
    check("displacy", &["--format", "displacy"], &[0, 9]);
}

/// Records on several lines, which go with files alone.
#[test]
fn records_of_files_go_on() {
    let folder = folder("json");
    let (articles, whole, left) =
        (folder.join("articles"), folder.join("whole"), folder.join("left"));
    fs::create_dir(&articles).unwrap();
    for number in 0..FILES {
        let text =
            if number % 9 == 0 { "Rebels shelled Aden, the mayor said." } else { "Rain fell." };
        fs::write(articles.join(format!("{number:03}.txt")), text).unwrap();
    }
    let start = |out: &Path, resume: bool| {
        Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(["extract", "--model", "fast", "--format", "json", "--out"])
            .arg(out)
            .arg(&articles)
            .args(resume.then_some("--resume"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let runs = |out: &Path, resume: bool| assert!(start(out, resume).wait().unwrap().success());
    runs(&whole, false);
    // Killed with its first records; a run that was quicker leaves all of them.
    let mut child = start(&left, false);
    while size(&left) == 0 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // Whole, before the end of a record's last line, inside of a record, and inside of an earlier one.
    for bytes in [0, 1, 2, 700, 5_000] {
        let out = folder.join(format!("cut-{bytes}"));
        copy(&left, &out);
        cut(&out, bytes);
        runs(&out, true);
        same(&out, &whole, &format!("json, {bytes} bytes less:"));
        runs(&out, true);
        same(&out, &whole, "json, finished:");
    }
}

#[test]
fn tables_go_on() {
    check("claims", &["--format", "csv", "--table", "claims"], &[0, 5, 260]);
    check("acled", &["--format", "tsv", "--columns", "acled"], &[0, 30]);
}

#[test]
fn collections_of_places_go_on() {
    check("geojson", &["--format", "geojson"], &[0, 4, 330]);
}

#[test]
fn folders_of_documents_go_on() {
    check("html", &["--format", "html"], &[0]);
    check("brat", &["--format", "brat"], &[0]);
}

/// A document that is in some tables and not yet in that of articles is taken out of all.
#[test]
fn folders_of_tables_go_on() {
    let arguments = ["--format", "csv"];
    check("tables", &arguments, &[0]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("resume/tables");
    let (out, whole) = (folder.join("torn"), folder.join("whole"));
    copy(&folder.join("left"), &out);
    cut(&out.join("claims.csv"), 5);
    cut(&out.join("articles.csv"), 2);
    runs(&arguments, &out, true);
    same(&out, &whole, "torn");
    fs::remove_file(out.join("articles.csv")).unwrap();
    let refused = run(&arguments, &out, true);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("articles.csv"));
}

#[test]
fn what_is_no_such_output_is_refused() {
    let folder = folder("refused");
    let out = folder.join("other");
    for (content, arguments, told) in [
        ("a,b\n1,2\n", &["--format", "csv", "--table", "claims"][..], "other columns"),
        ("{\"a\":1}\n", &["--format", "geojson"], "no collection"),
        ("Dear diary\n", &["--format", "jsonl"], "no records"),
    ] {
        fs::write(&out, content).unwrap();
        let refused = run(arguments, &out, true);
        assert_ne!(refused.status.code(), Some(0), "{arguments:?}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains(told), "{arguments:?}");
        assert_eq!(fs::read_to_string(&out).unwrap(), content, "{arguments:?}");
    }
}
