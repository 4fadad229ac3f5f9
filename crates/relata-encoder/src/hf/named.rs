//! A tensor on the way to relata's names.

use std::borrow::Cow;

/// A tensor in f32, little-endian.
pub(super) struct Named<'a> {
    pub(super) name: String,
    pub(super) shape: Vec<usize>,
    pub(super) bytes: Cow<'a, [u8]>,
}

impl Named<'_> {
    pub(super) fn zeros(name: String, shape: Vec<usize>) -> Self {
        let bytes = Cow::Owned(vec![0; 4 * shape.iter().product::<usize>()]);
        Self { name, shape, bytes }
    }
}
