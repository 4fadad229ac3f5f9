//! Extractions as web pages, to look at: the article with its claims and events marked in place,
//! who said what beside it, events as cards, a timeline, a map, and what is not known.
//!
//! A page is one file that asks the network for nothing, works without its script (which filters),
//! by keyboard and with a screen reader, in dark and light, and on paper. Whatever stands in an
//! article is escaped, and the page's own policy runs no script but its own.
//!
//! ```
//! use relata_core::{Article, Extraction};
//! let text = "Rain fell in Oslo.";
//! let page = relata_page::page(text, &Extraction::new(&Article::new(text)));
//! assert!(page.starts_with("<!DOCTYPE html>") && page.contains("Rain fell in Oslo."));
//! ```

mod article;
mod claims;
mod document;
mod events;
mod filters;
mod frame;
mod gaps;
mod index;
mod map;
mod marks;
mod outlines;
mod places;
mod sources;
mod story;
mod text;
mod timeline;
mod view;
mod wording;

use relata_core::Extraction;

pub use index::{IndexEntry, index};
pub use story::{Story, StoryReport, StoryVoice, stories};

/// The page of an extraction. `given` is the text that was given, on which the offsets count;
/// [`Extraction::text`] goes before it.
///
/// It never fails: what an extraction of foreign origin says of places that the text does not have
/// is left out.
///
/// ```
/// use relata_core::{Article, Extraction};
/// let text = "<script>alert(1)</script> fell in Oslo.";
/// let page = relata_page::page(text, &Extraction::new(&Article::new(text)));
/// assert!(!page.contains("<script>alert(1)"));
/// ```
#[must_use]
pub fn page(given: &str, extraction: &Extraction) -> String {
    document::of_article(&view::View::new(given, extraction), None).into_string()
}

/// As [`page`], for a folder of pages: with a link to their [`index`], whose address (relative to
/// the page) is given.
///
/// ```
/// use relata_core::{Article, Extraction};
/// let text = "Rain fell in Oslo.";
/// let extraction = Extraction::new(&Article::new(text));
/// let page = relata_page::page_with_index(text, &extraction, "index.html");
/// assert!(page.contains(r#"href="index.html""#));
/// ```
#[must_use]
pub fn page_with_index(given: &str, extraction: &Extraction, index: &str) -> String {
    document::of_article(&view::View::new(given, extraction), Some(index)).into_string()
}
