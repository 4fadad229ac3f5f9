//! Printed interviews: questions and answers as paragraphs of their own, without quotation marks
//! and without names before them.

use std::collections::BTreeSet;

use crate::clusters::Clusters;
use crate::discourse::Discourse;
use crate::lexicon::words;

/// Fewest paragraphs with a question that make an interview.
const FEWEST_QUESTIONS: usize = 3;

/// Paragraphs at the beginning that may say so.
const HEAD: usize = 6;

/// The paragraphs that end with a question mark.
pub(crate) fn questions(discourse: &Discourse<'_>) -> BTreeSet<usize> {
    let reading = discourse.view.reading;
    let mut out = BTreeSet::new();
    for number in 0..reading.sentence_count() {
        let Some(paragraph) = reading.sentence(number).map(|s| s.paragraph) else { continue };
        let last = reading.sentence(number + 1).is_none_or(|s| s.paragraph != paragraph);
        let mark = reading
            .sentence_tokens(number)
            .next_back()
            .is_some_and(|t| discourse.view.form(t) == "?");
        if last && mark {
            out.insert(paragraph);
        }
    }
    out
}

/// The one person whom the sentence names that says that this is an interview.
pub(crate) fn interviewee(
    discourse: &Discourse<'_>,
    clusters: &Clusters,
    questions: &BTreeSet<usize>,
) -> Option<usize> {
    if questions.len() < FEWEST_QUESTIONS {
        return None;
    }
    let reading = discourse.view.reading;
    let head = (0..reading.sentence_count())
        .take_while(|&s| reading.sentence(s).is_some_and(|s| s.paragraph < HEAD));
    head.filter(|&sentence| announces(discourse, sentence)).find_map(|sentence| {
        let mut people =
            discourse.in_sentence(sentence).filter(|&i| discourse.get(i).is_person_name());
        let first = people.next()?;
        people.all(|other| clusters.same(other, first)).then_some(first)
    })
}

/// "The Herald interviews …", "An interview with …", "In conversation with …".
fn announces(discourse: &Discourse<'_>, sentence: usize) -> bool {
    discourse.view.reading.sentence_tokens(sentence).any(|t| {
        let word = discourse.view.lower(t);
        word.starts_with("interview") || words::is(&word, "interview")
    })
}
