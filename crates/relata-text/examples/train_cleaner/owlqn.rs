//! OWL-QN (Andrew and Gao, 2007): a quasi-Newton method for weights most of which become exactly 0.

use std::collections::VecDeque;

const MEMORY: usize = 8;
/// Share of the value that a step must gain for another one to be tried.
const GAIN: f64 = 1e-5;
/// Halvings of a step, at most.
const HALVINGS: usize = 20;

pub(super) struct Penalty {
    pub c1: f64,
    pub c2: f64,
    /// The weights from here on cost their squares only.
    pub free: usize,
}

impl Penalty {
    fn of(&self, index: usize) -> f64 {
        if index < self.free { self.c1 } else { 0.0 }
    }

    fn add(&self, x: &[f64], (loss, mut gradient): (f64, Vec<f64>)) -> (f64, Vec<f64>) {
        let mut value = loss;
        for (index, (&weight, slope)) in x.iter().zip(&mut gradient).enumerate() {
            value += 0.5 * self.c2 * weight * weight + self.of(index) * weight.abs();
            *slope += self.c2 * weight;
        }
        (value, gradient)
    }

    /// The slope in the direction in which the value falls, 0 where it falls in none.
    fn slope(&self, index: usize, weight: f64, gradient: f64) -> f64 {
        let (right, left) = (gradient + self.of(index), gradient - self.of(index));
        if weight > 0.0 || weight == 0.0 && right < 0.0 {
            right
        } else if weight < 0.0 || left > 0.0 {
            left
        } else {
            0.0
        }
    }
}

/// Minimises `loss` with its penalty, from `x` on.
pub(super) fn minimise(
    x: &mut Vec<f64>,
    penalty: &Penalty,
    iterations: usize,
    loss: impl Fn(&[f64]) -> (f64, Vec<f64>),
) {
    let evaluate = |x: &[f64]| penalty.add(x, loss(x));
    let (mut value, mut gradient) = evaluate(x);
    let mut memory: VecDeque<(Vec<f64>, Vec<f64>)> = VecDeque::new();
    for _ in 0..iterations {
        let slope: Vec<f64> = (0..x.len()).map(|i| penalty.slope(i, x[i], gradient[i])).collect();
        let direction = direction(&slope, &memory);
        let steepest: f64 = slope.iter().map(|s| s.abs()).sum();
        let mut size = if memory.is_empty() { 1.0 / (steepest / 50.0).max(1.0) } else { 1.0 };
        let mut found = None;
        for _ in 0..HALVINGS {
            let candidate = stepped(x, &direction, &slope, size);
            let next = evaluate(&candidate);
            let moved: f64 =
                candidate.iter().zip(x.iter()).zip(&slope).map(|((c, x), s)| (c - x) * s).sum();
            let enough = next.0 <= value + 1e-4 * moved;
            found = Some((candidate, next));
            if enough {
                break;
            }
            size *= 0.5;
        }
        let Some((candidate, (new_value, new_gradient))) = found else { break };
        let step = difference(&candidate, x);
        let change = difference(&new_gradient, &gradient);
        if dot(&step, &change) > 1e-10 {
            memory.push_back((step, change));
            if memory.len() > MEMORY {
                memory.pop_front();
            }
        }
        let gained = value - new_value;
        (*x, value, gradient) = (candidate, new_value, new_gradient);
        if gained < GAIN * value.abs() {
            break;
        }
    }
}

/// The step that the last ones suggest, in the coordinates in which the value falls.
fn direction(slope: &[f64], memory: &VecDeque<(Vec<f64>, Vec<f64>)>) -> Vec<f64> {
    let mut out: Vec<f64> = slope.iter().map(|s| -s).collect();
    let mut alphas = Vec::new();
    for (step, change) in memory.iter().rev() {
        let alpha = dot(step, &out) / dot(step, change);
        add(&mut out, change, -alpha);
        alphas.push(alpha);
    }
    if let Some((step, change)) = memory.back() {
        let scale = dot(step, change) / dot(change, change);
        for value in &mut out {
            *value *= scale;
        }
    }
    for ((step, change), alpha) in memory.iter().zip(alphas.into_iter().rev()) {
        let beta = dot(change, &out) / dot(step, change);
        add(&mut out, step, alpha - beta);
    }
    for (value, slope) in out.iter_mut().zip(slope) {
        if *value * slope >= 0.0 {
            *value = 0.0;
        }
    }
    out
}

/// `x` moved; a weight that would change its sign stops at 0.
fn stepped(x: &[f64], direction: &[f64], slope: &[f64], size: f64) -> Vec<f64> {
    x.iter()
        .zip(direction)
        .zip(slope)
        .map(|((&x, &direction), &slope)| {
            let orthant = if x == 0.0 { -slope } else { x };
            let moved = x + size * direction;
            if moved * orthant < 0.0 { 0.0 } else { moved }
        })
        .collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += what * times);
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}
