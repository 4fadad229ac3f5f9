//! A linear-chain conditional random field (Lafferty, `McCallum` and Pereira, 2001) with forbidden
//! transitions. A piece whose label leaves several states open may be in any of them: the
//! likelihood sums over them.

pub(super) const STATES: usize = 5;
/// Weights of a feature are added up eight at a time.
pub(super) const LANES: usize = 8;
pub(super) type Lanes = [f32; LANES];
/// Chains after which the gradient is moved to a table of doubles, so that small terms are not
/// lost.
const FLUSH: usize = 32;

pub(super) type Row = [f64; STATES];

/// The least factor of a state.
const LEAST: f64 = 1e-100;

/// One page.
pub(super) struct Chain {
    pub features: Vec<Vec<u32>>,
    pub allowed: Vec<[bool; STATES]>,
    /// What is known of each piece beside its features; empty for nothing.
    pub known: Vec<Row>,
}

pub(super) struct Field {
    features: usize,
    possible: [[bool; STATES]; STATES],
    weights: Vec<f64>,
}

const BEGIN: Row = [1.0, 1.0, 1.0, 0.0, 0.0];
const END: Row = [1.0, 1.0, 1.0, 0.0, 1.0];

impl Field {
    /// All weights 0.
    pub(super) fn new(features: usize, absorbing: bool) -> Self {
        let possible = [
            [true, true, true, false, false],
            [true, true, true, false, false],
            [false, false, true, true, true],
            [false, false, true, true, false],
            [false, false, !absorbing, false, true],
        ];
        Self { features, possible, weights: vec![0.0; features * STATES + STATES * STATES] }
    }

    /// The weights: those of features, then those of transitions.
    pub(super) fn vector(&self) -> Vec<f64> {
        self.weights.clone()
    }

    pub(super) fn set(&mut self, x: &[f64]) {
        self.weights = x.to_vec();
    }

    /// Number of features.
    pub(super) const fn features(&self) -> usize {
        self.features
    }

    /// Takes the weights of the features and of the transitions.
    pub(super) fn set_rows(&mut self, features: &[Lanes], transitions: &[Lanes; STATES]) {
        let rows = features.iter().chain(transitions);
        self.weights = rows.flat_map(|row| row[..STATES].iter().map(|&w| f64::from(w))).collect();
    }

    /// The factors from state to state.
    pub(super) fn factors(&self, transitions: &[Lanes; STATES]) -> [Row; STATES] {
        std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                let weight = f64::from(transitions[from][to]);
                if self.possible[from][to] { libm::exp(weight) } else { 0.0 }
            })
        })
    }

    /// Where the weights of transitions begin.
    pub(super) const fn transitions(&self) -> usize {
        self.features * STATES
    }

    pub(super) fn row(&self, feature: usize) -> Vec<f64> {
        self.weights[feature * STATES..(feature + 1) * STATES].to_vec()
    }

    /// Logarithms of the factors from state to state, very low for what may not occur.
    pub(super) fn transition_rows(&self) -> [Row; STATES] {
        let weights = &self.weights[self.transitions()..];
        std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                let open = from != 4 || to != 2 || self.possible[from][to];
                if open { weights[from * STATES + to] } else { -300.0 }
            })
        })
    }

    /// Negative log likelihood of what is known of the chains under the weights `x`, and its
    /// gradient.
    pub(super) fn loss<C: std::borrow::Borrow<Chain>>(
        &self,
        x: &[f64],
        chains: &[C],
    ) -> (f64, Vec<f64>) {
        let table: Vec<[f32; LANES]> = x[..self.transitions()]
            .chunks_exact(STATES)
            .map(|row| std::array::from_fn(|state| row.get(state).map_or(0.0, |&w| w as f32)))
            .collect();
        let factors: [Row; STATES] = std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                let weight = x[self.transitions() + from * STATES + to];
                if self.possible[from][to] { libm::exp(weight) } else { 0.0 }
            })
        });
        let mut gradient = vec![0.0; x.len()];
        let mut partial = vec![[0.0_f32; LANES]; self.features];
        let mut pairs = [[0.0; STATES]; STATES];
        let mut loss = 0.0;
        for group in chains.chunks(FLUSH) {
            for chain in group {
                loss += chain.borrow().loss(&table, &factors, &mut partial, &mut pairs);
            }
            for (sums, row) in gradient.chunks_exact_mut(STATES).zip(&mut partial) {
                for (sum, value) in sums.iter_mut().zip(row) {
                    *sum += f64::from(std::mem::take(value));
                }
            }
        }
        let behind = &mut gradient[self.transitions()..];
        for (sum, value) in behind.iter_mut().zip(pairs.iter().flatten()) {
            *sum = *value;
        }
        (loss, gradient)
    }
}

