//! Maps of tables that are read once and asked for every word of a text.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map with [`TableHasher`]: for tables that come with a program, and for places in a text. Keys
/// that an adversary chooses may collide in it.
///
/// ```
/// use relata_syntax::TableMap;
/// let ranks: TableMap<&str, u8> = TableMap::from_iter([("major", 1), ("colonel", 2)]);
/// assert_eq!(ranks.get("colonel"), Some(&2));
/// ```
pub type TableMap<K, V> = HashMap<K, V, BuildHasherDefault<TableHasher>>;

/// A set with [`TableHasher`], as [`TableMap`].
///
/// ```
/// use relata_syntax::TableSet;
/// let ranks: TableSet<&str> = TableSet::from_iter(["major", "colonel"]);
/// assert!(ranks.contains("colonel"));
/// ```
pub type TableSet<K> = HashSet<K, BuildHasherDefault<TableHasher>>;

/// Odd, with bits everywhere: the golden ratio's.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Multiplies and rotates eight bytes at a time, as the compiler's own tables do (`FxHash`).
///
/// ```
/// use relata_syntax::TableHasher;
/// use std::hash::{Hash, Hasher};
/// let hash = |word: &str| {
///     let mut hasher = TableHasher::default();
///     word.hash(&mut hasher);
///     hasher.finish()
/// };
/// assert_ne!(hash("attack"), hash("attacks"));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct TableHasher(u64);

impl TableHasher {
    const fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for TableHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.add(rest.iter().fold(0, |word, &byte| (word << 8) | u64::from(byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    /// The map takes the lowest and the highest bits; the product mixes upwards alone.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::Hash as _;

    #[test]
    fn words_of_the_tables_hash_apart() {
        let words = include_str!("../../data/nouns.tsv");
        let words: std::collections::BTreeSet<&str> =
            words.lines().filter_map(|line| line.split('\t').next()).collect();
        let hash = |word: &&str| {
            let mut hasher = TableHasher::default();
            word.hash(&mut hasher);
            hasher.finish()
        };
        let hashes: std::collections::BTreeSet<u64> = words.iter().map(hash).collect();
        assert_eq!(hashes.len(), words.len());
        // As many words as buckets: no bucket may be crowded.
        let mut buckets = vec![0; 2048];
        words.iter().map(hash).for_each(|h| buckets[usize::try_from(h % 2048).unwrap()] += 1);
        assert!(buckets.iter().max() < Some(&9), "{:?}", buckets.iter().max());
    }
}
