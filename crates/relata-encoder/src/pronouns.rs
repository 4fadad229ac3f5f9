//! English pronouns: a closed class, of which a reader should not make new members ("Observers" at the head of a sentence).

/// In lower case, sorted; contractions that are written without an apostrophe begin with one and are one word.
#[rustfmt::skip]
const PRONOUNS: [&str; 106] = [
    "'em", "'s", "all", "another", "any", "anybody", "anyone", "anyplace", "anything", "both", "each", "either", "em", "everybody", "everyone",
    "everything", "he", "her", "heres", "hers", "herself", "hes", "him", "himself", "his", "i", "id", "ill", "im", "it", "itll", "its", "itself",
    "ive", "me", "mine", "my", "myself", "neither", "nobody", "none", "noone", "nothing", "one", "oneself", "other", "others", "our", "ours",
    "ourselves", "s", "s/he", "she", "shes", "some", "somebody", "someone", "something", "such", "that", "thats", "thee", "their", "theirs", "them",
    "themself", "themselves", "there", "theres", "these", "they", "theyll", "theyre", "theyve", "thine", "this", "those", "thou", "thy", "u", "ur",
    "us", "we", "weve", "what", "whatever", "whats", "which", "whichever", "who", "whoever", "whom", "whomever", "whos", "whose", "ya", "ye", "yo",
    "you", "youll", "your", "youre", "yours", "yourself", "yourselves", "youve",
];

/// True for a word that may be a pronoun, in any case.
pub(crate) fn is_pronoun(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    PRONOUNS.binary_search(&word.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_is_closed() {
        assert!(PRONOUNS.is_sorted());
        for (word, expected) in [("They", true), ("WHO", true), ("’s", true), ("Observers", false), ("Trump", false), ("", false)] {
            assert_eq!(is_pronoun(word), expected, "{word}");
        }
    }
}
