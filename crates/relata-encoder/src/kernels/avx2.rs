//! 64-bit x86 with AVX2: sixteen lanes are two registers.
//!
//! # Safety
//! Two kinds of calls in this file are unsafe. Loads and stores through pointers take the pointer
//! from an array reference of exactly the size that they read or write, and none of them asks for
//! alignment. Intrinsics without pointers are unsafe only where the processor may lack the
//! instruction: the types of this file are private to the kernels, and their methods run only
//! inside [`super::Isa::run`], which enters a processor's code after the features that it names
//! have been seen.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m128, __m128i, __m256, __m256i, _MM_FROUND_NO_EXC, _MM_FROUND_TO_NEAREST_INT, _mm_add_ps,
    _mm_add_ss, _mm_cvtss_f32, _mm_max_ps, _mm_max_ss, _mm_movehl_ps, _mm_packus_epi16,
    _mm_packus_epi32, _mm_shuffle_ps, _mm_storeu_si128, _mm256_add_epi16, _mm256_add_epi32,
    _mm256_add_ps, _mm256_and_si256, _mm256_castps_si256, _mm256_castps256_ps128,
    _mm256_castsi256_ps, _mm256_castsi256_si128, _mm256_cvtepi32_ps, _mm256_cvtps_epi32,
    _mm256_div_ps, _mm256_dpbusd_avx_epi32, _mm256_extractf128_ps, _mm256_extracti128_si256,
    _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
    _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps, _mm256_round_ps, _mm256_set1_epi8,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_slli_epi32,
    _mm256_srli_epi16, _mm256_storeu_ps, _mm256_sub_epi8, _mm256_sub_ps, _mm256_xor_si256,
};
use std::marker::PhantomData;

use super::lanes::{Dots, Lanes, LongSums, Processor, Walk};
use super::runs::{InRuns, ShortSums};
use super::walk::Straight;

const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;

/// AVX2 and FMA with AVX-VNNI.
pub(super) struct Avx2Vnni;
/// AVX2 and FMA.
pub(super) struct Avx2;

impl Processor for Avx2Vnni {
    type Floats = Floats;
    type Narrow = Sums<Quads>;
    type Wide = Sums<Quads>;
}

impl Processor for Avx2 {
    type Floats = Floats;
    type Narrow = Sums<NarrowPairs>;
    type Wide = Sums<WidePairs>;
}

/// [`Lanes::sum`] of two halves.
#[inline(always)]
pub(super) fn sum_of(low: __m256, high: __m256) -> f32 {
    unsafe {
        let eight = _mm256_add_ps(low, high);
        let four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps::<1>(eight));
        let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_add_ss(two, second(two)))
    }
}

/// [`Lanes::greatest`] of two halves.
#[inline(always)]
pub(super) fn greatest_of(low: __m256, high: __m256) -> f32 {
    unsafe {
        let eight = _mm256_max_ps(low, high);
        let four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps::<1>(eight));
        let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_max_ss(two, second(two)))
    }
}

#[inline(always)]
fn second(lanes: __m128) -> __m128 {
    unsafe { _mm_shuffle_ps::<0b01_01_01_01>(lanes, lanes) }
}

/// Whole numbers in 16 bits, rounded.
#[inline(always)]
fn words(half: __m256) -> __m128i {
    unsafe {
        let whole = _mm256_cvtps_epi32(half);
        _mm_packus_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256::<1>(whole))
    }
}

// Vectors in arrays are named one by one: `array::map` is compiled without the processor's
// instructions where it is not inlined.

#[derive(Clone, Copy)]
pub(super) struct Floats([__m256; 2]);

impl Floats {
    #[inline(always)]
    fn with(self, other: Self, f: impl Fn(__m256, __m256) -> __m256) -> Self {
        Self([f(self.0[0], other.0[0]), f(self.0[1], other.0[1])])
    }
}

