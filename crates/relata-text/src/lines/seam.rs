//! Places inside a line where two texts were glued together without a stop between them: `Share this
//! articlePolice arrested two men`.
//!
//! A place is only cut where a small letter, a figure or a closing mark meets a capital and both
//! sides are words: words that some table lists, that stand elsewhere in the text, or that are long
//! and stand beside a listed one. What is listed or stands in the text twice as a whole is a name:
//! "`YouTube`", "`LinkedIn`".

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::words::lexicon;
use crate::words::vocabulary::{HashIsKey, UNKNOWN, hash_of};

/// Letters of the word on the left, at least, where nothing is known of it.
const LEFT_LETTERS: usize = 3;
/// Letters of the word on the right, at least, where nothing is known of it.
const RIGHT_LETTERS: usize = 4;
/// Letters of a word on either side, at most: nothing longer is looked at.
const LONGEST: usize = 40;

/// How often each word stands in a text; counted when it is asked for.
#[derive(Debug)]
pub(crate) struct Seams<'t> {
    text: &'t str,
    words: Option<HashMap<u64, u8, BuildHasherDefault<HashIsKey>>>,
}

impl<'t> Seams<'t> {
    /// Of a text.
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, words: None }
    }

    /// Byte offsets in `line` at which a new text begins, ascending.
    pub(crate) fn cuts(&mut self, line: &str) -> Vec<usize> {
        let pairs = line.as_bytes().windows(2).enumerate();
        let may_be =
            pairs.filter(|(_, pair)| matches!(pair, [before, after] if meets(*before, *after)));
        may_be.map(|(at, _)| at + 1).filter(|&at| self.is_seam(line, at)).collect()
    }

    fn is_seam(&mut self, line: &str, at: usize) -> bool {
        let Some((before, behind)) = line.split_at_checked(at) else { return false };
        let token = (last_token(before), first_token(behind));
        if [token.0, token.1].iter().any(|part| part.contains(['/', '@', '#', '_', '.', '='])) {
            return false;
        }
        let (left, right) = (last_word(before), first_word(behind));
        let begins = is_written_like_a_word(right) && self.knows(right)
            || right.len() >= RIGHT_LETTERS && stands_alone(right) && ends_for_certain(left);
        begins && (left.is_empty() || self.ends_text(left) && !self.is_name(left, right))
    }

    /// True for a word in small letters, or one that is known.
    fn ends_text(&mut self, left: &str) -> bool {
        let small = left.chars().all(char::is_lowercase) && left.len() >= LEFT_LETTERS;
        let figures = left.bytes().all(|byte| byte.is_ascii_digit()) && left.len() >= 2;
        let word = left.chars().skip(1).all(char::is_lowercase) && left.len() >= 2;
        small || figures || word && self.knows(left)
    }

    fn is_name(&mut self, left: &str, right: &str) -> bool {
        let hash = hash_of(&format!("{left}{right}"));
        is_listed(hash) || self.times(hash) > 1
    }

    fn knows(&mut self, word: &str) -> bool {
        let hash = hash_of(word);
        is_listed(hash) || self.times(hash) > 0
    }

    fn times(&mut self, hash: u64) -> u8 {
        let text = self.text;
        let words = self.words.get_or_insert_with(|| {
            let mut words: HashMap<u64, u8, _> = HashMap::default();
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let times = words.entry(hash_of(word)).or_default();
                *times = times.saturating_add(1);
            }
            words
        });
        words.get(&hash).copied().unwrap_or_default()
    }
}

/// True where a text may end with the first byte and one begin with the second.
const fn meets(before: u8, after: u8) -> bool {
    after.is_ascii_uppercase()
        && (before.is_ascii_lowercase() || before.is_ascii_digit() || matches!(before, b')' | b']'))
}

/// A capital and small letters behind it, and nothing glued to them in turn.
fn is_written_like_a_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (letters.clone().next().is_some() || matches!(word, "A" | "I"))
        && letters.all(char::is_lowercase)
}

/// A capital and small letters, or capitals alone.
fn stands_alone(word: &str) -> bool {
    is_written_like_a_word(word) || word.chars().all(char::is_uppercase)
}

/// True for figures, a closing mark, and words of some length that a table lists.
fn ends_for_certain(left: &str) -> bool {
    let figures = left.bytes().all(|byte| byte.is_ascii_digit());
    figures || left.len() >= RIGHT_LETTERS && is_listed(hash_of(left))
}

fn is_listed(hash: u64) -> bool {
    lexicon::shipped().vocabulary().get(hash).id != UNKNOWN
}

fn last_word(text: &str) -> &str {
    let letters = text.char_indices().rev().take(LONGEST).take_while(|(_, c)| c.is_alphanumeric());
    let start = letters.last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    let end = text.char_indices().take(LONGEST).find(|(_, c)| !c.is_alphanumeric());
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn last_token(text: &str) -> &str {
    let marks = text.char_indices().rev().take(LONGEST).take_while(|(_, c)| !c.is_whitespace());
    let start = marks.last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn first_token(text: &str) -> &str {
    let marks = text.char_indices().take(LONGEST).take_while(|(_, c)| !c.is_whitespace());
    let end = marks.last().map_or(0, |(at, c)| at + c.len_utf8());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let line = marked.replace('|', "");
        let cuts = Seams::new(&line).cuts(&line);
        let mut found = line.clone();
        cuts.iter().rev().for_each(|&at| found.insert(at, '|'));
        assert_eq!(found, marked);
    }

    #[test]
    fn between_two_texts() {
        check("Share this article|Police arrested two men. Police had been called.");
        check("Photo: Jo Ek (Getty)|The ferry ran aground.");
        check("Photographs: Getty images|DUBAI, United Arab Emirates: The flags were down.");
        check("Published 3 May 2019|When the dam broke, nobody slept.");
    }

    #[test]
    fn names_stay_whole() {
        for line in [
            "He works for YouTube and LinkedIn.",
            "The iPhone and the MacBook of Mr. McDonald.",
            "BuzzFeed wrote it. BuzzFeed was right. It is a feed of buzz. Feed it.",
            "See example.org/newsThe or #TheNews or jo@TheNews",
            "A 4K screen and a B2B firm",
        ] {
            check(line);
        }
    }
}
