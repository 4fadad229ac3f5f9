//! `relata corpus`: families of articles with what is true of them, written by hand and invented by
//! `relata-sample`; input in any order, day by day, and bad.

// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn relata(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut run = Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = run.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = run.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn printed(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = relata(folder, arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn records(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Articles as lines of JSON.
fn lines(articles: &[Value]) -> String {
    articles.iter().map(|article| format!("{article}\n")).collect()
}

/// The articles of a family, and the lines behind `-- expected`.
fn family(path: &Path) -> (Vec<Value>, Vec<String>) {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap();
    let (articles, expected) = text.split_once("-- expected\n").unwrap();
    let articles = articles.split("\n== ").skip(1).map(|article| {
        let (head, text) = article.split_once('\n').unwrap();
        let head: Vec<&str> = head.split(" | ").collect();
        json!({ "id": format!("{name}/{}", head[0]), "publisher": head[1], "published": head[2],
                "text": text })
    });
    (articles.collect(), expected.lines().map(str::to_owned).collect())
}

/// What was right and what was not.
#[derive(Default)]
struct Judged {
    statuses: (usize, usize),
    attestations: (usize, usize),
    others: (usize, usize),
    faults: String,
}

impl Judged {
    /// Counts a line; one that begins with FIXME says what is wrong today.
    fn take(&mut self, family: &str, line: &str, right: bool, is_known_fault: bool) {
        let counts = match line.split([' ', ':']).next().unwrap() {
            "EVENT" => &mut self.statuses,
            "affirms" | "denies" => &mut self.attestations,
            _ => &mut self.others,
        };
        counts.0 += usize::from(right);
        counts.1 += 1;
        if right == is_known_fault {
            writeln!(self.faults, "{family}: {line}").unwrap();
        }
    }
}

fn texts<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    let parts = value.as_array().into_iter().flatten();
    parts.map(|part| part[field].as_str().unwrap_or("")).collect()
}

/// The event that the line means: with one of its words, told by most of its articles.
fn meant<'a>(line: &str, family: &str, events: &'a [Value]) -> Option<&'a Value> {
    let parts: Vec<&str> = line.trim_start_matches("EVENT ").split(" : ").collect();
    let words: BTreeSet<&str> = parts[0].split(',').collect();
    let articles: BTreeSet<String> =
        parts[2].split(' ').map(|article| format!("{family}/{article}")).collect();
    let told = |event: &Value| {
        texts(&event["reports"], "article").iter().filter(|a| articles.contains(**a)).count()
    };
    let of_words = events.iter().filter(|event| {
        event["words"].as_array().unwrap().iter().any(|w| words.contains(w.as_str().unwrap()))
    });
    of_words.filter(|event| told(event) > 0).max_by_key(|event| told(event))
}

fn judge(
    family: &str,
    expected: &[String],
    events: &[Value],
    articles: &[Value],
    judged: &mut Judged,
) {
    let mut event = None;
    for written in expected {
        let line = written.strip_prefix("FIXME ").unwrap_or(written);
        let parts: Vec<&str> = line.split(" : ").collect();
        let right = match parts[0].split(' ').next().unwrap() {
            "EVENT" => {
                event = meant(line, family, events);
                event.is_some_and(|event| event["status"] == parts[1])
            }
            says @ ("affirms" | "denies") => event.is_some_and(|event| {
                let name = parts[1].to_lowercase();
                event["sources"].as_array().unwrap().iter().any(|source| {
                    let also = source["also"].as_array().into_iter().flatten();
                    let mut names = also.chain([&source["name"]]);
                    source["says"] == says
                        && names.any(|n| n.as_str().unwrap().to_lowercase().contains(&name))
                })
            }),
            "discrepancy" => event
                .is_some_and(|event| texts(&event["discrepancies"], "kind").contains(&parts[1])),
            "update" => event.is_some_and(|event| {
                let wanted: Vec<&str> = parts[1].split(' ').collect();
                let number = |at: usize| wanted[at].parse::<u64>().ok();
                event["updates"].as_array().is_some_and(|updates| {
                    updates.iter().any(|update| {
                        update["kind"] == wanted[0]
                            && update["from"]["min"].as_u64() == number(1)
                            && update["to"]["min"].as_u64() == number(2)
                    })
                })
            }),
            "REPRINT" => {
                let wanted: Vec<&str> = line.split(' ').collect();
                let (id, of) =
                    (format!("{family}/{}", wanted[1]), format!("{family}/{}", wanted[2]));
                articles.iter().any(|a| a["id"] == id && a["reprint_of"] == of)
            }
            other => panic!("{family}: {other}"),
        };
        judged.take(family, line, right, line != written);
    }
}

