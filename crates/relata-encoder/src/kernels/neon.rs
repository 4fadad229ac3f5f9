//! 64-bit ARM: sixteen lanes are four registers.
//!
//! # Safety
//! As in [`super::avx2`].

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]
// Sixteen lanes are four registers, named by letters.
#![allow(clippy::many_single_char_names)]
#![allow(unsafe_code)]

use std::arch::aarch64::{
    float32x4_t, int8x16_t, int16x8_t, int32x4_t, vaddq_f32, vaddw_high_s16, vaddw_s16, vbslq_f32,
    vcgtq_f32, vcltq_f32, vcombine_u8, vcombine_u16, vcvtnq_u32_f32, vcvtq_f32_s32, vcvtq_s32_f32,
    vdivq_f32, vdup_n_s8, vdupq_n_f32, vdupq_n_s8, vdupq_n_s32, vfmaq_f32, vget_low_s8,
    vget_low_s16, vld1q_f32, vld1q_s8, vld1q_s32, vmlal_high_s8, vmlal_s8, vmull_high_s8, vmull_s8,
    vmulq_f32, vqmovn_u16, vqmovn_u32, vreinterpretq_f32_s32, vreinterpretq_s8_s32,
    vreinterpretq_s32_f32, vrndnq_f32, vshlq_n_s32, vst1q_f32, vst1q_u8, vsubq_f32,
};

use super::lanes::{Dots, Lanes, LongSums, Processor};
use super::walk::Straight;

/// NEON with dot products (`dotprod`).
pub(super) struct NeonDots;
/// NEON.
pub(super) struct Neon;

impl Processor for NeonDots {
    type Floats = Floats;
    type Narrow = Quads;
    type Wide = Quads;
}

impl Processor for Neon {
    type Floats = Floats;
    type Narrow = Rows<8>;
    type Wide = Rows<2>;
}

#[derive(Clone, Copy)]
pub(super) struct Floats([float32x4_t; 4]);

impl Floats {
    #[inline(always)]
    fn with(self, other: Self, f: impl Fn(float32x4_t, float32x4_t) -> float32x4_t) -> Self {
        let ([a, b, c, d], [w, x, y, z]) = (self.0, other.0);
        Self([f(a, w), f(b, x), f(c, y), f(d, z)])
    }

    /// Folds the lanes as [`Lanes::sum`] says.
    #[inline(always)]
    fn fold(
        self,
        vectors: impl Fn(float32x4_t, float32x4_t) -> float32x4_t,
        lanes: impl Fn(f32, f32) -> f32,
    ) -> f32 {
        let [a, b, c, d] = self.0;
        let four = vectors(vectors(a, c), vectors(b, d));
        let mut out = [0.0; 4];
        unsafe { vst1q_f32(out.as_mut_ptr(), four) };
        let [a, b, c, d] = out;
        lanes(lanes(a, c), lanes(b, d))
    }
}

