//! Phrases of web-page furniture, each with the role that it gives away: the reason why a block is
//! dropped.
//!
//! `data/phrases.tsv` holds one phrase a line: words in lower case, the role, a weight. In a phrase
//! `^` stands for the beginning of the block, `$` for its end, `#` for a number, `_` for any one
//! word, `*` for up to three words, and `a|b` for either word.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use relata_core::BlockRole;

use super::listed;
use super::vocabulary::{UNKNOWN, Vocabulary};
use super::{Case, Words};

static PHRASES: &str = include_str!("../../data/phrases.tsv");

/// Words that `*` may stand for, at most.
const MAX_GAP: usize = 3;

/// What the phrases say of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Verdict {
    /// The role with the highest sum of weights, `None` when no phrase was found.
    pub role: Option<BlockRole>,
    /// That sum: about 1 for a hint, 3 and more for a phrase that articles do not hold.
    pub weight: f32,
}

#[derive(Debug, PartialEq)]
enum Element {
    Start,
    End,
    Number,
    AnyWord,
    Gap,
    /// Any of the words with these numbers.
    Words(Vec<u16>),
}

#[derive(Debug)]
struct Phrase {
    elements: Vec<Element>,
    role: BlockRole,
    weight: f32,
}

/// A phrase that begins with the word at hand.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    phrase: usize,
    /// The number of the word that must follow, [`UNKNOWN`] where it takes a closer look to tell.
    second: u16,
}

/// The phrases, and the words of all tables.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: Vec<Phrase>,
    /// Phrases by the number of their first word: those that begin a block, and those that stand
    /// anywhere.
    at_start: Vec<Vec<Candidate>>,
    anywhere: Vec<Vec<Candidate>>,
    /// Phrases that begin with a number or any word, at the beginning of a block.
    wild: Vec<usize>,
    vocabulary: Vocabulary,
}

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(PHRASES, listed::vocabulary().clone()));

/// The lexicon inside the crate.
pub(crate) fn shipped() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read(table: &str, vocabulary: Vocabulary) -> Self {
        let mut out = Self {
            phrases: Vec::new(),
            at_start: Vec::new(),
            anywhere: Vec::new(),
            wild: Vec::new(),
            vocabulary,
        };
        for line in table.lines() {
            if let Some(phrase) = Phrase::read(line, &mut out.vocabulary) {
                out.push(phrase);
            }
        }
        out
    }

    fn push(&mut self, phrase: Phrase) {
        let index = self.phrases.len();
        let starts = phrase.elements.first() == Some(&Element::Start);
        match phrase.elements.iter().find(|e| **e != Element::Start) {
            Some(Element::Words(ids)) => {
                let table = if starts { &mut self.at_start } else { &mut self.anywhere };
                let candidates: Vec<_> = phrase
                    .second_words()
                    .into_iter()
                    .map(|second| Candidate { phrase: index, second })
                    .collect();
                for &id in ids {
                    let needed = table.len().max(usize::from(id) + 1);
                    table.resize_with(needed, Vec::new);
                    table
                        .get_mut(usize::from(id))
                        .into_iter()
                        .for_each(|list| list.extend(&candidates));
                }
            }
            _ => self.wild.push(index),
        }
        self.phrases.push(phrase);
    }

    /// The words of the tables, with their numbers.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// What the phrases say of the words of one block.
    pub(crate) fn verdict(&self, words: &Words) -> Verdict {
        let mut sums: Vec<(BlockRole, f32)> = Vec::new();
        self.visit(words, |phrase| match sums.iter_mut().find(|(role, _)| *role == phrase.role) {
            Some((_, sum)) => *sum += phrase.weight,
            None => sums.push((phrase.role, phrase.weight)),
        });
        let best = sums.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or_else(Verdict::default, |(role, weight)| Verdict { role: Some(role), weight })
    }

    /// Hands on each phrase that the words hold. What somebody is quoted with is not said by the
    /// page, unless nothing stands outside the quotation marks.
    fn visit<'a>(&'a self, words: &Words, mut found: impl FnMut(&'a Phrase)) {
        let mut try_phrase = |at: usize, index: usize| {
            if let Some(phrase) =
                self.phrases.get(index).filter(|phrase| matches_from(&phrase.elements, words, at))
                && (!words.is_quoted(at)
                    || words.iter().all(|w| w.quoted || w.case == Case::Symbol))
            {
                found(phrase);
            }
        };
        self.wild.iter().for_each(|&index| try_phrase(0, index));
        let mut look = |at: usize, table: &[Vec<Candidate>], id: u16| {
            let Some(candidates) = table.get(usize::from(id)).filter(|list| !list.is_empty())
            else {
                return;
            };
            let next = words.id(at + 1);
            let possible = candidates.iter().filter(|c| c.second == UNKNOWN || c.second == next);
            possible.for_each(|c| try_phrase(at, c.phrase));
        };
        look(0, &self.at_start, words.id(0));
        for (at, word) in words.iter().enumerate() {
            look(at, &self.anywhere, word.id);
        }
    }
}

