//! Which time expression tells when an event took place; the time of the statement about it does
//! not.

use std::collections::HashSet;

use relata_core::{ClaimId, Relation, TimeExpression, TimeId};

use crate::document::Document;
use crate::mention::Trigger;
use crate::roles;
use crate::time;

/// Time expressions by sentence, without those that tell when a claim was made.
pub(crate) struct Times<'a> {
    document: &'a Document<'a>,
    list: &'a [TimeExpression],
    of_claims: HashSet<usize>,
    cues: HashSet<usize>,
}

impl<'a> Times<'a> {
    pub fn new(document: &'a Document<'a>, list: &'a [TimeExpression]) -> Self {
        let cues = document.claims.iter().filter_map(|claim| claim.cue.as_ref());
        let cues =
            cues.flat_map(|cue| document.reading.tokens_in(cue.text.span).take(16)).collect();
        let mut times = Self { document, list, of_claims: HashSet::new(), cues };
        times.of_claims = times.claim_pairs().into_iter().map(|(_, time)| time).collect();
        times
    }

    /// The time expression that tells when each claim was made.
    pub fn of_claims(&self) -> Vec<(ClaimId, TimeId)> {
        self.claim_pairs()
            .into_iter()
            .filter_map(|(claim, time)| Some((claim, self.list.get(time)?.id)))
            .collect()
    }

    fn claim_pairs(&self) -> Vec<(ClaimId, usize)> {
        self.document
            .claims
            .iter()
            .filter_map(|claim| Some((claim.id, self.of_claim(claim)?)))
            .collect()
    }

    fn of_claim(&self, claim: &relata_core::Claim) -> Option<usize> {
        if let Some(said_at) = &claim.said_at {
            let first = self.list.partition_point(|t| t.text.span.end() <= said_at.span.start());
            return Some(first)
                .filter(|&t| self.list.get(t).is_some_and(|t| t.text.span.overlaps(said_at.span)));
        }
        let cue = claim.cue.as_ref()?;
        let verb = self.document.reading.head_of_span(cue.text.span)?;
        let near = self.in_sentence(verb).into_iter();
        near.filter(|&t| {
            !claim
                .content
                .iter()
                .any(|c| self.list.get(t).is_some_and(|time| c.span.overlaps(time.text.span)))
        })
        .find(|&t| self.attaches(t, verb))
    }

    /// Places of the expressions in the sentence of a token.
    fn in_sentence(&self, token: usize) -> Vec<usize> {
        let sentence = self.document.reading.sentence(self.document.reading.sentence_of(token));
        let Some(span) = sentence.map(|s| s.span) else { return Vec::new() };
        let first = self.list.partition_point(|t| t.text.span.end() <= span.start());
        let end = self.list.partition_point(|t| t.text.span.start() < span.end());
        (first..end.max(first)).collect()
    }

    fn head(&self, time: usize) -> Option<usize> {
        self.list.get(time).and_then(|t| self.document.reading.head_of_span(t.text.span))
    }

    /// True when the expression hangs on the token directly, as modifier or in a phrase that
    /// modifies it.
    fn attaches(&self, time: usize, token: usize) -> bool {
        let Some(mut at) = self.head(time) else { return false };
        for _ in 0..3 {
            let Some(above) = self.document.head(at) else { return false };
            let modifies = matches!(
                self.document.relation(at),
                Relation::Obl
                    | Relation::OblUnmarked
                    | Relation::Advmod
                    | Relation::Nmod
                    | Relation::NmodUnmarked
                    | Relation::NmodPoss
                    | Relation::Compound
                    | Relation::Amod
                    | Relation::Appos
                    | Relation::Conj
                    | Relation::Nummod
                    | Relation::Flat
                    | Relation::Dep
            );
            if !modifies {
                return false;
            }
            if above == token {
                return true;
            }
            if self.document.is_verb(above) {
                return false;
            }
            at = above;
        }
        false
    }

    /// Place of the expression that tells when the event took place, `None` when none does. Of an
    /// event that is only recalled ("marked the anniversary of the bombing on Sunday")
    /// only one that hangs on its own words does.
    pub fn of_trigger(&self, trigger: &Trigger<'_>, recalled: bool) -> Option<usize> {
        let candidates: Vec<usize> = self
            .in_sentence(trigger.head)
            .into_iter()
            .filter(|t| !self.of_claims.contains(t))
            .filter(|&t| self.is_point(t))
            .collect();
        if candidates.is_empty() {
            return None;
        }
        let attached = roles::carriers(self.document, trigger)
            .into_iter()
            .find_map(|carrier| self.best(&candidates, |t| self.attaches(t, carrier)));
        if recalled {
            return attached;
        }
        attached
            .or_else(|| self.in_clause(trigger, &candidates))
            .or_else(|| self.at_beginning(trigger, &candidates))
    }

    fn is_point(&self, time: usize) -> bool {
        self.list.get(time).is_some_and(time::is_point)
    }

    /// The first that fits, dates before vague references.
    fn best(&self, candidates: &[usize], fits: impl Fn(usize) -> bool) -> Option<usize> {
        let dated =
            |&&t: &&usize| self.list.get(t).is_some_and(|time| !time.value.ends_with("_REF"));
        candidates.iter().filter(dated).chain(candidates).copied().find(|&t| fits(t))
    }

    /// The expression of the trigger's own clause, or of the clause that a participle or conjunct
    /// belongs to.
    fn in_clause(&self, trigger: &Trigger<'_>, candidates: &[usize]) -> Option<usize> {
        let mut clause = self.document.clause_of(trigger.head);
        for _ in 0..3 {
            if self.cues.contains(&clause) {
                return None;
            }
            if let Some(found) = self.best(candidates, |t| {
                self.head(t).is_some_and(|h| self.document.clause_of(h) == clause)
            }) {
                return Some(found);
            }
            let open = matches!(
                self.document.relation(clause),
                Relation::Conj
                    | Relation::Advcl
                    | Relation::Acl
                    | Relation::Xcomp
                    | Relation::AclRelcl
            );
            clause =
                self.document.head(clause).filter(|_| open).map(|h| self.document.clause_of(h))?;
        }
        None
    }

    /// "Yesterday, …" at the beginning of a sentence of the paper's own.
    fn at_beginning(&self, trigger: &Trigger<'_>, candidates: &[usize]) -> Option<usize> {
        let start = self.document.sentence_of(trigger.head).start;
        let first = *candidates.first()?;
        let head = self.head(first)?;
        let clause = self.document.clause_of(head);
        (head <= start + 4
            && !self.cues.contains(&clause)
            && self.document.is_below(trigger.head, clause))
        .then_some(first)
    }
}
