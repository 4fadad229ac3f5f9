//! What all parts of a page look at.

use relata_core::{Block, BlockRole, Entity, EntityId, Extraction, Participant};

use crate::sources::Sources;
use crate::text::{one_line, shortened};

/// An extraction with its text and sources.
pub struct View<'a> {
    pub text: &'a str,
    pub extraction: &'a Extraction,
    pub sources: Sources<'a>,
}

impl<'a> View<'a> {
    pub fn new(given: &'a str, extraction: &'a Extraction) -> Self {
        let text = extraction.text.as_deref().unwrap_or(given);
        Self { text, extraction, sources: Sources::new(extraction) }
    }

    pub fn entity(&self, id: Option<EntityId>) -> Option<&'a Entity> {
        self.extraction.entity(id?)
    }

    /// The phrase, and in brackets the entity behind it where the phrase does not name it.
    pub fn participant(&self, participant: &Participant) -> String {
        let phrase = one_line(&participant.text.text);
        match self.entity(participant.entity) {
            Some(entity) if !phrase.contains(&entity.name) => {
                format!("{phrase} ({})", one_line(&entity.name))
            }
            _ => phrase,
        }
    }

    /// The block that is the article's headline.
    pub fn headline(&self) -> Option<&'a Block> {
        self.extraction.blocks.iter().find(|block| block.role == BlockRole::Headline && block.kept)
    }

    /// What the article is called: as was said, else its headline, else what it begins with.
    pub fn title(&self) -> String {
        let first = || self.extraction.blocks.iter().find(|block| block.kept);
        let headline = self.headline().or_else(first).map(|block| block.span.text(self.text));
        let given = self.extraction.title.as_deref();
        let line = || self.text.lines().find(|line| !line.trim().is_empty());
        shortened(given.or(headline).or_else(line).unwrap_or("Untitled"), 120)
    }
}
