//! Buffers that begin at a cache line.

use std::ops::{Deref, DerefMut};

const LINE: usize = 64;

/// Values from the beginning of a cache line on, so that no vector lies across two of them. Its
/// memory is kept when it shrinks.
#[derive(Debug)]
pub(crate) struct Aligned<T> {
    values: Vec<T>,
    start: usize,
    len: usize,
}

impl<T: Copy + Default> Aligned<T> {
    /// `len` default values.
    pub(crate) fn new(len: usize) -> Self {
        let mut out = Self::default();
        out.resize(len);
        out
    }

    /// Brings the length to `len`; what the new values are is left open.
    pub(crate) fn resize(&mut self, len: usize) {
        if self.start + len > self.values.len() {
            let spare = LINE / size_of::<T>().max(1);
            // A fresh allocation: zeroed memory from the system costs nothing until it is used.
            self.values = vec![T::default(); len + spare];
            self.start = self.values.as_ptr().align_offset(LINE).min(spare);
        }
        self.len = len;
    }
}

impl<T> Default for Aligned<T> {
    fn default() -> Self {
        Self { values: Vec::new(), start: 0, len: 0 }
    }
}

impl<T> Deref for Aligned<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.values.get(self.start..self.start + self.len).unwrap_or_default()
    }
}

impl<T> DerefMut for Aligned<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.values.get_mut(self.start..self.start + self.len).unwrap_or_default()
    }
}
