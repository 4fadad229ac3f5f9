//! Arithmetic of the forward pass, written once over lanes and compiled for each processor; the
//! best one is chosen when the program runs.
//!
//! All buffers are rows whose length is a multiple of [`PAD`], zeros behind the real columns, so
//! that no kernel meets a ragged column. A value never depends on the rows beside it, nor on the
//! processor: each is summed in the same order in every tile, whatever its size ([`lanes`] says
//! what that rests on).

mod aligned;
mod attention;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod lanes;
mod matrix;
#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
mod neon;
mod norm;
mod operand;
mod portable;
mod row;
#[cfg(target_arch = "x86_64")]
mod runs;
#[cfg(test)]
mod tests;
mod tile;
mod walk;

use std::str::FromStr;
use std::sync::OnceLock;

pub(crate) use aligned::Aligned;
pub(crate) use attention::{Attention, AttentionScratch};
pub(crate) use matrix::{Column, Matrix, Onto};
pub(crate) use norm::Norm;
pub(crate) use operand::{Change, Operand, add_dots, gelu};

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
    /// Activations of eight bits, weights of six, exact sums; everything else in f32.
    Int6,
    /// As [`Arithmetic::Int6`] with weights of eight bits.
    Int8,
}

/// A set of instructions that this processor has: there is no other way to one than [`Isa::detect`]
/// and [`Isa::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Isa(Kind);

/// The sets of instructions, the best of a family first.
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
    #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
    NeonDots,
    #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
    Neon,
    Portable,
}

/// The variable of the environment that names a set to use in place of the best. It changes no
/// result, only speed.
pub(crate) const VARIABLE: &str = "RELATA_INSTRUCTIONS";

impl Isa {
    /// The set to use: the best one, or the one that [`VARIABLE`] names.
    pub(crate) fn detect() -> Self {
        static CHOSEN: OnceLock<Isa> = OnceLock::new();
        *CHOSEN.get_or_init(|| {
            Self::named()
                .ok()
                .flatten()
                .or_else(|| Self::all().next())
                .unwrap_or(Self(Kind::Portable))
        })
    }

    /// The set that [`VARIABLE`] names; the name as an error where this processor has no such set.
    pub(crate) fn named() -> Result<Option<Self>, String> {
        match std::env::var(VARIABLE) {
            Ok(name) if !name.is_empty() => name.parse().map(Some),
            _ => Ok(None),
        }
    }

    /// All sets that this processor has, the best first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        kinds().into_iter().filter(|(has, _)| *has).map(|(_, kind)| Self(kind))
    }

    /// The name that [`VARIABLE`] takes.
    pub(crate) const fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512Vnni => "avx512-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "avx512",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2Vnni => "avx2-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
            Kind::NeonDots => "neon-dotprod",
            #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
            Kind::Neon => "neon",
            Kind::Portable => "portable",
        }
    }

    /// Runs `work` with this set of instructions.
    #[cfg_attr(any(target_arch = "x86_64", target_arch = "aarch64"), allow(unsafe_code))]
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
            #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
            Kind::NeonDots => unsafe { run_neon_dots(work) },
            #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
            Kind::Neon => unsafe { run_neon(work) },
            Kind::Portable => work.run::<portable::Portable>(),
        }
    }
}

impl FromStr for Isa {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::all().find(|isa| isa.name() == name).ok_or_else(|| name.to_owned())
    }
}

#[cfg(target_arch = "x86_64")]
fn kinds() -> impl IntoIterator<Item = (bool, Kind)> {
    let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    let avx512 =
        avx2 && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw");
    [
        (avx512 && is_x86_feature_detected!("avx512vnni"), Kind::Avx512Vnni),
        (avx512, Kind::Avx512),
        (avx2 && is_x86_feature_detected!("avxvnni"), Kind::Avx2Vnni),
        (avx2, Kind::Avx2),
        (true, Kind::Portable),
    ]
}

#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
fn kinds() -> impl IntoIterator<Item = (bool, Kind)> {
    let neon = std::arch::is_aarch64_feature_detected!("neon");
    let dots = neon && std::arch::is_aarch64_feature_detected!("dotprod");
    [(dots, Kind::NeonDots), (neon, Kind::Neon), (true, Kind::Portable)]
}

#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_endian = "little"))))]
fn kinds() -> impl IntoIterator<Item = (bool, Kind)> {
    [(true, Kind::Portable)]
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512vnni")]
fn run_avx512_vnni<W: Work>(work: W) -> W::Output {
    work.run::<avx512::Avx512Vnni>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avx512f,avx512bw")]
fn run_avx512<W: Work>(work: W) -> W::Output {
    work.run::<avx512::Avx512>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,avxvnni")]
fn run_avx2_vnni<W: Work>(work: W) -> W::Output {
    work.run::<avx2::Avx2Vnni>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn run_avx2<W: Work>(work: W) -> W::Output {
    work.run::<avx2::Avx2>()
}

#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
#[target_feature(enable = "neon,dotprod")]
fn run_neon_dots<W: Work>(work: W) -> W::Output {
    work.run::<neon::NeonDots>()
}

#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
#[target_feature(enable = "neon")]
fn run_neon<W: Work>(work: W) -> W::Output {
    work.run::<neon::Neon>()
}
