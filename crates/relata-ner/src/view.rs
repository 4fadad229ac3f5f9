//! The reading together with its text: questions about words that several modules ask.

use std::ops::Range;

use relata_core::{Reading, Relation, Span, Upos};

/// The reading and the text that it reads.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    /// The raw text.
    pub text: &'a str,
    /// Its token layers.
    pub reading: &'a Reading,
}

impl<'a> View<'a> {
    /// The written form of a token; empty past the last.
    pub(crate) fn word(&self, token: usize) -> &'a str {
        self.reading.token(token).span.text(self.text)
    }

    /// The written form in lower case.
    pub(crate) fn lower(&self, token: usize) -> String {
        self.word(token).to_lowercase()
    }

    /// Part of speech.
    pub(crate) fn upos(&self, token: usize) -> Upos {
        self.reading.token(token).upos
    }

    /// Relation to the head.
    pub(crate) fn relation(&self, token: usize) -> Relation {
        self.reading.token(token).relation
    }

    /// Syntactic head.
    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        self.reading.token(token).head
    }

    /// Dictionary form; the written form in lower case where the reader gives none.
    pub(crate) fn lemma(&self, token: usize) -> String {
        let lemma = &self.reading.token(token).lemma;
        if lemma.is_empty() || lemma == "_" { self.lower(token) } else { lemma.to_lowercase() }
    }

    /// The span that a run of tokens covers.
    pub(crate) fn span(&self, tokens: &Range<usize>) -> Span {
        self.reading.cover(tokens.clone()).unwrap_or_default()
    }

    /// Tokens of the sentence that holds the token.
    pub(crate) fn sentence_range(&self, token: usize) -> Range<usize> {
        self.reading.sentence_tokens(self.reading.sentence_of(token))
    }

    /// True when nothing stands between a token and the next.
    pub(crate) fn touches_next(&self, token: usize) -> bool {
        let (here, next) = (self.reading.token(token).span, self.reading.token(token + 1).span);
        token + 1 < self.reading.tokens().len() && here.end() == next.start()
    }

    /// True for "-" and its kin.
    pub(crate) fn is_hyphen(&self, token: usize) -> bool {
        matches!(self.word(token), "-" | "‐" | "‑" | "–")
    }

    /// True for a possessive "'s" or "'".
    pub(crate) fn is_possessive_mark(&self, token: usize) -> bool {
        matches!(self.word(token), "'s" | "’s" | "'" | "’" | "'S" | "’S")
            && self.upos(token) != Upos::Punct
    }

    /// True when the entity layer marks the token as part of a name.
    pub(crate) fn is_tagged_name(&self, token: usize) -> bool {
        self.reading.token(token).entity.label().is_some_and(relata_core::EntityType::is_name)
    }

    /// True when the word begins with a capital.
    pub(crate) fn is_capitalised(&self, token: usize) -> bool {
        self.word(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// True for the first word of its sentence, quotation marks aside.
    pub(crate) fn begins_sentence(&self, token: usize) -> bool {
        self.sentence_range(token).take_while(|&t| t < token).all(|t| self.upos(t) == Upos::Punct)
    }

    /// Words of the run, hyphens left out, in lower case.
    pub(crate) fn plain_words(&self, tokens: &Range<usize>) -> Vec<String> {
        tokens.clone().filter(|&t| !self.is_hyphen(t)).map(|t| self.lower(t)).collect()
    }

    /// The verb or other predicate of the clause in which the token stands: the nearest ancestor
    /// that is no nominal.
    pub(crate) fn clause_of(&self, token: usize) -> Option<usize> {
        let nominal = |r: Relation| {
            matches!(
                r,
                Relation::Nmod
                    | Relation::NmodPoss
                    | Relation::NmodDesc
                    | Relation::NmodUnmarked
                    | Relation::Compound
                    | Relation::Flat
                    | Relation::Appos
                    | Relation::Amod
                    | Relation::Det
                    | Relation::Nummod
                    | Relation::Case
            )
        };
        let mut at = token;
        for _ in 0..self.reading.tokens().len() {
            let relation = self.relation(at);
            let head = self.head(at)?;
            let noun_conjunct = relation == Relation::Conj
                && matches!(self.upos(at), Upos::Noun | Upos::Propn | Upos::Pron);
            if !nominal(relation) && !noun_conjunct {
                return Some(head);
            }
            at = head;
        }
        None
    }
}
