//! What the kernels ask of a processor: lanes of floats and dot products of bytes.
//!
//! What is asked is exact to the bit, so that every processor gives the same results: a vector has
//! [`LANES`] lanes whatever the registers hold, each operation rounds once as IEEE 754 says, and
//! lanes are summed in the order of one tree.

/// Lanes of a vector, on every processor.
pub(super) const LANES: usize = 16;

/// Sixteen `f32` that are worked on together, each lane by itself.
pub(super) trait Lanes: Copy {
    /// Rows of a tile of a product: as many as the registers hold beside the operands.
    const ROWS: usize;
    /// Vectors of columns of a tile: 1 or 2.
    const VECTORS: usize;

    fn splat(value: f32) -> Self;
    /// The first [`LANES`] values; zeros where there are fewer.
    fn load(from: &[f32]) -> Self;
    /// Writes to the first [`LANES`] values; nothing where there are fewer.
    fn store(self, to: &mut [f32]);
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    fn div(self, other: Self) -> Self;
    /// `self` where it is greater, `other` everywhere else, so where one is no number.
    fn max(self, other: Self) -> Self;
    /// `self` where it is less, `other` everywhere else, so where one is no number.
    fn min(self, other: Self) -> Self;
    /// `self × factor + term`, rounded once.
    fn mul_add(self, factor: Self, term: Self) -> Self;
    /// The nearest whole numbers; of two the even one.
    fn round(self) -> Self;
    /// `self × 2^exponent` for whole exponents, where neither factor nor result is subnormal.
    fn times_power_of_two(self, exponent: Self) -> Self;
    /// Sum of the lanes: lanes `i` and `i + 8`, then `i` and `i + 4` of these sums, `i` and `i +
    /// 2`, the last two.
    fn sum(self) -> f32;
    /// The greatest lane, found as the sum is, by [`Lanes::max`].
    fn greatest(self) -> f32;
    /// Writes the lanes, which lie between 0 and 255, rounded as by [`Lanes::round`].
    fn store_bytes(self, to: &mut [u8]);
}

/// Bytes of a unit of weights.
pub(super) const UNIT: usize = 4 * LANES;

/// Sixteen `i32`, one a column, that gather products of unsigned bytes (activations) and signed
/// bytes (weights). Sums are exact.
///
/// Weights stand in units: four rows of sixteen columns.
pub(super) trait Dots: Copy {
    /// The float lanes of the same processor.
    type Floats: Lanes;
    /// Four activations of a row as they are multiplied.
    type Activations: Copy;
    /// A unit of weights as it is multiplied.
    type Weights: Copy;
    /// Rows of a tile of a product.
    const ROWS: usize;
    /// Activations are packed with these bits turned over: bytes less 128, where a processor
    /// multiplies signed bytes alone.
    const FLIPPED: u8 = 0;
    /// Whether the weights of a column stand together in a unit; otherwise those of a row do.
    const BY_COLUMN: bool = true;
    /// How a tile walks over its units.
    type Walk: Walk<Self>;

    /// Nothing gathered yet. `columns` holds the sums of the columns' weights.
    fn start(columns: &[i32]) -> Self;
    fn activations(four: [u8; 4]) -> Self::Activations;
    /// A unit of weights: the first 64 bytes.
    fn weights(from: &[i8]) -> Self::Weights;
    fn to_floats(self) -> Self::Floats;
}

/// Sums to which a processor adds products at once.
pub(super) trait LongSums: Dots {
    /// Adds the products of eight activations of one row with two units.
    fn add_dots(self, activations: [Self::Activations; 2], weights: [Self::Weights; 2]) -> Self;
}

/// The most that a narrow weight is away from zero: six bits. The products of four bytes with such
/// weights are summed in 16 bits.
pub(super) const NARROW: i8 = 31;

/// How a tile of a product in bytes walks over its units.
pub(super) trait Walk<D: Dots> {
    /// Units of each row that stand together in packed activations.
    const UNITS: usize;

    /// How many steps each run over a packed panel has, where a processor needs to know.
    fn runs(panel: &[i8]) -> Vec<u16>;
    /// The sums of `R` packed rows with a panel's weights, of which `totals` are the columns' sums.
    fn gather<const R: usize>(a: &[u8], b: &[i8], runs: &[u16], totals: &[i32]) -> [[D; 2]; R];
}

/// A processor.
pub(super) trait Processor {
    type Floats: Lanes;
    /// For weights from -[`NARROW`] to [`NARROW`].
    type Narrow: Dots<Floats = Self::Floats>;
    /// For weights from -127 to 127.
    type Wide: Dots<Floats = Self::Floats>;
}

/// A piece of work that is compiled for each processor.
pub(super) trait Work {
    type Output;

    /// Implementations are `#[inline(always)]`, as is all that they call for each value: so they
    /// are compiled with the processor's instructions.
    fn run<P: Processor>(self) -> Self::Output;
}
