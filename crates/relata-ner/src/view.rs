//! The reading together with its text: questions about words that several modules ask.

use std::ops::{Deref, Range};

use relata_core::{Span, Upos};
use relata_syntax::Analysis;

/// What grammar says of the text, with what only names and descriptions are asked.
#[derive(Clone, Copy)]
pub(crate) struct View<'a>(pub &'a Analysis<'a>);

impl<'a> Deref for View<'a> {
    type Target = Analysis<'a>;

    fn deref(&self) -> &Analysis<'a> {
        self.0
    }
}

impl View<'_> {
    /// The written form in lower case.
    pub(crate) fn lower(self, token: usize) -> String {
        self.form(token).to_lowercase()
    }

    /// The span that a run of tokens covers.
    pub(crate) fn span(self, tokens: &Range<usize>) -> Span {
        self.reading.cover(tokens.clone()).unwrap_or_default()
    }

    /// True when the word begins with a capital.
    pub(crate) fn is_capitalised(self, token: usize) -> bool {
        self.form(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// True for the first word of its sentence, quotation marks aside.
    pub(crate) fn begins_sentence(self, token: usize) -> bool {
        self.sentence_of(token).take_while(|&t| t < token).all(|t| self.upos(t) == Upos::Punct)
    }

    /// Words of the run, hyphens left out, in lower case.
    pub(crate) fn plain_words(self, tokens: &Range<usize>) -> Vec<String> {
        tokens.clone().filter(|&t| !self.is_hyphen(t)).map(|t| self.lower(t)).collect()
    }
}
