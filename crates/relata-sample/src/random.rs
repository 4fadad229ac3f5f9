//! Numbers that look drawn and are the same everywhere.

/// A generator of 64-bit numbers (`SplitMix64`, Steele et al. 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The sequence of this number.
    pub const fn new(number: u64) -> Self {
        Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed_0f2e_1a7a_0001)
    }

    /// The next number below `bound`; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        // The low bits of the remainder fit any size of pointer.
        usize::try_from((z >> 33) % (bound.max(1) as u64)).unwrap_or(0)
    }

    /// One of the items, the empty string where there is none.
    pub fn pick(&mut self, items: &'static [&'static str]) -> &'static str {
        items.get(self.below(items.len())).copied().unwrap_or_default()
    }
}
