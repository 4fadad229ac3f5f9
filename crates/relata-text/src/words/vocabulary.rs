//! Words that some table knows, found by the hash of their folded form.
//!
//! Cleaning looks every word up once. The hash is made while the word is read, and two words with
//! the same 64 bits count as one: with some thousands of words listed, the chance that any pair
//! collides is below one in a million million.

use std::hash::Hasher;

use super::hash_table::HashTable;
use super::word_class::WordClass;

/// Number of a word that no table lists.
pub(crate) const UNKNOWN: u16 = 0;
/// Numbers of the beginning and the end of a piece and of any run of digits, as features name them.
pub(crate) const START: u16 = 1;
pub(crate) const END: u16 = 2;
pub(crate) const DIGITS: u16 = 3;

/// What the tables say of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its number, [`UNKNOWN`] when it is not listed.
    pub id: u16,
    pub class: WordClass,
}

/// A set of words with their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    entries: HashTable<Entry>,
    /// A bit for the first bits of each hash: most words of a text that are not listed end here.
    listed: Vec<u64>,
    next: u16,
}

/// Words of 64 bits in [`Vocabulary::listed`]; a hash has one bit of them by its first 16 bits.
const LISTED_BITS: usize = 1 << 16;

impl Vocabulary {
    /// The words of `data/words.tsv` with their classes.
    pub(crate) fn new(classes: impl Iterator<Item = (&'static str, WordClass)>) -> Self {
        let mut out = Self {
            entries: HashTable::default(),
            listed: vec![0; LISTED_BITS / 64],
            next: DIGITS + 1,
        };
        for (word, id) in [("^", START), ("$", END), ("0", DIGITS)] {
            out.insert(hash_of(word), Entry { id, class: WordClass::default() });
        }
        for (word, class) in classes {
            out.add(word);
            let entry = out.get(hash_of(word));
            out.insert(hash_of(word), Entry { class: entry.class.with(class), ..entry });
        }
        out
    }

    /// The number of `word`, which is listed from now on. Beyond 65,535 words nothing is added.
    pub(crate) fn add(&mut self, word: &str) -> u16 {
        let hash = hash_of(word);
        let known = self.get(hash);
        if known.id != UNKNOWN || self.next == u16::MAX {
            return known.id;
        }
        self.insert(hash, Entry { id: self.next, class: WordClass::default() });
        self.next += 1;
        self.next - 1
    }

    /// Makes room for so many words more.
    pub(crate) fn reserve(&mut self, words: usize) {
        self.entries.reserve(words);
    }

    fn insert(&mut self, hash: u64, entry: Entry) {
        self.entries.insert(hash, entry);
        let (cell, bit) = listed_at(hash);
        self.listed.get_mut(cell).into_iter().for_each(|bits| *bits |= bit);
    }

    /// What is known of the word with this hash.
    pub(crate) fn get(&self, hash: u64) -> Entry {
        let (cell, bit) = listed_at(hash);
        if self.listed.get(cell).is_none_or(|bits| bits & bit == 0) {
            return Entry::default();
        }
        self.entries.get(&hash).copied().unwrap_or_default()
    }
}

/// The word and the bit of a hash in [`Vocabulary::listed`].
const fn listed_at(hash: u64) -> (usize, u64) {
    ((hash >> 54) as usize, 1 << ((hash >> 48) & 63))
}

/// The hash of a word in folded form, eight bytes at a time.
#[derive(Debug, Default)]
pub(crate) struct WordHash {
    chunk: u64,
    bytes: u32,
    hash: u64,
}

impl WordHash {
    /// Adds a byte of the folded form.
    pub(crate) const fn push(&mut self, byte: u8) {
        self.chunk = (self.chunk << 8) | byte as u64;
        self.bytes += 1;
        if self.bytes.is_multiple_of(8) {
            self.mix();
        }
    }

    /// Adds the first `count` bytes of `folded`, the first one in the lowest byte and zero behind
    /// the last one, to a hash of whole chunks.
    pub(crate) const fn push_chunk(&mut self, folded: u64, count: u32) {
        self.bytes += count;
        if count == 8 {
            self.chunk = folded.swap_bytes();
            self.mix();
        } else if count > 0 {
            self.chunk = folded.swap_bytes() >> (64 - 8 * count);
        }
    }

    /// Adds a character in lower case.
    pub(crate) fn push_char(&mut self, c: char) {
        for lower in c.to_lowercase() {
            let mut buffer = [0; 4];
            lower.encode_utf8(&mut buffer).bytes().for_each(|byte| self.push(byte));
        }
    }

    /// The hash.
    pub(crate) const fn finish(mut self) -> u64 {
        self.mix();
        self.chunk = self.bytes as u64;
        self.mix();
        self.hash
    }

    const fn mix(&mut self) {
        let mixed = (self.hash ^ self.chunk).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.hash = mixed ^ (mixed >> 29);
        self.chunk = 0;
    }
}

/// The hash of `word`, whose letters may be large or small and its apostrophes curly.
pub(crate) fn hash_of(word: &str) -> u64 {
    let mut hash = WordHash::default();
    if word.is_ascii() {
        word.bytes().for_each(|byte| hash.push(byte.to_ascii_lowercase()));
        return hash.finish();
    }
    for c in word.chars() {
        match c {
            '’' => hash.push(b'\''),
            c => hash.push_char(c),
        }
    }
    hash.finish()
}

/// Takes a key that is a hash already.
#[derive(Debug, Default)]
pub(crate) struct HashIsKey(u64);

impl Hasher for HashIsKey {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_numbers() {
        let mut words = Vocabulary::new(
            [("the", WordClass::FUNCTION), ("we", WordClass::WE), ("we", WordClass::FUNCTION)]
                .into_iter(),
        );
        assert!(words.get(hash_of("We")).class.has(WordClass::WE));
        assert!(words.get(hash_of("WE")).class.has(WordClass::FUNCTION));
        assert_eq!(words.get(hash_of("river")), Entry::default());
        let id = words.add("river");
        assert_eq!(words.add("river"), id);
        assert_eq!(words.get(hash_of("River")).id, id);
    }

    #[test]
    fn folding() {
        assert_eq!(hash_of("We’re"), hash_of("we're"));
        assert_eq!(hash_of("ÉTAT"), hash_of("état"));
        assert_ne!(hash_of("ab"), hash_of("ba"));
        assert_ne!(hash_of("aaaaaaaa"), hash_of("aaaaaaaaa"));
        assert_ne!(hash_of(""), hash_of("\0"));
    }
}
