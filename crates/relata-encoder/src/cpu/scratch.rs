//! Buffers of a forward pass, kept from one to the next.

use std::sync::{Mutex, PoisonError};

use crate::kernels::{Aligned, AttentionScratch, Operand, padded};

/// Buffers that the layers share.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// A row for each subword.
    pub(super) hidden: Aligned<f32>,
    /// What attention makes of the rows.
    pub(super) mixed: Aligned<f32>,
    /// Queries, keys and values of one head.
    pub(super) projected: Aligned<f32>,
    /// One piece of the feed-forward part.
    pub(super) inner: Aligned<f32>,
    /// `hidden`, packed.
    pub(super) operand: Operand,
    /// `inner`, packed.
    pub(super) piece: Operand,
    pub(super) attention: AttentionScratch,
}

impl Scratch {
    /// Makes room for `rows` rows of `width` values.
    pub(super) fn resize(&mut self, rows: usize, width: usize) {
        self.hidden.resize(rows * padded(width));
        self.mixed.resize(rows * padded(width));
        if width != padded(width) {
            // Heads write the real columns alone.
            self.mixed.fill(0.0);
        }
    }
}

/// Buffers that no thread uses at the moment: at most one for each thread that ever ran at once.
#[derive(Debug, Default)]
pub(super) struct ScratchPool {
    idle: Mutex<Vec<Scratch>>,
}

impl ScratchPool {
    /// Lends buffers to `work`.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let taken = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = taken.unwrap_or_default();
        let out = work(&mut scratch);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        out
    }
}