impl Lanes for Floats {
    const ROWS: usize = 6;
    const VECTORS: usize = 1;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([unsafe { vdupq_n_f32(value) }; 4])
    }

    #[inline(always)]
    fn load(from: &[f32]) -> Self {
        match from.as_chunks::<4>().0 {
            [a, b, c, d, ..] => Self(unsafe {
                [
                    vld1q_f32(a.as_ptr()),
                    vld1q_f32(b.as_ptr()),
                    vld1q_f32(c.as_ptr()),
                    vld1q_f32(d.as_ptr()),
                ]
            }),
            _ => Self::splat(0.0),
        }
    }

    #[inline(always)]
    fn store(self, to: &mut [f32]) {
        if let [a, b, c, d, ..] = to.as_chunks_mut::<4>().0 {
            unsafe {
                vst1q_f32(a.as_mut_ptr(), self.0[0]);
                vst1q_f32(b.as_mut_ptr(), self.0[1]);
                vst1q_f32(c.as_mut_ptr(), self.0[2]);
                vst1q_f32(d.as_mut_ptr(), self.0[3]);
            }
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { vaddq_f32(a, b) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { vsubq_f32(a, b) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { vmulq_f32(a, b) })
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { vdivq_f32(a, b) })
    }

    // `vmaxq_f32` and `vminq_f32` treat what is no number differently.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { vbslq_f32(vcgtq_f32(a, b), a, b) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { vbslq_f32(vcltq_f32(a, b), a, b) })
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        let ([a, b, c, d], [w, x, y, z], [s, t, u, v]) = (self.0, factor.0, term.0);
        Self(unsafe {
            [vfmaq_f32(s, a, w), vfmaq_f32(t, b, x), vfmaq_f32(u, c, y), vfmaq_f32(v, d, z)]
        })
    }

    #[inline(always)]
    fn round(self) -> Self {
        let [a, b, c, d] = self.0;
        Self(unsafe { [vrndnq_f32(a), vrndnq_f32(b), vrndnq_f32(c), vrndnq_f32(d)] })
    }

    #[inline(always)]
    fn times_power_of_two(self, exponent: Self) -> Self {
        // The exponent's bits begin at the 23rd.
        self.with(exponent, |x, n| unsafe {
            let exponent = vshlq_n_s32::<23>(vcvtq_s32_f32(n));
            vreinterpretq_f32_s32(std::arch::aarch64::vaddq_s32(vreinterpretq_s32_f32(x), exponent))
        })
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        self.fold(|a, b| unsafe { vaddq_f32(a, b) }, |a, b| a + b)
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        self.fold(
            |a, b| unsafe { vbslq_f32(vcgtq_f32(a, b), a, b) },
            |a, b| if a > b { a } else { b },
        )
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8]) {
        if let Some(to) = to.first_chunk_mut::<16>() {
            unsafe {
                let [a, b, c, d] = self.0;
                let low =
                    vcombine_u16(vqmovn_u32(vcvtnq_u32_f32(a)), vqmovn_u32(vcvtnq_u32_f32(b)));
                let high =
                    vcombine_u16(vqmovn_u32(vcvtnq_u32_f32(c)), vqmovn_u32(vcvtnq_u32_f32(d)));
                vst1q_u8(to.as_mut_ptr(), vcombine_u8(vqmovn_u16(low), vqmovn_u16(high)));
            }
        }
    }
}

#[inline(always)]
fn load(from: &[i8]) -> [int8x16_t; 4] {
    match from.as_chunks::<16>().0 {
        [a, b, c, d, ..] => unsafe {
            [vld1q_s8(a.as_ptr()), vld1q_s8(b.as_ptr()), vld1q_s8(c.as_ptr()), vld1q_s8(d.as_ptr())]
        },
        _ => [unsafe { vdupq_n_s8(0) }; 4],
    }
}

/// What is gathered before anything is: activations are bytes less 128.
#[inline(always)]
fn start(columns: &[i32]) -> [int32x4_t; 4] {
    match columns.as_chunks::<4>().0 {
        [a, b, c, d, ..] => unsafe {
            let quarter = |from: &[i32; 4]| vshlq_n_s32::<7>(vld1q_s32(from.as_ptr()));
            [quarter(a), quarter(b), quarter(c), quarter(d)]
        },
        _ => [unsafe { vdupq_n_s32(0) }; 4],
    }
}

#[inline(always)]
fn to_floats([a, b, c, d]: [int32x4_t; 4]) -> Floats {
    Floats(unsafe { [vcvtq_f32_s32(a), vcvtq_f32_s32(b), vcvtq_f32_s32(c), vcvtq_f32_s32(d)] })
}

/// `sdot`: four products at once.
#[derive(Clone, Copy)]
pub(super) struct Quads([int32x4_t; 4]);

