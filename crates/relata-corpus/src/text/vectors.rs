//! Texts as weighted words.

use serde::{Deserialize, Serialize};

use super::frequency::{rarity, short};
use super::{is_small, stem, words};

/// The words of a text that tell most, each with its weight; of length 1 as a vector.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Bag(Vec<(u32, f32)>);

impl Bag {
    /// The bag of a text, with so many words at most: those of most weight (rarity times the
    /// logarithm of the count).
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>, most: usize) -> Self {
        let stems = texts.into_iter().flat_map(|text| words(text).map(|word| short(&stem(&word))));
        let mut stems: Vec<u32> = stems.collect();
        stems.sort_unstable();
        let weigh = |same: &[u32]| {
            let word = same.first().copied()?;
            Some((word, rarity(word) * (1.0 + libm::logf(same.len() as f32))))
        };
        let mut weighed: Vec<(u32, f32)> =
            stems.chunk_by(|a, b| a == b).filter_map(weigh).collect();
        weighed.retain(|&(_, weight)| weight > 0.0);
        weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weighed.truncate(most);
        weighed.sort_unstable_by_key(|&(word, _)| word);
        let length = libm::sqrtf(weighed.iter().map(|&(_, weight)| weight * weight).sum());
        if length > 0.0 {
            for (_, weight) in &mut weighed {
                *weight /= length;
            }
        }
        Self(weighed)
    }

    /// The cosine of the angle between two bags: 1 for the same words, 0 for none in common.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    sum += a.1 * b.1;
                    one.next();
                    two.next();
                }
            }
        }
        sum
    }

    /// The words of most weight, first those of most.
    pub fn top(&self, most: usize) -> impl Iterator<Item = u32> {
        let mut words = self.0.clone();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.into_iter().take(most).map(|(word, _)| word)
    }
}

/// Stems without their counts, by their hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stems(Vec<u32>);

impl Stems {
    /// The stems of the words of a text that mean something by themselves.
    pub fn of(text: &str, most: usize) -> Self {
        let kept = words(text).filter(|word| !is_small(word));
        let mut stems: Vec<u32> = kept.map(|word| short(&stem(&word))).take(most).collect();
        stems.sort_unstable();
        stems.dedup();
        Self(stems)
    }

    /// The stems that both have.
    pub fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        self.0.iter().copied().filter(|word| other.0.binary_search(word).is_ok())
    }

    /// How much of the smaller of the two stands in the other, from 0 to 1.
    pub fn overlap(&self, other: &Self) -> f32 {
        let smaller = self.0.len().min(other.0.len());
        if smaller == 0 { 0.0 } else { self.shared(other).count() as f32 / smaller as f32 }
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_in_common_make_texts_alike() {
        let of = |text: &str| Bag::of([text], 64);
        let raid = of("The army raided the camp at Kidal.");
        let same = of("A raid by the army on the Kidal camp");
        let other = of("The court sentenced the mayor of Leeds.");
        assert!(raid.cosine(&same) > 0.8, "{}", raid.cosine(&same));
        assert!(raid.cosine(&other) < 0.2, "{}", raid.cosine(&other));
        assert!((raid.cosine(&raid) - 1.0).abs() < 1e-5);
        assert!(of("").cosine(&raid).abs() < 1e-6);
    }
}
