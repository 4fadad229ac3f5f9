//! Templates of features that are learned beside weights that stay: what each page says by the
//! weights of its part, which have not seen it, is known, and the field learns what the new
//! features add to that. It takes seconds.

use relata_text::inspect::Weights;

use super::corpus::{Names, Page, STATE_LETTERS};
use super::field::{Chain, Field, STATES};
use super::owlqn;

/// How far the evidence of a piece is believed by the cleaner.
const SHARPNESS: f64 = 0.9;
const ITERATIONS: usize = 80;
/// The states of what is no article.
const SIDES: [usize; 3] = [0, 3, 4];

/// What all pages say, each by the weights of its part, and the part.
pub(super) struct Grown {
    chains: Vec<(usize, Chain)>,
    names: Names,
    templates: Vec<String>,
}

impl Grown {
    /// Reads the pages; `tables` are the weights of each part.
    pub(super) fn read(pages: &[Page], tables: &[String], templates: &[String]) -> Self {
        let tables: Vec<String> = tables.iter().map(|t| without(t, templates)).collect();
        let weights: Vec<Weights> = tables.iter().map(|table| Weights::read(table)).collect();
        let asked: Vec<&str> = templates.iter().map(String::as_str).collect();
        let mut names = Names::default();
        let used = |page: &&Page| !matches!(page.kind.as_str(), "dump_glued" | "seams");
        let chain = |page: &Page| {
            let chain = page.evidence(&weights[page.part], &asked, &mut names);
            chain.features.iter().any(|of| !of.is_empty()).then_some((page.part, chain))
        };
        let chains = pages.iter().filter(used).filter_map(chain).collect();
        Self { chains, names, templates: templates.to_vec() }
    }

    /// The table with the rows that the pages of all parts but one teach.
    pub(super) fn table(
        &self,
        table: &str,
        leave_out: Option<usize>,
        penalty: (f64, f64),
    ) -> String {
        let chains: Vec<&Chain> = self
            .chains
            .iter()
            .filter(|(part, _)| Some(*part) != leave_out)
            .map(|(_, chain)| chain)
            .collect();
        let field = Field::new(self.names.len(), false);
        let transitions = transitions_of(table);
        let count = field.transitions();
        let mut x = vec![0.0; count];
        let penalty = owlqn::Penalty { c1: penalty.0, c2: penalty.1, free: count };
        owlqn::minimise(&mut x, &penalty, ITERATIONS, |x| {
            let whole: Vec<f64> = x.iter().copied().chain(transitions).collect();
            let (loss, mut gradient) = field.loss(&whole, &chains);
            gradient.truncate(count);
            // A sign tells that a line is no article, not on which side of it: hundreds of like
            // lines would else decide where the article lies.
            let rows = gradient.chunks_exact_mut(STATES);
            rows.for_each(|row| SIDES.iter().for_each(|&side| row[side] = 0.0));
            (loss, gradient)
        });
        let mut rows: Vec<String> =
            x.chunks_exact(STATES).enumerate().filter_map(|(n, row)| self.row(n, row)).collect();
        rows.sort_unstable();
        without(table, &self.templates) + &rows.concat()
    }

    /// The line of a feature; `None` where it adds nothing.
    fn row(&self, number: usize, weights: &[f64]) -> Option<String> {
        let hundredths = |weight: &f64| (weight * 100.0 / SHARPNESS).round() as i64;
        let row: Vec<i64> = weights.iter().map(hundredths).collect();
        let shown = row.iter().rposition(|&weight| weight != 0)? + 1;
        let cells: Vec<String> = row.iter().take(shown).map(i64::to_string).collect();
        let counts = row.iter().any(|weight| weight.abs() >= 2);
        counts.then(|| format!("{}\t{}\n", self.names.name(number), cells.join(" ")))
    }
}

/// A table without the rows of these templates.
fn without(table: &str, templates: &[String]) -> String {
    let is_kept = |row: &&str| {
        row.split_once('=').is_none_or(|(name, _)| !templates.iter().any(|other| other == name))
    };
    table.lines().filter(is_kept).fold(String::new(), |all, row| all + row + "\n")
}

/// The weights from state to state that a table holds.
fn transitions_of(table: &str) -> [f64; STATES * STATES] {
    let mut out = [0.0; STATES * STATES];
    for (from, letter) in STATE_LETTERS.iter().enumerate() {
        let row = table.lines().find_map(|row| row.strip_prefix(&format!("transition={letter}\t")));
        let weights = row.unwrap_or_default().split(' ').enumerate();
        for (to, weight) in weights.take(STATES) {
            out[from * STATES + to] = weight.parse::<f64>().unwrap_or_default() / 100.0;
        }
    }
    out
}
