#!/usr/bin/env python3
"""Fits the weights of crates/relata-events/data/identity.tsv. Python 3.9+, standard library only.

  relata extract --jsonl --no-clean --explain --min-event-score 0 < ARTICLES.jsonl > EVENTS.jsonl
  fit_identity.py GOLD.jsonl EVENTS.jsonl [--l2 N] > identity.tsv
  fit_identity.py GOLD.jsonl EVENTS.jsonl --crosswise

GOLD is a file of the form of events/newsroom (what ships is fitted on newsroom/development.jsonl, by with_texts.py), EVENTS what relata says of its articles, with what speaks for and against two mentions telling
of one event. Logistic regression over the pairs of which both mentions are in the reference. With --crosswise each half of the articles is
judged by a fit to the other.
"""
import argparse
import sys

from fit_confidence import fit
from fit_events import byte_spans, jsonl, probability


def judged(record, output):
    """(evidence, whether the event is one) of each pair of mentions that the reference knows."""
    table = byte_spans(record["text"])
    known = [(table[m["trigger"][0]], table[m["trigger"][1]], m["event"]) for m in record["mentions"]]

    def event(span):
        return next((e for a, b, e in known if a < span["end"] and span["start"] < b), None)

    rows = []
    for step in output.get("trace", []):
        if step["part"] == "identity":
            one, other = map(event, step["spans"])
            if one and other:
                rows.append((dict((n, float(v)) for n, v in (pair.split("=") for pair in step["detail"].split())), one == other))
    return rows


def crosswise(articles, names, l2):
    scored = []
    for half in (0, 1):
        weights = fit([row for rows in articles[half::2] for row in rows], names, l2)
        scored += [(probability(weights, names, e), same) for rows in articles[1 - half::2] for e, same in rows]
    same = sum(s for _, s in scored)
    print(f"{len(scored)} pairs, {same} of one event")
    print("least  precision  recall     F1")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = [s for p, s in scored if p >= least]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / max(1, same)
        print(f"{least:5.2f}  {precision:9.3f}  {recall:6.3f}  {2 * precision * recall / max(1e-9, precision + recall):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("events")
    parser.add_argument("--crosswise", action="store_true")
    parser.add_argument("--l2", type=float, default=1.0)
    a = parser.parse_args()
    articles = [judged(record, output) for record, output in zip(jsonl(a.gold), jsonl(a.events))]
    rows = [row for article in articles for row in article]
    names = list(rows[0][0])
    if a.crosswise:
        crosswise(articles, names, a.l2)
        return
    print("# Weights of two mentions telling of one event, fitted by tests/scores/fit_identity.py. Columns, separated by a tab: evidence; weight.")
    for name, weight in zip(["constant"] + names, fit(rows, names, a.l2)):
        print(f"{name}\t{weight:.3f}")
    print(f"{len(rows)} pairs, {sum(same for _, same in rows)} of one event", file=sys.stderr)


if __name__ == "__main__":
    main()
