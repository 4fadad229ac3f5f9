//! What the kernels ask of a processor: lanes of floats and dot products of bytes.

/// Several `f32` that are worked on together.
///
/// Arithmetic is that of IEEE 754, each lane by itself; whether [`Lanes::mul_add`] rounds once or twice is up to the processor.
pub(super) trait Lanes: Copy {
    /// Number of lanes.
    const LEN: usize;
    /// Rows of a tile of a product: as many as the registers hold beside the operands.
    const ROWS: usize;

    fn splat(value: f32) -> Self;
    /// The first [`Lanes::LEN`] values; zeros where there are fewer.
    fn load(from: &[f32]) -> Self;
    /// Writes to the first [`Lanes::LEN`] places; nothing where there are fewer.
    fn store(self, to: &mut [f32]);
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    fn div(self, other: Self) -> Self;
    fn max(self, other: Self) -> Self;
    fn min(self, other: Self) -> Self;
    /// `self × factor + term`.
    fn mul_add(self, factor: Self, term: Self) -> Self;
    /// The nearest whole numbers.
    fn round(self) -> Self;
    /// `self × 2^exponent` for whole exponents between -126 and 127.
    fn times_power_of_two(self, exponent: Self) -> Self;
    /// Sum of the lanes.
    fn sum(self) -> f32;
    /// The greatest lane.
    fn greatest(self) -> f32;
    /// Writes the lanes, which lie between 0 and 255, rounded to bytes.
    fn store_bytes(self, to: &mut [u8]);
}

/// Lanes of `i32` that gather products of unsigned bytes (activations) and signed bytes (weights). Sums are exact.
pub(super) trait Dots: Copy {
    /// The float lanes of the same processor.
    type Floats: Lanes;
    /// Weights as they are multiplied.
    type Weights: Copy;
    /// So many activations, as bytes or pairs of bytes, fill the 32 bits that are multiplied at once.
    const UNIT: usize;

    fn zero() -> Self;
    /// Weights of `LEN` columns, [`Dots::UNIT`] rows each.
    fn weights(from: &[i8]) -> Self::Weights;
    /// Adds the products of a unit of activations with each column.
    fn add_dots(self, unit: [u8; 4], weights: Self::Weights) -> Self;
    fn to_floats(self) -> Self::Floats;
}

/// A processor.
pub(super) trait Processor {
    type Floats: Lanes;
    type Sums: Dots<Floats = Self::Floats>;
}

/// A piece of work that is compiled for each processor.
pub(super) trait Work {
    type Output;

    /// Implementations are `#[inline(always)]`, as is all that they call for each value: so they are compiled with the processor's instructions.
    fn run<P: Processor>(self) -> Self::Output;
}
