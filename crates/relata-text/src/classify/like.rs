//! Lines of the same words share one fate: where a page says something three times and more, as an
//! interview asks each of its guests the same, what became of most of these lines tells of the
//! others, wherever they stand (Krishnan and Manning, 2006: what is not local, in two stages).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::model::Scores;
use crate::piece::shape::Shape;
use crate::words::vocabulary::HashIsKey;

/// Lines of the same words, at least.
pub(super) const LEAST: u32 = 3;
/// How much of the difference to the others a line gains, and what that difference counts at most:
/// with more of either all of them follow a few (chosen in cross-validation).
const SHARE: f32 = 0.5;
const MOST: f32 = 1.0;
/// Probabilities are taken for no surer than this.
const SUREST: f32 = 0.999;

/// Sums over the lines of the same words.
#[derive(Debug, Clone, Copy, Default)]
struct Kind {
    count: f32,
    keep: f32,
}

/// Adds to the scores of each of the pieces `repeated` what the others of its words are taken for
/// by `found`, the probabilities of the states of all pieces.
pub(super) fn share(shapes: &[Shape], repeated: &[usize], found: &[Scores], scores: &mut [Scores]) {
    let mut kinds: HashMap<u64, Kind, BuildHasherDefault<HashIsKey>> = HashMap::default();
    let known = || {
        repeated.iter().filter_map(|&at| {
            let [_, _, keep, ..] = found.get(at)?;
            Some((at, shapes.get(at)?.hash, *keep))
        })
    };
    for (_, hash, keep) in known() {
        let kind = kinds.entry(hash).or_default();
        kind.count += 1.0;
        kind.keep += keep;
    }
    for (at, hash, keep) in known() {
        let Some(kind) = kinds.get(&hash).filter(|kind| kind.count > 1.0) else { continue };
        let others = (kind.keep - keep) / (kind.count - 1.0);
        let gain = SHARE * (logit(others) - logit(keep)).clamp(-MOST, MOST);
        if let Some([_, _, score, ..]) = scores.get_mut(at) {
            *score += gain;
        }
    }
}

fn logit(probability: f32) -> f32 {
    let known = probability.clamp(1.0 - SUREST, SUREST);
    libm::logf(known / (1.0 - known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Words, lexicon};

    #[test]
    fn a_line_follows_the_others_of_its_words() {
        let lines = ["What moved you?", "Rain.", "What moved you?", "What moved you?"];
        let shapes = lines.map(|line| {
            let mut words = Words::default();
            words.read(lexicon::shipped().vocabulary(), line);
            Shape::new(line, &words)
        });
        let found = [0.9, 0.2, 0.8, 0.1].map(|keep| [0.0, 0.0, keep, 0.0, 1.0 - keep]);
        let mut scores = [[0.0; 5]; 4];
        share(&shapes, &[0, 2, 3], &found, &mut scores);
        let [first, rain, second, third] = scores.map(|[_, _, keep, ..]| keep);
        assert!(third > 0.4 && first < 0.0 && second < 0.0, "{scores:?}");
        assert!(third <= SHARE * MOST && rain.abs() < f32::EPSILON, "{scores:?}");
        share(&shapes, &[1], &found, &mut scores);
        share(&[], &[7], &[], &mut []);
        assert!(scores.iter().all(|row| row.iter().all(|score| score.is_finite())));
    }
}
