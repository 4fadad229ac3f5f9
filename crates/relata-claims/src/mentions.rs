//! Look-up of entity mentions by place.

use relata_core::{Entity, EntityId, Mention, Span};

/// The mentions of all entities, in the order of the text.
pub(crate) struct MentionIndex<'a> {
    mentions: Vec<Found<'a>>,
    /// Length in bytes of the longest mention: how far back a look-up has to begin.
    longest: usize,
}

/// A mention with its entity.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) entity: &'a Entity,
    pub(crate) mention: &'a Mention,
}

impl Found<'_> {
    pub(crate) fn id(&self) -> EntityId {
        self.entity.id
    }

    pub(crate) fn span(&self) -> Span {
        self.mention.text.span
    }
}

impl<'a> MentionIndex<'a> {
    pub(crate) fn new(entities: &'a [Entity]) -> Self {
        let all = entities.iter().flat_map(|entity| {
            entity.mentions.iter().map(move |mention| Found { entity, mention })
        });
        let mut mentions: Vec<Found<'a>> = all.collect();
        mentions.sort_by_key(|f| (f.span(), f.id()));
        let longest = mentions.iter().map(|f| f.span().len()).max().unwrap_or(0).min(2_000);
        Self { mentions, longest }
    }

    /// The mentions that share a byte with `span`, in the order of the text.
    pub(crate) fn overlapping(&self, span: Span) -> impl Iterator<Item = Found<'a>> + '_ {
        let from = span.start().saturating_sub(self.longest);
        let first = self.mentions.partition_point(|f| f.span().start() < from);
        let near =
            self.mentions.iter().skip(first).take_while(move |f| f.span().start() < span.end());
        near.filter(move |f| f.span().overlaps(span)).copied()
    }

    /// The shortest mention that holds all of `span`.
    pub(crate) fn smallest_around(&self, span: Span) -> Option<Found<'a>> {
        self.overlapping(span).filter(|f| f.span().contains(span)).min_by_key(|f| f.span().len())
    }
}
