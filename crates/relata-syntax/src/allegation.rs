//! Deeds that are only laid to somebody: "accused of shelling the town", "allegedly shot", "the
//! suspected bombers".

use relata_core::Relation;

use crate::analysis::Analysis;
use crate::embedding::Complement;
use crate::lexicon::{self, AllegationKind, Governs};

/// How many governing words are looked at; longer chains come from broken parses.
const DEPTH: usize = 10;

impl Analysis<'_> {
    /// The word that makes the predicate at `head`, a verb or a noun, a deed that is only laid to
    /// whoever did it: "accused" of "accused of shelling", "allegedly".
    ///
    /// ```
    /// use relata_core::Reading;
    /// use relata_syntax::Analysis;
    /// let reading = Reading::default();
    /// assert_eq!(Analysis::new("", &reading).allegation(0), None);
    /// ```
    #[must_use]
    pub fn allegation(&self, head: usize) -> Option<usize> {
        let mut at = head;
        for _ in 0..DEPTH {
            if let Some(word) = self.alleging_modifier(at) {
                return Some(word);
            }
            if self.relation(at) == Relation::Conj {
                at = self.head(at).filter(|_| !self.has_own_subject(at))?;
                continue;
            }
            let governor = self.governor(at)?;
            if let Some(row) = governor.row
                && self.lays(governor.word, row.governs, row.complement)
            {
                return Some(governor.word);
            }
            // "is believed to have tried to kill", "accused of a series of murders"
            let goes_on =
                governor.complement == Complement::Open || self.is_container(governor.word);
            at = Some(governor.word).filter(|_| goes_on)?;
        }
        None
    }

    /// "allegedly" of a verb, "alleged" of a noun.
    #[must_use]
    pub fn alleging_modifier(&self, head: usize) -> Option<usize> {
        let says = |word: usize| {
            let kind = match self.relation(word) {
                Relation::Advmod => AllegationKind::Adverb,
                Relation::Amod => AllegationKind::Adjective,
                _ => return false,
            };
            let form = self.form(word).to_lowercase();
            [form.as_str(), self.lemma(word)]
                .iter()
                .any(|word| lexicon::grammar().alleges(word, kind, "-"))
        };
        self.children(head).iter().copied().find(|&word| says(word))
    }

    fn lays(&self, word: usize, governs: Governs, complement: &str) -> bool {
        let kind = match governs {
            Governs::Verb => AllegationKind::Verb,
            Governs::Noun => AllegationKind::Noun,
            Governs::Adjective | Governs::Particle => return false,
        };
        lexicon::grammar().alleges(self.lemma(word), kind, complement)
    }
}