impl Phrase {
    fn read(line: &str, vocabulary: &mut Vocabulary) -> Option<Self> {
        let mut fields = line.split('\t');
        let (pattern, role, weight) = (fields.next()?, fields.next()?, fields.next()?);
        let (role, weight) = (role.parse().ok()?, weight.trim().parse().ok()?);
        let elements =
            pattern.split_whitespace().map(|text| Element::read(text, vocabulary)).collect();
        Some(Self { elements, role, weight })
    }

    /// The words one of which must follow the first one, [`UNKNOWN`] alone where that is not
    /// certain.
    fn second_words(&self) -> BTreeSet<u16> {
        let mut words = self.elements.iter().filter(|element| **element != Element::Start);
        match words.nth(1) {
            Some(Element::Words(ids)) => ids.iter().copied().collect(),
            _ => BTreeSet::from([UNKNOWN]),
        }
    }
}

impl Element {
    fn read(text: &str, vocabulary: &mut Vocabulary) -> Self {
        match text {
            "^" => Self::Start,
            "$" => Self::End,
            "#" => Self::Number,
            "_" => Self::AnyWord,
            "*" => Self::Gap,
            words => Self::Words(
                words
                    .split('|')
                    .filter(|w| !w.is_empty())
                    .map(|word| vocabulary.add(word))
                    .collect(),
            ),
        }
    }
}

fn matches_from(elements: &[Element], words: &Words, at: usize) -> bool {
    let Some((first, rest)) = elements.split_first() else { return true };
    match first {
        Element::Start => at == 0 && matches_from(rest, words, at),
        Element::End => at >= words.len() && matches_from(rest, words, at),
        Element::Number => {
            words.case(at) == Some(Case::Digits) && matches_from(rest, words, at + 1)
        }
        Element::AnyWord => at < words.len() && matches_from(rest, words, at + 1),
        Element::Gap => (0..=MAX_GAP)
            .any(|skipped| at + skipped <= words.len() && matches_from(rest, words, at + skipped)),
        Element::Words(choices) => {
            choices.contains(&words.id(at))
                && words.id(at) != UNKNOWN
                && matches_from(rest, words, at + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_phrase() {
        for line in PHRASES
            .lines()
            .filter(|l| !l.starts_with('#') || l.starts_with("# "))
            .skip_while(|l| l.starts_with("# "))
        {
            assert!(Phrase::read(line, &mut shipped().vocabulary().clone()).is_some(), "{line:?}");
            assert_eq!(line.split('\t').count(), 3, "{line:?}");
        }
        assert!(LEXICON.phrases.len() > 100);
    }

    fn check(text: &str, role: Option<BlockRole>) {
        let mut words = Words::default();
        words.read(shipped().vocabulary(), text);
        assert_eq!(shipped().verdict(&words).role, role, "{text:?}");
    }

    #[test]
    fn reasons() {
        check("Sign up for our free daily newsletter", Some(BlockRole::NewsletterPrompt));
        check("Join the conversation", Some(BlockRole::CommentPrompt));
        check("Read more: The flood in pictures", Some(BlockRole::RelatedLinks));
        check("© 2021 Harbour Media. All rights reserved.", Some(BlockRole::Copyright));
        check("The council approved the bridge on Tuesday.", None);
        check("12 Comments", Some(BlockRole::CommentPrompt));
    }
}
