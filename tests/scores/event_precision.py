#!/usr/bin/env python3
"""How many events of ordinary news are events of the type that they are given.

    tests/scores/event_precision.py DATA [--cmd "target/release/relata extract --jsonl"] [--list N]

`event_precision.tsv` holds judgements that a reader made of what an earlier version gave on articles of the development sets: the set, the article, the
trigger's place in bytes, its PLOVER root, and 1 where the text tells of an event of that root, else 0. Precision is that of the judged events which are
still given with that root; events that nobody has judged are counted apart. `--list N` prints N unjudged ones, for more judgements.
"""

from __future__ import annotations

import argparse
import csv
import json
import shlex
import subprocess
from pathlib import Path

FILES = {"polnear": ("attribution/polnear/dev.jsonl", "id"), "worldwide": ("ner/worldwide_newswire/dev.raw.jsonl", "doc")}
ARTICLES = 16


def articles(data: Path) -> list[tuple[str, str, str]]:
    """(set, id, text) of the first articles of each set."""
    out = []
    for name, (path, key) in FILES.items():
        with open(data / path, encoding="utf-8") as lines:
            records = [json.loads(line) for line, _ in zip(lines, range(ARTICLES))]
        out += [(name, str(record[key]), record["text"]) for record in records]
    return out


def events(command: str, texts: list[tuple[str, str, str]]) -> dict[tuple[str, str, int, int], str]:
    """PLOVER root of every trigger: set, article, first and last byte."""
    lines = "".join(json.dumps({"id": f"{name} {article}", "text": text}) + "\n" for name, article, text in texts)
    answers = subprocess.run(shlex.split(command), input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    found = {}
    for (name, article, _), answer in zip(texts, map(json.loads, answers)):
        for event in answer["events"]:
            for trigger in event["triggers"]:
                found[name, article, trigger["start"], trigger["end"]] = event["type"]["plover"]["event"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cmd", default="target/release/relata extract --jsonl")
    parser.add_argument("--list", type=int, default=0)
    args = parser.parse_args()
    texts = articles(args.data)
    found = events(args.cmd, texts)
    with open(Path(__file__).with_suffix(".tsv"), encoding="utf-8", newline="") as rows:
        judged = [(row["set"], row["article"], int(row["start"]), int(row["end"]), row["root"], row["right"] == "1") for row in csv.DictReader(rows, delimiter="\t")]
    right = [root == found.get((*place, start, end)) for *place, start, end, root, good in judged if good]
    wrong = [root == found.get((*place, start, end)) for *place, start, end, root, good in judged if not good]
    kept = sum(right) + sum(wrong)
    known = {tuple(row[:4]) for row in judged}
    open_ones = [place for place in found if place not in known]
    print(f"{len(found)} triggers; of {len(judged)} judged {kept} given: precision {sum(right) / max(1, kept):.3f} "
          f"({sum(right)} of {len(right)} right ones, {sum(wrong)} of {len(wrong)} wrong ones); {len(open_ones)} not judged")
    raw = {(name, article): text.encode() for name, article, text in texts}
    for name, article, start, end in open_ones[:args.list]:
        text = raw[name, article]
        part = [" ".join(text[a:b].decode(errors="ignore").split()) for a, b in ((max(0, start - 80), start), (start, end), (end, end + 80))]
        print(name, article, start, end, found[name, article, start, end], f"{part[0]} [{part[1]}] {part[2]}", sep="\t")


if __name__ == "__main__":
    main()
