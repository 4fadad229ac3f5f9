//! What negates a word by itself: an adverb, a determiner, a negative subject or object.

use relata_core::{Relation, Upos};

use crate::analysis::Analysis;
use crate::embedding::Complement;
use crate::lexicon::{self, Effect, WordKind};

/// How many governing words are looked at; longer chains come from broken parses.
const DEPTH: usize = 6;

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
            // "cannot" is one word
            Relation::Advmod
            | Relation::Aux
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

    /// The word that says that the predicate does not take place: what negates it, or the word over
    /// it: "*refused* to say", "has *yet* to say", "is *too* early to say", "did *not* want to
    /// say". `None` where none does. Clauses with a subject of their own are not left.
    #[must_use]
    pub fn unfulfilled_by(&self, index: usize) -> Option<usize> {
        self.unfulfilled(index, DEPTH)
    }

    fn unfulfilled(&self, at: usize, depth: usize) -> Option<usize> {
        if let Some(found) = self.negator_of(at).or_else(|| self.degree_over(at)) {
            return Some(found);
        }
        let deeper = depth.checked_sub(1)?;
        let governor = self.governor(at).filter(|g| g.complement == Complement::Open)?;
        let row = governor.row?;
        let above = self.unfulfilled(governor.word, deeper);
        match if above.is_some() { row.negated } else { row.plain } {
            Effect::Negated | Effect::Unplanned => Some(governor.word),
            Effect::Keep => above,
            _ => None,
        }
    }

    /// "has *yet* to say", "*too* early to say"
    fn degree_over(&self, infinitive: usize) -> Option<usize> {
        // "too early for us to say" has two markers.
        let to = |m: usize| self.lemma(m) == "to";
        let open = self.reading.dependents_by(infinitive, &[Relation::Mark]).any(to);
        let governor = self.head(infinitive).filter(|_| open)?;
        let before = |&t: &usize| t < infinitive;
        let beside = self.children(infinitive).iter().chain(self.children(governor)).copied();
        let yet = beside.filter(before).find(|&t| self.is(WordKind::Pending, t));
        let excess = || {
            let mut adverbs = self.reading.dependents_by(governor, &[Relation::Advmod]);
            adverbs.find(|&t| t < governor && self.is(WordKind::Excess, t))
        };
        let degree = matches!(self.upos(governor), Upos::Adj | Upos::Adv) && governor < infinitive;
        yet.or_else(|| excess().filter(|_| degree))
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
