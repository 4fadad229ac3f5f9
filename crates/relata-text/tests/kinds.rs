//! Texts of the kinds that readers paste. In `pages/kinds.txt` a line `## …` names a text; each of
//! its lines is kept (`+`), dropped (`-`) or either (`?`), a line without a mark goes on with the
//! one above, and at `¦` the next run begins without a line break.

// A test that finds its fixtures otherwise than they should be may well panic: that is how it
// fails.
#![allow(clippy::expect_used, clippy::format_push_string)]

use relata_text::{CleanOptions, clean};

const TEXTS: &str = include_str!("pages/kinds.txt");

/// A run of a text: its mark, beginning and end.
type Run = (char, usize, usize);

/// The text without its marks, and its runs.
fn read(lines: &str) -> (String, Vec<Run>) {
    let (mut raw, mut runs): (String, Vec<Run>) = (String::new(), Vec::new());
    for line in lines.lines() {
        for part in line.split('¦') {
            let start = raw.len();
            let mark = part.chars().next().filter(|mark| "+-?".contains(*mark));
            raw.push_str(mark.map_or(part, |_| part.get(1..).expect("a mark of one byte")));
            match (mark, runs.last_mut()) {
                (None, Some(last)) if !part.is_empty() => last.2 = raw.len(),
                (Some(mark), _) => runs.push((mark, start, raw.len())),
                _ => (),
            }
        }
        raw.push('\n');
    }
    (raw, runs)
}

/// What is wrong with the text, a line for each run.
fn faults(raw: &str, runs: &[Run]) -> String {
    let blocks = clean(raw, &CleanOptions::default()).blocks;
    let kept =
        |at: usize| blocks.iter().any(|b| b.kept && (b.span.start()..b.span.end()).contains(&at));
    let mut out = String::new();
    for &(mark, start, end) in runs.iter().filter(|run| run.0 != '?') {
        let text = raw.get(start..end).expect("a run");
        let letters = text.char_indices().filter(|(_, letter)| !letter.is_whitespace());
        let right = letters.filter(|(at, _)| kept(start + at) == (mark == '+')).count();
        let all = text.chars().filter(|letter| !letter.is_whitespace()).count();
        if right < all {
            out += &format!("  {mark}{text:.70} ({right} of {all} letters right)\n");
        }
    }
    out
}

#[test]
fn what_readers_paste() {
    let (mut wrong, mut texts) = (String::new(), 0);
    for text in TEXTS.split("## ").filter(|text| !text.is_empty()) {
        let (name, lines) = text.split_once('\n').expect("a name and lines");
        let (raw, runs) = read(lines);
        let found = faults(&raw, &runs);
        texts += 1;
        if !found.is_empty() {
            wrong += &format!("{name}\n{found}");
        }
    }
    assert!(texts >= 40 && wrong.is_empty(), "{texts} texts\n{wrong}");
}
