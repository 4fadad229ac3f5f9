//! Questions to the dependency tree: subjects, objects, noun phrases, clauses.

use std::collections::HashSet;

use relata_core::{EntityType, Relation, Span, Upos};

use crate::document::Document;

/// How far the rules climb or follow chains; longer chains come from broken parses.
const MAX_STEPS: usize = 12;

impl Document<'_> {
    pub fn is_verb(&self, index: usize) -> bool {
        matches!(self.token(index).upos, Upos::Verb | Upos::Aux)
    }

    pub fn is_nominal(&self, index: usize) -> bool {
        matches!(
            self.token(index).upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X
        )
    }

    pub fn relation(&self, index: usize) -> Relation {
        self.token(index).relation
    }

    pub fn head(&self, index: usize) -> Option<usize> {
        self.token(index).head
    }

    pub fn child(&self, index: usize, relations: &[Relation]) -> Option<usize> {
        self.reading.dependent(index, relations)
    }

    pub fn children(&self, index: usize) -> &[usize] {
        self.reading.dependents(index)
    }

    /// Lemma of the preposition (or of the first word of a complex one: "according to"), `None`
    /// without one.
    pub fn case_of(&self, index: usize) -> Option<&str> {
        let case = self.children(index).iter().copied().find(|&d| {
            self.relation(d) == Relation::Case && !matches!(self.form(d), "'s" | "’s" | "'" | "’")
        })?;
        Some(self.lemma(case))
    }

    /// The token and its conjuncts.
    pub fn with_conjuncts(&self, index: usize) -> Vec<usize> {
        let mut out = vec![index];
        out.extend(
            self.reading
                .dependents_by(index, &[Relation::Conj])
                .filter(|&d| self.is_nominal(d) && !self.parted_by_verb(d))
                .take(MAX_STEPS),
        );
        out
    }

    /// "nine people were killed and dozens wounded": a noun joined to the verb, or to a noun in
    /// front of the verb, is no conjunct, though the tree may say so.
    pub fn parted_by_verb(&self, index: usize) -> bool {
        let Some(first) = self
            .head(index)
            .filter(|&first| self.relation(index) == Relation::Conj && first < index)
        else {
            return false;
        };
        let behind = |verb: usize| first < verb && verb < index && self.is_verb(verb);
        self.is_verb(first) && self.is_nominal(index) || self.head(first).is_some_and(behind)
    }

    /// The first conjunct of the coordination that the token belongs to.
    pub fn first_conjunct(&self, index: usize) -> usize {
        let mut at = index;
        for _ in 0..MAX_STEPS {
            match self.head(at) {
                Some(head) if self.relation(at) == Relation::Conj && !self.parted_by_verb(at) => {
                    at = head
                }
                _ => break,
            }
        }
        at
    }

    /// True when the verb is passive: by auxiliary, subject or agent, or as a bare past participle
    /// that modifies a noun.
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
                && matches!(form.as_str(), "hit" | "put" | "cut" | "shot" | "set")
    }

    /// Nominal arguments with one of the relations, conjuncts after each.
    pub fn arguments(&self, predicate: usize, relations: &[Relation]) -> Vec<usize> {
        let heads: Vec<usize> = self.reading.dependents_by(predicate, relations).collect();
        heads.into_iter().flat_map(|head| self.with_conjuncts(head)).collect()
    }

    /// Obliques or nominal modifiers that the preposition introduces, conjuncts after each.
    pub fn introduced_by(&self, predicate: usize, preposition: &str) -> Vec<usize> {
        let relations = [Relation::Obl, Relation::OblAgent, Relation::Nmod, Relation::OblUnmarked];
        let heads: Vec<usize> = self
            .reading
            .dependents_by(predicate, &relations)
            .filter(|&d| self.case_of(d) == Some(preposition))
            .collect();
        heads.into_iter().flat_map(|head| self.with_conjuncts(head)).collect()
    }

    /// The verb or other predicate of the clause that holds the token.
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
    pub fn is_below(&self, index: usize, ancestor: usize) -> bool {
        index == ancestor
            || self.reading.ancestors(index).take(MAX_STEPS * 4).any(|a| a == ancestor)
    }

    /// Span of the noun phrase: the phrase without preposition, conjuncts, trailing relative
    /// clause, apposition and quotation marks about it.
    pub fn noun_phrase(&self, head: usize) -> Option<Span> {
        let tokens = self.reading.subtree(head, |d| self.ends_phrase(d, head));
        let inside: HashSet<usize> = tokens.iter().copied().collect();
        let (mut first, mut last) = (head, head);
        while first.checked_sub(1).is_some_and(|t| inside.contains(&t)) {
            first -= 1;
        }
        while inside.contains(&(last + 1)) {
            last += 1;
        }
        let loose = |t: usize| {
            self.is_punctuation(t)
                || (t < head
                    && !self.begins_quantity(t)
                    && matches!(self.relation(t), Relation::Case | Relation::Cc)
                    && self.head(t) == Some(head))
        };
        while first < head && loose(first) {
            first += 1;
        }
        while last > head && self.is_punctuation(last) {
            last -= 1;
        }
        if first.checked_sub(1).is_some_and(|t| self.begins_quantity(t)) {
            first -= 1;
        }
        self.reading.cover(first..=last)
    }

    /// "at least", "at most", "up to", "more than", "fewer than", "less than"
    fn begins_quantity(&self, index: usize) -> bool {
        matches!(
            (
                self.form(index).to_lowercase().as_str(),
                self.form(index + 1).to_lowercase().as_str()
            ),
            ("at", "least" | "most") | ("up", "to") | ("more" | "fewer" | "less", "than")
        )
    }

    fn ends_phrase(&self, dependent: usize, head: usize) -> bool {
        let relation = self.relation(dependent);
        let apart = matches!(
            relation,
            Relation::AclRelcl
                | Relation::Parataxis
                | Relation::Conj
                | Relation::Appos
                | Relation::Cop
                | Relation::Aux
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Advcl
                | Relation::Mark
                | Relation::Ccomp
                | Relation::Discourse
                | Relation::Dep
                | Relation::List
        );
        let own = self.head(dependent) == Some(head);
        match relation {
            Relation::Nmod | Relation::Obl
                if own
                    && matches!(
                        self.entity_type(dependent),
                        Some(EntityType::Date | EntityType::Time)
                    ) =>
            {
                true
            }
            // The words of a conjunction inside a modifier ("the army and police chief") belong to
            // the phrase.
            Relation::Conj => own || dependent > head,
            Relation::Cc => own && dependent > head,
            Relation::Acl => dependent > head && own && self.is_verb(dependent),
            Relation::Punct => {
                own && dependent > head
                    && matches!(self.form(dependent), "," | ";" | ":" | "-" | "–" | "—" | "(" | ")")
            }
            _ => apart,
        }
    }
}
