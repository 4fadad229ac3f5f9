//! Questions about single words and what hangs on them.

use std::ops::Range;

use relata_core::{EntityType, Relation, Token, Upos};

use crate::analysis::Analysis;
use crate::lexicon;

impl<'a> Analysis<'a> {
    /// The token at `index`; an empty one past the last.
    #[must_use]
    pub fn token(&self, index: usize) -> &'a Token {
        self.reading.token(index)
    }

    /// The word as it stands.
    #[must_use]
    pub fn form(&self, index: usize) -> &'a str {
        self.token(index).span.text(self.text)
    }

    /// Part of speech.
    #[must_use]
    pub fn upos(&self, index: usize) -> Upos {
        self.token(index).upos
    }

    /// Relation to the head.
    #[must_use]
    pub fn relation(&self, index: usize) -> Relation {
        self.token(index).relation
    }

    /// Syntactic head, `None` for the root.
    #[must_use]
    pub fn head(&self, index: usize) -> Option<usize> {
        self.token(index).head
    }

    /// First direct dependent with one of the relations.
    #[must_use]
    pub fn child(&self, index: usize, relations: &[Relation]) -> Option<usize> {
        self.reading.dependent(index, relations)
    }

    /// Direct dependents, in the order of the text.
    #[must_use]
    pub fn children(&self, index: usize) -> &'a [usize] {
        self.reading.dependents(index)
    }

    /// Tokens of the sentence that holds the token.
    #[must_use]
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        self.reading.sentence_tokens(self.reading.sentence_of(index))
    }

    /// True for a verb or an auxiliary.
    #[must_use]
    pub fn is_verb(&self, index: usize) -> bool {
        matches!(self.upos(index), Upos::Verb | Upos::Aux)
    }

    /// True for what can head a noun phrase.
    #[must_use]
    pub fn is_nominal(&self, index: usize) -> bool {
        matches!(
            self.upos(index),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X
        )
    }

    /// True for a quotation mark, comma, bracket and the like.
    #[must_use]
    pub fn is_punctuation(&self, index: usize) -> bool {
        self.upos(index) == Upos::Punct
            || self.relation(index) == Relation::Punct
            || !self.form(index).contains(char::is_alphanumeric)
    }

    /// True for a possessive mark: "'s", "'".
    #[must_use]
    pub fn is_possessive_mark(&self, index: usize) -> bool {
        matches!(self.form(index), "'s" | "’s" | "'" | "’" | "'S" | "’S")
            && self.upos(index) != Upos::Punct
    }

    /// True for an infinitive with "to".
    #[must_use]
    pub fn is_infinitive(&self, index: usize) -> bool {
        self.child(index, &[Relation::Mark]).is_some_and(|mark| self.lemma(mark) == "to")
    }

    /// True for a participle or gerund in "-ing".
    #[must_use]
    pub fn is_gerund(&self, index: usize) -> bool {
        self.is_verb(index) && self.form(index).ends_with("ing") && self.lemma(index) != "bring"
    }

    /// True for a verb that is told in the past by its auxiliary ("was shot", "has met"), else by
    /// its form.
    #[must_use]
    pub fn is_past(&self, verb: usize) -> bool {
        let relations = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        let mut auxiliaries = self.reading.dependents_by(verb, &relations).peekable();
        if auxiliaries.peek().is_some() {
            return auxiliaries.any(|aux| {
                let form = self.form(aux).to_lowercase();
                lexicon::grammar().is_word(lexicon::WordKind::PastAuxiliary, &form)
            });
        }
        let form = self.form(verb).to_lowercase();
        let present = form == self.lemma(verb) || form.ends_with('s') || self.is_gerund(verb);
        self.is_verb(verb) && !present
    }

    /// True for "who", "which", "that" and "whom".
    #[must_use]
    pub fn is_relative_pronoun(&self, index: usize) -> bool {
        lexicon::grammar().is_word(lexicon::WordKind::Relative, self.lemma(index))
    }

    /// True for a word that opens a question: "who", "why", "whether".
    #[must_use]
    pub fn is_question_word(&self, index: usize) -> bool {
        lexicon::grammar().is_word(lexicon::WordKind::Question, self.lemma(index))
    }

    /// True for a word that names the kind of an article before the colon of its headline:
    /// "Explainer", "Opinion".
    #[must_use]
    pub fn is_rubric(&self, index: usize) -> bool {
        lexicon::grammar().is_word(lexicon::WordKind::Rubric, self.lemma(index))
    }

    /// True for a pronoun or number that speaks of one: "someone", "nobody", "one".
    #[must_use]
    pub fn is_single(&self, index: usize) -> bool {
        lexicon::grammar().is_word(lexicon::WordKind::Single, self.lemma(index))
    }

    /// True for a preposition before who says so: "according" to.
    #[must_use]
    pub fn introduces_source(&self, index: usize) -> bool {
        let word = self.form(index).to_lowercase();
        lexicon::grammar().is_word(lexicon::WordKind::Source, &word)
    }

    /// True for a work of art: "play", "novel".
    #[must_use]
    pub fn is_work(&self, index: usize) -> bool {
        lexicon::grammar().is_word(lexicon::WordKind::Work, self.lemma(index))
    }

    /// True for a state of affairs that somebody declares: "emergency", "war", and "state" of
    /// one.
    #[must_use]
    pub fn is_affair(&self, index: usize) -> bool {
        let is = |t: usize| lexicon::grammar().is_word(lexicon::WordKind::Affair, self.lemma(t));
        is(index)
            || self.reading.dependents_by(index, &[Relation::Nmod, Relation::Compound]).any(is)
    }

    /// True for a state in which a court or a search finds somebody: "guilty", "dead".
    #[must_use]
    pub fn is_found_state(&self, index: usize) -> bool {
        lexicon::grammar().is_word(lexicon::WordKind::FoundState, self.lemma(index))
    }

    /// True for a phrase that tells a time or an amount, not a thing.
    #[must_use]
    pub fn is_measure(&self, index: usize) -> bool {
        matches!(
            self.token(index).entity.label(),
            Some(EntityType::Date | EntityType::Time | EntityType::Percent | EntityType::Money)
        ) || lexicon::grammar().is_word(lexicon::WordKind::Time, self.lemma(index))
    }

    /// True for a pronoun that stands for one person: "he", "her", "I".
    #[must_use]
    pub fn is_one_person(&self, index: usize) -> bool {
        lexicon::grammar().is_word(lexicon::WordKind::OnePerson, &self.form(index).to_lowercase())
    }

    /// Lemma of the preposition of a phrase (the first word of a complex one: "according to"),
    /// `None` without one.
    #[must_use]
    pub fn case_of(&self, index: usize) -> Option<&str> {
        let case = self.children(index).iter().copied().find(|&d| {
            self.relation(d) == Relation::Case && !matches!(self.form(d), "'s" | "’s" | "'" | "’")
        })?;
        Some(self.lemma(case))
    }

    /// True when nothing stands between a token and the next.
    #[must_use]
    pub fn touches_next(&self, index: usize) -> bool {
        let (here, next) = (self.token(index).span, self.token(index + 1).span);
        index + 1 < self.reading.tokens().len() && here.end() == next.start()
    }

    /// True for "-" and its kin.
    #[must_use]
    pub fn is_hyphen(&self, index: usize) -> bool {
        matches!(self.form(index), "-" | "‐" | "‑" | "–")
    }

    /// True when the entity layer marks the token as part of a name.
    #[must_use]
    pub fn is_tagged_name(&self, index: usize) -> bool {
        self.token(index).entity.label().is_some_and(EntityType::is_name)
    }

    /// Lemma of the marker or preposition of a clause, `None` without one.
    #[must_use]
    pub fn case_or_mark(&self, index: usize) -> Option<&str> {
        self.child(index, &[Relation::Mark, Relation::Case]).map(|m| self.lemma(m))
    }
}
