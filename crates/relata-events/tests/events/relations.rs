//! What the text says of how two events hang together.

use relata_core::{EventRelationType, conllu};
use relata_events::{EventInput, EventOptions, assemble};

/// Rows of `form lemma UPOS head relation [misc]`, separated by line breaks, as a text with its
/// layers.
fn layers(rows: &str) -> (String, String) {
    let cells: Vec<Vec<&str>> = rows.lines().map(|row| row.split_whitespace().collect()).collect();
    let text = cells.iter().map(|c| c[0]).collect::<Vec<_>>().join(" ");
    let line = |(number, c): (usize, &Vec<&str>)| {
        format!(
            "{}\t{}\t{}\t{}\t_\t_\t{}\t{}\t_\t{}\n",
            number + 1,
            c[0],
            c[1],
            c[2],
            c[3],
            c[4],
            c.get(5).unwrap_or(&"_")
        )
    };
    (text, cells.iter().enumerate().map(line).collect::<String>() + "\n")
}

/// `trigger relation trigger` of every relation.
fn relations(rows: &str) -> Vec<String> {
    let (text, source) = layers(rows);
    let reading = conllu::read(&text, &source).unwrap();
    let entities = crate::support::entities(&text, &reading);
    let layer =
        assemble(&EventInput::new(&text, &reading, &entities, &[], None), &EventOptions::default());
    let name = |index: usize| layer.events[index].triggers[0].text.clone();
    let written = |from: usize, relation: EventRelationType, to: usize| {
        format!("{} {relation} {}", name(from), name(to))
    };
    let all = layer
        .events
        .iter()
        .enumerate()
        .flat_map(|(n, e)| e.relations.iter().map(move |r| (n, r.relation, r.event.index())));
    all.map(|(from, relation, to)| written(from, relation, to)).collect()
}

const REBELS: &str =
    "Rebels rebel NOUN 2 nsubj\nshelled shell VERB 0 root\nTarn Tarn PROPN 2 obj Entity=B-GPE\n";

#[test]
fn relations_are_read_off_the_words_between() {
    let check = |rows: &str, expected: &[&str]| assert_eq!(relations(rows), expected, "{rows}");
    check(
        &format!(
            "{REBELS}as as ADP 5 case\npart part NOUN 2 obl\nof of ADP 8 case\nan a DET 8 \
            det\noffensive offensive NOUN 5 nmod\n. . PUNCT 2 punct"
        ),
        &["shelled part_of offensive"],
    );
    check(
        "The the DET 2 det\narrests arrest NOUN 6 nsubj\nin in ADP 4 case\nTarn Tarn PROPN 2 nmod Entity=B-GPE\nwere be AUX 6 cop\npart part NOUN 0 root\n\
         of of ADP 9 case\nan a DET 9 det\noffensive offensive NOUN 6 nmod\nby by ADP 11 case\nrebels rebel NOUN 9 nmod\n. . PUNCT 6 punct",
        &["arrests part_of offensive"],
    );
    check(
        &format!(
            "{REBELS}after after ADP 5 case\ntalks talk NOUN 2 obl\nwith with ADP 7 case\nBrune \
            Brune PROPN 5 nmod Entity=B-ORG\n. . PUNCT 2 punct"
        ),
        &["shelled after talks", "talks before shelled"],
    );
}
