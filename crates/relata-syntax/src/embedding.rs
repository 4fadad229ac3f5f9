//! What stands over a predicate: the word that takes it as a complement, and its row in the table.

use relata_core::{Relation, Upos};

use crate::analysis::Analysis;
use crate::lexicon::{self, Effect, Embedding, Governs};

/// The word over a predicate, with what the table says of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Governor {
    /// The word that governs.
    pub word: usize,
    /// Its row for this complement, `None` where the table is silent.
    pub row: Option<&'static Embedding>,
    /// What it is a complement as.
    pub complement: Complement,
}

/// How a word hangs on the one over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Complement {
    /// An infinitive or gerund without a subject of its own, or a clause that continues the verb.
    Open,
    /// A clause with a subject of its own.
    Clause,
    /// A noun phrase, or what a preposition introduces.
    Phrase,
    /// An adverbial clause with an infinitive: a purpose.
    Purpose,
}

impl Analysis<'_> {
    /// The word that takes this one as a complement; `None` where it stands by itself: a root, a
    /// relative clause, an adverbial clause that no row speaks of.
    pub(crate) fn governor(&self, at: usize) -> Option<Governor> {
        let word = self.head(at)?;
        let found = |row, complement| Some(Governor { word, row, complement });
        match self.relation(at) {
            Relation::Xcomp => found(self.open_row(word, at), Complement::Open),
            Relation::Ccomp | Relation::Csubj | Relation::CsubjPass => {
                let open = self.subjectless_row(word, at);
                if let Some(row) = open.or_else(|| self.small_clause_row(word, at)) {
                    return found(Some(row), Complement::Open);
                }
                let question = || self.opens_question(at).then(|| self.row(word, "question"));
                let row = question().flatten().or_else(|| self.row(word, "clause"));
                found(row, Complement::Clause)
            }
            Relation::Advcl | Relation::Acl => self.adverbial(at, word),
            Relation::Obj | Relation::NsubjPass => {
                found(self.row(word, "object"), Complement::Phrase)
            }
            Relation::Nsubj => {
                // "The rumour proved false": what the predicate says of its subject.
                let predicate = || self.child(word, &[Relation::Xcomp]);
                let row = self.row(word, "subject");
                let row = row.or_else(|| self.row(predicate()?, "subject"));
                found(row, Complement::Phrase)
            }
            Relation::Obl | Relation::Nmod | Relation::OblAgent => {
                let case = self.case_of(at)?;
                found(self.row(word, case), Complement::Phrase)
            }
            Relation::Compound if word > at => {
                let row = self.row(word, "of").or_else(|| self.row(word, "for"));
                found(row, Complement::Phrase)
            }
            _ => None,
        }
    }

    /// True for a predicate that another one takes as its complement and says something else of:
    /// "refused to release", "ordered the raid", but not "carried out the raid".
    #[must_use]
    pub fn is_embedded_in(&self, at: usize, word: usize) -> bool {
        let governor = self.governor(at).filter(|governor| governor.word == word);
        governor.and_then(|governor| governor.row).is_some_and(|row| row.plain != Effect::Keep)
    }

    /// True where the word over a predicate tells whether that took place: "the attack occurred",
    /// "the raid was called off", but not "the attack surprised them".
    #[must_use]
    pub fn is_governed(&self, at: usize) -> bool {
        self.governor(at).is_some_and(|governor| governor.row.is_some())
    }

    fn adverbial(&self, at: usize, word: usize) -> Option<Governor> {
        let mark = self.case_or_mark(at);
        if mark == Some("to") && !self.is_gerund(at) {
            // "had no plans | to deploy": the parse may hang the infinitive on the verb instead of
            // the noun before it.
            if let Some((noun, row)) = self.noun_before_infinitive(word, at) {
                return Some(Governor { word: noun, row: Some(row), complement: Complement::Open });
            }
            let row = self.row(word, "inf");
            let complement = if self.relation(at) == Relation::Acl || row.is_some() {
                Complement::Open
            } else {
                Complement::Purpose
            };
            return Some(Governor { word, row, complement });
        }
        let row = match mark {
            Some(mark) => self.row(word, mark),
            None if self.is_gerund(at) && self.relation(at) == Relation::Acl => {
                self.row(word, "ing")
            }
            None => None,
        };
        let row = row.or_else(|| self.row(word, "clause").filter(|_| mark == Some("that")));
        row.map(|row| Governor { word, row: Some(row), complement: Complement::Open })
    }

    fn open_row(&self, word: usize, at: usize) -> Option<&'static Embedding> {
        let mark = self.case_or_mark(at);
        match mark {
            Some("to") if !self.is_gerund(at) => self.row(word, "inf"),
            Some(mark) => self.row(word, mark).or_else(|| self.row(word, "ing")),
            None if self.is_gerund(at) => self.row(word, "ing"),
            None if self.is_verb(at) => self.row(word, "inf"),
            None => None,
        }
    }

    /// A clause without a finite verb that the parse takes for a whole one: "wants police to
    /// leave".
    fn subjectless_row(&self, word: usize, at: usize) -> Option<&'static Embedding> {
        if self.is_infinitive(at) {
            self.row(word, "inf")
        } else if self.is_gerund(at) && self.child(at, &[Relation::Aux]).is_none() {
            self.row(word, "ing")
        } else {
            None
        }
    }

    /// "see their abbey *burned*": a participle with its subject and nothing else is no statement.
    fn small_clause_row(&self, word: usize, at: usize) -> Option<&'static Embedding> {
        let finite = [Relation::Aux, Relation::AuxPass, Relation::Cop, Relation::Mark];
        let small = self.child(at, &[Relation::NsubjPass]).is_some()
            && self.child(at, &finite).is_none()
            && self.relation(at) == Relation::Ccomp;
        self.row(word, "inf").filter(|row| small && row.plain == Effect::Keep)
    }

    fn noun_before_infinitive(
        &self,
        verb: usize,
        at: usize,
    ) -> Option<(usize, &'static Embedding)> {
        if !self.is_verb(verb) || self.row(verb, "inf").is_some() {
            return None;
        }
        let nouns = self.reading.dependents_by(verb, &[Relation::Obj, Relation::Nsubj]);
        nouns.filter(|&noun| noun < at).find_map(|noun| Some((noun, self.row(noun, "inf")?)))
    }

    /// The row of a word for a complement; a particle or the preposition that belongs to the verb
    /// is taken along where the table has the two together ("call off").
    pub(crate) fn row(&self, word: usize, complement: &str) -> Option<&'static Embedding> {
        let governs = match self.upos(word) {
            Upos::Verb | Upos::Aux => Governs::Verb,
            Upos::Noun | Upos::Propn => Governs::Noun,
            Upos::Adj | Upos::Adv => Governs::Adjective,
            _ => return None,
        };
        let lemma = self.lemma(word);
        // "carry out", "take place"
        let belongs = |&t: &usize| {
            matches!(self.relation(t), Relation::CompoundPrt | Relation::Obj)
                && self.sentence_of(word).contains(&t)
        };
        let beside = || Some(word + 1).filter(belongs);
        let particle = self.child(word, &[Relation::CompoundPrt]).or_else(beside);
        let particle = particle.and_then(|particle| {
            let phrase = format!("{lemma} {}", self.lemma(particle));
            lexicon::grammar().embedding(&phrase, governs, complement)
        });
        particle.or_else(|| lexicon::grammar().embedding(lemma, governs, complement))
    }

    /// The row of the conjunction or preposition that introduces a clause or phrase.
    pub(crate) fn marker_row(&self, at: usize) -> Option<(usize, &'static Embedding)> {
        let marked = self.row_of_marker(at, &[Relation::Mark, Relation::Case, Relation::Advmod]);
        marked.or_else(|| self.compound_preposition(at))
    }

    /// The row of what joins a conjunct: "held talks *rather than* a strike".
    pub(crate) fn coordinator_row(&self, at: usize) -> Option<(usize, &'static Embedding)> {
        self.row_of_marker(at, &[Relation::Cc])
    }

    fn row_of_marker(
        &self,
        at: usize,
        markers: &[Relation],
    ) -> Option<(usize, &'static Embedding)> {
        self.reading.dependents_by(at, markers).filter(|&d| d < at).find_map(|marker| {
            let complement = if self.is_verb(at) { "clause" } else { "noun" };
            let rest = self.reading.dependents_by(marker, &[Relation::Fixed]);
            let words = rest.fold(self.lemma(marker).to_owned(), |words, t| {
                words + " " + &self.form(t).to_lowercase()
            });
            let row = lexicon::grammar().embedding(&words, Governs::Particle, complement)?;
            Some((marker, row))
        })
    }

    /// The row of a preposition that is made with a noun: "*in place of* a strike".
    fn compound_preposition(&self, at: usize) -> Option<(usize, &'static Embedding)> {
        let noun = self.head(at).filter(|_| self.relation(at) == Relation::Nmod)?;
        let first = self.child(noun, &[Relation::Case]).filter(|&case| case + 1 == noun)?;
        let words = [self.lemma(first), self.lemma(noun), self.case_of(at)?].join(" ");
        let row = lexicon::grammar().embedding(&words, Governs::Particle, "noun")?;
        Some((first, row))
    }

    /// True for a clause that a question word opens: "why the jets bombed", "how many it killed".
    #[must_use]
    pub fn opens_question(&self, clause: usize) -> bool {
        let first = self.sentence_of(clause).start;
        let mut at = clause;
        for &d in self.children(clause) {
            if d < at && self.relation(d) != Relation::Punct {
                at = d;
            }
        }
        // The first word of the first phrase: "how many people", "in whose house".
        let mut words = vec![at];
        words.extend(self.children(at).iter().copied().filter(|&d| d < at && d >= first));
        let inner: Vec<usize> =
            words.iter().flat_map(|&w| self.children(w).iter().copied()).collect();
        words.extend(inner.into_iter().filter(|&d| d < at));
        words.iter().any(|&w| w < clause && self.is_question_word(w))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use relata_core::conllu;

    use super::*;

    /// Every row of several words is the one that decides in some sentence of the tests: what
    /// hangs otherwise in the tree than a row would have it can never match.
    #[test]
    fn rows_of_several_words_match() {
        let layers = include_str!("../tests/layers.conllu");
        let mut used: HashSet<*const Embedding> = HashSet::new();
        for sentence in layers.split("# text = ").skip(1) {
            let (text, layers) = sentence.split_once('\n').unwrap();
            let reading = conllu::read(text, layers).unwrap();
            let analysis = Analysis::new(text, &reading);
            for at in 0..reading.tokens().len() {
                let over = analysis.governor(at).and_then(|governor| governor.row);
                let marker = analysis.marker_row(at).map(|(_, row)| row);
                let joined = analysis.coordinator_row(at).map(|(_, row)| row);
                let rows = [over, marker, joined].into_iter().flatten();
                used.extend(rows.map(std::ptr::from_ref));
            }
        }
        let rows = lexicon::grammar().embedding_of_several_words();
        let unused: Vec<String> = rows
            .filter(|(_, row)| !used.contains(&std::ptr::from_ref(*row)))
            .map(|(words, row)| format!("{words} {:?} {}", row.governs, row.complement))
            .collect();
        assert!(unused.is_empty(), "{unused:#?}");
    }
}
