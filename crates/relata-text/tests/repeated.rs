//! What stands on a page twice is kept once.

use relata_text::{CleanOptions, clean};

/// The kept blocks.
fn kept(raw: &str) -> Vec<&str> {
    clean(raw, &CleanOptions::default())
        .blocks
        .iter()
        .filter(|block| block.kept)
        .map(|block| block.span.text(raw))
        .collect()
}

const LEAD: &str = "The harbour of Port Amity will stay closed until Friday, the harbour master \
said on Monday after a ferry had run aground.";
const QUOTE: &str = "“We have never seen the sand move as fast as it did this winter,” said Ada \
Fry, who has led the pilots for nine years.";
const LAST: &str = "An inquiry will begin on Thursday, and the operator has promised to publish \
what it finds before the summer.";

#[test]
fn paragraphs_for_small_and_large_screens() {
    assert_eq!(kept(&format!("{LEAD}\n{LEAD}\n{QUOTE}\n{LAST}")), [LEAD, QUOTE, LAST]);
}

#[test]
fn pull_quotes() {
    let pulled = "“We have never seen the sand move as fast as it did this winter”";
    assert_eq!(kept(&format!("{LEAD}\n{QUOTE}\n{pulled}\n{LAST}")), [LEAD, QUOTE, LAST]);
}

#[test]
fn questions_of_an_interview_stay() {
    let question = "What would you tell somebody who wants to begin to sail at your age?";
    let text = format!("{LEAD}\n{question}\n{QUOTE}\n{question}\n{LAST}");
    assert_eq!(kept(&text), [LEAD, question, QUOTE, question, LAST]);
}
