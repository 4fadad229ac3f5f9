//! What all parts of a page look at.

use maud::{Markup, PreEscaped};
use relata_core::{Block, BlockRole, Entity, EntityId, Extraction, Participant};

use crate::sources::Sources;

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

    /// What the article is called.
    pub fn title(&self) -> String {
        let headline = self.headline().map(|block| block.span.text(self.text));
        let given = self.extraction.title.as_deref();
        let first = || self.text.lines().find(|line| !line.trim().is_empty());
        let title = given.or(headline).or(self.extraction.id.as_deref()).or_else(first);
        shortened(title.unwrap_or("Untitled"), 120)
    }
}

/// Text as it stands: a parser of HTML makes line feeds of carriage returns and drops NUL.
pub fn exactly(text: &str) -> Markup {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            '\0' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    PreEscaped(escaped)
}

/// The text with single blanks for all white space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, on one line, up to a word's end.
pub fn shortened(text: &str, characters: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= characters {
        return line;
    }
    let cut: String = line.chars().take(characters).collect();
    cut.rsplit_once(' ').map_or(cut.as_str(), |(start, _)| start).to_owned() + " …"
}
