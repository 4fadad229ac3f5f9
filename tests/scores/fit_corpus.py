#!/usr/bin/env python3
"""Fits the weights of crates/relata-corpus/data: event_weights.tsv, strand_weights.tsv, entity_weights.tsv, and kin_words.tsv. Python 3.9+ and numpy.

  fit_corpus.py triggers TRAIN.jsonl EXTRACTIONS.jsonl > TOLD.tsv          the triggers that are annotated, for the example `evidence` of relata-corpus
  fit_corpus.py kin TRAIN.jsonl EXTRACTIONS.jsonl STRANDS.tsv > kin_words.tsv
  fit_corpus.py strands TRAIN.jsonl EXTRACTIONS.jsonl STRANDS.tsv --l2 5 > strand_weights.tsv
  fit_corpus.py events TRAIN.jsonl EXTRACTIONS.jsonl EVENTS.tsv > event_weights.tsv
  fit_corpus.py entities TRAIN.jsonl EXTRACTIONS.jsonl ENTITIES.tsv --l2 50 > entity_weights.tsv

TRAIN is the train part of ECB+, EXTRACTIONS what relata says of its articles, STRANDS, EVENTS and ENTITIES what `evidence` prints for them. Logistic
regression over the pairs of which both sides are annotated. What words are kin is counted on the same articles: a pair of TRAIN is fitted with what the
other topics say of its words.
"""
import argparse
import math
import sys
from collections import Counter, defaultdict

import numpy as np

from ecbplus import Document, jsonl


def triggers(documents, extractions):
    """{(article, offset): (chain, chain of most of its event)} of the triggers in checked sentences that are annotated."""
    out = {}
    for d in documents:
        for e in extractions[d.id]["events"]:
            found = {}
            for t in e["triggers"]:
                key = d.at(t["start"], t["end"]) if d.is_checked(t["start"]) else None
                if key:
                    found[t["start"]] = str(d.chain(key))
            counts = Counter(found.values())
            most = min(counts, key=lambda c: (-counts[c], c), default=None)
            for start, chain in found.items():
                out[(d.id, start)] = (chain, most)
    return out


def entity_chains(documents, extractions):
    out = {}
    for d in documents:
        table = d.bytes
        people = [(table[a], table[b], m["chain"]) for m in d.record["mentions"] if m["type"].startswith(("HUMAN", "LOC")) and "chain" in m for a, b in m["spans"]]
        for n, e in enumerate(extractions[d.id]["entities"]):
            chains = [c for m in e["mentions"] if m["kind"] == "name" for a, b, c in people if a < m["end"] and m["start"] < b]
            if chains:
                out[(d.id, n)] = max(sorted(set(chains)), key=chains.count)
    return out


class Pairs:
    """The pairs of which both sides are annotated."""

    def __init__(self, path, chains):
        self.sides, self.stems, xs, ys = [], [], [], []
        with open(path, encoding="utf-8") as f:
            self.names = f.readline().rstrip("\n").split("\t")[6:]
            for row in f:
                a, m, one, b, n, other, values = row.rstrip("\n").split("\t", 6)
                chain, with_ = chains.get((a, int(m))), chains.get((b, int(n)))
                if chain and with_:
                    self.sides.append(((a, int(m)), (b, int(n))))
                    self.stems.append((one, other))
                    xs.append(np.array(values.split("\t"), dtype=np.float32))
                    ys.append(chain == with_)
        self.x, self.y = np.array(xs, dtype=np.float64), np.array(ys, dtype=np.float64)

    def column(self, name):
        return self.x[:, self.names.index(name)]


class Kin:
    """How much two stems speak for one deed: the logarithm of how often those who annotate say so, to how often they say otherwise of the same pair in
    one topic. Of one topic at most three and six are counted."""

    def __init__(self, pairs, topics):
        self.same, self.other = defaultdict(Counter), defaultdict(Counter)
        for (a, b), stems, y in zip(pairs.sides, pairs.stems, pairs.y):
            if topics[a[0]] == topics[b[0]] and stems[0] != stems[1] and not any(" " in s for s in stems):
                (self.same if y else self.other)[tuple(sorted(stems))][topics[a[0]]] += 1

    def value(self, pair, without=None):
        same = sum(min(n, 3) for topic, n in self.same.get(pair, {}).items() if topic != without)
        other = sum(min(n, 6) for topic, n in self.other.get(pair, {}).items() if topic != without)
        return max(-2.0, min(2.0, math.log((same + 0.5) / (other + 2)) + math.log(4))) if same + other else 0.0

    def table(self):
        rows = {pair: self.value(pair) for pair in sorted(set(self.same) | set(self.other))}
        return {pair: value for pair, value in rows.items() if abs(value) >= 0.35}


def without_own_topic(pairs, kin, topics):
    """Gives the evidence of kin words the values that the other topics alone give."""
    values = np.zeros(len(pairs.y))
    for at, ((a, _), stems) in enumerate(zip(pairs.sides, pairs.stems)):
        values[at] = max((kin.value(tuple(sorted((s, t))), topics[a[0]]) for s in stems[0].split() for t in stems[1].split() if s != t), key=abs, default=0.0)
    values[pairs.column("same_word") > 0] = 0.0
    near = {"": 1.0, "_articles": pairs.column("articles"), "_names": pairs.column("names"), "_subject": pairs.column("subject"),
            "_subject_2": pairs.column("subject_2")}
    for side, sign in (("kin", 1), ("unlike", -1)):
        for suffix, factor in near.items():
            if side + suffix in pairs.names:
                pairs.x[:, pairs.names.index(side + suffix)] = np.maximum(sign * values, 0) * factor


