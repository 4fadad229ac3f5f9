#!/usr/bin/env python3
"""Joins annotation with its texts, which are not in the repository. Python 3.9+, standard library only.

  with_texts.py tests/scores/newsroom/development.jsonl DATA > ARTICLES.jsonl

DATA is the folder with the sets that `source` names; a line of the result is as one of the set events/newsroom.
"""
import json
import os
import sys

FILES = {  # source: its file, the key of a text's name
    "worldwide_newswire": ("ner/worldwide_newswire/dev.raw.jsonl", "doc"), "polnear": ("attribution/polnear/dev.jsonl", "id"),
    "giveme5w1h": ("events/giveme5w1h/dev.jsonl", "id"), "ecbplus": ("events/ecbplus/dev.jsonl", "id")}


def jsonl(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main():
    annotated, data = jsonl(sys.argv[1]), sys.argv[2]
    texts = {}
    for source in {record["source"] for record in annotated}:
        path, key = FILES[source]
        texts.update({(source, str(r[key])): r["text"] for r in jsonl(os.path.join(data, path))})
    for record in annotated:
        text = texts[record["source"], str(record["source_id"])]
        print(json.dumps({**record, "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
