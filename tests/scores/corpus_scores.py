"""Scores of coreference: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005) and their mean, as the CoNLL-2012 scorer computes them. Python 3.9+, standard library only."""
from collections import Counter


def partition(assignment):
    """Clusters, each a frozenset, of a dictionary from mention to label."""
    clusters = {}
    for mention, label in assignment.items():
        clusters.setdefault(label, set()).add(mention)
    return [frozenset(c) for c in clusters.values()]


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def muc_side(clusters, other):
    """Links of the clusters that the other side has too, and links of the clusters."""
    hit = total = 0
    for cluster in clusters:
        parts = {other.get(m, ("alone", m)) for m in cluster}
        hit += len(cluster) - len(parts)
        total += len(cluster) - 1
    return hit, total


def muc(gold, system):
    rh, rt = muc_side(partition(gold), system)
    ph, pt = muc_side(partition(system), gold)
    return ph / pt if pt else 0.0, rh / rt if rt else 0.0


def b3_side(one, other):
    of = {}
    for m, label in other.items():
        of.setdefault(label, set()).add(m)
    total = 0.0
    for cluster in partition(one):
        for label, count in Counter(other[m] for m in cluster if m in other).items():
            total += count * count / len(cluster)
    return total / len(one) if one else 0.0


def b3(gold, system):
    return b3_side(system, gold), b3_side(gold, system)


def assign(weights):
    """Greatest total weight of a one-to-one assignment; `weights` is {(row, column): weight > 0}. By connected part, the Hungarian method in each."""
    parents = {}

    def find(x):
        while parents.setdefault(x, x) != x:
            parents[x] = parents[parents[x]]
            x = parents[x]
        return x

    for r, c in weights:
        parents[find(("r", r))] = find(("c", c))
    parts = {}
    for (r, c), w in weights.items():
        parts.setdefault(find(("r", r)), {})[(r, c)] = w
    return sum(hungarian(part) for part in parts.values())


def hungarian(weights):
    rows, columns = sorted({r for r, _ in weights}), sorted({c for _, c in weights})
    if len(rows) > len(columns):
        weights, rows, columns = {(c, r): w for (r, c), w in weights.items()}, columns, rows
    n, m = len(rows), len(columns)
    cost = [[0.0] * (m + 1)] + [[0.0] + [-weights.get((r, c), 0.0) for c in columns] for r in rows]
    u, v, match, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while True:
            used[j0], i0, delta, j1 = True, match[j0], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    now = cost[i0][j] - u[i0] - v[j]
                    if now < least[j]:
                        least[j], way[j] = now, j0
                    if least[j] < delta:
                        delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return sum(-cost[match[j]][j] for j in range(1, m + 1) if match[j])


def ceafe(gold, system):
    g, s = partition(gold), partition(system)
    of_gold = {m: i for i, cluster in enumerate(g) for m in cluster}
    weights = {}
    for j, cluster in enumerate(s):
        for i, count in Counter(of_gold[m] for m in cluster if m in of_gold).items():
            weights[(i, j)] = 2 * count / (len(g[i]) + len(cluster))
    total = assign(weights)
    return total / len(s) if s else 0.0, total / len(g) if g else 0.0


def conll(gold, system):
    """{measure: (precision, recall, F1)} with the mean F1 as `conll`."""
    out = {name: measure(gold, system) for name, measure in (("muc", muc), ("b3", b3), ("ceafe", ceafe))}
    out = {name: (p, r, f1(p, r)) for name, (p, r) in out.items()}
    out["conll"] = (0.0, 0.0, sum(f for _, _, f in out.values()) / 3)
    return out


def line(name, scores, count):
    cells = "  ".join(f"{k} {p:.3f}/{r:.3f}/{f:.3f}" for k, (p, r, f) in scores.items() if k != "conll")
    return f"{name:34s} CoNLL {scores['conll'][2]:.4f}  {cells}  ({count} mentions)"


def self_test():
    gold = {m: c for c, ms in {1: "abc", 2: "defg"}.items() for m in ms}
    system = {m: c for c, ms in {1: "ab", 2: "cd", 3: "fghi"}.items() for m in ms}
    s = conll(gold, system)
    # The example of the CoNLL scorer's documentation (Pradhan et al. 2014).
    for name, p, r in (("muc", 2 / 5, 2 / 5), ("b3", 0.5, 0.4167), ("ceafe", 0.4333, 0.65)):
        assert abs(s[name][0] - p) < 2e-3 and abs(s[name][1] - r) < 2e-3, (name, s[name])


if __name__ == "__main__":
    self_test()
    print("the example of Pradhan et al. (2014) comes out")
