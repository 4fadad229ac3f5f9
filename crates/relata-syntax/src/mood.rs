//! Mood without a word for it: what is told somebody to do, and what is a condition by its place
//! before "and" or "or" alone.

use relata_core::{Relation, Upos};

use crate::analysis::Analysis;
use crate::lexicon::{self, WordKind};

impl Analysis<'_> {
    /// True for a verb that tells somebody to do it: "Release the editor", "Don't shoot".
    pub(crate) fn is_imperative(&self, verb: usize) -> bool {
        let clause = [Relation::Root, Relation::Ccomp, Relation::Parataxis];
        self.upos(verb) == Upos::Verb
            && clause.contains(&self.relation(verb))
            && self.form(verb).to_lowercase() == self.lemma(verb)
            && self.is_fronted(verb)
            && self.opens_clause(verb)
    }

    /// "Release him, they shouted": a complement is one only before the verb of saying.
    fn is_fronted(&self, verb: usize) -> bool {
        self.relation(verb) != Relation::Ccomp || self.head(verb).is_some_and(|said| said > verb)
    }

    /// True where nothing but adverbs, "do" and calls stand before the verb in its clause, and
    /// nothing that an imperative does not have beside it.
    fn opens_clause(&self, verb: usize) -> bool {
        let mut first = verb;
        for &d in self.children(verb) {
            let fits = match self.relation(d) {
                Relation::Aux => d < verb && self.lemma(d) == "do",
                Relation::Mark | Relation::Cop | Relation::AuxPass | Relation::Expl => false,
                relation if relation.is_subject() => false,
                Relation::Advmod
                | Relation::Discourse
                | Relation::Vocative
                | Relation::Cc
                | Relation::Punct => true,
                _ => d > verb,
            };
            if !fits {
                return false;
            }
            first = first.min(d);
        }
        first == self.sentence_of(verb).start
            || first.checked_sub(1).is_some_and(|before| self.upos(before) == Upos::Punct)
    }

    /// The clause that takes place if what stands before it does: "Touch the gate and we *shoot*",
    /// "One more step and I *shoot*"; `None` for what is no such condition.
    pub(crate) fn consequence(&self, condition: usize) -> Option<usize> {
        let fragment = || self.is_one_more(condition);
        if !self.is_imperative(condition) && !fragment() {
            return None;
        }
        let mut conjuncts = self.reading.dependents_by(condition, &[Relation::Conj]);
        conjuncts.find(|&clause| {
            self.is_verb(clause)
                && self.child(clause, &[Relation::Cc]).is_some()
                && self.child(clause, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
                && !self.is_past(clause)
        })
    }

    /// "Pay *or* we shoot": what stands before it is asked for.
    pub(crate) fn is_alternative(&self, clause: usize) -> bool {
        self.child(clause, &[Relation::Cc]).is_some_and(|cc| self.lemma(cc) == "or")
    }

    /// "one more step", "another word": a noun phrase that stands for a clause.
    fn is_one_more(&self, noun: usize) -> bool {
        let clause = [Relation::Root, Relation::Ccomp, Relation::Parataxis];
        let more = |d: usize| lexicon::grammar().is_word(WordKind::Increment, self.lemma(d));
        self.is_nominal(noun)
            && clause.contains(&self.relation(noun))
            && self.child(noun, &[Relation::Cop, Relation::Nsubj]).is_none()
            && self.reading.dependents_by(noun, &[Relation::Amod, Relation::Det]).any(more)
    }
}
