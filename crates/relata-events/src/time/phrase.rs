//! Phrases of the tables in the words of a sentence.

use super::Word;
use crate::words::Words;

/// The longest phrase of a kind that begins at `at`: its value and length in words. A phrase is
/// written in the table as in a text, without the dots of abbreviations.
pub(crate) fn phrase(
    lexicon: &Words,
    words: &[Word],
    at: usize,
    kind: &str,
) -> Option<(&'static str, usize)> {
    let words = words.get(at..)?;
    let most = lexicon.begins_as(&words.first()?.lower, kind)?;
    let (mut joined, mut longest) = (String::new(), None);
    for (number, word) in words.iter().take(most).enumerate() {
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
