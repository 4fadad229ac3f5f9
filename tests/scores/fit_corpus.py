#!/usr/bin/env python3
"""Fits the weights of crates/relata-corpus/data/event_weights.tsv and entity_weights.tsv. Python 3.9+ and numpy.

  fit_corpus.py events TRAIN.jsonl EXTRACTIONS.jsonl PAIRS.tsv [EXTRACTIONS.jsonl PAIRS.tsv …] [--l2 N] > event_weights.tsv
  fit_corpus.py entities TRAIN.jsonl EXTRACTIONS.jsonl PAIRS.tsv [--l2 N] > entity_weights.tsv

TRAIN is the train part of ECB+, EXTRACTIONS what relata says of its articles (and the same with the annotated mentions: ecbplus.py gold), PAIRS what the
example `evidence` of relata-corpus prints for them. Logistic regression over the pairs of which both sides are annotated; each pair of files weighs the same.
"""
import argparse
import sys

import numpy as np

from ecbplus import Document, jsonl


def event_chains(documents, extractions):
    out = {}
    for d in documents:
        for e in extractions[d.id]["events"]:
            found = [d.at(t["start"], t["end"]) for t in e["triggers"]]
            chains = [d.chain(k) for k in found if k]
            if chains:
                out[(d.id, int(e["id"][1:]) - 1)] = max(sorted(set(map(str, chains))), key=list(map(str, chains)).count)
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


def read(path, chains):
    with open(path, encoding="utf-8") as f:
        names = f.readline().rstrip("\n").split("\t")[4:]
        xs, ys = [], []
        for row in f:
            cells = row.rstrip("\n").split("\t")
            one, other = chains.get((cells[0], int(cells[1]))), chains.get((cells[2], int(cells[3])))
            if one and other:
                xs.append(np.array(cells[4:], dtype=np.float32))
                ys.append(one == other)
    return names, np.array(xs, dtype=np.float64), np.array(ys, dtype=np.float64)


# What ECB+ cannot tell, for lack of days of publication, of numbers that change and of reprints: the penalty draws these weights to other values than 0.
PRIOR = {"same_day": 0.5, "same_week": -0.5, "other_week": -1.5, "published_same_day": 0.3, "published_next_day": 0.3, "published_other_week": -1.0,
         "copied": 3.0, "same_place": 1.0, "other_country": -1.0, "far": -1.0, "same_count": 0.5, "shared_target": 0.5, "shared_actor": 0.5}


def fit(xs, ys, weights, l2, prior=None):
    xs = np.hstack([np.ones((len(xs), 1)), xs])
    prior = np.zeros(xs.shape[1]) if prior is None else np.concatenate([[0.0], prior])
    w = prior.copy()
    penalty = np.full(len(w), l2)
    penalty[0] = 1e-6
    for _ in range(20):
        p = 1 / (1 + np.exp(-np.clip(xs @ w, -30, 30)))
        h = weights * np.maximum(p * (1 - p), 1e-6)
        step = np.linalg.solve((xs * h[:, None]).T @ xs + np.diag(penalty), xs.T @ (weights * (ys - p)) - penalty * (w - prior))
        w += step
        if np.abs(step).max() < 1e-3:
            break
    return w


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["events", "entities"])
    parser.add_argument("gold")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--l2", type=float, default=2.0)
    parser.add_argument("--thin", type=int, default=1, metavar="N", help="look at every Nth pair of different ones")
    # Numbers that differ are what is to be told of one event, not what tells two apart.
    parser.add_argument("--drop", default="other_count", help="evidence that gets no weight, separated by commas")
    a = parser.parse_args()
    documents = [Document(r) for r in jsonl(a.gold)]
    sets, names = [], []
    for extractions, pairs in zip(a.files[::2], a.files[1::2]):
        known = {e["id"]: e for e in jsonl(extractions)}
        chains = (event_chains if a.task == "events" else entity_chains)(documents, known)
        names, xs, ys = read(pairs, chains)
        sets.append((xs, ys))
        print(f"{pairs}: {len(ys)} pairs, {int(ys.sum())} of one {a.task[:-1].replace('itie', 'ity')}", file=sys.stderr)
    keep = [i for i, n in enumerate(names) if n not in a.drop.split(",")]
    xs = np.vstack([x[:, keep] for x, _ in sets])
    ys = np.concatenate([y for _, y in sets])
    weights = np.concatenate([np.full(len(y), max(len(z) for _, z in sets) / len(y)) for _, y in sets]) / len(sets)
    kept = [names[i] for i in keep]
    # Of the pairs that are not one every so many stand for all.
    stays = (ys == 1) | (np.arange(len(ys)) % a.thin == 0)
    xs, ys, weights = xs[stays], ys[stays], (weights * np.where(ys == 1, 1, a.thin))[stays]
    prior = np.array([PRIOR.get(n, 0.0) for n in kept]) if a.task == "events" else None
    w = fit(xs, ys, weights, a.l2, prior)
    p = 1 / (1 + np.exp(-(xs @ w[1:] + w[0])))
    for least in (0.3, 0.5, 0.7):
        hit, said = ((p >= least) & (ys == 1)).sum(), (p >= least).sum()
        print(f"at {least}: precision {hit / max(said, 1):.3f}, recall {hit / ys.sum():.3f}", file=sys.stderr)
    print(f"# Weights of two {a.task} of different articles being one, fitted on the train part of ECB+ by tests/scores/fit_corpus.py. Columns, separated by a tab: evidence; weight.")
    for name, value in zip(["constant"] + kept, w):
        print(f"{name}\t{value:.3f}")


if __name__ == "__main__":
    main()
