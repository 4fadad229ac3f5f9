//! Who says what in fourteen articles of as many registers, against full reference answers written
//! by reading (`attribution/golden/README.md`).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use relata::{Article, Claim, Extraction, MentionKind};

use crate::common::{check_records, extractor};

const REGISTERS: [&str; 14] = [
    "business",
    "council",
    "court",
    "election",
    "interview",
    "liveblog",
    "obituary",
    "science",
    "sport",
    "tabloid",
    "transcript",
    "voxpop",
    "war",
    "wire",
];

/// Least share of right sources over all articles, in per cent.
const FLOOR: usize = 90;

/// A claim of the reference.
#[derive(Debug)]
struct Expected {
    source: String,
    entity: String,
    cue: String,
    content: String,
    stance: String,
    mode: String,
    more: String,
    /// Why the source is wrong today.
    fixme: Option<String>,
}

/// What is right about the claim that was found.
#[derive(Debug, Default)]
struct Tally {
    sources: usize,
    found: usize,
    cues: usize,
    stances: usize,
    modes: usize,
    extras: usize,
    with_extras: usize,
    all: usize,
}

fn folder() -> String {
    format!("{}/tests/relata/attribution/golden", env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    let path = format!("{}/{name}", folder());
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Rows of the reference; a line `FIXME …` says why the source of the next row is wrong today.
fn expected(name: &str) -> Vec<Expected> {
    let mut fixme = None;
    let mut out = Vec::new();
    for line in read(&format!("{name}.tsv")).lines() {
        if let Some(why) = line.strip_prefix("FIXME ") {
            fixme = Some(why.to_owned());
            continue;
        }
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_default();
        out.push(Expected {
            source: next(),
            entity: next(),
            cue: next(),
            content: next(),
            stance: next(),
            mode: next(),
            more: next(),
            fixme: fixme.take(),
        });
    }
    out
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect()
}

/// Overlap of contents as an F1 of words, and a half more where the cues share a word.
fn closeness(claim: &Claim, expected: &Expected) -> f32 {
    let content: Vec<&str> = claim.content.iter().map(|c| c.text.as_str()).collect();
    let content = content.join(" ");
    let (found, wanted) = (words(&content), words(&expected.content));
    let overlap = 2.0 * found.intersection(&wanted).count() as f32
        / (found.len() + wanted.len()).max(1) as f32;
    let within = claim.within.is_some() == (expected.more == "within");
    overlap + if cue_right(claim, expected) { 0.5 } else { 0.0 } + if within { 0.1 } else { 0.0 }
}

fn cue_right(claim: &Claim, expected: &Expected) -> bool {
    let cue = claim.cue.as_ref().map_or("", |c| c.text.text.as_str());
    if expected.cue.contains(char::is_alphanumeric) {
        !words(cue).is_disjoint(&words(&expected.cue))
    } else {
        cue == expected.cue || cue.is_empty()
    }
}

/// The claim that answers to the reference's.
fn answer<'e>(extraction: &'e Extraction, expected: &Expected) -> Option<&'e Claim> {
    let close = extraction
        .claims
        .iter()
        .map(|c| (closeness(c, expected), c))
        .filter(|(value, _)| *value >= 0.8);
    close
        .fold(
            None,
            |best: Option<(f32, &Claim)>, next| {
                if best.is_none_or(|b| next.0 > b.0) { Some(next) } else { best }
            },
        )
        .map(|(_, claim)| claim)
}

/// The source stands where it should, and is the entity that it should be.
fn source_right(extraction: &Extraction, claim: &Claim, expected: &Expected) -> bool {
    let Some(source) = &claim.source else { return expected.source == "-" };
    let (found, wanted) = (source.text.text.as_str(), expected.source.as_str());
    if wanted == "-" || !(found.contains(wanted) || wanted.contains(found)) {
        return false;
    }
    let entity = source.entity.and_then(|id| extraction.entities.get(id.index()));
    let named = entity
        .filter(|e| e.mentions.iter().any(|m| m.kind == MentionKind::Name))
        .map(|e| e.name.as_str());
    named.unwrap_or("(unnamed)") == expected.entity
}

