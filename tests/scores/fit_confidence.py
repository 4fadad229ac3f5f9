#!/usr/bin/env python3
"""Fits the weights of crates/relata-claims/data/confidence.tsv. Python 3.9+, standard library only.

  fit_confidence.py GOLD.jsonl CLAIMS.jsonl [--half] [--also GOLD.jsonl CLAIMS.jsonl] [--l2 N] > confidence.tsv
  fit_confidence.py GOLD.jsonl CLAIMS.jsonl --crosswise [--l2 N]
  fit_confidence.py GOLD.jsonl CLAIMS.jsonl --also GOLD.jsonl CLAIMS.jsonl --precision [--l2 N]

GOLD is a PolNeAR file, CLAIMS what the example `claims_of_layers` of relata-claims printed for its articles. Logistic regression: how
likely source, cue and content are right (`attribution_report.py` says what that means), given the evidence. With --half it looks at every
second article only, so that the others can tell whether the confidence holds. A second column of weights tells how likely the content alone
is that of some claim of the reference: by that, claims are left out (`ClaimOptions::min_tagged_score`). With --crosswise it prints what leaving out gives at several least values, each
article judged by a fit to the other half.

--also names a set with nested claims (../shared/data/attribution/newsroom), which weighs as much as the first in the first column; the
second column, which leaves claims out, is the first set's alone, as the two differ in what they take for a claim. --precision prints for
both sets how many claims reach a score, each article judged by a fit to the other half of both.
"""
import argparse, math, sys

from attribution_report import Article, jsonl


def rows(articles, outputs, matched_only=False):
    for article, output in zip(articles, outputs):
        evidence = [e for c, e in zip(output["claims"], output["evidence"]) if not c.get("within")]
        for j, e in enumerate(evidence):
            i = article.of_found.get(j)
            yield e, i is not None and (matched_only or article.right(i, j))


class Nested(Article):
    """An article of a set that has claims within claims: none is left out, and a cue in common speaks for a pair."""

    def __init__(self, record, output):
        claims = [{**c, "within": None} for c in output["claims"]]
        super().__init__(record, {**output, "claims": claims})

    def match(self):
        super().match()
        cue = lambda i, j: 0.5 * bool(self.gold[i]["cue"] & self.found[j]["cue"])
        self.of_gold, self.of_found = {}, {}
        for _, f, i, j in sorted(((f + cue(i, j), f, i, j) for f, i, j in self.pairs), reverse=True):
            if f >= 0.5 and i not in self.of_gold and j not in self.of_found:
                self.of_gold[i], self.of_found[j] = j, i


def nested_rows(articles, outputs):
    for article, output in zip(articles, outputs):
        for j, e in enumerate(output["evidence"]):
            i = article.of_found.get(j)
            yield e, i is not None and article.source_right(i, j)


def both(first, second):
    """Rows of both sets with a weight each, such that the sets weigh the same."""
    share = len(first) / max(len(second), 1)
    return [(e, y, 1.0) for e, y in first] + [(e, y, min(share, 4.0)) for e, y in second]


def precision(sets, l2):
    """How many claims reach a score and how many of them are right."""
    names = list(next(e for _, outputs, _ in sets for o in outputs for e in o["evidence"]))
    scored = [[], []]
    for half in (0, 1):
        train = [list(read(articles[half::2], outputs[half::2])) for articles, outputs, read in sets]
        w = fit(both(*train), names, l2)
        for n, (articles, outputs, read) in enumerate(sets):
            for e, y in read(articles[1 - half::2], outputs[1 - half::2]):
                scored[n].append((1 / (1 + math.exp(-w[0] - sum(a * e[x] for a, x in zip(w[1:], names)))), y))
    for n, rows_ in enumerate(scored):
        for least in (0.5, 0.6, 0.7, 0.8, 0.9):
            kept = [y for p, y in rows_ if p >= least]
            print(f"set {n + 1}, score >= {least}: {len(kept)} of {len(rows_)}, {sum(kept) / max(len(kept), 1):.3f} right")


