//! The claims that are taken so far, by the tokens that they take up.

use crate::proposal::{Proposal, Stands};

/// How a proposal lies to the claims that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// Beside them, or around some of them.
    Free,
    /// Inside the contents of so many of them.
    Inside(usize),
    Crossing,
}

/// The claims, and which of them take up each token.
#[derive(Debug)]
pub(super) struct Field {
    taken: Vec<Proposal>,
    at: Vec<Vec<usize>>,
}

impl Field {
    /// An empty one, of so many tokens.
    pub(super) fn new(tokens: usize) -> Self {
        Self { taken: Vec::new(), at: vec![Vec::new(); tokens] }
    }

    pub(super) fn add(&mut self, proposal: &Proposal) {
        let index = self.taken.len();
        for token in tokens(proposal) {
            if let Some(here) = self.at.get_mut(token).filter(|here| here.last() != Some(&index)) {
                here.push(index);
            }
        }
        self.taken.push(proposal.clone());
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Proposal> {
        self.taken.iter()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Proposal> {
        self.taken.get(index)
    }

    /// How the proposal lies to the claims that share a token with it.
    pub(super) fn lies(&self, proposal: &Proposal) -> Lies {
        let near = self.near(proposal);
        let relations = near.iter().filter_map(|&i| self.taken.get(i)).map(|t| lies(proposal, t));
        let mut depth = 0;
        for relation in relations {
            match relation {
                Lies::Crossing => return Lies::Crossing,
                Lies::Inside(_) => depth += 1,
                Lies::Free => {}
            }
        }
        if depth > 0 { Lies::Inside(depth) } else { Lies::Free }
    }

    /// The smallest claim inside whose content the one with that number stands.
    pub(super) fn around(&self, index: usize) -> Option<usize> {
        let inner = self.taken.get(index)?;
        let holds = |&other: &usize| {
            other != index
                && self.taken.get(other).is_some_and(|outer| {
                    is_inside(inner, outer) && !(is_inside(outer, inner) && other > index)
                })
        };
        let size = |&other: &usize| {
            (self.taken.get(other).map_or(usize::MAX, Proposal::content_len), other)
        };
        self.near(inner).into_iter().filter(holds).min_by_key(size)
    }

    /// The claims that share a token with the proposal.
    fn near(&self, proposal: &Proposal) -> Vec<usize> {
        let shared = tokens(proposal).filter_map(|token| self.at.get(token)).flatten();
        let mut out: Vec<usize> = shared.copied().collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The tokens that a proposal takes up.
fn tokens(proposal: &Proposal) -> impl Iterator<Item = usize> + '_ {
    proposal.parts().flat_map(Clone::clone)
}

/// How one proposal lies to another one. A source may be shared by several cues; a cue may not, and
/// contents of which neither holds the other whole exclude each other.
fn lies(proposal: &Proposal, taken: &Proposal) -> Lies {
    if is_inside(proposal, taken) {
        return Lies::Inside(1);
    }
    if is_inside(taken, proposal) {
        let may = taken.stands != Stands::Free && taken.cue.is_some();
        return if may { Lies::Free } else { Lies::Crossing };
    }
    let content = |p: &Proposal, other: &Proposal| {
        p.content.iter().flat_map(Clone::clone).any(|t| other.content_has(t))
    };
    let cue = |p: &Proposal, other: &Proposal| {
        p.cue
            .iter()
            .flat_map(Clone::clone)
            .any(|t| other.content_has(t) || other.cue.as_ref().is_some_and(|cue| cue.contains(&t)))
    };
    let crosses = content(proposal, taken) || cue(proposal, taken) || cue(taken, proposal);
    if crosses { Lies::Crossing } else { Lies::Free }
}

/// True when all of the inner claim stands inside the content of the other one.
fn is_inside(inner: &Proposal, outer: &Proposal) -> bool {
    tokens(inner).all(|token| outer.content_has(token))
}