/// The intrinsic `vdotq_s32` is not stable yet.
#[inline(always)]
fn dots(mut sum: int32x4_t, activations: int8x16_t, weights: int8x16_t) -> int32x4_t {
    unsafe {
        std::arch::asm!(
            ".arch_extension dotprod",
            "sdot {sum:v}.4s, {a:v}.16b, {w:v}.16b",
            sum = inout(vreg) sum,
            a = in(vreg) activations,
            w = in(vreg) weights,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    sum
}

impl Dots for Quads {
    type Floats = Floats;
    type Walk = Straight;
    type Activations = int8x16_t;
    type Weights = [int8x16_t; 4];
    const ROWS: usize = 5;
    const FLIPPED: u8 = 0x80;

    #[inline(always)]
    fn start(columns: &[i32]) -> Self {
        Self(start(columns))
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> int8x16_t {
        unsafe { vreinterpretq_s8_s32(vdupq_n_s32(i32::from_le_bytes(four))) }
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> [int8x16_t; 4] {
        load(from)
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        to_floats(self.0)
    }
}

impl LongSums for Quads {
    #[inline(always)]
    fn add_dots(self, [x, y]: [int8x16_t; 2], [first, second]: [[int8x16_t; 4]; 2]) -> Self {
        let ([a, b, c, d], [e, f, g, h], [i, j, k, l]) = (self.0, first, second);
        Self([
            dots(dots(a, x, e), y, i),
            dots(dots(b, x, f), y, j),
            dots(dots(c, x, g), y, k),
            dots(dots(d, x, h), y, l),
        ])
    }
}

/// `smlal`: a row of sixteen columns at once, of which `ROWS_IN_16_BITS` are summed before they are
/// widened.
#[derive(Clone, Copy)]
pub(super) struct Rows<const ROWS_IN_16_BITS: usize>([int32x4_t; 4]);

impl<const ROWS_IN_16_BITS: usize> Dots for Rows<ROWS_IN_16_BITS> {
    type Floats = Floats;
    type Walk = Straight;
    type Activations = [u8; 4];
    type Weights = [int8x16_t; 4];
    const ROWS: usize = 4;
    const FLIPPED: u8 = 0x80;
    const BY_COLUMN: bool = false;

    #[inline(always)]
    fn start(columns: &[i32]) -> Self {
        Self(start(columns))
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> [u8; 4] {
        four
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> [int8x16_t; 4] {
        load(from)
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        to_floats(self.0)
    }
}

impl<const ROWS_IN_16_BITS: usize> LongSums for Rows<ROWS_IN_16_BITS> {
    #[inline(always)]
    fn add_dots(self, activations: [[u8; 4]; 2], weights: [[int8x16_t; 4]; 2]) -> Self {
        let mut sums = self.0;
        let rows: [(u8, int8x16_t); 8] = {
            let ([a, b, c, d], [e, f, g, h]) = (activations[0], activations[1]);
            let ([i, j, k, l], [m, n, o, p]) = (weights[0], weights[1]);
            [(a, i), (b, j), (c, k), (d, l), (e, m), (f, n), (g, o), (h, p)]
        };
        for group in rows.as_chunks::<ROWS_IN_16_BITS>().0 {
            let [low, high] = products(group);
            unsafe {
                sums = [
                    vaddw_s16(sums[0], vget_low_s16(low)),
                    vaddw_high_s16(sums[1], low),
                    vaddw_s16(sums[2], vget_low_s16(high)),
                    vaddw_high_s16(sums[3], high),
                ];
            }
        }
        Self(sums)
    }
}

/// Sums of the products of some rows, in 16 bits: eight columns each.
#[inline(always)]
fn products(rows: &[(u8, int8x16_t)]) -> [int16x8_t; 2] {
    let splat = |activation: u8| unsafe {
        (vdup_n_s8(activation.cast_signed()), vdupq_n_s8(activation.cast_signed()))
    };
    let mut rows = rows.iter().map(|&(activation, weights)| (splat(activation), weights));
    let Some(((half, whole), weights)) = rows.next() else {
        return [unsafe { std::arch::aarch64::vdupq_n_s16(0) }; 2];
    };
    let first = unsafe { [vmull_s8(half, vget_low_s8(weights)), vmull_high_s8(whole, weights)] };
    rows.fold(first, |[low, high], ((half, whole), weights)| unsafe {
        [vmlal_s8(low, half, vget_low_s8(weights)), vmlal_high_s8(high, whole, weights)]
    })
}
