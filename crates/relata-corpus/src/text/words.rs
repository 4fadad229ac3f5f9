//! Words and their hashes, the same on every machine.

/// The words of a text in lower case: runs of letters and digits. Quotation marks, apostrophes and
/// dashes of any kind separate words, so that typography makes no difference.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// 64-bit FNV-1a (Fowler, Noll and Vo) with a last mixing step, fed piece by piece.
#[derive(Debug, Clone, Copy)]
pub struct Mixer(u64);

impl Mixer {
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes the bytes and an end mark, so that pieces do not run together.
    #[must_use]
    pub fn with(self, bytes: &[u8]) -> Self {
        let byte = |Self(state): Self, byte: u8| {
            Self((state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
        };
        byte(bytes.iter().fold(self, |state, &next| byte(state, next)), 0xff)
    }

    #[must_use]
    pub fn with_number(self, number: u64) -> Self {
        self.with(&number.to_le_bytes())
    }

    /// The hash (the finalizer of `SplitMix64`, so that all bits depend on all).
    pub const fn finish(self) -> u64 {
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// The hash of a word.
pub fn hash(word: &str) -> u64 {
    Mixer::new().with(word.as_bytes()).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_makes_no_difference() {
        let plain: Vec<String> = words("\"Don't go,\" she said - twice.").collect();
        let printed: Vec<String> = words("“Don’t go”, she said — twice…").collect();
        assert_eq!(plain, printed);
        assert_eq!(plain, ["don", "t", "go", "she", "said", "twice"]);
    }

    #[test]
    fn pieces_do_not_run_together() {
        let of = |pieces: &[&str]| {
            pieces.iter().fold(Mixer::new(), |mixer, piece| mixer.with(piece.as_bytes())).finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(hash("raid"), of(&["raid"]));
    }
}
