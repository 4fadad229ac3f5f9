//! Which words of content a piece shares with the prose of the page.

use super::shape::Shape;
use crate::words::word_class::WordClass;
use crate::words::{Case, Words};

/// Words of content of one piece that are compared, at most.
const MAX_WORDS: usize = 60;
/// Bits in the table of the words of prose: a power of two, so that a hash finds its bit by its
/// last bits. Two words at one bit count as one, which makes a few pieces look more alike than
/// they are.
const BITS: usize = 1 << 14;

/// A set of words, a bit each.
#[derive(Debug)]
struct WordSet([u64; BITS / 64]);

impl Default for WordSet {
    fn default() -> Self {
        Self([0; BITS / 64])
    }
}

impl WordSet {
    fn add(&mut self, bit: u16) {
        let (cell, mask) = (usize::from(bit / 64), 1 << (bit % 64));
        self.0.get_mut(cell).into_iter().for_each(|bits| *bits |= mask);
    }

    fn has(&self, bit: u16) -> bool {
        self.0.get(usize::from(bit / 64)).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }
}

/// Collects the words of content piece by piece.
#[derive(Debug, Default)]
pub(crate) struct SharedWords {
    bits: Vec<u16>,
    /// Where the places of each piece end.
    ends: Vec<u32>,
}

impl SharedWords {
    /// Takes the next piece: words that are not among the small or listed ones of prose, and that
    /// are long enough to mean something.
    pub(crate) fn push(&mut self, words: &Words) {
        let content = words.iter().filter(|word| {
            word.case != Case::Symbol
                && word.case != Case::Digits
                && !word.class.has(WordClass::FUNCTION)
        });
        // The last bits of the hash choose the bit.
        #[allow(clippy::cast_possible_truncation)]
        self.bits.extend(
            content
                .filter(|word| word.is_long())
                .take(MAX_WORDS)
                .map(|word| (word.hash as usize % BITS) as u16),
        );
        self.ends.push(u32::try_from(self.bits.len()).unwrap_or(u32::MAX));
    }

    /// Writes into each shape how many words of content it has, and how many of them stand in the
    /// prose of other pieces.
    pub(crate) fn count(&self, shapes: &mut [Shape]) {
        let (mut once, mut again) = (WordSet::default(), WordSet::default());
        for (bits, _) in self.pieces().zip(shapes.iter()).filter(|(_, shape)| shape.is_prose()) {
            for &bit in bits {
                if once.has(bit) {
                    again.add(bit);
                }
                once.add(bit);
            }
        }
        for (bits, shape) in self.pieces().zip(shapes.iter_mut()) {
            // Prose has been counted itself.
            let elsewhere = if shape.is_prose() { &again } else { &once };
            let shared = bits.iter().filter(|&&bit| elsewhere.has(bit)).count();
            shape.content_words = u16::try_from(bits.len()).unwrap_or(u16::MAX);
            shape.shared_words = u16::try_from(shared).unwrap_or(u16::MAX);
        }
    }

    fn pieces(&self) -> impl Iterator<Item = &[u16]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let end = end as usize;
            let piece = self.bits.get(start..end).unwrap_or_default();
            start = end;
            piece
        })
    }
}
