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

    /// True when nothing stands between a token and the next.
    pub(crate) fn touches_next(self, token: usize) -> bool {
        let (here, next) = (self.reading.token(token).span, self.reading.token(token + 1).span);
        token + 1 < self.reading.tokens().len() && here.end() == next.start()
    }

    /// True for "-" and its kin.
    pub(crate) fn is_hyphen(self, token: usize) -> bool {
        matches!(self.form(token), "-" | "‐" | "‑" | "–")
    }

    /// True when the entity layer marks the token as part of a name.
    pub(crate) fn is_tagged_name(self, token: usize) -> bool {
        self.reading.token(token).entity.label().is_some_and(relata_core::EntityType::is_name)
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