/// What is linked of a family, to be read by people.
fn shown(family: &str, events: &[Value]) -> String {
    let mut out = String::new();
    for event in events.iter().filter(|event| event["reports"].as_array().unwrap().len() > 1) {
        let reports = texts(&event["reports"], "article");
        if !reports.iter().any(|article| article.starts_with(&format!("{family}/"))) {
            continue;
        }
        let reports: BTreeSet<&str> = reports.into_iter().collect();
        let reports: Vec<&str> = reports.iter().map(|a| a.rsplit('/').next().unwrap()).collect();
        let words: Vec<&str> =
            event["words"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
        let (class, status) = (event["class"].as_str().unwrap(), event["status"].as_str().unwrap());
        writeln!(
            out,
            "{class} {}: {status}, {} independent, told by {}",
            words.join(", "),
            event["independent_sources"],
            reports.join(" ")
        )
        .unwrap();
        for source in event["sources"].as_array().unwrap() {
            let note = if source["independent"] == true { "" } else { " (not counted)" };
            let (kind, name) = (source["type"].as_str().unwrap(), source["name"].as_str().unwrap());
            let told: BTreeSet<&str> =
                texts(&source["statements"], "article").into_iter().collect();
            let told: Vec<&str> = told.iter().map(|a| a.rsplit('/').next().unwrap()).collect();
            writeln!(
                out,
                "  {} {kind} {name:?} in {}{note}",
                source["says"].as_str().unwrap(),
                told.join(" ")
            )
            .unwrap();
        }
        for update in event["updates"].as_array().into_iter().flatten() {
            writeln!(
                out,
                "  update {} {} to {}",
                update["kind"].as_str().unwrap(),
                update["from"]["text"],
                update["to"]["text"]
            )
            .unwrap();
        }
        for found in event["discrepancies"].as_array().into_iter().flatten() {
            writeln!(
                out,
                "  discrepancy {} {} / {}",
                found["kind"].as_str().unwrap(),
                found["a_says"],
                found["b_says"]
            )
            .unwrap();
        }
    }
    out
}

/// `RELATA_BLESS=1` writes the files `*.linked` anew.
#[test]
fn families_written_by_hand() {
    let folder = folder("corpus-families");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/families");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&source).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    assert_eq!(files.len(), 12);
    let families: Vec<_> = files.iter().map(|path| family(path)).collect();
    let all: Vec<Value> = families.iter().flat_map(|(articles, _)| articles.clone()).collect();
    fs::write(folder.join("articles.jsonl"), lines(&all)).unwrap();
    printed(&folder, &["extract", "articles.jsonl", "--out", "extractions.jsonl"], "");
    let corpus = |more: &[&str]| {
        let call = ["corpus", "extractions.jsonl", "--texts", "articles.jsonl"];
        records(&printed(&folder, &[&call, more].concat(), ""))
    };
    let (events, articles) = (corpus(&[]), corpus(&["--table", "articles"]));
    let mut judged = Judged::default();
    let mut changed = Vec::new();
    for (path, (_, expected)) in files.iter().zip(&families) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        judge(name, expected, &events, &articles, &mut judged);
        let (golden, found) = (path.with_extension("linked"), shown(name, &events));
        if std::env::var_os("RELATA_BLESS").is_some() {
            fs::write(&golden, &found).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != found {
            changed.push(format!("{name}:\n{found}"));
        }
    }
    let Judged { statuses, attestations, others, faults } = judged;
    let figures =
        format!("statuses {statuses:?}, attestations {attestations:?}, others {others:?}");
    println!("{figures}\n{faults}");
    assert!(faults.is_empty(), "{figures}\n{faults}");
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
