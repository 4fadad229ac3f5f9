//! Headline and standfirst.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use relata_core::BlockRole;

use crate::classify::{Judged, Label};
use crate::lines::address::is_address;
use crate::words::listed::classes;
use crate::words::vocabulary::{HashIsKey, WordHash};
use crate::words::word_class::WordClass;

/// Words of a headline and of a standfirst, at most.
pub(crate) const HEADLINE_WORDS: u32 = 28;
const STANDFIRST_WORDS: u32 = 45;
/// Pieces between the headline and the lead that may hold bylines and the like.
const REACH: usize = 12;
/// Weight of a phrase from which on a piece is a byline or caption rather than a headline.
const OTHER_ROLE: f32 = 3.0;
/// Kept pieces whose words a headline must share, and pieces in front of the lead that are asked.
const BODY_PIECES: usize = 6;
const CANDIDATES: usize = 40;
/// Letters of a word that count when words are compared: "closed" and "closes" are alike.
const STEM: usize = 5;

/// The pieces that are headline and standfirst.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Heads {
    pub headline: Option<usize>,
    pub standfirst: Option<usize>,
}

/// Finds headline and standfirst in front of the lead; a headline that stands there twice counts
/// once.
pub(crate) fn find(text: &str, judged: &[Judged], lead: Option<usize>) -> Heads {
    let end = lead.unwrap_or(judged.len());
    let mut seen = Stems::default();
    let before = judged.get(..end).unwrap_or_default().iter().enumerate();
    let found: Vec<usize> = before
        .filter(|(_, item)| is_head(text, item) && seen.insert(item.shape.hash))
        .map(|(index, _)| index)
        .collect();
    let near: Vec<usize> = found.iter().copied().filter(|index| end - index <= REACH).collect();
    match near.as_slice() {
        [] => found.last().map_or_else(
            || by_words(text, judged, end),
            |&index| Heads { headline: Some(index), standfirst: None },
        ),
        [only] => Heads { headline: Some(*only), standfirst: None },
        [first, .., last] => Heads {
            headline: Some(*first),
            standfirst: Some(*last).filter(|&i| fits_standfirst(judged, i)),
        },
    }
}

fn is_head(text: &str, item: &Judged) -> bool {
    let kept = item.label == Label::Head || (item.label == Label::Keep && !item.shape.is_closed());
    kept && !has_other_role(item)
        && !(item.shape.address && is_address(item.piece.span.text(text)))
        && item.shape.words() >= 2
        && item.shape.words() <= STANDFIRST_WORDS
}

/// True for bylines, captions and prompts.
fn has_other_role(item: &Judged) -> bool {
    item.shape.verdict.role.is_some_and(|role| role != BlockRole::Navigation)
        && item.shape.verdict.weight >= OTHER_ROLE
}

fn fits_standfirst(judged: &[Judged], index: usize) -> bool {
    judged.get(index).is_some_and(|item| item.shape.words() <= STANDFIRST_WORDS)
}

/// A headline far in front of the lead, with appeals between them: the piece without a stop that
/// shares most of its words with the article.
fn by_words(text: &str, judged: &[Judged], end: usize) -> Heads {
    let candidates = end.saturating_sub(CANDIDATES)..end;
    if !judged.get(candidates.clone()).unwrap_or_default().iter().any(could_be_headline) {
        return Heads::default();
    }
    let kept = judged
        .get(end..)
        .unwrap_or_default()
        .iter()
        .filter(|item| item.label == Label::Keep)
        .take(BODY_PIECES);
    let body: Stems = kept.flat_map(|item| stems(item.piece.span.text(text))).collect();
    let candidate = |index: usize| {
        judged
            .get(index)
            .filter(|item| could_be_headline(item))
            .is_some_and(|item| shares_words(item.piece.span.text(text), &body, 2))
    };
    let headline = candidates.into_iter().find(|&index| candidate(index));
    let next = headline.map(|index| index + 1).filter(|&next| next < end);
    let standfirst = next.filter(|&next| {
        judged.get(next).is_some_and(|item| {
            could_be_headline(item) && shares_words(item.piece.span.text(text), &body, 1)
        })
    });
    Heads { headline, standfirst }
}

fn could_be_headline(item: &Judged) -> bool {
    let shape = &item.shape;
    (4..=HEADLINE_WORDS).contains(&shape.words())
        && !shape.is_closed()
        && shape.verdict.role.is_none()
        && !shape.address
}

/// True when at least `least` words and a third of the words of `line` stand in the article.
fn shares_words(line: &str, body: &Stems, least: usize) -> bool {
    let own: Stems = stems(line).collect();
    let shared = own.intersection(body).count();
    shared >= least && shared * 3 >= own.len()
}

/// Hashes of stems.
type Stems = HashSet<u64, BuildHasherDefault<HashIsKey>>;

/// The beginnings of the words that carry meaning.
fn stems(text: &str) -> impl Iterator<Item = u64> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(3).is_some() && !classes(word).has(WordClass::FUNCTION));
    words.map(|word| {
        let mut stem = WordHash::default();
        word.chars().flat_map(char::to_lowercase).take(STEM).for_each(|c| stem.push_char(c));
        stem.finish()
    })
}
