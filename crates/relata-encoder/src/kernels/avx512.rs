//! 64-bit x86 with AVX-512.
//!
//! # Safety
//! As in [`super::avx2`].

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256, __m512, __m512i, _MM_FROUND_NO_EXC, _MM_FROUND_TO_NEAREST_INT, _mm_storeu_si128, _mm256_castpd_ps, _mm512_add_epi16, _mm512_add_epi32,
    _mm512_add_ps, _mm512_and_si512, _mm512_castps_pd, _mm512_castps512_ps256, _mm512_cvtepi32_epi8, _mm512_cvtepi32_ps, _mm512_cvtps_epi32, _mm512_div_ps,
    _mm512_dpbusd_epi32, _mm512_extractf64x4_pd, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_madd_epi16, _mm512_maddubs_epi16, _mm512_max_ps,
    _mm512_min_ps, _mm512_mul_ps, _mm512_roundscale_ps, _mm512_scalef_ps, _mm512_set1_epi8, _mm512_set1_epi16, _mm512_set1_epi32, _mm512_set1_ps,
    _mm512_setzero_si512, _mm512_srli_epi16, _mm512_storeu_ps, _mm512_sub_epi8, _mm512_sub_ps, _mm512_xor_si512,
};

use super::avx2;
use super::lanes::{Dots, Lanes, Processor};

const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;

/// AVX-512 F and BW with VNNI.
pub(super) struct Avx512Vnni;
/// AVX-512 F and BW.
pub(super) struct Avx512;

impl Processor for Avx512Vnni {
    type Floats = Floats;
    type Narrow = Quads;
    type Wide = Quads;
}

impl Processor for Avx512 {
    type Floats = Floats;
    type Narrow = NarrowPairs;
    type Wide = WidePairs;
}

#[derive(Clone, Copy)]
pub(super) struct Floats(__m512);

impl Floats {
    /// The first and the second eight lanes.
    #[inline(always)]
    fn halves(self) -> [__m256; 2] {
        unsafe { [_mm512_castps512_ps256(self.0), _mm256_castpd_ps(_mm512_extractf64x4_pd::<1>(_mm512_castps_pd(self.0)))] }
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
            unsafe { _mm_storeu_si128(to.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(self.0))) }
        }
    }
}

#[inline(always)]
fn load(from: &[i8]) -> __m512i {
    match from.first_chunk::<64>() {
        Some(from) => unsafe { _mm512_loadu_si512(from.as_ptr().cast()) },
        None => unsafe { _mm512_setzero_si512() },
    }
}

#[inline(always)]
fn splat(unit: [u8; 4]) -> __m512i {
    unsafe { _mm512_set1_epi32(i32::from_le_bytes(unit)) }
}

/// `dpbusd`: four products at once.
#[derive(Clone, Copy)]
pub(super) struct Quads(__m512i);

impl Dots for Quads {
    type Floats = Floats;
    type Activations = __m512i;
    type Weights = __m512i;
    const ROWS: usize = 12;

    #[inline(always)]
    fn start(_: &[i32]) -> Self {
        Self(unsafe { _mm512_setzero_si512() })
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> __m512i {
        splat(four)
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> __m512i {
        load(from)
    }

    #[inline(always)]
    fn add_dots(self, [first, second]: [__m512i; 2], weights: [__m512i; 2]) -> Self {
        Self(unsafe { _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(self.0, first, weights[0]), second, weights[1]) })
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        Floats(unsafe { _mm512_cvtepi32_ps(self.0) })
    }
}

/// The sums of four products each, in 16 bits: two for each column.
#[inline(always)]
fn pairs([first, second]: [__m512i; 2], weights: [__m512i; 2]) -> __m512i {
    unsafe { _mm512_add_epi16(_mm512_maddubs_epi16(first, weights[0]), _mm512_maddubs_epi16(second, weights[1])) }
}

/// `maddubs`, of which two results are summed in 16 bits.
#[derive(Clone, Copy)]
pub(super) struct NarrowPairs(__m512i);

impl Dots for NarrowPairs {
    type Floats = Floats;
    type Activations = __m512i;
    type Weights = __m512i;
    const ROWS: usize = 10;

    #[inline(always)]
    fn start(_: &[i32]) -> Self {
        Self(unsafe { _mm512_setzero_si512() })
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> __m512i {
        splat(four)
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> __m512i {
        load(from)
    }

    #[inline(always)]
    fn add_dots(self, activations: [__m512i; 2], weights: [__m512i; 2]) -> Self {
        let pairs = pairs(activations, weights);
        Self(unsafe { _mm512_add_epi32(self.0, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1))) })
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        Floats(unsafe { _mm512_cvtepi32_ps(self.0) })
    }
}

/// Weights of eight bits as four times their upper six and their lower two.
#[derive(Clone, Copy)]
pub(super) struct WidePairs(__m512i);

impl Dots for WidePairs {
    type Floats = Floats;
    type Activations = __m512i;
    type Weights = [__m512i; 2];
    const ROWS: usize = 6;

    #[inline(always)]
    fn start(_: &[i32]) -> Self {
        Self(unsafe { _mm512_setzero_si512() })
    }

    #[inline(always)]
    fn activations(four: [u8; 4]) -> __m512i {
        splat(four)
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> [__m512i; 2] {
        let all = load(from);
        unsafe {
            let sign = _mm512_set1_epi8(0x20);
            let upper = _mm512_and_si512(_mm512_srli_epi16::<2>(all), _mm512_set1_epi8(0x3f));
            [_mm512_sub_epi8(_mm512_xor_si512(upper, sign), sign), _mm512_and_si512(all, _mm512_set1_epi8(3))]
        }
    }

    #[inline(always)]
    fn add_dots(self, activations: [__m512i; 2], [first, second]: [[__m512i; 2]; 2]) -> Self {
        let (upper, lower) = (pairs(activations, [first[0], second[0]]), pairs(activations, [first[1], second[1]]));
        unsafe {
            let upper = _mm512_madd_epi16(upper, _mm512_set1_epi16(4));
            Self(_mm512_add_epi32(self.0, _mm512_add_epi32(upper, _mm512_madd_epi16(lower, _mm512_set1_epi16(1)))))
        }
    }

    #[inline(always)]
    fn to_floats(self) -> Floats {
        Floats(unsafe { _mm512_cvtepi32_ps(self.0) })
    }
}
