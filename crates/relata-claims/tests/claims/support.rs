//! Readings from compact rows, and claims in a form that people can read.

// A test that finds its fixtures otherwise than they should be may well panic: that is how it
// fails.
#![allow(clippy::expect_used)]

use std::fmt::Write as _;

use relata_claims::ClaimOptions;
use relata_core::{Claim, Entity, Reading, TextSpan, conllu};

/// A document from rows `form lemma UPOS head relation [Key=Value …]`; an empty line ends a
/// sentence, `# newpar` begins a paragraph, and `~` before a form says that no space stands before
/// it.
pub fn document(rows: &str) -> (String, Reading) {
    let mut text = String::new();
    let mut layers = String::new();
    let mut number = 0;
    for row in rows.trim().lines().map(str::trim) {
        if row.is_empty() || row.starts_with('#') {
            number = 0;
            layers.push_str(row);
            layers.push('\n');
            continue;
        }
        number += 1;
        let columns: Vec<&str> = row.split_whitespace().collect();
        let [form, lemma, upos, head, relation, misc @ ..] = columns.as_slice() else {
            panic!("row with fewer than five columns: {row}")
        };
        let (form, glued) = form.strip_prefix('~').map_or((*form, false), |form| (form, true));
        if !glued && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(form);
        let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
        writeln!(layers, "{number}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{relation}\t_\t{misc}")
            .expect("a string takes every write");
    }
    let reading = conllu::read(&text, &layers).unwrap_or_else(|error| panic!("{error}"));
    (text, reading)
}

/// One line a claim: `source | cue | content | mode stance | addressee | said at | within`.
pub fn render(claims: &[Claim]) -> Vec<String> {
    claims.iter().map(line).collect()
}

fn line(claim: &Claim) -> String {
    let text = |span: Option<&TextSpan>| span.map_or("-".to_owned(), |s| s.text.clone());
    let source = claim.source.as_ref().map_or("-".to_owned(), |s| {
        let entity = s.entity.map_or(String::new(), |e| format!(" {e}"));
        format!("{} ({}{entity})", s.text.text, s.kind)
    });
    let content: Vec<&str> = claim.content.iter().map(|c| c.text.as_str()).collect();
    let within = claim.within.map_or(String::new(), |w| format!(" | in {w}"));
    format!(
        "{source} | {} | {} | {} {} | {} | {}{within}",
        text(claim.cue.as_ref().map(|c| &c.text)),
        content.join(" … "),
        claim.mode,
        claim.stance,
        text(claim.addressee.as_ref().map(|a| &a.text)),
        text(claim.said_at.as_ref()),
    )
}

/// Checks the claims of a document, the unlikely ones among them, and that every span repeats the
/// text.
pub fn check(rows: &str, entities: &[Entity], expected: &[&str]) {
    let (text, reading) = document(rows);
    let claims = relata_claims::attribute_with(
        &text,
        &reading,
        entities,
        &ClaimOptions::default().with_min_tagged_score(0.0).with_min_whole_score(0.0),
    );
    for span in claims.iter().flat_map(|c| {
        c.content
            .iter()
            .chain(c.source.iter().map(|s| &s.text))
            .chain(c.cue.iter().map(|s| &s.text))
    }) {
        assert_eq!(span.span.text(&text), span.text);
    }
    assert_eq!(render(&claims), expected, "{text}");
}
