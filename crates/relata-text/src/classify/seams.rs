//! Where one line holds two texts: a logistic regression over the places that may be a seam. Its
//! weights stand in `data/weights.tsv` beside those of the pieces, and were learned from pages that
//! lost line breaks.

use relata_core::Span;

use super::features::bucket;
use super::model::Model;
use super::template::Template;
use crate::lines::seam::{self, Mark, SeamCandidate, TextWords, class_of};
use crate::lines::{Piece, glue, wrap};
use crate::words::word_class::WordClass;

/// Probability from which on a place is a seam, as a logit: .38. What is cut for nothing is put
/// together again where both sides come to the same (chosen in cross-validation).
const THRESHOLD: f32 = -0.5;

/// Lines, those of a wrapped paragraph as one, cut further where two texts were glued together
/// without a blank.
pub(crate) fn pieces(text: &str, model: &Model) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut words = TextWords::new(text);
    for (line, span) in wrap::paragraphs(text, Span::at(0, text.len())).into_iter().enumerate() {
        let mut start = span.start();
        each_place(span.text(text), &mut words, |at, features| {
            let score: f32 = features.iter().map(|&(t, values)| model.of_seam(t, &values)).sum();
            if score > THRESHOLD {
                out.push(Piece { span: Span::between(start, span.start() + at), line });
                start = span.start() + at;
            }
        });
        out.push(Piece { span: Span::between(start, span.end()), line });
    }
    out
}

/// A feature of a place.
pub(crate) type Feature = (Template, [u32; 3]);

/// Hands on each candidate for a seam in a line, with its features.
pub(crate) fn each_place(
    line: &str,
    words: &mut TextWords,
    mut take: impl FnMut(usize, &[Feature]),
) {
    let mut rules: Option<std::iter::Peekable<std::vec::IntoIter<usize>>> = None;
    for candidate in seam::candidates(line).filter(|candidate| !is_behind_title(candidate)) {
        let rules = rules.get_or_insert_with(|| glue::cuts(line).into_iter().peekable());
        while rules.next_if(|&cut| cut < candidate.at).is_some() {}
        let is_rule = rules.peek() == Some(&candidate.at);
        take(candidate.at, &features(&candidate, is_rule, words));
    }
}

/// True behind the stop of a title, which a name follows.
fn is_behind_title(candidate: &SeamCandidate) -> bool {
    candidate.before == Mark::Stop && class_of(candidate.left).has(WordClass::TITLE_ABBREVIATION)
}

fn features(candidate: &SeamCandidate, rule: bool, words: &mut TextWords) -> [Feature; 14] {
    let (before, behind) = (candidate.before as u32, candidate.behind as u32);
    // Where marks stand between them, the words count themselves.
    let touch = is_of_word(candidate.before) && is_of_word(candidate.behind);
    let (left, right) =
        (words.known(candidate.left, !touch) as u32, words.known(candidate.right, !touch) as u32);
    let joint = if touch { 1 + known_whole(candidate, words) } else { 0 };
    let (classes, others) = (left_class(candidate), right_class(candidate));
    let length =
        |word: &str| bucket(u32::try_from(word.chars().count()).unwrap_or(u32::MAX), &[1, 2, 3, 5]);
    let many = |count: u32| bucket(count, &[1, 2, 4, 9]);
    let mark = |mark: Option<Mark>| mark.map_or(13, |mark| mark as u32);
    let rule = u32::from(rule);
    [
        (Template::SeamMarks, [before, behind, rule]),
        (Template::SeamLeft, [left, behind, rule]),
        (Template::SeamRight, [right, before, rule]),
        (Template::SeamWords, [left, right, joint]),
        (Template::SeamJoint, [joint, left, behind]),
        (Template::SeamLength, [length(candidate.left), left, behind]),
        (Template::SeamLengthRight, [length(candidate.right), right, before]),
        (Template::SeamAround, [many(candidate.words.0), many(candidate.words.1), rule]),
        (Template::SeamOuterLeft, [mark(candidate.outer.0), left, before]),
        (Template::SeamOuterRight, [mark(candidate.outer.1), right, behind]),
        (Template::SeamClasses, [classes, others, rule]),
        (Template::SeamClassRight, [others, before, rule]),
        (Template::SeamClassLeft, [classes, behind, rule]),
        (
            Template::SeamAddress,
            [u32::from(candidate.address), u32::from(candidate.quoted), before],
        ),
    ]
}

const fn is_of_word(mark: Mark) -> bool {
    matches!(mark, Mark::Lower | Mark::Upper | Mark::Digit | Mark::Caseless)
}

/// Whether the words on both sides are one that is listed, or that stands in the text again.
fn known_whole(candidate: &SeamCandidate, words: &mut TextWords) -> u32 {
    let whole = format!("{}{}", candidate.left, candidate.right);
    if seam::is_listed(crate::words::vocabulary::hash_of(&whole)) {
        3
    } else {
        // Once for itself.
        bucket(words.times(&whole).into(), &[1, 2])
    }
}

fn left_class(candidate: &SeamCandidate) -> u32 {
    let class = class_of(candidate.left);
    let of = [
        WordClass::TITLE_ABBREVIATION.with(WordClass::NUMBER_ABBREVIATION),
        WordClass::ABBREVIATION,
        WordClass::MONTH.with(WordClass::DAY).with(WordClass::CLOCK),
        WordClass::CREDIT.with(WordClass::CREDITED).with(WordClass::AGENCY),
        WordClass::FUNCTION,
        WordClass::LABEL,
    ];
    position(class, &of)
}

fn right_class(candidate: &SeamCandidate) -> u32 {
    let class = class_of(candidate.right);
    let of = [
        WordClass::SUFFIX,
        WordClass::STARTER,
        WordClass::FUNCTION,
        WordClass::MONTH.with(WordClass::DAY),
        WordClass::CREDIT.with(WordClass::AGENCY),
    ];
    position(class, &of)
}

fn position(class: WordClass, of: &[WordClass]) -> u32 {
    let found = of.iter().position(|&any| class.has(any));
    found.map_or(0, |at| u32::try_from(at + 1).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let line = marked.replace('|', "");
        let found: Vec<&str> =
            pieces(&line, Model::shipped()).iter().map(|piece| piece.span.text(&line)).collect();
        assert_eq!(found.join("|"), marked);
    }

    #[test]
    fn between_two_texts() {
        check("Share this article|Police arrested two men. Police had been called.");
        check("Photo: Jo Ek (Getty)|The ferry ran aground.");
        check("Published 3 May 2019|When the dam broke, nobody slept.");
        check("Every gift counts.|A convoy reached the town on Monday.");
        check("Will you help?|Troops crossed the river.");
        check("“We are ready.”|The minister left.");
        check("Photo: Jo Ek/AFP|The ferry ran aground on Monday.");
    }

    #[test]
    fn names_stay_whole() {
        for line in [
            "He works for YouTube and LinkedIn.",
            "The iPhone and the MacBook of Mr. McDonald.",
            "See example.org/news or #TheNews or jo@TheNews",
            "The U.S.Army said the J.K.Rowling book sold.",
            "It was Gen.Smith and Mr.Jones.",
            "Nothing here. Nothing there.",
        ] {
            check(line);
        }
    }
}
