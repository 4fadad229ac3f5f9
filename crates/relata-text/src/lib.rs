//! Cleaning of pasted news text with offsets into the raw input; sentences.
//!
//! People paste what they see: the article, and the site's appeals, prompts, menus and related
//! headlines with it, sometimes glued to a sentence of the article. [`clean`] tells which runs of
//! the raw text are the article and which are not, and why; the text itself is never rewritten, so
//! that everything found later can be shown where it stands. [`sentence::split`] cuts a text into
//! sentences, [`html`] reads web pages.
//!
//! How it works: the text is cut into lines, and lines where two texts were glued together; a
//! linear-chain conditional random field over shape, wording, neighbours and place labels each
//! piece; a lexicon of phrases names the reason for dropping.

mod article;
mod char_boundary;
mod classify;
mod clean;
#[cfg(feature = "html")]
pub mod encoding;
#[cfg(feature = "html")]
pub mod html;
pub mod inspect;
mod lines;
mod options;
mod piece;
mod roles;
pub mod sentence;
mod site_memory;
mod words;

pub use article::markup::looks_like_html;
pub use clean::{CleanText, clean, clean_with_memory};
pub use options::{Boilerplate, CleanOptions};
pub use site_memory::SiteMemory;
