//! Numbers, and people harmed.

use super::{RecordRule, Report};
use crate::{CasualtyKind, CasualtyStatus, Event, Extraction, Quantity};

/// Words that state that there is none.
const ZEROS: &str = include_str!("../../data/zeros.tsv");

pub(super) fn check(extraction: &Extraction, report: &mut Report) {
    for (number, quantity) in extraction.quantities.iter().enumerate() {
        number_of(quantity, &format!("q{}", number + 1), report);
    }
    for event in &extraction.events {
        harmed(extraction, event, report);
    }
}

fn number_of(quantity: &Quantity, record: &str, report: &mut Report) {
    let bounds = [quantity.min, quantity.max];
    let in_order = match bounds {
        [Some(min), Some(max)] => min <= max,
        [None, None] => false,
        _ => true,
    };
    report.expect(in_order, RecordRule::Bounds, record, || {
        format!("{:?} has the bounds {bounds:?}", quantity.text.text)
    });
    let is_zero = quantity.max == Some(0);
    report.expect(!is_zero || states_zero(&quantity.text.text), RecordRule::Zero, record, || {
        format!("{:?} states no zero", quantity.text.text)
    });
}

/// True for words one of which is a zero in digits or stands in the table.
fn states_zero(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| {
        let mut known = ZEROS.lines().skip_while(|line| *line != "word").skip(1);
        word.bytes().all(|b| b == b'0') || known.any(|zero| zero.eq_ignore_ascii_case(word))
    })
}

fn harmed(extraction: &Extraction, event: &Event, report: &mut Report) {
    let casualties = &event.casualties;
    let counts = || CasualtyKind::ALL.iter().flat_map(|&kind| casualties.counts(kind));
    counts().for_each(|count| number_of(&count.quantity, &event.id.to_string(), report));
    let there = counts()
        .filter_map(|count| count.claim)
        .all(|claim| claim.index() < extraction.claims.len());
    report.expect(there, RecordRule::References, event.id, || {
        "a claim that gives a number is not there".to_owned()
    });
    let reported = casualties.status == CasualtyStatus::Reported;
    report.expect(reported == counts().next().is_some(), RecordRule::Casualties, event.id, || {
        format!("the status is {}, which its numbers are not", casualties.status)
    });
}
