#!/usr/bin/env python3
"""Sentences of annotated articles, and each two of them, as texts of their own. Python 3.9+, standard library only.

  snippets.py ARTICLES.jsonl > SHORT.jsonl

ARTICLES is a file of the form of events/newsroom; so is the result. What stands outside of the sentences is left out of the annotation.
"""
import json
import sys

WORDS = range(6, 81)
SPANS = ("actors", "targets", "places", "times")


def snippet(record, start, end):
    """What the record says of the characters from `start` to `end`."""
    inside = lambda span: start <= span[0] and span[1] <= end
    moved = lambda span: [span[0] - start, span[1] - start]
    mentions = [
        {**m, "trigger": moved(m["trigger"]), **{part: [moved(s) for s in m[part] if inside(s)] for part in SPANS},
         "harm": [{**h, "span": moved(h["span"])} for h in m["harm"] if inside(h["span"])]}
        for m in record["mentions"] if inside(m["trigger"])]
    return {"published": record.get("published"), "text": record["text"][start:end], "mentions": mentions}


def main():
    for line in open(sys.argv[1], encoding="utf-8"):
        record = json.loads(line)
        sentences = record["sentences"]
        for size in (1, 2):
            for first in range(0, len(sentences) - size + 1, size):
                short = snippet(record, sentences[first][0], sentences[first + size - 1][1])
                if len(short["text"].split()) in WORDS:
                    print(json.dumps({"id": f"{record['id']}-{size}-{first}", **short}, ensure_ascii=False))


if __name__ == "__main__":
    main()
