//! Phrases of web-page furniture, each with the role that it gives away: the reason why a block is dropped.
//!
//! `data/phrases.tsv` holds one phrase a line: words in lower case, the role, a weight. In a phrase `^` stands for the beginning of the
//! block, `$` for its end, `#` for a number, `_` for any one word, `*` for up to three words, and `a|b` for either word.

use std::collections::HashMap;
use std::sync::LazyLock;

use relata_core::BlockRole;

use crate::word::{Case, Words};

static PHRASES: &str = include_str!("../data/phrases.tsv");

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
    Words(Vec<&'static str>),
}

#[derive(Debug)]
struct Phrase {
    elements: Vec<Element>,
    role: BlockRole,
    weight: f32,
}

#[derive(Debug, Default)]
struct Lexicon {
    phrases: Vec<Phrase>,
    /// Phrases by their first word.
    by_word: HashMap<&'static str, Vec<usize>>,
    /// Phrases that begin with a number or any word, at the beginning of a block.
    by_start: Vec<usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(PHRASES));

/// What the phrases of the lexicon say of the words of one block.
pub(crate) fn verdict(words: &Words) -> Verdict {
    let mut sums: Vec<(BlockRole, f32)> = Vec::new();
    LEXICON.visit(words, |phrase| match sums.iter_mut().find(|(role, _)| *role == phrase.role) {
        Some((_, sum)) => *sum += phrase.weight,
        None => sums.push((phrase.role, phrase.weight)),
    });
    let best = sums.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or_else(Verdict::default, |(role, weight)| Verdict { role: Some(role), weight })
}

impl Lexicon {
    fn read(table: &'static str) -> Self {
        let mut out = Self::default();
        for phrase in table.lines().filter_map(Phrase::read) {
            let index = out.phrases.len();
            match phrase.elements.iter().find(|e| **e != Element::Start) {
                Some(Element::Words(words)) => {
                    for word in words {
                        out.by_word.entry(word).or_default().push(index);
                    }
                }
                _ => out.by_start.push(index),
            }
            out.phrases.push(phrase);
        }
        out
    }

    fn visit<'a>(&'a self, words: &Words, mut found: impl FnMut(&'a Phrase)) {
        let mut look = |at: usize, indices: &[usize]| {
            for phrase in indices.iter().filter_map(|&i| self.phrases.get(i)) {
                if phrase.matches(words, at) {
                    found(phrase);
                }
            }
        };
        look(0, &self.by_start);
        for (at, (word, _)) in words.iter().enumerate() {
            if let Some(indices) = self.by_word.get(word) {
                look(at, indices);
            }
        }
    }
}

impl Phrase {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let (pattern, role, weight) = (fields.next()?, fields.next()?, fields.next()?);
        let elements = pattern.split_whitespace().map(Element::read).collect();
        Some(Self { elements, role: role.parse().ok()?, weight: weight.trim().parse().ok()? })
    }

    fn matches(&self, words: &Words, at: usize) -> bool {
        matches_from(&self.elements, words, at)
    }
}

impl Element {
    fn read(text: &'static str) -> Self {
        match text {
            "^" => Self::Start,
            "$" => Self::End,
            "#" => Self::Number,
            "_" => Self::AnyWord,
            "*" => Self::Gap,
            words => Self::Words(words.split('|').filter(|w| !w.is_empty()).collect()),
        }
    }
}

fn matches_from(elements: &[Element], words: &Words, at: usize) -> bool {
    let Some((first, rest)) = elements.split_first() else { return true };
    match first {
        Element::Start => at == 0 && matches_from(rest, words, at),
        Element::End => at >= words.len() && matches_from(rest, words, at),
        Element::Number => words.case(at) == Some(Case::Digits) && matches_from(rest, words, at + 1),
        Element::AnyWord => at < words.len() && matches_from(rest, words, at + 1),
        Element::Gap => (0..=MAX_GAP).any(|skipped| at + skipped <= words.len() && matches_from(rest, words, at + skipped)),
        Element::Words(choices) => choices.contains(&words.folded(at)) && matches_from(rest, words, at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_phrase() {
        for line in PHRASES.lines().filter(|l| !l.starts_with('#') || l.starts_with("# ")).skip_while(|l| l.starts_with("# ")) {
            assert!(Phrase::read(line).is_some(), "{line:?}");
            assert_eq!(line.split('\t').count(), 3, "{line:?}");
        }
        assert!(LEXICON.phrases.len() > 100);
    }

    fn check(text: &str, role: Option<BlockRole>) {
        let mut words = Words::default();
        words.read(text);
        assert_eq!(verdict(&words).role, role, "{text:?}");
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
