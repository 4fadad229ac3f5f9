//! 64-bit x86 with AVX-512.
//!
//! # Safety
//! As in [`super::avx2`].

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256, __m512, __m512i, _MM_FROUND_NO_EXC, _MM_FROUND_TO_NEAREST_INT, _mm_storeu_si128,
    _mm256_castpd_ps, _mm512_add_epi16, _mm512_add_epi32, _mm512_add_ps, _mm512_and_si512,
    _mm512_castps_pd, _mm512_castps512_ps256, _mm512_cvtepi32_epi8, _mm512_cvtepi32_ps,
    _mm512_cvtps_epi32, _mm512_div_ps, _mm512_dpbusd_epi32, _mm512_extractf64x4_pd,
    _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_madd_epi16, _mm512_maddubs_epi16,
    _mm512_max_ps, _mm512_min_ps, _mm512_mul_ps, _mm512_roundscale_ps, _mm512_scalef_ps,
    _mm512_set1_epi8, _mm512_set1_epi16, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_si512,
    _mm512_srli_epi16, _mm512_storeu_ps, _mm512_sub_epi8, _mm512_sub_ps, _mm512_xor_si512,
};
use std::marker::PhantomData;

use super::avx2;
use super::lanes::{Dots, Lanes, LongSums, Processor};
use super::walk::Straight;

const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;

/// AVX-512 F and BW with VNNI.
pub(super) struct Avx512Vnni;
/// AVX-512 F and BW.
pub(super) struct Avx512;

impl Processor for Avx512Vnni {
    type Floats = Floats;
    type Narrow = Sums<Quads>;
    type Wide = Sums<Quads>;
}

impl Processor for Avx512 {
    type Floats = Floats;
    type Narrow = Sums<NarrowPairs>;
    type Wide = Sums<WidePairs>;
}

#[derive(Clone, Copy)]
pub(super) struct Floats(__m512);

impl Floats {
    /// The first and the second eight lanes.
    #[inline(always)]
    fn halves(self) -> [__m256; 2] {
        unsafe {
            [
                _mm512_castps512_ps256(self.0),
                _mm256_castpd_ps(_mm512_extractf64x4_pd::<1>(_mm512_castps_pd(self.0))),
            ]
        }
    }
}

