#!/usr/bin/env python3
"""Trains the classifier of relata-text and writes its table of weights.

    cargo build --release -p relata-text --example clean_features
    python3 train.py --data DATA/cleaning --features target/release/examples/clean_features --folds 5
    python3 train.py --data DATA/cleaning --features target/release/examples/clean_features --out crates/relata-text/data/weights.tsv

With --folds it estimates the quality on unseen sites: the pages are split by site, and the pages of one part are judged by a field
trained on the other parts. With --out it trains on everything and writes the weights.
"""
import argparse
import collections
import json
import pickle
import random
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

import crf
import features
import pages

HERE = Path(__file__).resolve().parent
POSSIBLE = np.array([[1, 1, 1, 0, 0], [1, 1, 1, 0, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 0, 0, 0, 1]])
BEGIN, END = np.array([1, 1, 1, 0, 0]), np.array([1, 1, 1, 0, 1])


def chains_of(documents, names, known):
    matrix, old = features.matrix_of(documents, names, known)
    allowed = np.array([row for d in documents for row in d.allowed()])
    return crf.Chains(matrix, allowed, [len(d.labels) for d in documents]), old


def train(documents, names, known, options):
    documents = [d for d in documents if d.labels]
    chains, old = chains_of(documents, names, known)
    field = crf.Field(chains.matrix.shape[1], POSSIBLE, BEGIN, END)
    crf.train(field, chains, options.c1, options.c2, options.iterations, report=lambda *a: print("  ", *a, flush=True) if options.verbose else None)
    return field, old


def judge(documents, names, known, field):
    chains, _ = chains_of(documents, names, known)
    marginals = field.marginals(chains)
    at = 0
    for d in documents:
        yield marginals[at:at + len(d.labels)]
        at += len(d.labels)


def labels_of(marginals, threshold):
    out = []
    for row in marginals:
        out.append("K" if row[2] >= threshold else "H" if row[1] > max(row[0], row[3] + row[4]) else "D")
    return out


def counts(document, kept, neutral):
    """Right, found and wanted characters that are not white space, as evaluate.py counts them; keeping the spans `neutral` is neither right nor wrong."""
    raw = document.text.encode("utf-8", "surrogatepass")
    keep, unsure, got = bytearray(len(raw)), bytearray(len(raw)), bytearray(len(raw))
    for start, end, label in document.runs:
        if label in "KU":
            (keep if label == "K" else unsure)[start:end] = b"\1" * (end - start)
    for start, end in kept:
        got[start:end] = b"\1" * (end - start)
    for start, end in neutral:
        got[start:end] = keep[start:end]
    seen = [i for i in range(len(raw)) if not unsure[i] and raw[i] not in b" \n\t\r"]
    return sum(keep[i] & got[i] for i in seen), sum(got[i] for i in seen), sum(keep[i] for i in seen)


def counts_of_labels(document, labels):
    of = lambda wanted: [span for span, label in zip(document.spans, labels) if label == wanted]
    return counts(document, of("K"), of("H"))


def cleaned(documents, cleaner, weights):
    """Runs the crate's cleaner with a table of weights; for each document what it kept, and what of it as headline or standfirst."""
    given = "".join(json.dumps({"id": d.name, "text": d.text}) + "\n" for d in documents)
    out = subprocess.run([cleaner, "--weights", str(weights)], input=given.encode(), stdout=subprocess.PIPE, check=True).stdout
    for line in out.splitlines():
        blocks = [b for b in json.loads(line)["blocks"] if b["kept"]]
        head = lambda b: b["role"] in ("headline", "standfirst")
        yield [(b["start"], b["end"]) for b in blocks if not head(b)], [(b["start"], b["end"]) for b in blocks if head(b)]


def summary(rows):
    right, found, wanted = (sum(column) for column in zip(*rows))
    precision, recall = right / max(1, found), right / max(1, wanted)
    perfect = sum(2 * r > 0.9999 * (f + w) for r, f, w in rows)
    return f"P {precision:.4f} R {recall:.4f} F1 {2 * right / max(1, found + wanted):.4f} pages without a fault {perfect}/{len(rows)}"


