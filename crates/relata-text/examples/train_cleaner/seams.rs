//! Places inside a line where two texts were glued together: logistic regression over the candidates
//! that may be one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use relata_text::inspect;

use super::corpus::Page;
use super::owlqn;

/// A candidate: whether it is a seam, and its features by number.
struct Candidate {
    seam: bool,
    features: Vec<u32>,
}

/// Penalties of the weights and of their squares.
const C1: f64 = 1.0;
const C2: f64 = 1.0;
const ITERATIONS: usize = 100;

/// The rows of the table of weights that pages with lost line breaks teach.
pub(super) fn rows(pages: &[&Page]) -> String {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut candidates = Vec::new();
    for page in pages.iter().filter(|page| page.is_for_seams()) {
        let seams: BTreeSet<usize> = page
            .runs
            .windows(2)
            .filter(|pair| pair[0].1 == pair[1].0)
            .map(|pair| pair[1].0)
            .collect();
        for candidate in inspect::seams(&page.text) {
            let number = |name: String| {
                let next = numbers.len() as u32;
                *numbers.entry(name).or_insert(next)
            };
            let known = candidate.features.into_iter().filter(|name| !is_of_label(name));
            let features = known.map(number).collect();
            candidates.push(Candidate { seam: seams.contains(&candidate.at), features });
        }
    }
    let mut x = vec![0.0; numbers.len()];
    let penalty = owlqn::Penalty { c1: C1, c2: C2, free: x.len() };
    owlqn::minimise(&mut x, &penalty, ITERATIONS, |x| loss(x, &candidates));
    let names: BTreeMap<String, u32> = numbers.into_iter().collect();
    let mut out = String::new();
    for (name, number) in names {
        let weight = (x[number as usize] * 100.0).round() as i64;
        if weight.abs() >= 2 {
            let _ = writeln!(out, "{name}\t{weight}");
        }
    }
    out
}

/// True for the features that tell a label ("Advertisement") on the left. They have no weight: the
/// few that pages show glued to what follows teach that there is no seam.
fn is_of_label(name: &str) -> bool {
    name.starts_with("seam_classes=6,") || name.starts_with("seam_class<=6,")
}

/// An earlier table without these rows.
pub(super) fn without_rows(table: &str) -> String {
    let rows = table.lines().filter(|line| !line.starts_with("seam_"));
    rows.fold(String::new(), |all, row| all + row + "\n")
}

/// The same rows of an earlier table.
pub(super) fn rows_of(table: &Path) -> String {
    let table = std::fs::read_to_string(table).expect("a table");
    let rows = table.lines().filter(|line| line.starts_with("seam_"));
    rows.fold(String::new(), |all, row| all + row + "\n")
}

fn loss(x: &[f64], candidates: &[Candidate]) -> (f64, Vec<f64>) {
    let (mut loss, mut gradient) = (0.0, vec![0.0; x.len()]);
    for candidate in candidates {
        let score: f64 = candidate.features.iter().map(|&f| x[f as usize]).sum();
        let signed = if candidate.seam { -score } else { score };
        loss += signed.max(0.0) + libm::log1p(libm::exp(-signed.abs()));
        let change = 1.0 / (1.0 + libm::exp(-score)) - f64::from(u8::from(candidate.seam));
        for &feature in &candidate.features {
            gradient[feature as usize] += change;
        }
    }
    (loss, gradient)
}
