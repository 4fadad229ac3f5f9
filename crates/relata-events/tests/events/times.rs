//! Which time expression tells when an event took place.

use std::fmt::Write as _;

use relata_core::conllu;
use relata_events::{EventInput, EventOptions, assemble};

/// Rows of `form/lemma/UPOS/head/relation[/misc]`, one sentence a line, as a text with its layers.
fn layers(sentences: &str) -> (String, String) {
    let (mut text, mut out) = (Vec::new(), "# triggers\n".to_owned());
    for sentence in sentences.lines() {
        for (number, row) in sentence.split_whitespace().enumerate() {
            let cells: Vec<&str> = row.split('/').collect();
            let misc = cells.get(5).unwrap_or(&"_");
            text.push(cells[0]);
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t_\t_\t{}\t{}\t_\t{misc}",
                number + 1,
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4]
            );
        }
        out.push('\n');
    }
    (text.join(" "), out)
}

/// First trigger and value of the time of every event.
fn times(sentences: &str) -> Vec<(String, Option<String>)> {
    let (text, rows) = layers(sentences);
    let reading = conllu::read(&text, &rows).unwrap();
    let published = "2019-03-14".parse().ok();
    let input = EventInput::new(&text, &reading, &[], &[], published);
    let layer = assemble(&input, &EventOptions::default().with_min_score(0.0));
    let line = |event: &relata_core::Event| {
        let time = event.time.as_ref().map(|time| time.value.clone());
        (event.triggers[0].text.clone(), time)
    };
    layer.events.iter().map(line).collect()
}

#[test]
fn a_distance_to_an_event_is_not_its_time() {
    let found = times(
        "Police/police/NOUN/2/nsubj arrested/arrest/VERB/0/root/Trigger=B-COERCE|Arguments=actor:1,target:3,time:5 \
         Brune/Brune/PROPN/2/obj two/two/NUM/5/nummod days/day/NOUN/2/obl:unmarked before/before/ADP/8/case \
         the/the/DET/8/det election/election/NOUN/2/obl/Trigger=B-VOTE|Arguments=time:5 ././PUNCT/2/punct",
    );
    let time = |trigger: &str| {
        found.iter().find(|(text, _)| text == trigger).and_then(|(_, time)| time.as_deref())
    };
    assert_eq!(time("arrested"), Some("P2D"), "{found:?}");
    assert_eq!(time("election"), None, "{found:?}");
}

#[test]
fn of_times_that_agree_the_more_exact_stands() {
    let attack = |preposition: &str, time: &str| {
        format!(
            "Rebels/rebel/NOUN/2/nsubj \
             attacked/attack/VERB/0/root/Trigger=B-ASSAULT|Arguments=actor:1,target:3,time:5 \
             Tarn/Tarn/PROPN/2/obj {preposition}/{preposition}/ADP/5/case {time}/{time}/PROPN/2/obl \
             ././PUNCT/2/punct\n"
        )
    };
    let found = times(&(attack("in", "March") + &attack("on", "Monday")));
    assert_eq!(found, [("attacked".to_owned(), Some("2019-03-11".to_owned()))]);
}

#[test]
fn some_day_to_come_is_no_length() {
    let values = |sentence: &str| -> Vec<(String, String)> {
        let (text, rows) = layers(sentence);
        let reading = conllu::read(&text, &rows).unwrap();
        let layer =
            assemble(&EventInput::new(&text, &reading, &[], &[], None), &EventOptions::default());
        layer.times.into_iter().map(|time| (time.text.text, time.value.unwrap())).collect()
    };
    let told = |value: &str| [("one day".to_owned(), value.to_owned())];
    let to_come = "They/they/PRON/5/nsubj will/will/AUX/5/aux one/one/NUM/4/nummod \
                   day/day/NOUN/5/obl:unmarked return/return/VERB/0/root ././PUNCT/5/punct";
    assert_eq!(values(to_come), told("FUTURE_REF"));
    let length = "It/it/PRON/3/nsubj will/will/AUX/3/aux last/last/VERB/0/root \
                  one/one/NUM/5/nummod day/day/NOUN/3/obl:unmarked ././PUNCT/3/punct";
    assert_eq!(values(length), told("P1D"));
}

#[test]
fn what_a_subject_is_of_does_not_lie_ahead() {
    let rows = "Figures/figure/NOUN/4/nsubj for/for/ADP/3/case January/January/PROPN/1/nmod \
                extended/extend/VERB/0/root gains/gain/NOUN/4/obj ././PUNCT/4/punct";
    let (text, rows) = layers(rows);
    let reading = conllu::read(&text, &rows).unwrap();
    let input = EventInput::new(&text, &reading, &[], &[], "2019-03-14".parse().ok());
    let layer = assemble(&input, &EventOptions::default());
    assert_eq!(layer.times[0].value.as_deref(), Some("2019-01"));
}
