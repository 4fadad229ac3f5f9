//! Clauses.

use relata_core::{Relation, Upos};

use crate::analysis::Analysis;
use crate::phrases::MAX_STEPS;

impl Analysis<'_> {
    /// The verb or other predicate of the clause that holds the token.
    #[must_use]
    pub fn clause_of(&self, index: usize) -> usize {
        let mut at = index;
        for _ in 0..MAX_STEPS * 2 {
            if self.is_clause_head(at) {
                return at;
            }
            match self.head(at) {
                Some(head) => at = head,
                None => return at,
            }
        }
        at
    }

    fn is_clause_head(&self, index: usize) -> bool {
        let clausal = matches!(
            self.relation(index),
            Relation::Root
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::Acl
                | Relation::AclRelcl
                | Relation::Parataxis
                | Relation::AdvclRelcl
                | Relation::Csubj
        );
        self.is_verb(index)
            && !matches!(
                self.relation(index),
                Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Amod
            )
            || clausal && self.children(index).iter().any(|&d| self.relation(d).is_subject())
            || self.head(index).is_none()
    }

    /// True when `ancestor` stands above `index` (or is it).
    #[must_use]
    pub fn is_below(&self, index: usize, ancestor: usize) -> bool {
        index == ancestor
            || self.reading.ancestors(index).take(MAX_STEPS * 4).any(|a| a == ancestor)
    }

    /// The word that a noun phrase is an argument of: the nearest ancestor that is no part of a
    /// noun phrase; `None` for a phrase that hangs on nothing.
    #[must_use]
    pub fn predicate_of(&self, token: usize) -> Option<usize> {
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
