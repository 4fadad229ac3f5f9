//! Words of a sentence.

use regex::Regex;
use relata_core::Span;

use crate::{LoadError, LoadErrorKind};

/// Cuts sentences into words by the model's pattern.
#[derive(Debug, Clone)]
pub(crate) struct WordPattern {
    pattern: Regex,
}

impl WordPattern {
    pub(crate) fn new(pattern: &str) -> Result<Self, LoadError> {
        let compiled = Regex::new(pattern).map_err(|e| LoadError::new(LoadErrorKind::Config, "the word pattern is not a regular expression").with_source(e));
        compiled.map(|pattern| Self { pattern })
    }

    /// Adds the words of the sentence at `sentence` to `out`.
    pub(crate) fn words(&self, text: &str, sentence: Span, out: &mut Vec<Span>) {
        let first = out.len();
        for found in self.pattern.find_iter(sentence.text(text)).filter(|m| !m.is_empty()) {
            let mut word = Span::at(sentence.start() + found.start(), found.len());
            if let Some(before) = out.get_mut(first..).and_then(<[Span]>::last_mut) {
                give_back_n(text, before, &mut word);
            }
            out.push(word);
        }
    }
}

/// `don|'t` becomes `do|n't`: the negation is a word of its own, as in the treebanks.
fn give_back_n(text: &str, before: &mut Span, word: &mut Span) {
    let is_t = matches!(word.text(text), "'t" | "'T" | "’t" | "’T");
    if !is_t || before.end() != word.start() {
        return;
    }
    let letters = before.text(text);
    if letters.ends_with(['n', 'N']) && letters.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() {
        *word = Span::between(word.start() - 1, word.end());
        *before = Span::between(before.start(), before.end() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern of the shipped model.
    const PATTERN: &str = include_str!("../../../training/word_pattern.txt");

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
        check("mail a.b@c.org or see https://x.org/a?b=c.", "mail|a.b@c.org|or|see|https://x.org/a?b=c|.");
        check("O'Neill of AT&T", "O'Neill|of|AT&T");
        check(" \t ", "");
    }
}
