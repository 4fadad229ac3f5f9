//! The same bytes on every processor: each set of instructions that this one has gives the
//! extractions of `checksums.sha256` with the accurate model and of `checksums_fast.sha256` with
//! the fast one, which were written on another.
//!
//! A difference means that arithmetic depends on the processor again. When a model or the rules
//! have changed, all lines change: `RELATA_BLESS=1 cargo test --release -p relata-cli --test
//! instruction_sets` writes the files anew. `sha256sum` makes the same sums of the output of
//! `relata extract FILE --published 2024-05-17 --model accurate` (or `fast`), run from the root of
//! the repository.

// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};

/// Folders of articles, seen from the root of the repository.
const FOLDERS: [&str; 2] = ["examples/articles", "tests/relata/attribution/golden"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All articles, by their paths from the root.
fn articles() -> Vec<String> {
    let mut out = Vec::new();
    for folder in FOLDERS {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            out.extend(name.strip_suffix(".txt").map(|_| format!("{folder}/{name}")));
        }
    }
    assert!(out.len() >= 23, "{out:?}");
    out.sort();
    out
}

/// What the command line prints when it computes with these instructions.
fn extract(instructions: &str, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    let output = command
        .current_dir(root())
        .env("RELATA_INSTRUCTIONS", instructions)
        .arg("extract")
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{instructions} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// SHA-256 of the extraction of each article, and the path of the article.
fn checksums(file: &str) -> BTreeMap<String, String> {
    let lines = std::fs::read_to_string(checksum_file(file)).unwrap();
    lines
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, path)| (path.to_owned(), sum.to_owned()))
        .collect()
}

fn checksum_file(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_set_of_instructions_gives_the_same_bytes() {
    same_bytes("accurate", "checksums.sha256");
}

#[test]
fn every_set_of_instructions_gives_the_same_bytes_with_the_fast_model() {
    same_bytes("fast", "checksums_fast.sha256");
}

/// Holds the extractions with a model against the file of their checksums.
fn same_bytes(model: &str, file: &str) {
    let sum = |set: &str, article: &str| {
        sha256(&extract(set, &[article, "--published", "2024-05-17", "--model", model]))
    };
    if std::env::var_os("RELATA_BLESS").is_some() {
        let lines: String =
            articles().iter().map(|article| format!("{}  {article}\n", sum("", article))).collect();
        std::fs::write(checksum_file(file), lines).unwrap();
    }
    let expected = checksums(file);
    let mut faults = String::new();
    for set in relata::instruction_sets() {
        for article in articles() {
            if expected.get(&article) != Some(&sum(set, &article)) {
                let _ = writeln!(faults, "{set}: {article}");
            }
        }
    }
    assert!(faults.is_empty(), "these are not the bytes of {file}:\n{faults}");
}

/// Products in f32 are summed in one order as well. (They take long without vector instructions:
/// one short text.)
#[test]
fn f32_is_the_same_everywhere_too() {
    let text = "tests/relata/attribution/golden/README.md";
    let expected = extract("", &[text, "--precision", "f32", "--no-clean"]);
    for set in relata::instruction_sets() {
        assert!(extract(set, &[text, "--precision", "f32", "--no-clean"]) == expected, "{set}");
    }
}

#[test]
fn a_set_that_the_processor_lacks_is_told() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
    let output =
        command.env("RELATA_INSTRUCTIONS", "mmx").args(["extract", "README.md"]).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(
        error.contains("RELATA_INSTRUCTIONS")
            && error.contains("\"mmx\"")
            && error.contains("portable"),
        "{error}"
    );
}
