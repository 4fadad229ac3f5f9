//! Pages of an invented article: what they hold, and how they work in a browser.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic)]

mod article;
mod browser;
mod markup;
