//! Fingerprints of a sentence.

use crate::text::{Mixer, hash, words};

/// Words of a shingle.
const SHINGLE: usize = 5;

/// Shingles of which one is chosen: any eight words in common leave a fingerprint in common.
const WINDOW: usize = 4;

/// The fingerprints of a sentence, each once: of each four shingles of five words next to each
/// other, the least hash; and one of the whole (see [`is_whole`]). A sentence of less than three
/// words has none.
pub fn fingerprints(sentence: &str) -> Vec<u64> {
    let words: Vec<u64> = words(sentence).map(|word| hash(&word)).collect();
    let of = |words: &[u64]| {
        words.iter().fold(Mixer::new(), |mixer, &word| mixer.with_number(word)).finish()
    };
    if words.len() < SHINGLE {
        return if words.len() < 3 { Vec::new() } else { vec![of(&words) | 1] };
    }
    let shingles: Vec<u64> = words.windows(SHINGLE).map(of).collect();
    let mut chosen: Vec<u64> = if shingles.len() < WINDOW {
        shingles.iter().min().copied().into_iter().collect()
    } else {
        shingles.windows(WINDOW).filter_map(|window| window.iter().min().copied()).collect()
    };
    for print in &mut chosen {
        *print &= !1;
    }
    chosen.push(of(&words) | 1);
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// True for the fingerprint of a whole sentence.
pub const fn is_whole(print: u64) -> bool {
    print & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(one: &str, other: &str) -> (usize, usize) {
        let (one, other) = (fingerprints(one), fingerprints(other));
        (one.iter().filter(|print| other.contains(print)).count(), one.len())
    }

    #[test]
    fn an_edit_hides_the_words_beside_it_alone() {
        let told = "At least four people were killed when a bus left the mountain road near Orvel \
                    late on Monday and rolled into a ravine, the traffic police said";
        let edited = told.replace("late on Monday", "on Monday night");
        let (same, of) = shared(&edited, told);
        assert!(same * 2 > of && same < of, "{same} of {of}");
        assert_eq!(shared(told, "The mayor of Leeds opened the new swimming pool").0, 0);
    }

    #[test]
    fn short_sentences_are_told_whole() {
        assert_eq!(fingerprints("Nobody was hurt").len(), 1);
        assert_eq!(fingerprints("Yes").len(), 0);
        assert_eq!(shared("Nobody was hurt", "nobody was hurt."), (1, 1));
    }
}
