//! What a piece looks like, by itself and among the other pieces of its page.

pub(crate) mod context;
pub(crate) mod shape;
pub(crate) mod shared_words;
