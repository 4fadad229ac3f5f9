"""A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) with forbidden transitions, trained by OWL-QN
(Andrew and Gao, 2007), so that most weights become exactly 0.

All chains are walked in step: at step t every chain longer than t moves by one, so that Python runs a loop over steps, not over pieces."""
import numpy as np


class Chains:
    """Pieces of many texts, one after the other, and what is known of each: `allowed[i, s]` says whether piece i may be in state s."""

    def __init__(self, matrix, allowed, lengths):
        self.matrix, self.transposed = matrix, matrix.T.tocsr()
        self.allowed = allowed.astype(np.float64)
        order = np.argsort(-np.asarray(lengths), kind="stable")
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self.starts, self.lengths = starts[order], np.asarray(lengths)[order]
        longest = int(self.lengths[0])
        self.active = [int(np.searchsorted(-self.lengths, -t, side="left")) for t in range(longest)]


def walk(chains, emission, transition, begin, end):
    """Log partition, marginals and expected transitions of all chains; scores come exponentiated and scaled."""
    size, states = emission.shape
    forward, scale = np.zeros((size, states)), np.ones(size)
    for t, count in enumerate(chains.active):
        at = chains.starts[:count] + t
        value = (begin if t == 0 else forward[at - 1] @ transition) * emission[at]
        total = value.sum(axis=1)
        forward[at], scale[at] = value / total[:, None], total
    backward = np.zeros((size, states))
    last = chains.starts + chains.lengths - 1
    backward[last] = end
    final = (forward[last] * end).sum(axis=1)
    pairs = np.zeros((states, states))
    for t in range(len(chains.active) - 1, 0, -1):
        at = chains.starts[: chains.active[t]] + t
        right = backward[at] * emission[at] / scale[at][:, None]
        backward[at - 1] = right @ transition.T
        weight = 1.0 / final[: chains.active[t]]
        pairs += (forward[at - 1] * weight[:, None]).T @ right
    marginals = forward * backward
    marginals /= marginals.sum(axis=1, keepdims=True)
    return np.log(scale).sum() + np.log(final).sum(), marginals, pairs * transition


class Field:
    """Weights of features (features × states) and of transitions; `possible[a, b]`, `begin[s]` and `end[s]` say what may occur."""

    def __init__(self, features, possible, begin, end):
        self.possible, self.begin, self.end = possible.astype(float), begin.astype(float), end.astype(float)
        self.weights = np.zeros((features, len(begin)))
        self.transitions = np.zeros(possible.shape)

    def set(self, vector):
        size = self.weights.size
        self.weights = vector[:size].reshape(self.weights.shape)
        self.transitions = vector[size:].reshape(self.transitions.shape)

    def vector(self):
        return np.concatenate([self.weights.ravel(), self.transitions.ravel()])

    def emissions(self, matrix):
        scores = matrix @ self.weights
        return scores - scores.max(axis=1, keepdims=True)

    def marginals(self, chains):
        transition = np.exp(self.transitions) * self.possible
        return walk(chains, np.exp(self.emissions(chains.matrix)), transition, self.begin, self.end)[1]

    def loss(self, chains):
        """Negative log likelihood of what is known, and its gradient."""
        emission, transition = np.exp(self.emissions(chains.matrix)), np.exp(self.transitions) * self.possible
        free, wanted, free_pairs = walk(chains, emission, transition, self.begin, self.end)
        known, given, known_pairs = walk(chains, emission * chains.allowed, transition, self.begin, self.end)
        gradient = chains.transposed @ (wanted - given)
        return free - known, np.concatenate([gradient.ravel(), (free_pairs - known_pairs).ravel()])


def train(field, chains, c1, c2, iterations, memory=8, report=None):
    """Minimises loss + c1 |w| + c2/2 w²."""
    x = field.vector()
    penalty = np.full(x.size, c1)
    penalty[field.weights.size:] = 0.0

    def evaluate(x):
        field.set(x)
        loss, gradient = field.loss(chains)
        return loss + 0.5 * c2 * (x @ x) + penalty @ np.abs(x), gradient + c2 * x

    def pseudo(x, gradient):
        right, left = gradient + penalty, gradient - penalty
        at_zero = np.where(right < 0, right, np.where(left > 0, left, 0.0))
        return np.where(x > 0, right, np.where(x < 0, left, at_zero))

    value, gradient = evaluate(x)
    steps, changes = [], []
    for iteration in range(iterations):
        slope = pseudo(x, gradient)
        direction = -slope.copy()
        alphas = []
        for s, y in reversed(list(zip(steps, changes))):
            alpha = (s @ direction) / (s @ y)
            alphas.append(alpha)
            direction -= alpha * y
        if steps:
            direction *= (steps[-1] @ changes[-1]) / (changes[-1] @ changes[-1])
        for (s, y), alpha in zip(zip(steps, changes), reversed(alphas)):
            direction += s * (alpha - (y @ direction) / (s @ y))
        direction[direction * slope >= 0] = 0.0
        orthant = np.where(x != 0, np.sign(x), -np.sign(slope))
        size = 1.0 if steps else 1.0 / max(1.0, np.abs(slope).sum() / 50)
        for _ in range(20):
            candidate = x + size * direction
            candidate[candidate * orthant < 0] = 0.0
            new_value, new_gradient = evaluate(candidate)
            if new_value <= value + 1e-4 * slope @ (candidate - x):
                break
            size *= 0.5
        step, change = candidate - x, new_gradient - gradient
        if step @ change > 1e-10:
            steps, changes = (steps + [step])[-memory:], (changes + [change])[-memory:]
        gained = value - new_value
        x, value, gradient = candidate, new_value, new_gradient
        if report and iteration % 10 == 9:
            report(iteration + 1, value, int(np.count_nonzero(x)))
        if gained < 1e-5 * abs(value):
            break
    field.set(x)
    return field
