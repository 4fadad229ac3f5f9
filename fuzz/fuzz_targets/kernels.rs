//! The kernels of the encoder on any shape and any values: every set of instructions against the
//! portable one, to the bit.

#![no_main]
#![allow(dead_code, unused_imports)]

#[path = "../../crates/relata-encoder/src"]
mod encoder {
    pub mod kernels;
}

use encoder::kernels::{
    Arithmetic, Attention, AttentionScratch, Change, Column, Isa, Matrix, Norm, Onto, Operand,
    padded,
};

/// Four sizes, how the rest is read, then values that repeat.
struct Input<'a> {
    sizes: [usize; 4],
    /// Bits of any float; otherwise numbers between -32 and 32.
    any_bits: bool,
    bits: &'a [[u8; 4]],
}

impl Input<'_> {
    fn values(&self, count: usize, skipped: usize) -> Vec<f32> {
        let value = |bits: &[u8; 4]| {
            if self.any_bits {
                f32::from_le_bytes(*bits)
            } else {
                i32::from_le_bytes(*bits) as f32 / (1 << 26) as f32
            }
        };
        self.bits.iter().cycle().skip(skipped).take(count).map(value).collect()
    }
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(([sizes @ .., mode], rest)) = data.split_first_chunk::<5>() else { return };
    let input =
        Input { sizes: sizes.map(usize::from), any_bits: mode % 4 == 0, bits: rest.as_chunks().0 };
    if input.bits.is_empty() {
        return;
    }
    for arithmetic in [Arithmetic::F32, Arithmetic::Int6, Arithmetic::Int8] {
        check(&Isa::all().map(|isa| (isa, product(isa, arithmetic, &input))).collect::<Vec<_>>());
    }
    check(&Isa::all().map(|isa| (isa, attention(isa, &input))).collect::<Vec<_>>());
});

/// The last set is the portable one. Of what is no number the bits are left open.
fn check(results: &[(Isa, Vec<f32>)]) {
    let Some((_, portable)) = results.last() else { return };
    for (isa, found) in results {
        assert_eq!(found.len(), portable.len(), "{isa:?}");
        let is_same = |(a, b): (&f32, &f32)| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
        assert!(
            found.iter().zip(portable).all(is_same),
            "{isa:?}: {found:?} instead of \
        {portable:?}"
        );
    }
}

fn product(isa: Isa, arithmetic: Arithmetic, input: &Input<'_>) -> Vec<f32> {
    let [rows, depth, width, change] = input.sizes;
    let (rows, depth) = (rows % 40, depth.max(1));
    let weights = input.values(depth * width, 1);
    let columns: Vec<_> =
        weights.chunks_exact(depth).map(|column| Some((Column::F32(column), 1.0))).collect();
    let matrix = Matrix::new(isa, arithmetic, depth, &columns);
    let norm = Norm::new(&input.values(depth, 2), &input.values(depth, 3), 1.0);
    let change = [Change::None, Change::Gelu, Change::Norm(&norm)][change % 3];
    let mut x = input.values(rows * padded(depth), 4);
    let mut operand = Operand::default();
    operand.pack(isa, arithmetic, &mut x, padded(depth), change);
    let mut out = vec![0.0; rows * matrix.width()];
    matrix.apply(&operand, &mut out, Onto::Overwrite);
    out
}

fn attention(isa: Isa, input: &Input<'_>) -> Vec<f32> {
    let [len, columns, extra, _] = input.sizes;
    let (len, columns) = (len % 80, columns % 64 + 1);
    let (width, stride) = (padded(columns), columns + extra);
    let rows = input.values(len * 3 * width, 5);
    let (mut out, mut scratch) = (vec![0.0; len * stride], AttentionScratch::default());
    Attention {
        input: &rows,
        width,
        scale: 0.1,
        out: &mut out,
        stride,
        columns,
        scratch: &mut scratch,
    }
    .run(isa);
    out
}
