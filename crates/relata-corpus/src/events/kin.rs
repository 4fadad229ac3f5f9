//! Words that differ and yet tell of one deed: "die" and "kill", "hit" and "strike".

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::short;

/// How much two words speak for one deed, by their hashes, the lesser first.
static KIN: LazyLock<HashMap<(u32, u32), f32>> = LazyLock::new(|| {
    include_str!("../../data/kin_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let pair = ordered(short(cells.next()?), short(cells.next()?));
            Some((pair, cells.next()?.parse().ok()?))
        })
        .collect()
});

/// How much two stems speak for one deed: from -2 (they stand beside each other for two) to 2; 0
/// where nothing is known.
pub fn kin(one: u32, other: u32) -> f32 {
    KIN.get(&ordered(one, other)).copied().unwrap_or(0.0)
}

fn ordered(one: u32, other: u32) -> (u32, u32) {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stem;

    #[test]
    fn words_for_one_deed_are_kin_in_either_order() {
        let of = |one: &str, other: &str| kin(short(&stem(one)), short(&stem(other)));
        assert!(of("died", "killed") > 0.5);
        assert!((of("died", "killed") - of("killed", "died")).abs() < 1e-6);
        assert!(of("arrested", "quake").abs() < 1e-6);
    }
}
