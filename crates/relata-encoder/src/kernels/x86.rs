//! 64-bit x86 with AVX-512 or AVX2.
//!
//! # Safety
//! Two kinds of calls in this file are unsafe. Loads and stores through pointers take the pointer from an array reference of exactly the size that they
//! read or write, and none of them asks for alignment. Intrinsics without pointers are unsafe only where the processor may lack the instruction: the types
//! of this file are private to the kernels, and their methods run only inside [`super::Isa::run`], which enters a processor's code after the features that
//! it names have been seen.

// Kernels are compiled into the function that names the processor's features.
#![allow(clippy::inline_always)]
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256, __m256i, __m512, __m512i, _MM_FROUND_NO_EXC, _MM_FROUND_TO_NEAREST_INT, _mm_loadu_si128, _mm_packus_epi16, _mm_packus_epi32, _mm_storel_epi64,
    _mm_storeu_si128, _mm256_add_epi32, _mm256_add_ps, _mm256_castps_si256, _mm256_castsi256_ps, _mm256_castsi256_si128, _mm256_cvtepi8_epi16,
    _mm256_cvtepi32_ps, _mm256_cvtps_epi32, _mm256_div_ps, _mm256_dpbusd_avx_epi32, _mm256_extracti128_si256, _mm256_fmadd_ps, _mm256_loadu_ps,
    _mm256_loadu_si256, _mm256_madd_epi16, _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps, _mm256_round_ps, _mm256_set1_epi32, _mm256_set1_ps,
    _mm256_setzero_si256, _mm256_slli_epi32, _mm256_storeu_ps, _mm256_sub_ps, _mm512_add_epi32, _mm512_add_ps, _mm512_cvtepi8_epi16, _mm512_cvtepi32_epi8,
    _mm512_cvtepi32_ps, _mm512_cvtps_epi32, _mm512_div_ps, _mm512_dpbusd_epi32, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_madd_epi16,
    _mm512_max_ps, _mm512_min_ps, _mm512_mul_ps, _mm512_reduce_add_ps, _mm512_reduce_max_ps, _mm512_roundscale_ps, _mm512_scalef_ps, _mm512_set1_epi32,
    _mm512_set1_ps, _mm512_setzero_si512, _mm512_storeu_ps, _mm512_sub_ps,
};

use super::lanes::{Dots, Lanes, Processor};

const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;

/// AVX-512 F and BW with VNNI.
pub(super) struct Avx512Vnni;
/// AVX-512 F and BW.
pub(super) struct Avx512;
/// AVX2 and FMA with AVX-VNNI.
pub(super) struct Avx2Vnni;
/// AVX2 and FMA.
pub(super) struct Avx2;

impl Processor for Avx512Vnni {
    type Floats = Floats16;
    type Sums = Quads16;
}

impl Processor for Avx512 {
    type Floats = Floats16;
    type Sums = Pairs16;
}

impl Processor for Avx2Vnni {
    type Floats = Floats8;
    type Sums = Quads8;
}

impl Processor for Avx2 {
    type Floats = Floats8;
    type Sums = Pairs8;
}

/// Sixteen floats.
#[derive(Clone, Copy)]
pub(super) struct Floats16(__m512);

impl Lanes for Floats16 {
    const LEN: usize = 16;
    const ROWS: usize = 12;

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
        unsafe { _mm512_reduce_add_ps(self.0) }
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        unsafe { _mm512_reduce_max_ps(self.0) }
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8]) {
        if let Some(to) = to.first_chunk_mut::<16>() {
            unsafe { _mm_storeu_si128(to.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(self.0))) }
        }
    }
}

/// Eight floats.
#[derive(Clone, Copy)]
pub(super) struct Floats8(__m256);

