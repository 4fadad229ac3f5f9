//! Nothing lost, nothing hung, nothing believed that a hostile file says.

// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn relata(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A run that fails early closes its input.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn lines(output: &[u8]) -> Vec<Value> {
    let text = String::from_utf8(output.to_vec()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn line(id: usize, text: &str) -> String {
    serde_json::json!({"id": id.to_string(), "text": text}).to_string() + "\n"
}

/// A file of this test's own.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn who_sends_one_line_gets_one_answer() {
    let mut child = start(&["extract", "--jsonl"]);
    let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut answers = BufReader::new(output).lines();
    for number in 0..3 {
        input.write_all(line(number, "Rain fell in Oslo on Monday.").as_bytes()).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], number.to_string());
    }
    drop(input);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}

/// SIGINT and SIGTERM end a run behind a whole line.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_whole_lines() {
    for signal in ["-INT", "-TERM"] {
        let mut child = start(&["extract", "--jsonl"]);
        let mut input = child.stdin.take().unwrap();
        let text = "The mayor of Aden said on Monday that rebels killed four men. ".repeat(20);
        let writer = std::thread::spawn(move || {
            let lines: String = (0..400).map(|number| line(number, &text)).collect();
            // The run ends before it has taken all.
            drop(input.write_all(lines.as_bytes()));
            input
        });
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut written = Vec::new();
        for _ in 0..3 {
            output.read_until(b'\n', &mut written).unwrap();
        }
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        output.read_to_end(&mut written).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        drop(writer.join().unwrap());
        assert_eq!(written.last(), Some(&b'\n'));
        let ids: Vec<String> =
            lines(&written).iter().map(|l| l["id"].as_str().unwrap().to_owned()).collect();
        assert!((3..400).contains(&ids.len()), "{} lines", ids.len());
        assert_eq!(ids, (0..ids.len()).map(|n| n.to_string()).collect::<Vec<_>>());
    }
}

/// Every string stands at its offsets in the text that the output repeats.
#[test]
fn what_was_replaced_is_told_and_offsets_hold() {
    let bytes = b"The mayor of K\xf6ln said on Monday that rain had \xff\xfefallen in Paris.";
    let in_json = [b"{\"id\":\"j\",\"text\":\"", &bytes[..], b"\"}"].concat();
    let plain = relata(&["extract", "--lossy", "--format", "jsonl"], bytes);
    let line = relata(&["extract", "--lossy", "--jsonl"], &in_json);
    for output in [plain, line] {
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        let extraction = &lines(&output.stdout)[0];
        let text = extraction["text"].as_str().unwrap();
        assert_eq!(text.matches('\u{fffd}').count(), 3);
        assert_eq!(extraction["warnings"][0]["kind"], "encoding");
        let content = &extraction["claims"][0]["content"][0];
        let offset = |name: &str| usize::try_from(content[name].as_u64().unwrap()).unwrap();
        assert_eq!(text.get(offset("start")..offset("end")), content["text"].as_str());
    }
    let whole = relata(&["extract", "--lossy", "--format", "jsonl"], "Rain in Köln.".as_bytes());
    assert!(lines(&whole.stdout)[0].get("text").is_none());
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    for format in ["json", "jsonl", "report", "conllu"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(["extract", "--format", format])
            .stdin(Stdio::piped())
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"Rain fell.").unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(errors(&output).contains("space"), "{}", errors(&output));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_output_or_input_is_an_error() {
    let program = env!("CARGO_BIN_EXE_relata");
    let check = |command: &str, told: Option<&str>| {
        let command = command.replace("relata", program);
        let output = Command::new("sh").args(["-c", &command]).output().unwrap();
        let status = told.map_or(0, |_| 1);
        assert_eq!(output.status.code(), Some(status), "{command}: {}", errors(&output));
        assert!(errors(&output).contains(told.unwrap_or_default()), "{}", errors(&output));
        assert_eq!(errors(&output).is_empty(), told.is_none(), "{}", errors(&output));
    };
    for arguments in ["extract", "extract --format report", "extract --jsonl"] {
        let input = "echo '{\"text\":\"Rain.\"}' | ";
        check(&format!("{input}relata {arguments} >&-"), Some("standard output is closed"));
        check(&format!("{input}relata {arguments} >/dev/null"), None);
        // As Python's `DEVNULL` and others open it.
        check(&format!("{input}relata {arguments} 1<>/dev/null"), None);
        check(&format!("relata {arguments} <&-"), Some("standard input is closed"));
    }
    check("relata extract - <&-", Some("standard input is closed"));
    check("relata corpus <&-", Some("standard input is closed"));
    for arguments in ["corpus /dev/null", "schema", "man", "completions bash", "--help", "-V"] {
        check(&format!("relata {arguments} >&-"), Some("standard output is closed"));
        check(&format!("relata {arguments} >/dev/null"), None);
    }
    for arguments in ["schema", "man", "extract --help", "--version"] {
        check(&format!("relata {arguments} >/dev/full"), Some("No space left on device"));
    }
    check(
        "relata bench --repeats 1 ../../examples/articles/court.txt >&-",
        Some("standard output is closed"),
    );
    check(&format!("relata extract {} <&- >/dev/null", file("rain.txt", b"Rain.").display()), None);
}

#[test]
fn standard_input_is_read_once() {
    let output = relata(&["extract", "-", "-"], b"Rain fell.");
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("standard input"), "{}", errors(&output));
}

