//! The command line: what it prints and how it ends.

// A test that finds the output otherwise than it should be may well panic: that is how it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const LEEDS: &str = "Two men were arrested in Leeds on Monday, police said.";

/// Runs the binary on standard input.
fn relata(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A run that fails early closes its input: that the rest cannot be written is no fault of the
    // test.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8(output.stdout.clone())
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn standard_input_gives_one_object() {
    let output = relata(&["extract", "--published", "2024-03-15"], LEEDS.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let extraction: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(extraction["schema_version"], 2);
    assert_eq!(extraction["published"], "2024-03-15");
    assert_eq!(extraction["times"][0]["value"], "2024-03-11");
}

#[test]
fn a_bad_line_is_answered_in_its_place() {
    let text = serde_json::to_string(LEEDS).unwrap();
    let input = format!(
        "{{\"id\":\"a\",\"text\":{text}}}\nno \
        json\n\n{{\"id\":7,\"text\":{text}}}\n{{\"id\":\"d\"}}\n{{\"id\":\"e\",\"text\":\"\",\"published\":\"soon\"}}"
    );
    let output = relata(&["extract", "--jsonl", "--no-clean"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    let ids: Vec<&Value> = lines.iter().map(|l| &l["id"]).collect();
    assert_eq!(
        ids,
        [&Value::from("a"), &Value::Null, &Value::from("7"), &Value::from("d"), &Value::from("e")]
    );
    let refused: Vec<bool> = lines.iter().map(|l| l.get("error").is_some()).collect();
    assert_eq!(refused, [false, true, false, true, true]);
    assert!(lines[1]["error"].as_str().unwrap().starts_with("line 2, column 2: "), "{}", lines[1]);
    assert_eq!(lines[0]["claims"], lines[2]["claims"]);
}

#[test]
fn more_lines_than_a_batch_keep_their_order() {
    let input: String = (0..150)
        .map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Rain fell in Oslo on day {n}.\"}}\n"))
        .collect();
    let one = relata(&["extract", "--jsonl", "--threads", "1"], input.as_bytes());
    let two = relata(&["extract", "--jsonl", "--threads", "2"], input.as_bytes());
    assert!(one.status.success());
    assert_eq!(one.stdout, two.stdout);
    let ids: Vec<String> =
        lines(&one).iter().map(|l| l["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..150).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[test]
fn bytes_that_are_not_utf8_are_refused_with_their_place_or_replaced() {
    let bytes = b"Rain in K\xf6ln.";
    let refused = relata(&["extract"], bytes);
    assert_eq!(refused.status.code(), Some(1));
    assert!(errors(&refused).contains("byte 9 is not UTF-8"), "{}", errors(&refused));
    assert!(refused.stdout.is_empty());
    let replaced = relata(&["extract", "--lossy", "--format", "jsonl"], bytes);
    assert_eq!(replaced.status.code(), Some(0));
    assert_eq!(lines(&replaced).len(), 1);
}

#[test]
fn bytes_in_another_encoding_are_read_and_told() {
    let bytes = b"\x93Rain\x94 fell in K\xf6ln, the caf\xe9 owner said on Monday.";
    let text = "“Rain” fell in Köln, the café owner said on Monday.";
    let in_json = [b"{\"id\":\"j\",\"text\":\"", &bytes[..], b"\"}"].concat();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (arguments, input) in [
        (&["extract", "--encoding", "latin1", "--format", "jsonl"][..], &bytes[..]),
        (&["extract", "--lossy", "--format", "jsonl"], bytes),
        (&["extract", "--encoding", "windows-1252", "--jsonl"], &in_json),
        (&["extract", "--encoding", "utf-16le", "--format", "jsonl"], &wide),
    ] {
        let output = relata(arguments, input);
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        let extraction = &lines(&output)[0];
        assert_eq!(extraction["text"], text, "{arguments:?}");
        assert_eq!(extraction["warnings"][0]["kind"], "encoding");
    }
    let plain = relata(&["extract", "--encoding", "utf8", "--format", "jsonl"], text.as_bytes());
    assert!(lines(&plain)[0].get("text").is_none());
    let unknown = relata(&["extract", "--encoding", "klingon"], bytes);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/articles/council.txt");
    let output = relata(&["extract", "--format", "jsonl", "no/such/file.txt", article], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no/such/file.txt"));
    let lines = lines(&output);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["id"], "council");
}

/// Files are read ahead on all threads; what is printed keeps their order.
#[test]
fn many_files_are_printed_in_their_order() {
    let article =
        |name: &str| format!("{}/../../examples/articles/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let files: Vec<String> =
        ["council", "no-such-article", "business", "council"].into_iter().map(article).collect();
    for threads in ["1", "3"] {
        let mut call = vec!["extract", "--format", "jsonl", "--threads", threads];
        call.extend(files.iter().map(String::as_str));
        let output = relata(&call, b"");
        assert_eq!(output.status.code(), Some(1));
        let lines = lines(&output);
        assert_eq!(
            lines.iter().map(|line| &line["id"]).collect::<Vec<_>>(),
            ["council", "business", "council"]
        );
        assert_eq!(lines[0], lines[2]);
    }
}

#[test]
fn a_wrong_call_exits_with_2() {
    let layers = ["extract", "--jsonl", "--format", "conllu"];
    for arguments in [
        &["extract", "--published", "soon"][..],
        &["extract", "--threads", "0"],
        &["extract", "--jsonl", "file.txt"],
        &layers,
        &["unknown"],
        &[],
    ] {
        let output = relata(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_directory_without_a_model_is_named_in_the_error() {
    let output = relata(&["extract", "--model", "no/such/model"], LEEDS.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no/such/model"), "{}", errors(&output));
}

#[test]
fn the_report_names_source_and_event() {
    let output =
        relata(&["extract", "--format", "report", "--published", "2024-03-15"], LEEDS.as_bytes());
    let report = String::from_utf8(output.stdout).unwrap();
    for part in ["WHO SAID WHAT", "police", "WHAT HAPPENED", "“arrested”", "2024-03-11"] {
        assert!(report.contains(part), "{part} is not in:\n{report}");
    }
}

#[test]
fn token_layers_come_as_conllu() {
    let output = relata(&["extract", "--format", "conllu"], LEEDS.as_bytes());
    let layers = String::from_utf8(output.stdout).unwrap();
    assert!(layers.contains("\tLeeds\tLeeds\tPROPN\t"), "{layers}");
    assert!(layers.contains("Entity=B-GPE"), "{layers}");
}

#[test]
fn a_bench_tells_speed_and_machine() {
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/articles/council.txt");
    let output =
        relata(&["bench", "--repeats", "1", "--threads", "2", "--format", "json", article], b"");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = std::fs::read_to_string(article).unwrap();
    assert_eq!((&figures["articles"], &figures["threads"]), (&Value::from(1), &Value::from(2)));
    assert_eq!(
        (&figures["bytes"], &figures["words"]),
        (&Value::from(text.len()), &Value::from(text.split_whitespace().count()))
    );
    assert!(figures["machine"]["cores"].as_u64().unwrap() > 0);
    let stages = figures["stages_one_thread"].as_array().unwrap();
    let names: Vec<&str> = stages.iter().map(|s| s["stage"].as_str().unwrap()).collect();
    assert_eq!(names, ["cleaning", "encoder", "reading", "entities", "claims", "events"]);
    let share: f64 = stages.iter().map(|s| s["share"].as_f64().unwrap()).sum();
    assert!((share - 1.0).abs() < 1e-6, "{share}");
    for rate in stages.iter().chain([&figures["whole"], &figures["one_thread"]]) {
        let (seconds, words) =
            (rate["seconds"].as_f64().unwrap(), rate["words_per_second"].as_f64().unwrap());
        assert!(
            (seconds * words / figures["words"].as_f64().unwrap() - 1.0).abs() < 1e-6,
            "{rate}"
        );
    }
}

#[test]
fn a_bench_reads_articles_a_line() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.jsonl");
    std::fs::write(&file, serde_json::json!({ "text": LEEDS }).to_string()).unwrap();
    let output = relata(&["bench", "--repeats", "1", file.to_str().unwrap()], b"");
    let table = String::from_utf8(output.stdout).unwrap();
    for part in ["1 articles, ", "whole, one thread", "  encoder", "words/s", "relata-en-small"] {
        assert!(table.contains(part), "{part} is not in:\n{table}");
    }
    assert_eq!(relata(&["bench", "no/such/file.txt"], b"").status.code(), Some(1));
    assert_eq!(relata(&["bench"], b"").status.code(), Some(2));
}

#[test]
fn a_model_of_transformers_reads_entities_by_a_table_of_labels() {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../relata-encoder/testdata/hf");
    let table = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("labels.tsv");
    std::fs::write(&table, "# of the small model\nship\tVEHICLE\n").unwrap();
    let refused = relata(&["extract", "--model", model], LEEDS.as_bytes());
    assert_eq!(refused.status.code(), Some(1));
    assert!(errors(&refused).contains("B-ship"), "{}", errors(&refused));
    let read = relata(
        &["extract", "--model", model, "--labels", table.to_str().unwrap()],
        LEEDS.as_bytes(),
    );
    assert_eq!(read.status.code(), Some(0), "{}", errors(&read));
    std::fs::write(&table, "ship VEHICLE").unwrap();
    let bad = relata(
        &["extract", "--model", model, "--labels", table.to_str().unwrap()],
        LEEDS.as_bytes(),
    );
    assert_eq!(bad.status.code(), Some(1));
    assert!(errors(&bad).contains("labels.tsv"), "{}", errors(&bad));
}

#[test]
fn a_cue_lexicon_of_the_callers_is_taken_or_its_faults_are_named() {
    let folder = std::env::temp_dir().join(format!("relata-cues-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("cues.tsv");
    let run = |file: &str| {
        std::fs::write(&path, file).unwrap();
        relata(&["extract", "--cues", path.to_str().unwrap()], LEEDS.as_bytes())
    };
    let output = run("say\tverb\tclaim\thedged\tno\tclause,quote\n");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let extraction: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(extraction["claims"][0]["stance"], "hedged");
    assert_eq!(extraction["claims"][0]["cue"]["lexicon"], "cues.tsv");
    let output = run("say\tverb\tclaim\tloud\tno\tclause\nsay\tverb\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("line 1") && errors(&output).contains("line 2"),
        "{}",
        errors(&output)
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn explain_names_rule_version_and_words() {
    let output = relata(&["extract", "--explain", "--published", "2024-03-15"], LEEDS.as_bytes());
    let extraction: Value = serde_json::from_slice(&output.stdout).unwrap();
    let trace = extraction["trace"].as_array().unwrap();
    for (record, part) in [
        ("v1", "type"),
        ("v1", "target"),
        ("v1", "modality"),
        ("v1", "attestation"),
        ("t1", "value"),
    ] {
        let step = trace
            .iter()
            .find(|s| s["record"] == record && s["part"] == part)
            .unwrap_or_else(|| panic!("no {part} of {record} in {trace:?}"));
        assert!(
            step["version"].as_str().is_some_and(|v| v.starts_with("relata-events ")),
            "{step}"
        );
        assert!(!step["spans"].as_array().unwrap().is_empty(), "{step}");
    }
    let plain = relata(&["extract", "--published", "2024-03-15"], LEEDS.as_bytes());
    assert!(serde_json::from_slice::<Value>(&plain.stdout).unwrap().get("trace").is_none());
}

#[test]
fn own_lexicon_entries_are_used_and_faulty_lines_named() {
    let folder = std::env::temp_dir().join(format!("relata-lexicon-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("own.tsv");
    std::fs::write(&file, "fumigate\tV\tAID\t-\thealth\t073\t-\t-\t-\n").unwrap();
    let text = "Health workers of the United Nations fumigated the camp at Hama on Monday.";
    let output = relata(&["extract", "--lexicon", file.to_str().unwrap()], text.as_bytes());
    let extraction: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(extraction["events"][0]["type"]["plover"]["event"], "AID", "{}", errors(&output));
    std::fs::write(&file, "fumigate\tV\tAID\n# note\nspray\tV\tFUN\t-\t-\t073\t-\t-\t-\n").unwrap();
    let output = relata(&["extract", "--lexicon", file.to_str().unwrap()], text.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("line 1")
            && errors(&output).contains("line 3")
            && errors(&output).contains("\"FUN\""),
        "{}",
        errors(&output)
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
