//! The best dependency tree.

use ndarray::Array2;

/// The maximum spanning arborescence with a single root (Chu and Liu 1965, Edmonds 1967).
///
/// `scores` has a row for each word and a column for the root and each word; the answer has the
/// head of each word: 0 the root, `k + 1` word `k`. Exactly one word hangs on the root. The cost is
/// quadratic in the words of one window (Tarjan 1977).
pub(crate) fn best_tree(scores: &Array2<f32>) -> Vec<usize> {
    let count = scores.nrows();
    if count == 0 {
        return Vec::new();
    }
    single_best_heads(scores)
        .unwrap_or_else(|| Graph::new(scores).solve().into_iter().skip(1).collect())
}

/// Each word's best head where these make a tree, which is then the best of all, as most are;
/// `None` where they do not.
fn single_best_heads(scores: &Array2<f32>) -> Option<Vec<usize>> {
    let mut heads = Vec::with_capacity(scores.nrows() + 1);
    heads.push(0);
    for (word, row) in scores.rows().into_iter().enumerate() {
        let row = row.to_slice()?;
        if row.iter().any(|score| score.is_nan()) {
            return None;
        }
        let (before, after) = (row.get(..=word)?, row.get(word + 2..)?);
        let best =
            before.iter().chain(after).fold(f32::NEG_INFINITY, |best, score| best.max(*score));
        let index = before
            .iter()
            .position(|score| *score >= best)
            .or_else(|| Some(word + 2 + after.iter().position(|score| *score >= best)?))?;
        heads.push(index);
    }
    let is_tree = heads.iter().skip(1).filter(|&&head| head == 0).count() == 1
        && find_cycle(&heads).is_none();
    is_tree.then(|| heads.split_off(1))
}

/// A dense graph: node 0 is the root.
#[derive(Debug)]
struct Graph {
    size: usize,
    /// `scores[dependent * size + head]`.
    scores: Vec<f64>,
    /// The nodes that take part: not those that have become one with another.
    alive: Vec<usize>,
}

/// Score of an arc that may not be.
const BARRED: f64 = 1e9;

impl Graph {
    /// The root costs so much that a best tree uses it once.
    fn new(scores: &Array2<f32>) -> Self {
        let size = scores.nrows() + 1;
        let finite =
            |s: &f32| if s.is_nan() { -BARRED } else { f64::from(*s).clamp(-BARRED, BARRED) };
        // Barred arcs do not count: beside a cost of their size the scores of the root's arcs would
        // vanish in rounding.
        let real = || scores.iter().map(finite).filter(|s| s.abs() < BARRED);
        let highest = real().fold(0.0, f64::max);
        let lowest = real().fold(0.0, f64::min);
        let once = (highest - lowest) * size as f64 + 1.0;
        let mut all = vec![f64::NEG_INFINITY; size];
        for row in scores.rows() {
            all.extend(
                row.iter()
                    .enumerate()
                    .map(|(head, s)| if head == 0 { finite(s) - once } else { finite(s) }),
            );
        }
        Self { size, scores: all, alive: (0..size).collect() }
    }

    fn score(&self, dependent: usize, head: usize) -> f64 {
        self.scores.get(dependent * self.size + head).copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// The best head of each node; the root is its own.
    fn solve(mut self) -> Vec<usize> {
        let mut heads: Vec<usize> = (0..self.size).map(|node| self.best_head(node)).collect();
        let mut contractions = Vec::new();
        while let Some(cycle) = find_cycle(&heads) {
            contractions.push(self.contract(&cycle, &mut heads));
        }
        contractions.iter().rev().for_each(|contraction| contraction.expand(&mut heads));
        heads
    }

    /// Makes the cycle one node, the first of it, in place: of the others each takes part no more.
    fn contract(&mut self, cycle: &[usize], heads: &mut [usize]) -> Contraction {
        let head = |node: usize| heads.get(node).copied().unwrap_or(0);
        let one = cycle.first().copied().unwrap_or(0);
        let kept: Vec<f64> = cycle.iter().map(|&node| self.score(node, head(node))).collect();
        let in_cycle: Vec<(usize, usize)> = cycle.iter().map(|&node| (node, head(node))).collect();
        self.alive.retain(|node| !cycle.contains(node));
        let (mut leaves_from, mut enters_at) = (vec![0; self.size], vec![0; self.size]);
        for node in self.alive.clone() {
            let leaving = best_of(cycle.iter().map(|&c| (c, self.score(node, c))));
            let entering =
                best_of(cycle.iter().zip(&kept).map(|(&c, kept)| (c, self.score(c, node) - kept)));
            self.set(node, one, leaving.1);
            self.set(one, node, entering.1);
            set(&mut leaves_from, node, leaving.0);
            set(&mut enters_at, node, entering.0);
            if heads.get(node).is_some_and(|head| cycle.contains(head)) {
                set(heads, node, one);
            }
        }
        for &node in cycle {
            set(heads, node, 0);
        }
        self.alive.push(one);
        set(heads, one, self.best_head(one));
        Contraction { one, in_cycle, alive: self.alive.clone(), leaves_from, enters_at }
    }

    fn best_head(&self, node: usize) -> usize {
        if node == 0 {
            return 0;
        }
        let candidates = self.alive.iter().filter(|&&head| head != node);
        best_of(candidates.map(|&head| (head, self.score(node, head)))).0
    }

    fn set(&mut self, dependent: usize, head: usize, score: f64) {
        set(&mut self.scores, dependent * self.size + head, score);
    }
}

/// Writes to an index that is there.
fn set<T>(values: &mut [T], index: usize, value: T) {
    if let Some(found) = values.get_mut(index) {
        *found = value;
    }
}

/// A cycle, `None` for a tree. The root's head is itself.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let head = |node: usize| heads.get(node).copied().unwrap_or(0);
    let mut seen_from = vec![usize::MAX; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen_from.get(node).is_some_and(|&from| from == usize::MAX) {
            seen_from.get_mut(node).map(|from| *from = start)?;
            node = head(node);
        }
        if node != 0 && seen_from.get(node) == Some(&start) {
            let mut cycle = vec![node];
            cycle.extend(
                std::iter::successors(Some(head(node)), |&n| Some(head(n)))
                    .take_while(|&n| n != node),
            );
            return Some(cycle);
        }
    }
    None
}

