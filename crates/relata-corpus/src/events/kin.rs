//! Words that differ and yet tell of one deed: "die" and "kill", "hit" and "strike".

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::short;

/// A number for each two words, by their hashes, the lesser first.
type Pairs = HashMap<(u32, u32), f32>;

static KIN: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../../data/kin_words.tsv")));

static SYNONYMS: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../../data/synonyms.tsv")));

/// How much two stems speak for one deed, as counted: from -2 (they stand beside each other for
/// two) to 2; 0 where nothing is known.
pub fn kin(one: u32, other: u32) -> f32 {
    KIN.get(&ordered(one, other)).copied().unwrap_or(0.0)
}

/// How near the senses of two stems are, from 0 to 1.
pub fn synonymy(one: u32, other: u32) -> f32 {
    SYNONYMS.get(&ordered(one, other)).copied().unwrap_or(0.0)
}

fn pairs(table: &str) -> Pairs {
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let pair = ordered(short(cells.next()?), short(cells.next()?));
        Some((pair, cells.next()?.parse().ok()?))
    });
    rows.collect()
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

    #[test]
    fn words_of_one_sense_are_synonyms() {
        let of = |one: &str, other: &str| synonymy(short(&stem(one)), short(&stem(other)));
        assert!(of("resigned", "quit") > 0.5);
        assert!(of("arrest", "apprehended") > 0.5);
        assert!((of("hit", "strikes") - of("strikes", "hit")).abs() < 1e-6);
        assert!(of("arrested", "quake").abs() < 1e-6);
    }
}
