//! Dual averaging with a step of its own for each weight (`AdaGrad`; Duchi, Hazan and Singer,
//! 2011): a weight is what the gradients of all pages so far say together, so that most stay
//! exactly 0 and a few passes over the pages suffice.

use super::field::{Chain, Field, LANES, Lanes, STATES};

/// Steps and penalties.
pub(super) struct Descent {
    /// Passes over the pages.
    pub passes: usize,
    /// Size of the steps.
    pub rate: f32,
    /// Penalty of the weights, of a pass over the pages.
    pub c1: f32,
    /// Penalty of their squares.
    pub c2: f32,
}

/// Keeps the first steps small.
const DAMPING: f32 = 1.0;

/// What a weight is reckoned from: sums of the gradients and of their squares.
#[derive(Clone, Copy)]
struct Sums {
    gradient: Lanes,
    squares: Lanes,
}

impl Sums {
    const NONE: Self = Self { gradient: [0.0; LANES], squares: [0.0; LANES] };

    fn add(&mut self, gradient: &Lanes) {
        let sums = self.gradient.iter_mut().zip(&mut self.squares);
        for ((sum, squares), value) in sums.zip(gradient) {
            *sum += value;
            *squares += value * value;
        }
    }

    /// The weights after `passes` passes over the pages.
    fn weights(&self, descent: &Descent, passes: f32) -> Lanes {
        let (c1, c2) = (descent.c1 * passes, descent.c2 * passes);
        std::array::from_fn(|lane| {
            let sum = self.gradient[lane];
            let beyond = (sum.abs() - c1).max(0.0).copysign(-sum);
            descent.rate * beyond / (DAMPING + self.squares[lane].sqrt() + descent.rate * c2)
        })
    }
}

impl Descent {
    /// Teaches the field what is known of the chains.
    pub(super) fn run(&self, field: &mut Field, chains: &[Chain]) {
        let features = field.features();
        let mut sums = vec![Sums::NONE; features];
        let mut table = vec![[0.0; LANES]; features];
        let mut partial = vec![[0.0; LANES]; features];
        let mut seen = vec![0_u32; features];
        let mut touched: Vec<u32> = Vec::new();
        let mut between = [Sums::NONE; STATES];
        // Transitions cost their squares only.
        let free = Self { c1: 0.0, ..*self };
        let mut order: Vec<usize> = (0..chains.len()).collect();
        let mut random = 1_u64;
        let mut step = 0_u32;
        for pass in 0..self.passes {
            shuffle(&mut order, &mut random);
            let mut loss = 0.0;
            for &at in &order {
                let chain = &chains[at];
                step += 1;
                let passes = step as f32 / chains.len() as f32;
                touched.clear();
                for &feature in chain.features.iter().flatten() {
                    if std::mem::replace(&mut seen[feature as usize], step) != step {
                        touched.push(feature);
                    }
                }
                for &feature in &touched {
                    table[feature as usize] = sums[feature as usize].weights(self, passes);
                }
                let rows = between.map(|sums| sums.weights(&free, passes));
                let mut pairs = [[0.0; STATES]; STATES];
                loss += chain.loss(&table, &field.factors(&rows), &mut partial, &mut pairs);
                for &feature in &touched {
                    sums[feature as usize].add(&partial[feature as usize]);
                    partial[feature as usize] = [0.0; LANES];
                }
                for (sums, row) in between.iter_mut().zip(&pairs) {
                    sums.add(&std::array::from_fn(|s| row.get(s).map_or(0.0, |&v| v as f32)));
                }
            }
            println!("pass {pass}: loss {loss:.0}");
        }
        let passes = self.passes as f32;
        for (row, sums) in table.iter_mut().zip(&sums) {
            *row = sums.weights(self, passes);
        }
        field.set_rows(&table, &between.map(|sums| sums.weights(&free, passes)));
    }
}

/// Brings the pages into another order (Fisher and Yates), the same in every run.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (*random >> 33) as usize % (at + 1));
    }
}
