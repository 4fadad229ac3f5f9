//! How the built-in backend computes.

use crate::Precision;
use crate::kernels::Isa;

/// Name of the set of vector instructions that encoder and heads use: the best that this processor
/// has (`"avx512-vnni"`, `"avx512"`, `"avx2-vnni"`, `"avx2"`, `"neon-dotprod"`, `"neon"` or
/// `"portable"`), or the one that the environment variable `RELATA_INSTRUCTIONS` names. It decides
/// how fast a text is read and changes no bit of what comes out.
///
/// ```
/// assert!(!relata_encoder::instruction_set().is_empty());
/// ```
#[must_use]
pub fn instruction_set() -> &'static str {
    Isa::detect().name()
}

/// Names of all sets of instructions that this processor has, the best first, for tests and
/// measurements that try each.
///
/// ```
/// assert!(relata_encoder::instruction_sets().contains(&"portable"));
/// ```
#[must_use]
pub fn instruction_sets() -> Vec<&'static str> {
    Isa::all().map(Isa::name).collect()
}

/// Settings of the built-in backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct CpuOptions {
    /// Arithmetic of the encoder's products.
    pub precision: Precision,
}

impl CpuOptions {
    /// Sets the arithmetic of the encoder's products.
    ///
    /// ```
    /// use relata_encoder::{Backend, CpuBackend, CpuOptions, Precision, hf};
    /// # let directory = "testdata/hf_families/distilbert";
    /// let model = hf::load(directory, &hf::LabelTable::default())?;
    /// let options = CpuOptions::default().with_precision(Precision::F32);
    /// let backend = CpuBackend::with_options(&model, options)?;
    /// assert_eq!(backend.precision(), Precision::F32);
    /// # Ok::<(), relata_encoder::LoadError>(())
    /// ```
    #[must_use]
    pub const fn with_precision(mut self, precision: Precision) -> Self {
        self.precision = precision;
        self
    }
}