/// Addressee, medium and time where the reference names them.
fn extra_right(claim: &Claim, expected: &Expected) -> bool {
    let (what, wanted) = expected.more.split_once('=').unwrap_or((expected.more.as_str(), ""));
    let found = match what {
        "addressee" => claim.addressee.as_ref().map(|a| a.text.text.as_str()),
        "medium" => claim.medium.as_ref().map(|t| t.text.as_str()),
        "time" => claim.said_at.as_ref().map(|t| t.text.as_str()),
        _ => return claim.within.is_some(),
    };
    found == Some(wanted)
}

fn found_line(extraction: &Extraction, claim: &Claim) -> String {
    let source = claim.source.as_ref().map_or("-", |s| s.text.text.as_str());
    let entity = claim
        .source
        .as_ref()
        .and_then(|s| s.entity)
        .and_then(|id| extraction.entities.get(id.index()))
        .map_or("-", |e| e.name.as_str());
    let content: Vec<&str> = claim.content.iter().map(|c| c.text.as_str()).collect();
    let text = |t: Option<&str>| t.unwrap_or("-").to_owned();
    let cue = text(claim.cue.as_ref().map(|c| c.text.text.as_str()));
    let to = text(claim.addressee.as_ref().map(|a| a.text.text.as_str()));
    let by = text(claim.medium.as_ref().map(|m| m.text.as_str()));
    let at = text(claim.said_at.as_ref().map(|m| m.text.as_str()));
    format!(
        "{source} ({entity}) | {cue} | {} | {} {} | to {to} by {by} at {at} within {}",
        content.join(" … "),
        claim.stance,
        claim.mode,
        claim.within.is_some()
    )
}

fn judge(extraction: &Extraction, expected: &Expected, tally: &mut Tally) -> bool {
    let Some(claim) = answer(extraction, expected) else { return false };
    tally.found += 1;
    tally.cues += usize::from(cue_right(claim, expected));
    tally.stances += usize::from(claim.stance.as_str() == expected.stance);
    tally.modes += usize::from(claim.mode.as_str() == expected.mode);
    if !expected.more.is_empty() {
        tally.extras += usize::from(extra_right(claim, expected));
    }
    source_right(extraction, claim, expected)
}

#[test]
fn sources_of_fourteen_registers() {
    let mut tally = Tally::default();
    let mut faults = String::new();
    for name in REGISTERS {
        let text = read(&format!("{name}.txt"));
        let extraction = extractor().extract_with(&Article::new(text.as_str())).unwrap();
        check_records(&text, &extraction);
        for row in expected(name) {
            tally.all += 1;
            tally.with_extras += usize::from(!row.more.is_empty());
            let right = judge(&extraction, &row, &mut tally);
            tally.sources += usize::from(right);
            if right && row.fixme.is_some() {
                let _ = writeln!(
                    faults,
                    "{name}: {} | {} is right now, take the mark away",
                    row.source, row.cue
                );
            }
            if !right && row.fixme.is_none() {
                let found = answer(&extraction, &row)
                    .map_or("nothing".to_owned(), |c| found_line(&extraction, c));
                let _ = writeln!(
                    faults,
                    "{name}: {} ({}) | {} | {}\n    found {found}",
                    row.source, row.entity, row.cue, row.content
                );
            }
        }
    }
    println!("sources right {} of {}; {tally:?}", tally.sources, tally.all);
    assert!(
        faults.is_empty(),
        "sources that are wrong without a FIXME, or right with one:\n{faults}{tally:?}"
    );
    assert!(tally.sources * 100 >= tally.all * FLOOR, "{tally:?}");
}
