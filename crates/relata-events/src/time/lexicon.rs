//! The words of `data/time_words.tsv` and `data/tense_words.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Words of time expressions by kind.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    values: HashMap<&'static str, Vec<(&'static str, &'static str)>>,
}

impl Lexicon {
    pub fn builtin() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::parse(include_str!("../../data/time_words.tsv")))
    }

    /// Words that tell the tense, by kind and without a value.
    pub fn of_tense() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::parse(include_str!("../../data/tense_words.tsv")))
    }

    fn parse(text: &'static str) -> Self {
        let mut lexicon = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(word), Some(kind)) = (fields.next(), fields.next()) {
                let value = fields.next().unwrap_or_default();
                lexicon.values.entry(word).or_default().push((kind, value));
            }
        }
        lexicon
    }

    /// Value of the word as a word of that kind.
    pub fn value(&self, word: &str, kind: &str) -> Option<&'static str> {
        self.values.get(word)?.iter().find(|(k, _)| *k == kind).map(|&(_, value)| value)
    }

    pub fn number(&self, word: &str, kind: &str) -> Option<i64> {
        self.value(word, kind)?.parse().ok()
    }

    pub fn is(&self, word: &str, kind: &str) -> bool {
        self.value(word, kind).is_some()
    }

    pub fn knows(&self, word: &str) -> bool {
        self.values.contains_key(word)
    }
}
