//! A table from 64-bit hashes to small values, made once and asked for every word.
//!
//! It is at most a quarter full, so that nearly every question is answered by the first place looked at.

/// Places of an empty table.
const PLACES: usize = 64;

/// Values by hash. The hash 0 counts as 1.
#[derive(Debug, Clone)]
pub(crate) struct HashTable<V> {
    /// Hash and value; hash 0 where the place is free. The number of places is a power of two.
    places: Vec<(u64, V)>,
    used: usize,
}

impl<V: Copy + Default> Default for HashTable<V> {
    fn default() -> Self {
        Self { places: vec![(0, V::default()); PLACES], used: 0 }
    }
}

impl<V: Copy + Default> HashTable<V> {
    /// The value of this hash.
    pub(crate) fn get(&self, hash: u64) -> Option<V> {
        let hash = hash.max(1);
        let mut at = self.first_place(hash);
        loop {
            match self.places.get(at) {
                Some(&(known, value)) if known == hash => return Some(value),
                Some(&(known, _)) if known != 0 => at = self.next_place(at),
                _ => return None,
            }
        }
    }

    /// Sets the value of this hash.
    pub(crate) fn insert(&mut self, hash: u64, value: V) {
        if (self.used + 1) * 4 > self.places.len() {
            self.grow();
        }
        let hash = hash.max(1);
        let mut at = self.first_place(hash);
        while let Some(place) = self.places.get_mut(at) {
            if place.0 == 0 || place.0 == hash {
                self.used += usize::from(place.0 == 0);
                *place = (hash, value);
                return;
            }
            at = self.next_place(at);
        }
    }

    fn grow(&mut self) {
        let larger = vec![(0, V::default()); self.places.len() * 2];
        self.used = 0;
        for (hash, value) in std::mem::replace(&mut self.places, larger) {
            if hash != 0 {
                self.insert(hash, value);
            }
        }
    }

    // The last bits of the hash choose the place.
    #[allow(clippy::cast_possible_truncation)]
    const fn first_place(&self, hash: u64) -> usize {
        hash as usize & (self.places.len() - 1)
    }

    const fn next_place(&self, at: usize) -> usize {
        (at + 1) & (self.places.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_again() {
        let mut table = HashTable::default();
        for hash in (0..3000_u64).step_by(3) {
            table.insert(hash, hash + 1);
        }
        for hash in 2..3000_u64 {
            assert_eq!(table.get(hash), hash.is_multiple_of(3).then_some(hash + 1), "{hash}");
        }
        table.insert(6, 0);
        assert_eq!(table.get(6), Some(0));
        assert_eq!(HashTable::<u32>::default().get(7), None);
    }
}
