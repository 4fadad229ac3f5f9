//! Phrases of the tables in the words of a sentence.

use super::Word;
use crate::words::Words;

/// The longest phrase of a table has so many words, its marks counted: "St. Patrick's Day".
const MOST_WORDS: usize = 6;

/// The longest phrase of a kind that begins at `at`: its value and length in words. A phrase is
/// written in the table as in a text, without the dots of abbreviations.
pub(crate) fn phrase(
    lexicon: &Words,
    words: &[Word],
    at: usize,
    kind: &str,
) -> Option<(&'static str, usize)> {
    let words = words.get(at..)?;
    if !words.first().is_some_and(|first| lexicon.begins_as(&first.lower, kind)) {
        return None;
    }
    let (mut joined, mut longest) = (String::new(), None);
    for (number, word) in words.iter().take(MOST_WORDS).enumerate() {
        if number > 0 && word.spaced {
            joined.push(' ');
        }
        match word.lower.as_str() {
            "." => continue,
            "’" => joined.push('\''),
            lower => joined.push_str(lower),
        }
        if let Some(value) = lexicon.value(&joined, kind) {
            longest = Some((value, number + 1));
        }
    }
    longest
}