# What ECB+ cannot tell, for lack of days of publication, of numbers that change and of reprints: the penalty draws these weights to other values than 0.
PRIOR = {"same_day": 0.5, "same_week": -0.5, "other_week": -1.5, "published_same_day": 0.3, "published_next_day": 0.3, "published_other_week": -1.0,
         "copied": 3.0, "same_place": 1.0, "other_country": -1.0, "far": -1.0, "same_count": 0.5, "shared_target": 0.5, "shared_actor": 0.5}


# For entities: what one would say of names without ECB+, where the articles that share a name mostly tell of one story.
ENTITY_PRIOR = {"exact": 3.0, "exact_full": 1.5, "part": 0.5, "acronym": 2.0, "rare": 1.0, "person": -1.0, "same_type": 0.7, "same_country": 0.5, "other_country": -2.0,
                "shared_roles": 1.0, "other_roles": -0.3, "near": 2.0, "near_person": 2.0, "articles": 3.0, "articles_person": 2.0}


def fit(xs, ys, weights, l2, prior=None):
    """Newton's method, with steps halved until they lower the loss."""
    xs = np.hstack([np.ones((len(xs), 1)), xs])
    prior = np.zeros(xs.shape[1]) if prior is None else np.concatenate([[0.0], prior])
    penalty = np.full(len(prior), l2)
    penalty[0] = 1e-6

    def loss(w):
        z = xs @ w
        return (weights * (np.logaddexp(0, z) - ys * z)).sum() + 0.5 * (penalty * (w - prior) ** 2).sum()

    w = prior.copy()
    before = loss(w)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(xs @ w, -30, 30)))
        h = weights * np.maximum(p * (1 - p), 1e-6)
        step = np.linalg.solve((xs * h[:, None]).T @ xs + np.diag(penalty), xs.T @ (weights * (ys - p)) - penalty * (w - prior))
        size = 1.0
        while loss(w + size * step) > before and size > 1e-4:
            size /= 2
        w = w + size * step
        before = loss(w)
        if np.abs(size * step).max() < 1e-3:
            break
    return w


def kin_table(pairs, topics):
    print("# Words that differ and yet tell of one deed, counted on the train part of ECB+ by tests/scores/fit_corpus.py. Columns, separated by a tab: stem; stem; how much they "
          "speak for one deed, from -2 (they stand beside each other for two) to 2.")
    for (one, other), value in Kin(pairs, topics).table().items():
        print(f"{one}\t{other}\t{value:.1f}")


def weights(a, pairs):
    dropped = tuple(a.drop.split(",")) + (("kin", "unlike", "synonyms") if a.task == "events" else ())
    keep = [i for i, n in enumerate(pairs.names) if not n.startswith(dropped)]
    kept = [pairs.names[i] for i in keep]
    expected = ENTITY_PRIOR if a.task == "entities" else PRIOR
    prior = np.array([expected.get(n, 0.0) for n in kept])
    w = fit(pairs.x[:, keep], pairs.y, np.ones(len(pairs.y)), a.l2, prior)
    p = 1 / (1 + np.exp(-(pairs.x[:, keep] @ w[1:] + w[0])))
    for least in (0.3, 0.5, 0.7):
        hit, said = ((p >= least) & (pairs.y == 1)).sum(), (p >= least).sum()
        print(f"at {least}: precision {hit / max(said, 1):.3f}, recall {hit / pairs.y.sum():.3f}", file=sys.stderr)
    print(f"# Weights of two {a.task} of different articles being one, fitted on the train part of ECB+ by tests/scores/fit_corpus.py. Columns, separated by a tab: evidence; weight.")
    for name, value in zip(["constant"] + kept, w):
        print(f"{name}\t{value:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["triggers", "kin", "strands", "events", "entities"])
    parser.add_argument("gold")
    parser.add_argument("extractions")
    parser.add_argument("pairs", nargs="?")
    parser.add_argument("--l2", type=float, default=20.0)
    # Numbers that differ are what is to be told of one event, not what tells two apart.
    parser.add_argument("--drop", default="other_count", help="evidence that gets no weight, separated by commas (of events also that of kin words and synonyms: an event has many words)")
    a = parser.parse_args()
    documents = [Document(r) for r in jsonl(a.gold)]
    known = {e["id"]: e for e in jsonl(a.extractions)}
    topics = {d.id: d.topic for d in documents}
    told = triggers(documents, known)
    if a.task == "triggers":
        for (article, start), (chain, most) in told.items():
            print(f"{article}\t{start}\t{chain}\t{most}")
        return
    of_event = a.task == "events"
    chains = entity_chains(documents, known) if a.task == "entities" else {k: v[of_event] for k, v in told.items()}
    pairs = Pairs(a.pairs, chains)
    print(f"{a.pairs}: {len(pairs.y)} pairs, {int(pairs.y.sum())} of one", file=sys.stderr)
    if a.task == "kin":
        kin_table(pairs, topics)
        return
    if a.task == "strands":
        without_own_topic(pairs, Kin(pairs, topics), topics)
    weights(a, pairs)


if __name__ == "__main__":
    main()
