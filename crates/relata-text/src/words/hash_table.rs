//! Maps from 64-bit hashes to small values: a hash is not hashed again.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Values by hash. All bits of the hashes must vary.
pub(crate) type HashTable<V> = HashMap<u64, V, BuildHasherDefault<KeyIsHash>>;

/// Hashes a `u64` to itself.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct KeyIsHash(u64);

impl Hasher for KeyIsHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| (hash << 8) | u64::from(byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