def fit(data, names, l2, rounds=60):
    """Newton's method on the penalised likelihood; a row may bring a weight."""
    xs = [[1.0] + [row[0][n] for n in names] for row in data]
    ys = [(float(row[1]), row[2] if len(row) > 2 else 1.0) for row in data]
    k = len(names) + 1
    w = [0.0] * k
    for _ in range(rounds):
        gradient, hessian = [0.0] * k, [[0.0] * k for _ in range(k)]
        for x, (y, weight) in zip(xs, ys):
            p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(w, x))))
            h = weight * max(p * (1 - p), 1e-6)
            active = [i for i in range(k) if x[i]]
            for i in active:
                gradient[i] += weight * (y - p) * x[i]
                for j in active:
                    hessian[i][j] += h * x[i] * x[j]
        for i in range(k):
            if i:
                gradient[i] -= l2 * w[i]
            hessian[i][i] += l2 if i else 1e-6
        step = solve(hessian, gradient)
        w = [a + b for a, b in zip(w, step)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return w


def crosswise(gold, outputs, l2):
    """F1 of contents found, and found with the right source, for least probabilities of the content; rules are not asked."""
    articles = [Article(r, o) for r, o in zip(gold, outputs)]
    names = list(next(e for o in outputs for e in o["evidence"]))
    weights = [fit(list(rows(articles[half::2], outputs[half::2], True)), names, l2) for half in (0, 1)]
    print("least  claims  found  with source")
    for least in (0.0, 0.35, 0.4, 0.45, 0.5):
        total = found = right = 0
        for i, (record, output) in enumerate(zip(gold, outputs)):
            w = weights[1 - i % 2]
            likely = lambda e: 1 / (1 + math.exp(-w[0] - sum(a * e[n] for a, n in zip(w[1:], names))))
            kept = [c for c, e in zip(output["claims"], output["evidence"]) if c.get("within") or e["by_rule"] or likely(e) >= least]
            article = Article(record, {"claims": kept})
            total += len(article.gold) + len(article.found)
            found += len(article.of_gold)
            right += sum(article.source_right(g, f) for g, f in article.of_gold.items())
        print(f"{least:5.2f}  {total - sum(len(a.gold) for a in articles):6d}  {2 * found / total:.4f}  {2 * right / total:.4f}")


def solve(a, b):
    n = len(b)
    m = [row[:] + [v] for row, v in zip(a, b)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(n):
            if r != i and m[r][i]:
                f = m[r][i] / m[i][i]
                m[r] = [x - f * y for x, y in zip(m[r], m[i])]
    return [m[i][n] / m[i][i] for i in range(n)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("claims")
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--crosswise", action="store_true")
    parser.add_argument("--also", nargs=2, metavar=("GOLD", "CLAIMS"))
    parser.add_argument("--precision", action="store_true")
    parser.add_argument("--l2", type=float, default=2.0)
    a = parser.parse_args()
    gold, outputs = jsonl(a.gold), jsonl(a.claims)
    if a.crosswise:
        crosswise(gold, outputs, a.l2)
        return
    articles = [Article(r, o) for r, o in zip(gold, outputs)]
    second, more = [], []
    if a.also:
        records, more = jsonl(a.also[0]), jsonl(a.also[1])
        second = [Nested(r, o) for r, o in zip(records, more)]
    if a.precision:
        precision([(articles, outputs, rows), (second, more, nested_rows)], a.l2)
        return
    if a.half:
        articles, outputs = articles[::2], outputs[::2]
    right, found = (list(rows(articles, outputs, matched_only)) for matched_only in (False, True))
    names = list(right[0][0])
    whole = both(right, list(nested_rows(second, more)))
    print("# Weights of the confidence of a claim, fitted by tests/scores/fit_confidence.py. Columns, separated by a tab: evidence; weight for")
    print("# source, cue and content being right; weight for the content alone.")
    for name, *weights in zip(["constant"] + names, fit(whole, names, a.l2), fit(found, names, a.l2)):
        print("\t".join([name] + [f"{weight:.3f}" for weight in weights]))
    print(f"{len(right)} claims, {sum(y for _, y in right)} right, {sum(y for _, y in found)} with the content alone", file=sys.stderr)


if __name__ == "__main__":
    main()