impl Lanes for Floats {
    const ROWS: usize = 12;
    const VECTORS: usize = 2;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self(unsafe { _mm512_set1_ps(value) })
    }

    #[inline(always)]
    fn load(from: &[f32]) -> Self {
        match from.first_chunk::<16>() {
            Some(from) => Self(unsafe { _mm512_loadu_ps(from.as_ptr()) }),
            None => Self::splat(0.0),
        }
    }

    #[inline(always)]
    fn store(self, to: &mut [f32]) {
        if let Some(to) = to.first_chunk_mut::<16>() {
            unsafe { _mm512_storeu_ps(to.as_mut_ptr(), self.0) }
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(unsafe { _mm512_add_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(unsafe { _mm512_sub_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(unsafe { _mm512_mul_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self(unsafe { _mm512_div_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(unsafe { _mm512_max_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(unsafe { _mm512_min_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        Self(unsafe { _mm512_fmadd_ps(self.0, factor.0, term.0) })
    }

    #[inline(always)]
    fn round(self) -> Self {
        Self(unsafe { _mm512_roundscale_ps::<NEAREST>(self.0) })
    }

    #[inline(always)]
    fn times_power_of_two(self, exponent: Self) -> Self {
        Self(unsafe { _mm512_scalef_ps(self.0, exponent.0) })
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        let [low, high] = self.halves();
        avx2::sum_of(low, high)
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        let [low, high] = self.halves();
        avx2::greatest_of(low, high)
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8]) {
        if let Some(to) = to.first_chunk_mut::<16>() {
            unsafe {
                _mm_storeu_si128(
                    to.as_mut_ptr().cast(),
                    _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(self.0)),
                );
            }
        }
    }
}

/// How the products of bytes are gathered.
pub(super) trait Gather: Copy {
    /// A unit of weights as it is multiplied.
    type Weights: Copy;
    const ROWS: usize;

    fn weights(unit: __m512i) -> Self::Weights;
    /// Adds the products of eight activations with two units.
    fn add(sums: __m512i, activations: [__m512i; 2], weights: [Self::Weights; 2]) -> __m512i;
}

#[derive(Clone, Copy)]
pub(super) struct Sums<G>(__m512i, PhantomData<G>);

impl<G: Gather> Dots for Sums<G> {
    type Floats = Floats;
    type Activations = __m512i;
    type Weights = G::Weights;
    type Walk = Straight;
    const ROWS: usize = G::ROWS;

    #[inline(always)]
    fn start(_: &[i32]) -> Self {
        Self(unsafe { _mm512_setzero_si512() }, PhantomData)
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> __m512i {
        unsafe { _mm512_set1_epi32(i32::from_le_bytes(four)) }
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> G::Weights {
        G::weights(match from.first_chunk::<64>() {
            Some(from) => unsafe { _mm512_loadu_si512(from.as_ptr().cast()) },
            None => unsafe { _mm512_setzero_si512() },
        })
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        Floats(unsafe { _mm512_cvtepi32_ps(self.0) })
    }
}

impl<G: Gather> LongSums for Sums<G> {
    #[inline(always)]
    fn add_dots(self, activations: [__m512i; 2], weights: [G::Weights; 2]) -> Self {
        Self(G::add(self.0, activations, weights), PhantomData)
    }
}

/// `dpbusd`: four products at once.
#[derive(Clone, Copy)]
pub(super) struct Quads;

impl Gather for Quads {
    type Weights = __m512i;
    const ROWS: usize = 12;

    #[inline(always)]
    fn weights(unit: __m512i) -> __m512i {
        unit
    }

    #[inline(always)]
    fn add(sums: __m512i, [a, b]: [__m512i; 2], [first, second]: [__m512i; 2]) -> __m512i {
        unsafe { _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(sums, a, first), b, second) }
    }
}

/// Adds `factor` times the products, of which those of four bytes are summed in 16 bits.
#[inline(always)]
fn add_pairs(
    sums: __m512i,
    [a, b]: [__m512i; 2],
    first: __m512i,
    second: __m512i,
    factor: i16,
) -> __m512i {
    unsafe {
        let pairs =
            _mm512_add_epi16(_mm512_maddubs_epi16(a, first), _mm512_maddubs_epi16(b, second));
        _mm512_add_epi32(sums, _mm512_madd_epi16(pairs, _mm512_set1_epi16(factor)))
    }
}

/// `maddubs`, of which two results are summed in 16 bits.
#[derive(Clone, Copy)]
pub(super) struct NarrowPairs;

impl Gather for NarrowPairs {
    type Weights = __m512i;
    const ROWS: usize = 10;

    #[inline(always)]
    fn weights(unit: __m512i) -> __m512i {
        unit
    }

    #[inline(always)]
    fn add(sums: __m512i, activations: [__m512i; 2], [first, second]: [__m512i; 2]) -> __m512i {
        add_pairs(sums, activations, first, second, 1)
    }
}

/// Weights of eight bits as four times their upper six and their lower two.
#[derive(Clone, Copy)]
pub(super) struct WidePairs;

impl Gather for WidePairs {
    type Weights = [__m512i; 2];
    const ROWS: usize = 6;

    #[inline(always)]
    fn weights(unit: __m512i) -> [__m512i; 2] {
        unsafe {
            let sign = _mm512_set1_epi8(0x20);
            let upper = _mm512_and_si512(_mm512_srli_epi16::<2>(unit), _mm512_set1_epi8(0x3f));
            [
                _mm512_sub_epi8(_mm512_xor_si512(upper, sign), sign),
                _mm512_and_si512(unit, _mm512_set1_epi8(3)),
            ]
        }
    }

    #[inline(always)]
    fn add(
        sums: __m512i,
        activations: [__m512i; 2],
        [[upper, lower], [next_upper, next_lower]]: [[__m512i; 2]; 2],
    ) -> __m512i {
        add_pairs(
            add_pairs(sums, activations, upper, next_upper, 4),
            activations,
            lower,
            next_lower,
            1,
        )
    }
}
