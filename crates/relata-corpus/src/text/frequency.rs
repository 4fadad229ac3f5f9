//! How rare a word is in the news.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::hash;

/// Articles that the table was counted on.
const ARTICLES: f32 = 10_000.0;

/// Of ten thousand articles, how many have a word of this stem, by the hash of the stem.
static FREQUENCY: LazyLock<HashMap<u32, f32>> = LazyLock::new(|| {
    include_str!("../../data/word_frequency.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (stem, count) = line.split_once('\t')?;
            Some((short(stem), count.parse().ok()?))
        })
        .collect()
});

/// The hash by which bags hold a stem.
#[allow(clippy::cast_possible_truncation)] // Half of the bits are enough to tell words apart.
pub fn short(stem: &str) -> u32 {
    hash(stem) as u32
}

/// How much a word tells of what a text is about: the logarithm of how many articles there are to
/// one that has it (inverse document frequency, Spärck Jones 1972). At most that of a word that one
/// article in two thousand has; near 0 for "the".
pub fn rarity(word: u32) -> f32 {
    let found = FREQUENCY.get(&word).copied().unwrap_or(5.0);
    libm::logf(ARTICLES / found)
}

/// The rarity of a stem.
pub fn rarity_of(stem: &str) -> f32 {
    rarity(short(stem))
}
