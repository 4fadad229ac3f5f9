//! Words of a sentence.

use std::ops::Range;

use regex::Regex;
use relata_core::Span;

use crate::{LoadError, LoadErrorKind};

/// Longer than any word that is not one long run of its own kind.
const LOOK_AHEAD: usize = 1024;

/// Cuts sentences into words by the model's pattern.
#[derive(Debug, Clone)]
pub(crate) struct WordPattern {
    pattern: Regex,
}

impl WordPattern {
    pub(crate) fn new(pattern: &str) -> Result<Self, LoadError> {
        let compiled = Regex::new(pattern).map_err(|e| {
            LoadError::new(LoadErrorKind::Config, "the word pattern is not a regular expression")
                .with_source(e)
        });
        compiled.map(|pattern| Self { pattern })
    }

    /// Adds the words of the sentence at `sentence` to `out`.
    pub(crate) fn words(&self, text: &str, sentence: Span, out: &mut Vec<Span>) {
        let first = out.len();
        let inside = sentence.text(text);
        let mut at = 0;
        while let Some(found) = self.next(inside, at) {
            at = found.end;
            let mut word = Span::at(sentence.start() + found.start, found.len());
            if let Some(before) = out.get_mut(first..).and_then(<[Span]>::last_mut) {
                attach_n(text, before, &mut word);
            }
            out.push(word);
        }
    }

    /// The first match at or after `at` that is not empty.
    ///
    /// An alternative may look far ahead and fail (a mail address, in a chain of letters and
    /// hyphens). So that this does not make the whole quadratic, it sees [`LOOK_AHEAD`] bytes at
    /// first, and more only where the match reaches that far.
    fn next(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let start = at + text.get(at..)?.find(|c: char| !c.is_whitespace())?;
        let mut ahead = LOOK_AHEAD;
        loop {
            let end = boundary(text, start.saturating_add(ahead));
            let found = self.pattern.find_at(text.get(..end)?, start).map(|m| m.range());
            match found {
                Some(word)
                    if word.start == start
                        && !word.is_empty()
                        && (word.end < end || end == text.len()) =>
                {
                    return Some(word);
                }
                _ if end == text.len() => {
                    return self
                        .pattern
                        .find_iter(text.get(start..)?)
                        .find(|m| !m.is_empty())
                        .map(|m| start + m.start()..start + m.end());
                }
                _ => ahead = ahead.saturating_mul(16),
            }
        }
    }
}

/// The first character boundary at or after `at`.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&index| text.is_char_boundary(index)).unwrap_or(text.len())
}

/// `don|'t` becomes `do|n't`: the negation is a word of its own, as in the treebanks.
fn attach_n(text: &str, before: &mut Span, word: &mut Span) {
    let is_t = matches!(word.text(text), "'t" | "'T" | "’t" | "’T");
    if !is_t || before.end() != word.start() {
        return;
    }
    let letters = before.text(text);
    if letters.ends_with(['n', 'N'])
        && letters.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
    {
        *word = Span::between(word.start() - 1, word.end());
        *before = Span::between(before.start(), before.end() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern of the shipped model.
    const PATTERN: &str = include_str!("../../data/word_pattern.txt");

    #[test]
    fn words_of_sentences() {
        let pattern = WordPattern::new(PATTERN.trim()).unwrap();
        let check = |text: &str, expected: &str| {
            let mut words = Vec::new();
            pattern.words(text, Span::at(0, text.len()), &mut words);
            assert_eq!(words.iter().map(|w| w.text(text)).collect::<Vec<_>>().join("|"), expected);
        };
        check("The mayor didn't resign.", "The|mayor|did|n't|resign|.");
        check("They won’t, they CAN'T.", "They|wo|n’t|,|they|CA|N'T|.");
        check("n't", "n|'t");
        check("It’s the crew's boat", "It|’s|the|crew|'s|boat");
        check("U.S. envoy Mr. Ode paid $3.5m on 12th", "U.S.|envoy|Mr.|Ode|paid|$|3.5m|on|12th");
        check("a build-up—“fast”...", "a|build|-|up|—|“|fast|”|...");
        check(
            "mail a.b@c.org or see https://x.org/a?b=c.",
            "mail|a.b@c.org|or|see|https://x.org/a?b=c|.",
        );
        check("O'Neill of AT&T", "O'Neill|of|AT&T");
        check(" \t ", "");
        check(&format!("{}x y", " ".repeat(3000)), "x|y");
    }

    #[test]
    fn long_words_stay_whole_and_long_chains_are_linear() {
        let pattern = WordPattern::new(PATTERN.trim()).unwrap();
        let count = |text: &str| {
            let mut words = Vec::new();
            pattern.words(text, Span::at(0, text.len()), &mut words);
            words.len()
        };
        assert_eq!(count(&format!("{} é", "é".repeat(9000))), 2);
        assert_eq!(count(&format!("https://x.org/{}. y", "a/".repeat(9000))), 3);
        // Quadratic, this would take minutes.
        assert_eq!(count(&"a-".repeat(20_000)), 40_000);
    }
}
