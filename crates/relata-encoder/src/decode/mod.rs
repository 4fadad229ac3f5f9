//! From logits to labels: tags, trees, links.

mod arborescence;
mod tags;

pub(crate) use arborescence::best_tree;
pub(crate) use tags::TagDecoder;

use crate::math::softmax_in_place;

/// Place and probability of the best of a row of logits, among the places that `allowed` holds for; the probability is over those alone.
pub(crate) fn best(logits: &[f32], allowed: impl Fn(usize) -> bool) -> (usize, f32) {
    let barred = |(place, logit): (usize, &f32)| if allowed(place) { *logit } else { f32::NEG_INFINITY };
    let mut probabilities: Vec<f32> = logits.iter().enumerate().map(barred).collect();
    softmax_in_place(&mut probabilities);
    let mut found = None;
    for (place, &p) in probabilities.iter().enumerate().filter(|(place, _)| allowed(*place)) {
        if found.is_none_or(|(_, best)| p > best) {
            found = Some((place, p));
        }
    }
    found.map_or((0, 0.0), |(place, p)| (place, p.max(0.0)))
}

/// Softmax of a row.
pub(crate) fn softmax(logits: &[f32]) -> Vec<f32> {
    let mut out = logits.to_vec();
    softmax_in_place(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_place_among_the_allowed_ones() {
        let check = |logits: &[f32], allowed: &[usize], expected: (usize, f32)| {
            let (place, p) = best(logits, |i| allowed.contains(&i));
            assert_eq!(place, expected.0);
            assert!((p - expected.1).abs() < 1e-5, "{p}");
        };
        check(&[0.0, 2.0, 0.0], &[0, 1, 2], (1, 0.786_986));
        check(&[0.0, 2.0, 0.0], &[0, 2], (0, 0.5));
        check(&[], &[], (0, 0.0));
        check(&[f32::NAN, 1.0], &[0, 1], (0, 0.0));
    }
}
