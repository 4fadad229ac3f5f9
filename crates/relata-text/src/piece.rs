//! What a piece looks like, by itself and among the other pieces of its page.

pub(crate) mod context;
// Only web pages have markup.
#[cfg_attr(not(feature = "html"), allow(dead_code))]
pub(crate) mod markup;
pub(crate) mod shape;
pub(crate) mod shared_words;