def fold_numbers(documents, folds):
    sites = sorted({d.site for d in documents if d.kind in pages.PAGES})
    random.Random(1).shuffle(sites)
    return {site: number % folds for number, site in enumerate(sites)}


def cross_validate(documents, names, options, folder):
    fold_of = fold_numbers(documents, options.folds)
    rows, shipped, judged = collections.defaultdict(list), collections.defaultdict(list), []
    for fold in range(options.folds):
        begun = time.time()
        training = [d for d in documents if fold_of.get(d.site) != fold and d.kind != "dump_glued.dev"]
        known = features.vocabulary(training, names)
        field, old = train(training, names, known, options)
        held_out = [d for d in documents if d.kind in pages.PAGES and fold_of[d.site] == fold]
        for document, marginals in zip(held_out, judge(held_out, names, known, field)):
            labels = labels_of(marginals, options.threshold)
            rows[document.kind].append(counts_of_labels(document, labels))
            judged.append((document.name, np.round(marginals, 4), labels, rows[document.kind][-1], document.spans))
        if options.cleaner:
            table = Path(folder) / f"{fold}.tsv"
            write(field, old, names, table)
            for document, (kept, neutral) in zip(held_out, cleaned(held_out, options.cleaner, table)):
                shipped[document.kind].append(counts(document, kept, neutral))
        print(f"fold {fold}: {time.time() - begun:.0f} s, {int((np.abs(field.weights) > 0).sum())} weights", flush=True)
    for kind in pages.PAGES:
        print(f"unseen sites, {kind}, the field alone: {summary(rows[kind])}")
        if options.cleaner:
            print(f"unseen sites, {kind}, the whole cleaner: {summary(shipped[kind])}", flush=True)
    if options.judged:
        with open(options.judged, "wb") as out:
            pickle.dump(judged, out)


def write(field, old, names, path):
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Weights of the classifier in src/classify/model.rs, made by training/cleaning/train.py: feature, then the weight in hundredths\n")
        out.write(f"# for each of the states {' '.join(pages.STATES)}; a state that is left out at the end has none.\n")
        for before in range(len(pages.STATES)):
            row = " ".join(f"{100 * w:.0f}" for w in field.transitions[before])
            out.write(f"transition={pages.STATES[before]}\t{row}\n")
        for index in sorted(range(len(old)), key=lambda i: names.names[old[i]]):
            weights = [round(100 * w) for w in field.weights[index]]
            if any(abs(w) >= 2 for w in weights):
                out.write(f"{names.names[old[index]]}\t{' '.join(map(str, weights))}\n")


def read_documents(options):
    read = [d for kind in pages.PAGES for d in pages.read_pages(options.data / f"{kind}.jsonl", kind)]
    l3s = list(pages.read_l3s(options.data / "l3s_gn1_news.train.jsonl"))
    chosen = random.Random(7).sample(l3s, 150)
    made = list(pages.variants([d for d in read if d.kind == "container.dev"] + chosen, pages.read_packs(HERE / "prompts.tsv")))
    return read + l3s + made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dump.dev.jsonl and the others")
    parser.add_argument("--features", required=True, help="the built example clean_features")
    parser.add_argument("--out", type=Path, help="table of weights to write")
    parser.add_argument("--folds", type=int, default=0, help="parts of the cross-validation")
    parser.add_argument("--judged", help="where to write what the cross-validation gave")
    parser.add_argument("--cleaner", help="the built example clean_jsonl: the cross-validation then also scores the whole cleaner")
    parser.add_argument("--c1", type=float, default=1.0)
    parser.add_argument("--c2", type=float, default=1.0)
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--iterations", type=int, default=60)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    documents, names = read_documents(options), features.FeatureNames()
    features.add_features(documents, options.features, names)
    print(len(documents), "documents,", sum(len(d.labels) for d in documents), "pieces,", len(names.names), "features", flush=True)
    if options.folds:
        with tempfile.TemporaryDirectory() as folder:
            cross_validate(documents, names, options, folder)
    if options.out:
        known = features.vocabulary(documents, names)
        field, old = train(documents, names, known, options)
        write(field, old, names, options.out)


if __name__ == "__main__":
    main()
