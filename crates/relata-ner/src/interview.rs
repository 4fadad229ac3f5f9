//! Printed interviews: questions and answers as paragraphs of their own, without quotation marks
//! and without names before them.

use std::collections::BTreeSet;

use crate::clusters::Clusters;
use crate::document::Document;

/// Fewest paragraphs with a question that make an interview.
const FEWEST_QUESTIONS: usize = 3;

/// Paragraphs at the beginning that may say so.
const HEAD: usize = 6;

/// The paragraphs that end with a question mark.
pub(crate) fn questions(document: &Document<'_>) -> BTreeSet<usize> {
    let reading = document.view.reading;
    let mut out = BTreeSet::new();
    for number in 0..reading.sentence_count() {
        let Some(paragraph) = reading.sentence(number).map(|s| s.paragraph) else { continue };
        let last = reading.sentence(number + 1).is_none_or(|s| s.paragraph != paragraph);
        let mark = reading
            .sentence_tokens(number)
            .next_back()
            .is_some_and(|t| document.view.form(t) == "?");
        if last && mark {
            out.insert(paragraph);
        }
    }
    out
}

/// The one person whom the sentence names that says that this is an interview.
pub(crate) fn interviewee(
    document: &Document<'_>,
    clusters: &Clusters,
    questions: &BTreeSet<usize>,
) -> Option<usize> {
    if questions.len() < FEWEST_QUESTIONS {
        return None;
    }
    let reading = document.view.reading;
    let head = (0..reading.sentence_count())
        .take_while(|&s| reading.sentence(s).is_some_and(|s| s.paragraph < HEAD));
    head.filter(|&sentence| announces(document, sentence)).find_map(|sentence| {
        let mut people =
            document.in_sentence(sentence).filter(|&i| document.get(i).is_person_name());
        let first = people.next()?;
        people.all(|other| clusters.same(other, first)).then_some(first)
    })
}

/// "The Herald interviews …", "An interview with …", "In conversation with …".
fn announces(document: &Document<'_>, sentence: usize) -> bool {
    document.view.reading.sentence_tokens(sentence).any(|t| {
        let word = document.view.lower(t);
        word.starts_with("interview") || matches!(word.as_str(), "conversation" | "q&a")
    })
}
