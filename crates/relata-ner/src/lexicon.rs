//! What the language knows: nouns, titles, first names, countries, acronyms. Each
//! list is a table under `data/`.

pub(crate) mod countries;
pub(crate) mod nouns;
pub(crate) mod organisations;
pub(crate) mod persons;
mod table;
pub(crate) mod words;
