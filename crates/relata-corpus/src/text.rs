//! Words of a text and how much they tell.

mod frequency;
mod listed;
mod stems;
mod vectors;
mod words;

pub(crate) use frequency::{rarity, rarity_of, short};
pub(crate) use listed::{is_small, listed};
pub(crate) use stems::stem;
pub(crate) use vectors::{Bag, Stems};
pub(crate) use words::{Mixer, hash, words};

/// The stems of the words of a text, as articles are compared by them.
///
/// ```
/// let stems: Vec<String> = relata_corpus::stems("Two guards were shot").collect();
/// assert_eq!(stems, ["two", "guard", "be", "shoot"]);
/// ```
pub fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    words(text).map(|word| stem(&word))
}
