//! Who says what in the bundled articles, against an annotation made by reading
//! (`attribution/README.md`).

use relata::{Claim, Extraction};

use crate::common::{articles, extractor};

/// One row of the annotation.
#[derive(Debug)]
struct Expected {
    source: String,
    cue: String,
    fragment: String,
    stance: String,
    wrong_today: bool,
}

fn expected(id: &str) -> Vec<Expected> {
    let path = format!("{}/tests/relata/attribution/{id}.tsv", env!("CARGO_MANIFEST_DIR"));
    let rows = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    rows.lines().map(read_row).collect()
}

fn read_row(row: &str) -> Expected {
    let wrong_today = row.starts_with("FIXME ");
    let cells: Vec<&str> = row.trim_start_matches("FIXME ").split('\t').collect();
    let [source, cue, fragment, stance] = cells[..] else { panic!("not four cells: {row}") };
    Expected {
        source: source.into(),
        cue: cue.into(),
        fragment: fragment.into(),
        stance: stance.into(),
        wrong_today,
    }
}

fn source_name(extraction: &Extraction, claim: &Claim) -> String {
    let Some(source) = &claim.source else { return "-".into() };
    source
        .entity
        .and_then(|id| extraction.entities.get(id.index()))
        .map_or_else(|| format!("? {}", source.text.text), |e| e.name.clone())
}

fn matches(extraction: &Extraction, claim: &Claim, expected: &Expected) -> bool {
    claim.content.iter().any(|c| c.text.contains(&expected.fragment))
        && claim.cue.as_ref().is_some_and(|c| {
            c.text.text.contains(&expected.cue) || expected.cue.contains(&c.text.text)
        })
        && claim.stance.as_str() == expected.stance
        && source_name(extraction, claim) == expected.source
}

/// What was found instead, for the message.
fn found(extraction: &Extraction) -> String {
    let line = |c: &Claim| {
        let content: Vec<&str> = c.content.iter().map(|s| s.text.as_str()).collect();
        format!(
            "{}\t{}\t{}\t{}",
            source_name(extraction, c),
            c.cue.as_ref().map_or("-", |c| &c.text.text),
            content.join(" … "),
            c.stance
        )
    };
    extraction.claims.iter().map(line).collect::<Vec<_>>().join("\n  ")
}

#[test]
fn sources_and_stances_are_those_of_the_annotation() {
    let mut faults = Vec::new();
    for article in articles() {
        let extraction = extractor().extract_with(&article).unwrap();
        let id = article.id.as_deref().unwrap();
        for row in expected(id) {
            let right = extraction.claims.iter().any(|claim| matches(&extraction, claim, &row));
            let line =
                format!("{id}: {} | {} | {} | {}", row.source, row.cue, row.fragment, row.stance);
            if right == row.wrong_today {
                faults.push(format!(
                    "{line} {}",
                    if right { "is right now, take the mark away" } else { "is not found" }
                ));
            }
        }
        if faults.iter().any(|f| f.starts_with(id)) {
            faults.push(format!("{id} gives\n  {}", found(&extraction)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The first words of text that an article's page adds, which no claim or event may come from.
#[test]
fn nothing_comes_from_boilerplate() {
    let article = articles().into_iter().find(|a| a.id.as_deref() == Some("mali_raids")).unwrap();
    let extraction = extractor().extract_with(&article).unwrap();
    for name in ["Emmanuel Macron", "White House"] {
        assert!(article.text.contains(name));
        assert!(
            extraction.entities.iter().all(|e| !e.name.contains(name)),
            "{name} stands in an appeal only"
        );
    }
    let lead = article.text.find("Malian army helicopters").unwrap();
    assert!(
        extraction.sentences.iter().any(|s| s.start() == lead),
        "the lead begins inside a line"
    );
}

/// A list of books is laid out as signed quotations are, and nobody says anything in it.
#[test]
fn a_title_and_its_author_are_no_claim() {
    let text = "Five books for the long evenings, picked by our staff.\n\n\"The Road to Harwick\" — Ines Marlow\n\n\"A Winter in the Salt Mines\" — Piet Harmsen\n\n\
                “All the Small Rivers” – Lucy Tran\n\nAll are in the shops now.";
    let extraction = extractor().extract(text).unwrap();
    assert!(extraction.claims.is_empty(), "{:?}", extraction.claims);
}