impl Lanes for Floats8 {
    const LEN: usize = 8;
    const ROWS: usize = 6;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self(unsafe { _mm256_set1_ps(value) })
    }

    #[inline(always)]
    fn load(from: &[f32]) -> Self {
        match from.first_chunk::<8>() {
            Some(from) => Self(unsafe { _mm256_loadu_ps(from.as_ptr()) }),
            None => Self::splat(0.0),
        }
    }

    #[inline(always)]
    fn store(self, to: &mut [f32]) {
        if let Some(to) = to.first_chunk_mut::<8>() {
            unsafe { _mm256_storeu_ps(to.as_mut_ptr(), self.0) }
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(unsafe { _mm256_add_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(unsafe { _mm256_sub_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(unsafe { _mm256_mul_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        Self(unsafe { _mm256_div_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(unsafe { _mm256_max_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(unsafe { _mm256_min_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        Self(unsafe { _mm256_fmadd_ps(self.0, factor.0, term.0) })
    }

    #[inline(always)]
    fn round(self) -> Self {
        Self(unsafe { _mm256_round_ps::<NEAREST>(self.0) })
    }

    #[inline(always)]
    fn times_power_of_two(self, exponent: Self) -> Self {
        // The exponent's bits begin at the 23rd.
        Self(unsafe { _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(self.0), _mm256_slli_epi32::<23>(_mm256_cvtps_epi32(exponent.0)))) })
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        self.to_array().iter().sum()
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        self.to_array().into_iter().fold(f32::NEG_INFINITY, f32::max)
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8]) {
        if let Some(to) = to.first_chunk_mut::<8>() {
            unsafe {
                let whole = _mm256_cvtps_epi32(self.0);
                let words = _mm_packus_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256::<1>(whole));
                _mm_storel_epi64(to.as_mut_ptr().cast(), _mm_packus_epi16(words, words));
            }
        }
    }
}

impl Floats8 {
    #[inline(always)]
    fn to_array(self) -> [f32; 8] {
        let mut out = [0.0; 8];
        self.store(&mut out);
        out
    }
}

/// Sixteen sums, four activations at once.
#[derive(Clone, Copy)]
pub(super) struct Quads16(__m512i);

impl Dots for Quads16 {
    type Floats = Floats16;
    type Weights = __m512i;
    const UNIT: usize = 4;

    #[inline(always)]
    fn zero() -> Self {
        Self(unsafe { _mm512_setzero_si512() })
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> __m512i {
        match from.first_chunk::<64>() {
            Some(from) => unsafe { _mm512_loadu_si512(from.as_ptr().cast()) },
            None => Self::zero().0,
        }
    }

    #[inline(always)]
    fn add_dots(self, unit: [u8; 4], weights: __m512i) -> Self {
        Self(unsafe { _mm512_dpbusd_epi32(self.0, _mm512_set1_epi32(i32::from_le_bytes(unit)), weights) })
    }

    #[inline(always)]
    fn to_floats(self) -> Floats16 {
        Floats16(unsafe { _mm512_cvtepi32_ps(self.0) })
    }
}

/// Sixteen sums, two activations at once.
#[derive(Clone, Copy)]
pub(super) struct Pairs16(__m512i);

impl Dots for Pairs16 {
    type Floats = Floats16;
    type Weights = __m512i;
    const UNIT: usize = 2;

    #[inline(always)]
    fn zero() -> Self {
        Self(unsafe { _mm512_setzero_si512() })
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> __m512i {
        match from.first_chunk::<32>() {
            Some(from) => unsafe { _mm512_cvtepi8_epi16(_mm256_loadu_si256(from.as_ptr().cast())) },
            None => Self::zero().0,
        }
    }

    #[inline(always)]
    fn add_dots(self, unit: [u8; 4], weights: __m512i) -> Self {
        Self(unsafe { _mm512_add_epi32(self.0, _mm512_madd_epi16(_mm512_set1_epi32(i32::from_le_bytes(unit)), weights)) })
    }

    #[inline(always)]
    fn to_floats(self) -> Floats16 {
        Floats16(unsafe { _mm512_cvtepi32_ps(self.0) })
    }
}

/// Eight sums, four activations at once.
#[derive(Clone, Copy)]
pub(super) struct Quads8(__m256i);

impl Dots for Quads8 {
    type Floats = Floats8;
    type Weights = __m256i;
    const UNIT: usize = 4;

    #[inline(always)]
    fn zero() -> Self {
        Self(unsafe { _mm256_setzero_si256() })
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> __m256i {
        match from.first_chunk::<32>() {
            Some(from) => unsafe { _mm256_loadu_si256(from.as_ptr().cast()) },
            None => Self::zero().0,
        }
    }

    #[inline(always)]
    fn add_dots(self, unit: [u8; 4], weights: __m256i) -> Self {
        Self(unsafe { _mm256_dpbusd_avx_epi32(self.0, _mm256_set1_epi32(i32::from_le_bytes(unit)), weights) })
    }

    #[inline(always)]
    fn to_floats(self) -> Floats8 {
        Floats8(unsafe { _mm256_cvtepi32_ps(self.0) })
    }
}

/// Eight sums, two activations at once: `maddubs`, which takes bytes, would saturate.
#[derive(Clone, Copy)]
pub(super) struct Pairs8(__m256i);

impl Dots for Pairs8 {
    type Floats = Floats8;
    type Weights = __m256i;
    const UNIT: usize = 2;

    #[inline(always)]
    fn zero() -> Self {
        Self(unsafe { _mm256_setzero_si256() })
    }

    #[inline(always)]
    fn weights(from: &[i8]) -> __m256i {
        match from.first_chunk::<16>() {
            Some(from) => unsafe { _mm256_cvtepi8_epi16(_mm_loadu_si128(from.as_ptr().cast())) },
            None => Self::zero().0,
        }
    }

    #[inline(always)]
    fn add_dots(self, unit: [u8; 4], weights: __m256i) -> Self {
        Self(unsafe { _mm256_add_epi32(self.0, _mm256_madd_epi16(_mm256_set1_epi32(i32::from_le_bytes(unit)), weights)) })
    }

    #[inline(always)]
    fn to_floats(self) -> Floats8 {
        Floats8(unsafe { _mm256_cvtepi32_ps(self.0) })
    }
}
