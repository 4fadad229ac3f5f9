//! What is said of the whole text: whether it is HTML, its language, its dateline, its oddities.

pub(crate) mod dateline;
pub(crate) mod language;
pub(crate) mod markup;
pub(crate) mod notice;
