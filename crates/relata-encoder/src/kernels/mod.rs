//! Arithmetic of the forward pass, written once over lanes and compiled for each processor; the best one is chosen when the program runs.
//!
//! All buffers are rows whose length is a multiple of [`PAD`], zeros behind the real columns, so that no kernel meets a ragged column. A value never depends on
//! the rows beside it: each is summed in the same order in every tile, whatever its height.

mod aligned;
mod attention;
mod lanes;
mod matrix;
mod operand;
mod portable;
mod row;
#[cfg(test)]
mod tests;
mod tile;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(crate) use aligned::Aligned;
pub(crate) use attention::{Attention, AttentionScratch};
pub(crate) use matrix::{Column, Matrix, Onto};
pub(crate) use operand::{Change, Norm, Operand, add_dots, gelu};

use lanes::Work;

/// Lengths of rows are multiples of this.
pub(crate) const PAD: usize = 32;

/// `len` rounded up to a multiple of [`PAD`].
pub(crate) const fn padded(len: usize) -> usize {
    len.next_multiple_of(PAD)
}

/// How a matrix is multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    F32,
    /// Bytes with exact sums; everything else in f32.
    Int8,
}

/// A set of instructions that this processor has: there is no other way to one than [`Isa::detect`] and [`Isa::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Isa(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2Vnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Isa {
    /// The best set.
    pub(crate) fn detect() -> Self {
        Self::all().next().unwrap_or(Self(Kind::Portable))
    }

    /// All sets that this processor has, the best first.
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        let avx512 = avx2 && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw");
        let kinds = [
            (avx512 && is_x86_feature_detected!("avx512vnni"), Kind::Avx512Vnni),
            (avx512, Kind::Avx512),
            (avx2 && is_x86_feature_detected!("avxvnni"), Kind::Avx2Vnni),
            (avx2, Kind::Avx2),
            (true, Kind::Portable),
        ];
        kinds.into_iter().filter(|(has, _)| *has).map(|(_, kind)| Self(kind))
    }

    /// All sets that this processor has, the best first.
    #[cfg(not(target_arch = "x86_64"))]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self(Kind::Portable))
    }

    /// Whether bytes are multiplied faster than floats.
    pub(crate) fn has_fast_bytes(self) -> bool {
        self.0 != Kind::Portable
    }

    /// Runs `work` with this set of instructions.
    #[cfg_attr(target_arch = "x86_64", allow(unsafe_code))]
    fn run<W: Work>(self, work: W) -> W::Output {
        // SAFETY: an `Isa` of this kind exists only where its features have been detected.
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512Vnni => unsafe { run_avx512_vnni(work) },
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { run_avx512(work) },
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2Vnni => unsafe { run_avx2_vnni(work) },
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { run_avx2(work) },
            Kind::Portable => work.run::<portable::Portable>(),
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512vnni")]
fn run_avx512_vnni<W: Work>(work: W) -> W::Output {
    work.run::<x86::Avx512Vnni>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avx512f,avx512bw")]
fn run_avx512<W: Work>(work: W) -> W::Output {
    work.run::<x86::Avx512>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avxvnni")]
fn run_avx2_vnni<W: Work>(work: W) -> W::Output {
    work.run::<x86::Avx2Vnni>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_avx2<W: Work>(work: W) -> W::Output {
    work.run::<x86::Avx2>()
}