/// A cycle that has become one node.
struct Contraction {
    one: usize,
    /// The nodes of the cycle with their heads in it.
    in_cycle: Vec<(usize, usize)>,
    /// The nodes that take part with the cycle as one.
    alive: Vec<usize>,
    /// For each node: the node of the cycle that is its best head.
    leaves_from: Vec<usize>,
    /// For each node: the node of the cycle that it would best be head of.
    enters_at: Vec<usize>,
}

impl Contraction {
    /// Makes the heads of the nodes those of the graph with the cycle in it.
    fn expand(&self, heads: &mut [usize]) {
        let entry = heads.get(self.one).copied().unwrap_or(0);
        for &node in self.alive.iter().filter(|&&node| node != self.one) {
            if heads.get(node) == Some(&self.one) {
                set(heads, node, self.leaves_from.get(node).copied().unwrap_or(0));
            }
        }
        self.in_cycle.iter().for_each(|&(node, head)| set(heads, node, head));
        set(heads, self.enters_at.get(entry).copied().unwrap_or(0), entry);
    }
}

/// The first of the scored nodes with the highest score; the root where there is none.
fn best_of(scored: impl Iterator<Item = (usize, f64)>) -> (usize, f64) {
    scored.fold((0, f64::NEG_INFINITY), |best, next| if next.1 > best.1 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(rows: &[&[f32]]) -> Vec<usize> {
        best_tree(&Array2::from_shape_vec((rows.len(), rows.len() + 1), rows.concat()).unwrap())
    }

    #[test]
    fn trees_of_small_sentences() {
        let check = |rows: &[&[f32]], expected: &[usize]| assert_eq!(tree(rows), expected);
        check(&[], &[]);
        check(&[&[-5.0, 9.0]], &[0]);
        check(&[&[1.0, 0.0, 5.0], &[3.0, 4.0, 0.0]], &[2, 0]);
        // Both words would hang on the root.
        check(&[&[9.0, 0.0, 1.0], &[8.0, 2.0, 0.0]], &[0, 1]);
        // A word is never its own head.
        check(&[&[0.0, 99.0, 1.0], &[2.0, 1.0, 99.0]], &[2, 0]);
        // A barred arc does not blur the choice of the root.
        let barred = f32::NEG_INFINITY;
        check(
            &[&[1.0, barred, 2.0, 0.0], &[7.0, 1.0, barred, 1.0], &[0.0, 0.0, 3.0, barred]],
            &[2, 0, 2],
        );
        check(
            &[&[f32::NAN, f32::NAN, f32::INFINITY], &[f32::NEG_INFINITY, f32::NAN, 0.0]],
            &[2, 0],
        );
    }

    #[test]
    fn the_best_tree_of_all() {
        // Against every assignment of heads, on pseudo-random scores.
        let mut state = 11_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).unwrap()) / 6553.6 - 5.0
        };
        for _ in 0..60 {
            let scores = Array2::from_shape_fn((4, 5), |_| next());
            let total = |heads: &[usize]| {
                heads.iter().enumerate().map(|(i, &h)| scores[[i, h]]).sum::<f32>()
            };
            let all =
                (0..625_usize).map(|code| [code / 125, code / 25 % 5, code / 5 % 5, code % 5]);
            let best =
                all.filter(|h| is_tree(h)).map(|h| total(&h)).fold(f32::NEG_INFINITY, f32::max);
            let found = best_tree(&scores);
            assert!(is_tree(&found), "{found:?}");
            assert!((total(&found) - best).abs() < 1e-4, "{found:?}");
        }
    }

    /// Cubic time would take minutes for the longer one.
    #[test]
    fn a_long_sentence_of_cycles_ends() {
        for count in [192, 2_000] {
            let scores = Array2::from_shape_fn((count, count + 1), |(i, j)| {
                let away = f32::from(u16::try_from(i.abs_diff(j)).unwrap());
                if j == (i ^ 1) + 1 { 9.0 } else { -away }
            });
            assert!(is_tree(&best_tree(&scores)));
        }
    }

    /// One word on the root, and every word reaches it.
    fn is_tree(heads: &[usize]) -> bool {
        let reaches = |word: usize| {
            std::iter::successors(Some(word + 1), |&n| heads.get(n - 1).copied().filter(|&h| h > 0))
                .take(heads.len() + 1)
                .count()
                <= heads.len()
        };
        heads.iter().filter(|&&h| h == 0).count() == 1
            && (0..heads.len()).step_by(heads.len() / 200 + 1).all(reaches)
    }
}
