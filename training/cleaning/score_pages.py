#!/usr/bin/env python3
"""Scores what was extracted from web pages: words of the article, as multisets, the mean over the pages.

    python3 score_pages.py html.jsonl judged.jsonl

`html.jsonl` is what `pages.py --html` writes, `judged.jsonl` what `train_cleaner --markup --judged` makes of it. The title counts neither as right nor as wrong.
"""
import collections
import json
import re
import sys

WORD = re.compile(r"\w+")


def words(text):
    return collections.Counter(WORD.findall(text.lower()))


def score(found, article):
    """F1, precision and recall."""
    found, article = words(found), words(article)
    right = sum((found & article).values())
    precision, recall = right / max(1, found.total()), right / max(1, article.total())
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def main():
    articles = {page["id"]: page["article"] for page in map(json.loads, open(sys.argv[1], encoding="utf-8"))}
    scores = collections.defaultdict(list)
    for page in map(json.loads, open(sys.argv[2], encoding="utf-8")):
        article = articles[page["id"]]
        scores["extracted"].append(score(page["text"].removeprefix(page["title"] or ""), article))
        kept = "\n".join(text for role, text in page["kept"] if role != "Headline")
        scores["extracted and cleaned"].append(score(kept, article))
    for name, rows in scores.items():
        mean = [sum(column) / len(rows) for column in zip(*rows)]
        print(f"{name}: {len(rows)} pages, F1 {mean[0]:.3f}, P {mean[1]:.3f}, R {mean[2]:.3f}")


if __name__ == "__main__":
    main()
