#!/usr/bin/env python3
"""How many function words get a part of speech that they never have: a look at syntax where no treebank exists.

    tests/scores/function_words.py FILE.jsonl…          (`text` of each line; --articles N of each file, 40 by default)

"the" is a determiner wherever it stands, so a reader that calls it a noun has lost its way, and no annotation is needed to see it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

ADPOSITION = {"ADP", "SCONJ", "ADV"}
ALLOWED = {
    "the": {"DET"}, "a": {"DET", "ADP"}, "an": {"DET"}, "and": {"CCONJ"}, "he": {"PRON"}, "not": {"PART"},
    "of": ADPOSITION, "in": ADPOSITION, "for": ADPOSITION, "with": ADPOSITION, "to": {"PART", "ADP", "SCONJ"},
    "was": {"AUX", "VERB"}, "is": {"AUX", "VERB"}, "will": {"AUX", "NOUN", "PROPN"},
}


def tags(relata: str, text: str) -> list[tuple[str, str]]:
    """(word, part of speech) of a text."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        layers = subprocess.run([relata, "extract", "--format", "conllu", file.name], capture_output=True, text=True, check=True).stdout
    rows = (line.split("\t") for line in layers.splitlines())
    return [(row[1].lower(), row[3]) for row in rows if len(row) == 10]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--relata", default="target/release/relata")
    args = parser.parse_args()
    for path in args.files:
        lines = path.read_text(encoding="utf-8").splitlines()[:args.articles]
        found = [tag for line in lines for tag in tags(args.relata, json.loads(line)["text"])]
        words = [(word, upos) for word, upos in found if word in ALLOWED]
        wrong = sum(upos not in ALLOWED[word] for word, upos in words)
        print(f"{path}: {wrong} of {len(words)} function words ({100 * wrong / max(1, len(words)):.2f} %)")


if __name__ == "__main__":
    main()