impl Lanes for Floats {
    const ROWS: usize = 6;
    const VECTORS: usize = 1;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self([unsafe { _mm256_set1_ps(value) }; 2])
    }

    #[inline(always)]
    fn load(from: &[f32]) -> Self {
        match from.as_chunks::<8>().0 {
            [low, high, ..] => {
                Self(unsafe { [_mm256_loadu_ps(low.as_ptr()), _mm256_loadu_ps(high.as_ptr())] })
            }
            _ => Self::splat(0.0),
        }
    }

    #[inline(always)]
    fn store(self, to: &mut [f32]) {
        if let [low, high, ..] = to.as_chunks_mut::<8>().0 {
            unsafe {
                _mm256_storeu_ps(low.as_mut_ptr(), self.0[0]);
                _mm256_storeu_ps(high.as_mut_ptr(), self.0[1]);
            }
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { _mm256_add_ps(a, b) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { _mm256_sub_ps(a, b) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { _mm256_mul_ps(a, b) })
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { _mm256_div_ps(a, b) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { _mm256_max_ps(a, b) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.with(other, |a, b| unsafe { _mm256_min_ps(a, b) })
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        Self(unsafe {
            [
                _mm256_fmadd_ps(self.0[0], factor.0[0], term.0[0]),
                _mm256_fmadd_ps(self.0[1], factor.0[1], term.0[1]),
            ]
        })
    }

    #[inline(always)]
    fn round(self) -> Self {
        let [low, high] = self.0;
        Self(unsafe { [_mm256_round_ps::<NEAREST>(low), _mm256_round_ps::<NEAREST>(high)] })
    }

    #[inline(always)]
    fn times_power_of_two(self, exponent: Self) -> Self {
        // The exponent's bits begin at the 23rd.
        self.with(exponent, |x, n| unsafe {
            _mm256_castsi256_ps(_mm256_add_epi32(
                _mm256_castps_si256(x),
                _mm256_slli_epi32::<23>(_mm256_cvtps_epi32(n)),
            ))
        })
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        sum_of(self.0[0], self.0[1])
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        greatest_of(self.0[0], self.0[1])
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8]) {
        if let Some(to) = to.first_chunk_mut::<16>() {
            unsafe {
                _mm_storeu_si128(
                    to.as_mut_ptr().cast(),
                    _mm_packus_epi16(words(self.0[0]), words(self.0[1])),
                );
            }
        }
    }
}

/// Eight columns each.
pub(super) type Halves = [__m256i; 2];

#[inline(always)]
fn load(from: &[i8]) -> Halves {
    match from.as_chunks::<32>().0 {
        [low, high, ..] => unsafe {
            [_mm256_loadu_si256(low.as_ptr().cast()), _mm256_loadu_si256(high.as_ptr().cast())]
        },
        _ => zero(),
    }
}

#[inline(always)]
fn zero() -> Halves {
    [unsafe { _mm256_setzero_si256() }; 2]
}

/// How the products of bytes are gathered.
pub(super) trait Gather: Copy {
    /// A unit of weights as it is multiplied.
    type Weights: Copy;
    type Walk: Walk<Sums<Self>>;
    const ROWS: usize;

    fn weights(unit: Halves) -> Self::Weights;
}

/// Products that are added to sums of 32 bits at once.
pub(super) trait GatherLong: Gather {
    /// Adds the products of eight activations with two units.
    fn add(sums: Halves, activations: [__m256i; 2], weights: [Self::Weights; 2]) -> Halves;
}

#[derive(Clone, Copy)]
pub(super) struct Sums<G>(Halves, PhantomData<G>);

impl<G: Gather> Dots for Sums<G> {
    type Floats = Floats;
    type Activations = __m256i;
    type Weights = G::Weights;
    type Walk = G::Walk;
    const ROWS: usize = G::ROWS;

    #[inline(always)]
    fn start(_: &[i32]) -> Self {
        Self(zero(), PhantomData)
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> __m256i {
        unsafe { _mm256_set1_epi32(i32::from_le_bytes(four)) }
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> G::Weights {
        G::weights(load(from))
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        Floats(unsafe { [_mm256_cvtepi32_ps(self.0[0]), _mm256_cvtepi32_ps(self.0[1])] })
    }
}

impl<G: GatherLong> LongSums for Sums<G> {
    #[inline(always)]
    fn add_dots(self, activations: [__m256i; 2], weights: [G::Weights; 2]) -> Self {
        Self(G::add(self.0, activations, weights), PhantomData)
    }
}

/// `dpbusd`: four products at once.
#[derive(Clone, Copy)]
pub(super) struct Quads;

impl Gather for Quads {
    type Weights = Halves;
    type Walk = Straight;
    const ROWS: usize = 6;

    #[inline(always)]
    fn weights(unit: Halves) -> Halves {
        unit
    }
}

impl GatherLong for Quads {
    #[inline(always)]
    fn add(sums: Halves, [a, b]: [__m256i; 2], [first, second]: [Halves; 2]) -> Halves {
        let dots = |sum, first, second| unsafe {
            _mm256_dpbusd_avx_epi32(_mm256_dpbusd_avx_epi32(sum, a, first), b, second)
        };
        [dots(sums[0], first[0], second[0]), dots(sums[1], first[1], second[1])]
    }
}

/// Adds `factor` times the products, of which those of four bytes are summed in 16 bits.
#[inline(always)]
fn add_pairs(
    sum: __m256i,
    [a, b]: [__m256i; 2],
    first: __m256i,
    second: __m256i,
    factor: i16,
) -> __m256i {
    unsafe {
        let pairs =
            _mm256_add_epi16(_mm256_maddubs_epi16(a, first), _mm256_maddubs_epi16(b, second));
        _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(factor)))
    }
}

/// `maddubs`, of which as many results are summed in 16 bits as these hold.
#[derive(Clone, Copy)]
pub(super) struct NarrowPairs;

impl Gather for NarrowPairs {
    type Weights = Halves;
    type Walk = InRuns;
    const ROWS: usize = 6;

    #[inline(always)]
    fn weights(unit: Halves) -> Halves {
        unit
    }
}

impl ShortSums for Sums<NarrowPairs> {
    type Run = Halves;

    #[inline(always)]
    fn begin() -> Halves {
        zero()
    }

    #[inline(always)]
    fn add(run: Halves, a: __m256i, unit: Halves) -> Halves {
        unsafe {
            [
                _mm256_add_epi16(run[0], _mm256_maddubs_epi16(a, unit[0])),
                _mm256_add_epi16(run[1], _mm256_maddubs_epi16(a, unit[1])),
            ]
        }
    }

    #[inline(always)]
    fn end(self, run: Halves) -> Self {
        let widen = |sum, run| unsafe {
            _mm256_add_epi32(sum, _mm256_madd_epi16(run, _mm256_set1_epi16(1)))
        };
        Self([widen(self.0[0], run[0]), widen(self.0[1], run[1])], PhantomData)
    }
}

/// Weights of eight bits as four times their upper six and their lower two.
#[derive(Clone, Copy)]
pub(super) struct WidePairs;

impl Gather for WidePairs {
    type Weights = [Halves; 2];
    type Walk = Straight;
    const ROWS: usize = 3;

    #[inline(always)]
    fn weights([low, high]: Halves) -> [Halves; 2] {
        [[upper_six(low), upper_six(high)], [lower_two(low), lower_two(high)]]
    }
}

impl GatherLong for WidePairs {
    #[inline(always)]
    fn add(
        sums: Halves,
        activations: [__m256i; 2],
        [[upper, lower], [next_upper, next_lower]]: [[Halves; 2]; 2],
    ) -> Halves {
        let low = add_pairs(sums[0], activations, upper[0], next_upper[0], 4);
        let high = add_pairs(sums[1], activations, upper[1], next_upper[1], 4);
        [
            add_pairs(low, activations, lower[0], next_lower[0], 1),
            add_pairs(high, activations, lower[1], next_lower[1], 1),
        ]
    }
}

#[inline(always)]
fn upper_six(weights: __m256i) -> __m256i {
    unsafe {
        let sign = _mm256_set1_epi8(0x20);
        let upper = _mm256_and_si256(_mm256_srli_epi16::<2>(weights), _mm256_set1_epi8(0x3f));
        _mm256_sub_epi8(_mm256_xor_si256(upper, sign), sign)
    }
}

#[inline(always)]
fn lower_two(weights: __m256i) -> __m256i {
    unsafe { _mm256_and_si256(weights, _mm256_set1_epi8(3)) }
}
