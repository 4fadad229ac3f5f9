//! Noun phrases: conjuncts, what a preposition introduces, extents.

use std::collections::HashSet;

use relata_core::{EntityType, Relation, Span};

use crate::analysis::Analysis;
use crate::lexicon::{self, WordKind};

/// How far chains of one relation are followed; longer ones come from broken parses.
pub(crate) const MAX_STEPS: usize = 12;

impl Analysis<'_> {
    /// The token and its conjuncts.
    #[must_use]
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
    /// front of the verb, is no conjunct, nor a second subject of the first verb, though the tree
    /// may say so.
    #[must_use]
    pub fn parted_by_verb(&self, index: usize) -> bool {
        let joined = match self.relation(index) {
            Relation::Conj => true,
            Relation::Nsubj | Relation::NsubjPass => self.child(index, &[Relation::Cc]).is_some(),
            _ => false,
        };
        let Some(first) = self.head(index).filter(|&first| joined && first < index) else {
            return false;
        };
        let behind = |verb: usize| first < verb && verb < index && self.is_verb(verb);
        self.is_verb(first) && self.is_nominal(index) || self.head(first).is_some_and(behind)
    }

    /// The first conjunct of the coordination that the token belongs to.
    #[must_use]
    pub fn first_conjunct(&self, index: usize) -> usize {
        let mut at = index;
        for _ in 0..MAX_STEPS {
            match self.head(at) {
                Some(head) if self.relation(at) == Relation::Conj && !self.parted_by_verb(at) => {
                    at = head;
                }
                _ => break,
            }
        }
        at
    }

    /// Nominal arguments with one of the relations, conjuncts after each.
    #[must_use]
    pub fn arguments(&self, predicate: usize, relations: &[Relation]) -> Vec<usize> {
        let heads: Vec<usize> = self.reading.dependents_by(predicate, relations).collect();
        heads.into_iter().flat_map(|head| self.with_conjuncts(head)).collect()
    }

    /// Obliques or nominal modifiers that the preposition introduces, conjuncts after each.
    #[must_use]
    pub fn introduced_by(&self, predicate: usize, preposition: &str) -> Vec<usize> {
        let relations = [Relation::Obl, Relation::OblAgent, Relation::Nmod, Relation::OblUnmarked];
        let heads: Vec<usize> = self
            .reading
            .dependents_by(predicate, &relations)
            .filter(|&d| self.case_of(d) == Some(preposition))
            .collect();
        heads.into_iter().flat_map(|head| self.with_conjuncts(head)).collect()
    }

    /// What a noun is counted into: "strike" of "a wave of strikes" gives "wave", any other noun
    /// itself.
    #[must_use]
    pub fn container_of(&self, noun: usize) -> usize {
        let mut at = noun;
        for _ in 0..MAX_STEPS {
            match self.head(at) {
                Some(head)
                    if self.relation(at) == Relation::Nmod
                        && self.case_of(at) == Some("of")
                        && self.is_container(head) =>
                {
                    at = head;
                }
                _ => break,
            }
        }
        at
    }

    /// True for a noun that counts or measures what "of" introduces: "wave", "series".
    #[must_use]
    pub fn is_container(&self, noun: usize) -> bool {
        lexicon::grammar().is_word(WordKind::Container, self.lemma(noun))
    }

    /// Span of the noun phrase: the phrase without preposition, conjuncts, trailing relative
    /// clause, apposition and quotation marks about it.
    #[must_use]
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
        first = first.max(self.behind_preposition(first, head));
        let loose = |t: usize| {
            self.is_punctuation(t)
                || (t < head
                    && !self.begins_quantity(t)
                    && self.relation(t) == Relation::Cc
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

    /// The first token of the phrase behind its last preposition: "only at *armed* groups",
    /// "according to *a* nurse". One that begins a quantity is a part of the phrase.
    fn behind_preposition(&self, first: usize, head: usize) -> usize {
        let is_own = |&t: &usize| {
            self.relation(t) == Relation::Case
                && self.head(t) == Some(head)
                && !self.begins_quantity(t)
                && !t.checked_sub(1).is_some_and(|before| self.begins_quantity(before))
        };
        let Some(preposition) = (first..head).rev().find(is_own) else { return first };
        let words = self.reading.dependents_by(preposition, &[Relation::Fixed]);
        words.filter(|&t| t < head).fold(preposition, usize::max) + 1
    }

    /// "at least", "at most", "up to", "more than", "fewer than", "less than"
    fn begins_quantity(&self, index: usize) -> bool {
        let pair = [index, index + 1].map(|at| self.form(at).to_lowercase());
        let found = lexicon::quantifier(|at| pair.get(at).map_or("", String::as_str));
        found.is_some_and(|row| row.words.len() == 2)
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
                        self.token(dependent).entity.label(),
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

#[cfg(test)]
mod tests {
    use relata_core::conllu;

    use crate::Analysis;

    /// Rows of `form lemma UPOS head relation`, and the noun phrase of the token.
    fn phrase(rows: &str, head: usize) -> String {
        let cells: Vec<Vec<&str>> = rows.lines().map(|row| row.split(' ').collect()).collect();
        let text = cells.iter().map(|c| c[0]).collect::<Vec<_>>().join(" ");
        let line = |(number, c): (usize, &Vec<&str>)| {
            format!(
                "{}\t{}\t{}\t{}\t_\t_\t{}\t{}\t_\t_\n",
                number + 1,
                c[0],
                c[1],
                c[2],
                c[3],
                c[4]
            )
        };
        let lines: String = cells.iter().enumerate().map(line).collect();
        let reading = conllu::read(&text, &(lines + "\n")).unwrap();
        Analysis::new(&text, &reading).noun_phrase(head).unwrap().text(&text).to_owned()
    }

    #[test]
    fn a_noun_phrase_begins_behind_its_prepositions() {
        for (rows, head, expected) in [
            (
                "fired fire VERB 0 root\nonly only ADV 5 advmod\nat at ADP 5 case\n\
                 armed armed ADJ 5 amod\ngroups group NOUN 1 obl",
                4,
                "armed groups",
            ),
            (
                "fled flee VERB 0 root\naccording accord VERB 5 case\nto to ADP 2 fixed\n\
                 a a DET 5 det\nnurse nurse NOUN 1 obl",
                4,
                "a nurse",
            ),
            (
                "died die VERB 0 root\nin in ADP 5 case\nmore more ADJ 5 advmod\n\
                 than than ADP 3 fixed\nraids raid NOUN 1 obl",
                4,
                "more than raids",
            ),
        ] {
            assert_eq!(phrase(rows, head), expected);
        }
    }
}