#[test]
fn a_byte_order_mark_before_the_first_line_is_passed_over() {
    let input = format!("\u{feff}{}{}", line(1, "Rain fell."), line(2, "Snow fell."));
    let output = relata(&["extract", "--jsonl"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(lines(&output.stdout).len(), 2);
}

#[test]
fn an_error_names_its_place_once_and_repeats_little() {
    let long = "x".repeat(100_000);
    let input = format!(
        "{}{{\"id\":\n{{\"text\":[\"{long}\"]}}\n{{\"text\":\"a\",\"published\":\"{long}\"}}\n",
        line(1, "Rain.")
    );
    let output = relata(&["extract", "--jsonl"], input.as_bytes());
    let found = lines(&output.stdout);
    let error = |number: usize| found[number]["error"].as_str().unwrap();
    assert!(error(1).starts_with("line 2, column 6: "), "{}", error(1));
    assert!(!error(1).contains("at line"), "{}", error(1));
    assert!((1..4).all(|number| error(number).len() < 300));
}

#[test]
fn a_hostile_table_gives_a_short_error() {
    let row = format!("{}\tV\tNOTHING\n", "a".repeat(1_000));
    let rows = file("hostile.tsv", row.repeat(5_000).as_bytes());
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../relata-encoder/testdata/hf");
    let rows = rows.to_str().unwrap();
    for arguments in [
        &["extract", "--lexicon", rows][..],
        &["extract", "--cues", rows],
        &["extract", "--model", model, "--labels", rows],
    ] {
        let output = relata(arguments, b"Rain.");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(output.stderr.len() < 8_000, "{} bytes", output.stderr.len());
        assert!(errors(&output).lines().count() <= 22);
    }
    let empty = file("empty.tsv", b"# nothing\n\n");
    for option in ["--lexicon", "--cues"] {
        let output = relata(&["extract", option, empty.to_str().unwrap()], b"Rain.");
        assert_eq!(output.status.code(), Some(0));
        assert!(errors(&output).contains("holds no entry"), "{}", errors(&output));
    }
}

#[test]
fn lines_that_are_no_extractions_are_told_briefly() {
    let row = format!(r#"{{"id":"{}","schema_version":"{0}"}}"#, "é".repeat(1_000));
    let output = relata(&["corpus"], format!("{row}\n").repeat(5_000).as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.len() < 8_000, "{} bytes", output.stderr.len());
    assert!(errors(&output).ends_with("relata: and 4980 more of these kinds\n"));
}

/// What a run puts by takes the place of a file, of nothing else.
#[test]
fn a_folder_is_no_store() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_store");
    std::fs::create_dir_all(&folder).unwrap();
    let output = relata(&["corpus", "--store", folder.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no regular file"), "{}", errors(&output));
    assert!(folder.is_dir());
}

/// A device that never ends is no table.
#[cfg(target_os = "linux")]
#[test]
fn a_table_without_end_is_refused() {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../relata-encoder/testdata/hf");
    for arguments in [
        &["extract", "--lexicon", "/dev/zero"][..],
        &["extract", "--cues", "/dev/zero"],
        &["extract", "--model", model, "--labels", "/dev/zero"],
        &["corpus", "--entities", "/dev/zero"],
    ] {
        let output = relata(arguments, b"");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(errors(&output).contains("/dev/zero: more than"), "{}", errors(&output));
    }
}

/// A file without end is not read.
#[cfg(target_os = "linux")]
#[test]
fn a_model_of_devices_is_refused() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("devices");
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        // It may stand there from the run before.
        drop(std::os::unix::fs::symlink("/dev/zero", folder.join(name)));
    }
    let output = relata(&["extract", "--model", folder.to_str().unwrap()], b"Rain.");
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no regular file"), "{}", errors(&output));
}

#[test]
fn a_document_beyond_a_limit_is_refused_and_the_others_are_read() {
    let long = "Rain fell in Oslo. ".repeat(200);
    let input = format!("{}{}{}", line(1, "Rain."), line(2, &long), line(3, "Snow."));
    let refused = |output: &Output| -> Vec<bool> {
        lines(&output.stdout).iter().map(|l| l.get("error").is_some()).collect()
    };
    let article = file("long.txt", long.as_bytes());
    for limit in [["--max-bytes", "1000"], ["--max-words", "100"]] {
        let output = relata(&["extract", "--jsonl", limit[0], limit[1]], input.as_bytes());
        assert_eq!(output.status.code(), Some(1), "{limit:?}");
        assert_eq!(refused(&output), [false, true, false], "{limit:?}");
        let output = relata(&["extract", limit[0], limit[1], article.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(1), "{limit:?}");
        assert!(output.stdout.is_empty());
    }
    let output = relata(&["extract", "--jsonl", "--timeout", "0.000001"], input.as_bytes());
    assert_eq!(refused(&output), [true; 3]);
    // A line so long that the limit bounds what is held of it.
    let huge = format!("{}{}", line(1, &"x".repeat(200_000)), line(2, "Snow."));
    let output = relata(&["extract", "--jsonl", "--max-bytes", "10"], huge.as_bytes());
    assert_eq!(refused(&output), [true, false]);
    for wrong in ["0", "-1", "soon", "1e99"] {
        let output = relata(&["extract", "--timeout", wrong], b"");
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}
