//! What negates a word by itself: an adverb, a determiner, a negative subject or object.

use relata_core::Relation;

use crate::analysis::Analysis;
use crate::lexicon::{self, WordKind};

/// True for a word, in lower case, that negates: an adverb, a determiner or a pronoun.
///
/// ```
/// use relata_syntax::is_negating;
/// assert!(is_negating("never") && is_negating("nobody") && !is_negating("nearly"));
/// ```
#[must_use]
pub fn is_negating(word: &str) -> bool {
    let kinds = [WordKind::Negator, WordKind::NegativeDeterminer, WordKind::NegativePronoun];
    kinds.into_iter().any(|kind| lexicon::grammar().is_word(kind, word))
}

impl Analysis<'_> {
    /// True when something negates the predicate or noun itself.
    #[must_use]
    pub fn is_negated(&self, index: usize) -> bool {
        self.negator_of(index).is_some()
    }

    /// True for an adverb or conjunction that negates: "not", "never", "hardly".
    #[must_use]
    pub fn is_negator(&self, word: usize) -> bool {
        self.is(WordKind::Negator, word)
    }

    /// The word that negates the predicate or noun itself, `None` where none does: "did *not*
    /// kill", "*no* attack", "*nobody* was hurt", "*none* of the ministers resigned", "fired *no*
    /// shots". What governs it is not asked.
    #[must_use]
    pub fn negator_of(&self, index: usize) -> Option<usize> {
        let children = self.children(index).iter().copied();
        let verb = self.is_verb(index);
        children.into_iter().find(|&d| match self.relation(d) {
            Relation::Advmod
            | Relation::Discourse
            | Relation::Cc
            | Relation::CcPreconj
            | Relation::Det => self.negates(d),
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj => self.is_negative_phrase(d),
            // "at no time", "scarcely a week goes by"
            Relation::Obl | Relation::OblUnmarked if verb => {
                (self.is(WordKind::NegativePhrase, d) || self.is(WordKind::Time, d))
                    && self.is_negative_phrase(d)
            }
            _ => false,
        })
    }

    /// True for a noun phrase that says that there is none: "no one", "neither side", "none of
    /// them", "not one guest".
    #[must_use]
    pub fn is_negative_phrase(&self, head: usize) -> bool {
        if self.is(WordKind::NegativePronoun, head) {
            return true;
        }
        self.children(head).iter().any(|&d| match self.relation(d) {
            Relation::Det => self.is(WordKind::NegativeDeterminer, d) && self.negates(d),
            Relation::Advmod | Relation::CcPreconj => {
                self.negates(d)
                    && !self.is_contrasted(head)
                    && (self.lemma(d) != "not"
                        || self.is(WordKind::CountedOne, d + 1)
                        || self.is(WordKind::CountedOne, d + 2))
            }
            _ => false,
        })
    }

    /// "not one man but three"
    fn is_contrasted(&self, head: usize) -> bool {
        let mut others = self.reading.dependents_by(head, &[Relation::Conj]);
        others.any(|other| {
            self.child(other, &[Relation::Cc]).is_some_and(|cc| self.is(WordKind::Contrast, cc))
        })
    }

    /// True for a negating word that keeps its force: not that of "not only" or "no fewer than".
    fn negates(&self, word: usize) -> bool {
        (self.is(WordKind::Negator, word) || self.is(WordKind::NegativeDeterminer, word))
            && !self.is(WordKind::NotNegating, word + 1)
    }

    fn is(&self, kind: WordKind, word: usize) -> bool {
        lexicon::grammar().is_word(kind, self.lemma(word))
    }
}
