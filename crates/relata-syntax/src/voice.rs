//! Voice.

use relata_core::Relation;

use crate::analysis::Analysis;
use crate::lexicon::{self, WordKind};

impl Analysis<'_> {
    /// True when the verb is passive: by auxiliary, subject or agent, or as a bare past participle
    /// that modifies a noun.
    #[must_use]
    pub fn is_passive(&self, verb: usize) -> bool {
        if self
            .child(
                verb,
                &[Relation::AuxPass, Relation::NsubjPass, Relation::OblAgent, Relation::CsubjPass],
            )
            .is_some()
        {
            return true;
        }
        let be = self.child(verb, &[Relation::Aux]).is_some_and(|aux| self.lemma(aux) == "be")
            && self.child(verb, &[Relation::Obj]).is_none();
        if be && self.is_past_participle(verb) {
            return true;
        }
        if matches!(self.relation(verb), Relation::Acl | Relation::Amod | Relation::Advcl)
            && self.is_past_participle(verb)
        {
            return self.child(verb, &[Relation::Nsubj, Relation::Obj, Relation::Aux]).is_none();
        }
        // A conjunct shares the auxiliary of the first: "was arrested and charged".
        self.relation(verb) == Relation::Conj
            && self.is_past_participle(verb)
            && self.child(verb, &[Relation::Nsubj, Relation::Aux, Relation::Obj]).is_none()
            && self.head(verb).is_some_and(|head| {
                head != verb
                    && self.child(head, &[Relation::AuxPass, Relation::NsubjPass]).is_some()
            })
    }

    fn is_past_participle(&self, verb: usize) -> bool {
        let form = self.form(verb).to_lowercase();
        self.is_verb(verb)
            && !form.ends_with("ing")
            && form != self.lemma(verb)
            && self.child(verb, &[Relation::Mark]).is_none_or(|m| self.lemma(m) != "to")
            || self.relation(verb) == Relation::Acl
                && lexicon::grammar().is_word(WordKind::BareParticiple, &form)
    }
}
