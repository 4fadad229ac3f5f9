//! Which of the places of a name is meant: a conditional logit over what is known of each
//! (`data/fit_places.py` fits it).

use std::sync::OnceLock;

use relata_core::WeightTable;

use super::evidence::Evidence;
use super::gazetteer::{Candidate, Kind, Naming};

const TABLE: WeightTable = WeightTable::new(include_str!("../../data/place_weights.tsv"));
const FEATURES: usize = 17;
/// So many places that are known already are looked at beside a name.
pub(super) const MOST_OTHERS: usize = 64;
/// Nearness falls to 1/e in so many kilometres.
const NEAR_KM: f64 = 100.0;

type Features = [f64; FEATURES];

fn weights() -> &'static Features {
    static WEIGHTS: OnceLock<Features> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let mut out = [0.0; FEATURES];
        for (weight, (_, number)) in out.iter_mut().zip(TABLE.column(1)) {
            *weight = number;
        }
        out
    })
}

/// What is meant by a name.
pub(super) struct Choice<'c> {
    pub candidate: &'c Candidate,
    /// Of this candidate.
    pub probability: f64,
    /// Of any place in its country.
    pub in_country: f64,
    /// That the table lacks the place that is meant.
    pub unknown: f64,
    /// The likeliest of those in countries that the article names, and how likely it is among them.
    pub of_named: Option<(&'c Candidate, f64)>,
}

/// The likeliest of the candidates; `name` is folded. `None` where there is none.
pub(super) fn choose<'c>(
    name: &str,
    candidates: &'c [Candidate],
    evidence: &Evidence,
    others: &[Candidate],
) -> Option<Choice<'c>> {
    let others = others.get(..others.len().min(MOST_OTHERS)).unwrap_or_default();
    let total = evidence.total(name);
    let mut scores: Vec<f64> = candidates
        .iter()
        .map(|c| score(&features(c, candidates, &Beside { name, evidence, total, others })))
        .collect();
    scores.push(score(&none(total)));
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    let shares: Vec<f64> = scores.iter().map(|s| libm::exp(s - top)).collect();
    let sum: f64 = shares.iter().sum();
    let unknown = shares.last().copied().unwrap_or(0.0) / sum;
    let ranked = candidates.iter().zip(shares.iter().map(|share| share / sum));
    let best = ranked.clone().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let in_country =
        ranked.clone().filter(|(c, _)| c.country == best.0.country).map(|(_, p)| p).sum();
    let named = ranked.filter(|(c, _)| evidence.country(c.country, name) > 0.0);
    let of_named = named.clone().reduce(|a, b| if b.1 > a.1 { b } else { a });
    let all_named: f64 = named.map(|(_, p)| p).sum();
    let of_named = of_named.map(|(c, p)| (c, p / all_named));
    Some(Choice { candidate: best.0, probability: best.1, in_country, unknown, of_named })
}

fn score(features: &Features) -> f64 {
    features.iter().zip(weights()).map(|(value, weight)| value * weight).sum()
}

struct Beside<'a> {
    name: &'a str,
    evidence: &'a Evidence,
    total: f64,
    others: &'a [Candidate],
}

/// In the order of `data/place_weights.tsv`.
fn features(candidate: &Candidate, all: &[Candidate], beside: &Beside<'_>) -> Features {
    let is = |kind: Kind| flag(candidate.kind == kind);
    let country = beside.evidence.country(candidate.country, beside.name);
    let region = candidate.region.map_or(0.0, |r| beside.evidence.region(r, beside.name));
    let same_country = share(beside.others, |o| o.country == candidate.country);
    let same_region = share(beside.others, |o| o.region.is_some() && o.region == candidate.region);
    [
        libm::log10(f64::from(candidate.population) + 1000.0) - 3.0,
        is(Kind::Capital),
        is(Kind::Seat),
        is(Kind::Region),
        is(Kind::District),
        is(Kind::Country),
        flag(candidate.naming == Naming::Lesser),
        flag(candidate.kind == Kind::Region && has_large_town(candidate, all)),
        flag(country > 0.0),
        if beside.total > 0.0 { country / beside.total } else { 0.0 },
        libm::log1p(region),
        flag(candidate.kind == Kind::Region && beside.evidence.has_sister(candidate, beside.name)),
        same_country,
        same_region,
        nearness(candidate, beside.others),
        0.0,
        0.0,
    ]
}

/// That none of the candidates is meant.
fn none(total: f64) -> Features {
    let mut out = [0.0; FEATURES];
    let [.., bias, named] = &mut out;
    (*bias, *named) = (1.0, flag(total > 0.0));
    out
}

const fn flag(value: bool) -> f64 {
    if value { 1.0 } else { 0.0 }
}

/// "New York" is a town and a region of one country.
fn has_large_town(region: &Candidate, all: &[Candidate]) -> bool {
    all.iter().any(|c| {
        c.kind.is_town()
            && c.naming == Naming::Main
            && c.country == region.country
            && c.population > 100_000
    })
}

// At most 64 of them.
#[allow(clippy::cast_precision_loss)]
fn share(others: &[Candidate], fits: impl Fn(&Candidate) -> bool) -> f64 {
    if others.is_empty() {
        return 0.0;
    }
    others.iter().filter(|o| fits(o)).count() as f64 / others.len() as f64
}

/// 1 beside another place of the article, falling with the distance from the nearest.
fn nearness(candidate: &Candidate, others: &[Candidate]) -> f64 {
    let gaps = others
        .iter()
        .filter(|o| o.key != candidate.key)
        .filter_map(|o| Some(kilometres(degrees(o)?, degrees(candidate)?)));
    gaps.reduce(f64::min).map_or(0.0, |gap| libm::exp(-gap / NEAR_KM))
}

fn degrees(candidate: &Candidate) -> Option<(f64, f64)> {
    let at = candidate.at?;
    Some((f64::from(at.latitude_e5) / 1e5, f64::from(at.longitude_e5) / 1e5))
}

/// Great-circle distance by the haversine formula.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |degrees: f64| {
        let sine = libm::sin(degrees.to_radians() / 2.0);
        sine * sine
    };
    let cosines = libm::cos(a.0.to_radians()) * libm::cos(b.0.to_radians());
    let chord = half(a.0 - b.0) + cosines * half(a.1 - b.1);
    12_742.0 * libm::asin(chord.sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        assert!(weights().iter().all(|w| *w != 0.0));
    }

    #[test]
    fn distances_are_great_circles() {
        let gap = kilometres((51.51, -0.13), (48.85, 2.35));
        assert!((gap - 343.0).abs() < 5.0, "{gap}");
    }
}
