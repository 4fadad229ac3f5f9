//! An event with what is known of its article.

use crate::digest::{Digest, EventDigest, Party, Role, Strand, Trigger};
use crate::reprints::Reuse;
use crate::text::Bag;

/// Articles that are linked, by their numbers.
#[derive(Clone, Copy)]
pub struct Articles<'a> {
    pub digests: &'a [Digest],
    /// For each article what it takes from others.
    pub reuse: &'a [Reuse],
    /// For each article its entities' numbers over all articles.
    pub entities: &'a [Vec<Option<usize>>],
}

/// An event of an article, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventRef {
    pub article: u32,
    pub event: usize,
}

/// What is linked: an event of an article as a whole, or one of its strands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    pub of: EventRef,
    pub strand: Option<usize>,
}

/// Whether events are linked as wholes or by their strands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    #[default]
    Events,
    Strands,
}

/// An event of an article, or one of its strands.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub article: u32,
    pub digest: &'a Digest,
    pub event: &'a EventDigest,
    pub reuse: &'a Reuse,
    strand: Option<&'a Strand>,
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
            strand: None,
            entities: self.entities.get(at)?,
        })
    }

    pub fn unit(self, unit: Unit) -> Option<View<'a>> {
        let whole = self.view(unit.of.article, unit.of.event)?;
        match unit.strand {
            None => Some(whole),
            Some(at) => Some(View { strand: Some(whole.event.strands.get(at)?), ..whole }),
        }
    }

    /// What is linked of an article, in its order.
    pub fn units(self, level: Level, article: u32) -> Vec<Unit> {
        let events = self.digests.get(article as usize).map_or(&[][..], |digest| &digest.events);
        let units = events.iter().enumerate().flat_map(|(event, digest)| {
            let of = EventRef { article, event };
            match level {
                Level::Events => vec![Unit { of, strand: None }],
                Level::Strands => {
                    let strands = 0..digest.strands.len();
                    strands.map(|at| Unit { of, strand: Some(at) }).collect()
                }
            }
        });
        units.collect()
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

    /// The same, as of an article beside that of a view by itself.
    pub fn in_another_article(self) -> Self {
        Self { article: self.article + 1, ..self }
    }

    /// The words that tell of it.
    pub fn triggers(self) -> impl Iterator<Item = &'a Trigger> {
        let triggers = self.event.triggers.iter().enumerate();
        let told = move |at: &usize| self.strand.is_none_or(|s| s.triggers.contains(at));
        triggers.filter(move |(at, _)| told(at)).map(|(_, trigger)| trigger)
    }

    /// The words of the sentences that tell of it.
    pub fn words(self) -> &'a Bag {
        self.strand.and_then(|strand| strand.words.as_ref()).unwrap_or(&self.event.words)
    }

    /// Whether one of the first two sentences tells of it.
    pub fn opening(self) -> bool {
        self.strand.map_or(self.event.opening, |strand| strand.opening)
    }
}
