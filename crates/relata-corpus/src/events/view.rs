//! An event with what is known of its article.

use crate::digest::{Digest, EventDigest, Party, Role};
use crate::reprints::Reuse;

/// Articles that are linked, by their numbers.
#[derive(Clone, Copy)]
pub struct Articles<'a> {
    pub digests: &'a [Digest],
    /// For each article what it takes from others.
    pub reuse: &'a [Reuse],
    /// For each article its entities' numbers over all articles.
    pub entities: &'a [Vec<Option<usize>>],
}

/// An event of an article.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub article: u32,
    pub digest: &'a Digest,
    pub event: &'a EventDigest,
    pub reuse: &'a Reuse,
    entities: &'a [Option<usize>],
}

impl<'a> Articles<'a> {
    pub fn view(self, article: u32, event: usize) -> Option<View<'a>> {
        let at = article as usize;
        let digest = self.digests.get(at)?;
        Some(View {
            article,
            digest,
            event: digest.events.get(event)?,
            reuse: self.reuse.get(at)?,
            entities: self.entities.get(at)?,
        })
    }
}

impl<'a> View<'a> {
    pub fn parties(self, role: Role) -> impl Iterator<Item = &'a Party> {
        self.event.parties.iter().filter(move |party| party.role == role)
    }

    /// The number of the entity that takes part.
    pub fn entity(self, party: &Party) -> Option<usize> {
        self.entities.get(party.entity?).copied().flatten()
    }
}