impl Chain {
    pub(super) fn loss(
        &self,
        table: &[[f32; LANES]],
        factors: &[Row; STATES],
        gradient: &mut [[f32; LANES]],
        pairs: &mut [Row; STATES],
    ) -> f64 {
        let beside = |at: usize| self.known.get(at).copied().unwrap_or_default();
        let features = self.features.iter().enumerate();
        let emission: Vec<Row> = features.map(|(at, f)| emission(f, table, beside(at))).collect();
        let known: Vec<Row> = emission
            .iter()
            .zip(&self.allowed)
            .map(|(row, open)| std::array::from_fn(|s| if open[s] { row[s] } else { 0.0 }))
            .collect();
        let (free_log, free) = walk(&emission, factors, pairs, 1.0);
        let (known_log, given) = walk(&known, factors, pairs, -1.0);
        for ((features, free), given) in self.features.iter().zip(&free).zip(&given) {
            let mut change = [0.0_f32; LANES];
            for state in 0..STATES {
                change[state] = (free[state] - given[state]) as f32;
            }
            if change.iter().all(|value| value.abs() < 1e-7) {
                continue;
            }
            for &feature in features {
                let row = &mut gradient[feature as usize];
                for lane in 0..LANES {
                    row[lane] += change[lane];
                }
            }
        }
        free_log - known_log
    }
}

fn emission(features: &[u32], table: &[[f32; LANES]], beside: Row) -> Row {
    let mut sum = [0.0_f32; LANES];
    for &feature in features {
        let row = &table[feature as usize];
        for lane in 0..LANES {
            sum[lane] += row[lane];
        }
    }
    let scores: Row = std::array::from_fn(|state| beside[state] + f64::from(sum[state]));
    let top = scores.iter().copied().fold(f64::MIN, f64::max);
    // Never 0: what is known must stay possible.
    scores.map(|score| libm::exp(score - top).max(LEAST))
}

/// Log partition and marginals of one chain; its expected transitions are added to `pairs`, times
/// `sign`.
fn walk(
    emission: &[Row],
    factors: &[Row; STATES],
    pairs: &mut [Row; STATES],
    sign: f64,
) -> (f64, Vec<Row>) {
    let (mut forward, mut scales) = (Vec::with_capacity(emission.len()), Vec::new());
    let mut log = 0.0;
    let mut last: Option<Row> = None;
    for row in emission {
        let arrived: Row = last.map_or(BEGIN, |last| {
            std::array::from_fn(|to| (0..STATES).map(|from| last[from] * factors[from][to]).sum())
        });
        let here: Row = std::array::from_fn(|state| arrived[state] * row[state]);
        let scale: f64 = here.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let here = here.map(|value| value / scale);
        log += libm::log(scale);
        forward.push(here);
        scales.push(scale);
        last = Some(here);
    }
    let last = last.unwrap_or(END);
    let end: f64 = (0..STATES).map(|s| last[s] * END[s]).sum::<f64>().max(f64::MIN_POSITIVE);
    log += libm::log(end);
    let mut backward = END;
    let mut marginals = vec![[0.0; STATES]; emission.len()];
    for at in (0..emission.len()).rev() {
        let here = &forward[at];
        marginals[at] = std::array::from_fn(|state| here[state] * backward[state] / end);
        if at == 0 {
            break;
        }
        let right: Row =
            std::array::from_fn(|state| backward[state] * emission[at][state] / scales[at]);
        let before = &forward[at - 1];
        for from in 0..STATES {
            for to in 0..STATES {
                pairs[from][to] += sign * before[from] * factors[from][to] * right[to] / end;
            }
        }
        backward =
            std::array::from_fn(|from| (0..STATES).map(|to| factors[from][to] * right[to]).sum());
    }
    (log, marginals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_what_small_steps_show() {
        let allowed = |letters: &str| ['P', 'H', 'K', 'I', 'Q'].map(|l| letters.contains(l));
        let chain = Chain {
            features: vec![vec![0, 1], vec![1], vec![0, 2], vec![2]],
            allowed: ["PH", "K", "IQ", "KQ"].map(allowed).to_vec(),
            known: vec![[0.3, 0.0, -0.2, 0.0, 0.1]; 4],
        };
        let field = Field::new(3, false);
        let x: Vec<f64> = (0..field.vector().len()).map(|i| (i as f64 * 0.7).sin()).collect();
        let chains = [chain];
        let (_, gradient) = field.loss(&x, &chains);
        for at in 0..x.len() {
            let moved = |step: f64| {
                let mut x = x.clone();
                x[at] += step;
                field.loss(&x, &chains).0
            };
            let slope = (moved(1e-3) - moved(-1e-3)) / 2e-3;
            assert!((slope - gradient[at]).abs() < 1e-3, "{at}: {slope} {}", gradient[at]);
        }
    }
}
