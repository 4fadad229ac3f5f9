//! Attention of one head over one window.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]

use super::lanes::{Lanes, Processor, Work};
use super::operand::pack_floats;
use super::tile::{self, Destination, FloatPanel, blocks};
use super::{Aligned, Isa, PAD, row};

/// Buffers that windows share.
#[derive(Debug, Default)]
pub(crate) struct AttentionScratch {
    /// Keys, turned: panels of positions.
    keys: Aligned<f32>,
    /// Values: panels of columns.
    values: Aligned<f32>,
    /// Rows that are multiplied, packed.
    packed: Aligned<f32>,
    scores: Aligned<f32>,
}

/// Scaled dot-product attention (Vaswani et al. 2017) of one head over one window.
#[derive(Debug)]
pub(crate) struct Attention<'a> {
    /// Rows of a query, a key and a value, each padded to the same width.
    pub(crate) input: &'a [f32],
    /// That width, a multiple of [`PAD`].
    pub(crate) width: usize,
    /// Factor of the scores.
    pub(crate) scale: f32,
    /// Where the head's first value of the first row goes.
    pub(crate) out: &'a mut [f32],
    /// Distance of two rows of `out`.
    pub(crate) stride: usize,
    /// Values of a head: not more than `width`.
    pub(crate) columns: usize,
    pub(crate) scratch: &'a mut AttentionScratch,
}

impl Attention<'_> {
    /// Writes the mixed values of each row.
    pub(crate) fn run(self, isa: Isa) {
        isa.run(self);
    }
}

impl Work for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn run<P: Processor>(mut self) {
        let len = self.input.len() / (3 * self.width).max(1);
        self.pack_keys_and_values::<P::Floats>(len);
        let room = P::Floats::ROWS * positions::<P::Floats>(len).max(self.width);
        self.scratch.packed.resize(room);
        self.scratch.scores.resize(room);
        for block in blocks(len, P::Floats::ROWS) {
            self.mix::<P::Floats>(len, block.start, block.len());
        }
    }
}

/// Positions of a window with those of padding: whole panels.
const fn positions<V: Lanes>(len: usize) -> usize {
    len.next_multiple_of(tile::panel::<V>())
}

impl Attention<'_> {
    #[inline(always)]
    fn pack_keys_and_values<V: Lanes>(&mut self, len: usize) {
        let (width, panel) = (self.width, tile::panel::<V>());
        let positions = positions::<V>(len);
        for buffer in [&mut self.scratch.keys, &mut self.scratch.values] {
            buffer.resize(positions * width);
            // Positions of padding; the rest is written over.
            buffer.fill(0.0);
        }
        let rows = || {
            self.input
                .chunks((3 * width * panel).max(1))
                .map(|rows| rows.chunks_exact((3 * width).max(1)))
        };
        for (keys, rows) in self.scratch.keys.chunks_exact_mut((width * panel).max(1)).zip(rows()) {
            for (number, row) in rows.enumerate() {
                for (positions, value) in
                    keys.chunks_exact_mut(panel).zip(row.get(width..).unwrap_or_default())
                {
                    if let Some(to) = positions.get_mut(number) {
                        *to = *value;
                    }
                }
            }
        }
        for (number, values) in
            self.scratch.values.chunks_exact_mut((positions * panel).max(1)).enumerate()
        {
            let first = 2 * width + number * panel;
            for (to, row) in values.chunks_exact_mut(panel).zip(rows().flatten()) {
                if let Some(from) = row.get(first..first + panel) {
                    to.copy_from_slice(from);
                }
            }
        }
    }

    /// Some rows: scores with all keys, softmax, mean of the values.
    #[inline(always)]
    fn mix<V: Lanes>(&mut self, len: usize, first: usize, rows: usize) {
        let (width, panel, positions) = (self.width, tile::panel::<V>(), positions::<V>(len));
        let AttentionScratch { keys, values, packed, scores } = &mut *self.scratch;
        let bias = [0.0; PAD];
        for (number, row) in self.input.chunks_exact(3 * width).skip(first).take(rows).enumerate() {
            pack_floats(row.get(..width).unwrap_or_default(), rows, number, packed);
        }
        let Some(a) = packed.get(..rows * width) else { return };
        for (number, weights) in keys.chunks_exact(panel * width).enumerate() {
            let Some(out) = scores.get_mut(number * panel..) else { return };
            tile::float_tile::<V>(
                rows,
                a,
                FloatPanel { weights, bias: &bias },
                Destination { out, stride: positions, onto: false },
            );
        }
        let mut sums = [0.0; PAD];
        for ((number, row), sum) in
            scores.chunks_exact_mut(positions).take(rows).enumerate().zip(&mut sums)
        {
            *sum = row::exponentials::<V>(row, len, self.scale);
            pack_floats(row, rows, number, packed);
        }
        let Some(a) = packed.get(..rows * positions) else { return };
        for (number, weights) in values.chunks_exact(panel * positions).enumerate() {
            let Some(out) = scores.get_mut(number * panel..) else { return };
            tile::float_tile::<V>(
                rows,
                a,
                FloatPanel { weights, bias: &bias },
                Destination { out, stride: width, onto: false },
            );
        }
        let outputs = self.out.chunks_mut(self.stride).skip(first);
        for ((out, row), sum) in outputs.zip(scores.chunks_exact(width)).zip(sums).take(rows) {
            let scale = 1.0 / sum;
            out.iter_mut().zip(row).take(self.columns).for_each(|(to, from)| *to = from * scale);
        }
    }
}
