#!/usr/bin/env python3
"""Fits the weights of crates/relata-events/data/score.tsv. Python 3.9+, standard library only.

  relata extract --jsonl --no-clean --explain --min-event-score 0 < ARTICLES.jsonl > EVENTS.jsonl
  snippets.py ARTICLES.jsonl > SHORT.jsonl; relata extract … < SHORT.jsonl > OF_SHORT.jsonl
  fit_events.py GOLD.jsonl EVENTS.jsonl --short SHORT.jsonl OF_SHORT.jsonl [--l2 N] > score.tsv
  fit_events.py GOLD.jsonl EVENTS.jsonl --part main [--l2 N] > main_event.tsv
  fit_events.py GOLD.jsonl EVENTS.jsonl [--part main] --crosswise

GOLD is a file of the form of events/newsroom (what ships is fitted on newsroom/development.jsonl, by with_texts.py), EVENTS what relata says of its articles, with what the score of each event was computed from.
Logistic regression: how likely an event is one of the reference, of its class, given the evidence. With --crosswise each half of the
articles is judged by a fit to the other, and it prints what several least scores leave. With --part main it fits main_event.tsv: how likely
an event is the one that the article is about, once the scores are fitted; EVENTS is what relata prints by default then, without --min-event-score.
"""
import argparse
import collections
import json
import math
import sys

from fit_confidence import fit


def jsonl(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def byte_spans(text):
    """Byte offset of each code point."""
    table, at = [], 0
    for character in text:
        table.append(at)
        at += len(character.encode("utf-8", "surrogatepass"))
    return table + [at]


def judged(record, output):
    """(evidence, whether the event is one of the reference) of each event that has evidence; and the number of the reference."""
    table = byte_spans(record["text"])
    clusters = collections.defaultdict(list)
    for m in record["mentions"]:
        clusters[m["event"]].append((table[m["trigger"][0]], table[m["trigger"][1]], m["class"]))
    evidence = evidence_of(output, "score")
    used, rows = set(), []
    for event in sorted(output["events"], key=lambda e: -len(e["triggers"])):
        def alike(cluster):
            return sum(kind == event["type"]["class"] and any(a < t["end"] and t["start"] < b for t in event["triggers"]) for a, b, kind in cluster)

        best = max((k for k in clusters if k not in used), key=lambda k: alike(clusters[k]), default=None)
        right = best is not None and alike(clusters[best]) > 0
        if right:
            used.add(best)
        if event["id"] in evidence:
            rows.append((evidence[event["id"]], right))
    return rows, len(clusters)


def evidence_of(output, part):
    """What speaks for each event, by its identifier."""
    return {step["record"]: dict((n, float(v)) for n, v in (pair.split("=") for pair in step["detail"].split()))
            for step in output.get("trace", []) if step["part"] == part}


def main_judged(record, output):
    """(evidence, whether the event is the main one) of each event; and whether there is one."""
    table = byte_spans(record["text"])
    mains = [(table[m["trigger"][0]], table[m["trigger"][1]]) for m in record["mentions"] if m["main"]]
    evidence = evidence_of(output, "main")

    def is_main(event):
        return any(a < t["end"] and t["start"] < b for a, b in mains for t in event["triggers"])

    return [(evidence[e["id"]], is_main(e)) for e in output["events"] if e["id"] in evidence], bool(mains)


def main_crosswise(articles, names, l2):
    best = []
    for half in (0, 1):
        weights = fit([row for rows, _ in articles[half::2] for row in rows], names, l2)
        for rows, has_main in articles[1 - half::2]:
            scored = [(probability(weights, names, e), right) for e, right in rows]
            best.append((max(scored, key=lambda s: s[0], default=(0, False)), has_main))
    gold = sum(has_main for _, has_main in best)
    print("least  articles  precision  recall     F1")
    for least in (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = [right for (p, right), _ in best if p >= least and p > 0]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / gold
        print(f"{least:5.2f}  {len(kept):8d}  {precision:9.3f}  {recall:6.3f}  {2 * precision * recall / max(1e-9, precision + recall):.3f}")


def probability(weights, names, evidence):
    return 1 / (1 + math.exp(-weights[0] - sum(w * evidence[n] for w, n in zip(weights[1:], names))))


def crosswise(articles, names, l2):
    scored, gold = [], sum(count for _, count in articles)
    for half in (0, 1):
        weights = fit([row for rows, _ in articles[half::2] for row in rows], names, l2)
        scored += [(probability(weights, names, e), right) for rows, _ in articles[1 - half::2] for e, right in rows]
    good, bad = [s for s, right in scored if right], [s for s, right in scored if not right]
    area = sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / max(1, len(good) * len(bad))
    print(f"{len(scored)} events, {len(good)} right, {gold} in the reference; area under the curve {area:.3f}")
    print("least  events  precision  recall")
    for least in (0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9):
        kept = [right for s, right in scored if s >= least]
        print(f"{least:5.2f}  {len(kept):6d}  {sum(kept) / max(1, len(kept)):9.3f}  {sum(kept) / gold:6.3f}")
    print("score       events  right")
    for low in range(0, 100, 10):
        kept = [right for s, right in scored if low <= 100 * s < low + 10]
        print(f".{low:02d} to .{low + 9:02d}  {len(kept):6d}  {sum(kept) / max(1, len(kept)):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("events")
    parser.add_argument("--crosswise", action="store_true")
    parser.add_argument("--uneventful", help="what relata says of articles that tell of no event (tests/relata/uneventful), for the fit")
    parser.add_argument("--short", nargs=2, metavar=("GOLD", "EVENTS"), help="the same of texts of few words, for the second column of score.tsv")
    parser.add_argument("--part", choices=("score", "main"), default="score")
    parser.add_argument("--l2", type=float, default=1.0)
    a = parser.parse_args()
    none = [json.loads(line) for line in open(a.uneventful, encoding="utf-8")] if a.uneventful else []
    judge = judged if a.part == "score" else main_judged
    articles = [judge(record, output) for record, output in zip(jsonl(a.gold), jsonl(a.events))]
    rows = [row for article, _ in articles for row in article]
    # Five times, as the threshold is to leave none of them.
    rows += 5 * [(evidence, False) for output in none for evidence in evidence_of(output, a.part).values()]
    names = list(rows[0][0])
    if a.crosswise and a.part == "main":
        main_crosswise(articles, names, a.l2)
        return
    if a.crosswise:
        crosswise(articles, names, a.l2)
        return
    columns = [fit(rows, names, a.l2)]
    if a.part == "main":
        print("# Weights of an event being the one that the article is about, fitted by tests/scores/fit_events.py --part main. Columns, separated by a tab: evidence; weight.")
    else:
        print("# Weights of the score of an event, fitted by tests/scores/fit_events.py. Columns, separated by a tab: evidence; weight; weight in a text of few words.")
        short = [judge(record, output) for record, output in zip(*map(jsonl, a.short))]
        columns.append(fit([row for article, _ in short for row in article], names, a.l2))
    for name, *weights in zip(["constant"] + names, *columns):
        print(name + "".join(f"\t{weight:.3f}" for weight in weights))
    print(f"{len(rows)} events, {sum(right for _, right in rows)} right", file=sys.stderr)


if __name__ == "__main__":
    main()
