//! How the built-in backend computes.

/// Settings of the built-in backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct CpuOptions {
    /// Arithmetic of the encoder's products.
    pub precision: Precision,
}

impl CpuOptions {
    /// Sets the arithmetic of the encoder's products.
    #[must_use]
    pub const fn with_precision(mut self, precision: Precision) -> Self {
        self.precision = precision;
        self
    }
}

/// Arithmetic of the products of encoder and heads. Attention, layer norms and what follows the products are computed in f32 whatever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Precision {
    /// [`Precision::Int8`] for a model whose weights are stored in int8, where the processor has vector instructions for it (x86 with AVX2 or better);
    /// [`Precision::F32`] otherwise.
    #[default]
    AsStored,
    /// Every product in f32; int8 weights are unpacked when the model is loaded.
    F32,
    /// Weights in int8 with a scale a column, activations in 8 bits with a range a row, exact sums. Several times as fast, with a quarter of the memory.
    Int8,
}
