#!/usr/bin/env python3
"""Fits the weights of crates/relata-events/data/roles.tsv. Python 3.9+, standard library only.

  relata extract --jsonl --no-clean --explain --min-event-score 0 < ARTICLES.jsonl > EVENTS.jsonl
  fit_roles.py GOLD.jsonl EVENTS.jsonl [--l2 N] > roles.tsv
  fit_roles.py GOLD.jsonl EVENTS.jsonl --crosswise

GOLD is a file of the form of events/newsroom (what ships is fitted on newsroom/development.jsonl, by with_texts.py), EVENTS what relata
says of its articles, with what speaks for each phrase that may play a part. Logistic regression, one for each part: how likely a phrase
is one of the reference's in that part of the event. Only mentions that the reference has count. With --crosswise each half of the articles
is judged by a fit to the other: F1 of phrases right and mentions with one right, for several least probabilities.
"""
import argparse
import collections
import sys

from fit_confidence import fit
from fit_events import byte_spans, jsonl, probability

PARTS = {"actor": "actors", "target": "targets"}


def judged(record, output):
    """{part: [(mention, whether the reference has one, [(evidence, whether the phrase is right)])]}"""
    table = byte_spans(record["text"])
    at = lambda span: (table[span[0]], table[span[1]])
    hit = lambda a, b: a[0] < b[1] and b[0] < a[1]
    of_event = {part: collections.defaultdict(list) for part in PARTS}
    for m in record["mentions"]:
        for part, field in PARTS.items():
            of_event[part][m["event"]] += [at(span) for span in m[field]]
    known = [(at(m["trigger"]), m["event"]) for m in record["mentions"]]
    entities = [[(m["start"], m["end"]) for m in e["mentions"]] for e in output.get("entities", [])]
    rows = {part: collections.defaultdict(list) for part in PARTS}
    for step in output.get("trace", []):
        if step["part"] != "candidate" or step["rule"] not in PARTS:
            continue
        phrase, trigger = ((s["start"], s["end"]) for s in step["spans"])
        event = next((e for span, e in known if hit(span, trigger)), None)
        if event is None:
            continue
        spans = [phrase] + [m for e in entities if phrase in e for m in e]
        right = any(hit(s, want) for s in spans for want in of_event[step["rule"]][event])
        evidence = dict((n, float(v)) for n, v in (pair.split("=") for pair in step["detail"].split()))
        rows[step["rule"]][trigger, event].append((evidence, right))
    return {part: [(key, bool(of_event[part][key[1]]), found) for key, found in rows[part].items()] for part in PARTS}


def pairs(articles, part):
    return [row for article in articles for _, _, found in article[part] for row in found]


def crosswise(articles, names, l2):
    for part in PARTS:
        scored = []
        for half in (0, 1):
            weights = fit(pairs(articles[half::2], part), names, l2)
            scored += [(some, [(probability(weights, names, e), right) for e, right in found])
                       for article in articles[1 - half::2] for _, some, found in article[part]]
        print(f"{part}: least  precision  mentions with one right     F1")
        for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
            kept = [right for _, found in scored for p, right in found if p >= least]
            some = sum(any(right for p, right in found if p >= least) for _, found in scored)
            precision, recall = sum(kept) / max(1, len(kept)), some / max(1, sum(s for s, _ in scored))
            print(f"  {least:12.2f}  {precision:9.3f}  {recall:23.3f}  {2 * precision * recall / max(1e-9, precision + recall):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("events")
    parser.add_argument("--crosswise", action="store_true")
    parser.add_argument("--l2", type=float, default=1.0)
    a = parser.parse_args()
    articles = [judged(record, output) for record, output in zip(jsonl(a.gold), jsonl(a.events))]
    names = list(next(row for part in PARTS for row in pairs(articles, part))[0])
    if a.crosswise:
        crosswise(articles, names, a.l2)
        return
    weights = [fit(pairs(articles, part), names, a.l2) for part in PARTS]
    print("# Weights of a phrase playing a part in an event, fitted by tests/scores/fit_roles.py. Columns, separated by a tab: evidence; weight for an actor, a target.")
    for row in zip(["constant"] + names, *weights):
        print(row[0] + "".join(f"\t{weight:.3f}" for weight in row[1:]))
    print(f"{[len(pairs(articles, part)) for part in PARTS]} phrases", file=sys.stderr)


if __name__ == "__main__":
    main()
