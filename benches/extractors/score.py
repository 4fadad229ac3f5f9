#!/usr/bin/env python3
"""Extractors of articles from web pages, alone and under relata's cleaner, on pages that no weights of relata have seen:

    python3 score.py pages BENCHMARK > pages.jsonl                  the test pages of the Web Content eXtraction Benchmark that are articles and hold their text
    python3 score.py run EXTRACTORS CLEAN_JSONL pages.jsonl NAME…   a row for each extractor, and one for relata's own

BENCHMARK is a checkout of it, EXTRACTORS the program of this folder, CLEAN_JSONL the example of relata-text. Words of the article, as multisets, the mean over the pages.
"""
import collections
import gzip
import html
import json
import re
import subprocess
import sys
import time
from pathlib import Path

WORD = re.compile(r"\w+")
# Share of the words of an article that its markup must hold.
HELD = 0.9


def words(text):
    return collections.Counter(WORD.findall(text.lower()))


def pages(folder):
    kinds = json.loads((folder / "metadata.json").read_text())["files"]
    for truth in sorted((folder / "test" / "ground-truth").glob("*.json")):
        if kinds[truth.stem]["page_type"] != "article":
            continue
        article = json.loads(truth.read_text())["ground_truth"].get("main_content") or ""
        markup = gzip.open(folder / "test" / "html" / f"{truth.stem}.html.gz").read().decode("utf-8", "replace")
        without_scripts = re.sub(r"(?s)<(script|style|noscript)\b.*?</\1>", " ", markup)
        shown, wanted = words(html.unescape(re.sub(r"<[^>]+>", " ", without_scripts))), words(article)
        if wanted and (shown & wanted).total() >= HELD * wanted.total():
            yield {"id": truth.stem, "html": markup, "article": article}


def score(found, article):
    """F1, precision and recall."""
    found, article = words(found), words(article)
    right = (found & article).total()
    precision, recall = right / max(1, found.total()), right / max(1, article.total())
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def through(command, lines):
    """What the command prints, a JSON object a line, and how long it took."""
    began = time.monotonic()
    done = subprocess.run(command, input="\n".join(lines).encode(), check=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines()], time.monotonic() - began


def kept(document, text):
    """The body of what the cleaner keeps."""
    raw = text.encode()
    return "\n".join(raw[b["start"]:b["end"]].decode() for b in document["blocks"] if b["kept"] and b["role"] != "headline")


def row(name, articles, extracted, cleaned, seconds):
    cells = []
    for texts in (extracted, cleaned):
        scores = [score(text, article) for text, article in zip(texts, articles)]
        cells += [f"{sum(column) / len(scores):.3f}" for column in zip(*scores)]
    print(f"{name:<26} {' / '.join(cells[:3])}   cleaned {' / '.join(cells[3:])}   {seconds:.2f} s", flush=True)


def run(extractors, clean_jsonl, path, names):
    records = [json.loads(line) for line in open(path, encoding="utf-8")]
    articles = [record["article"] for record in records]
    markup = [json.dumps({"id": record["id"], "html": record["html"]}) for record in records]
    print(f"{len(records)} pages: F1 / P / R extracted, the same cleaned, seconds to extract")
    for name in names:
        texts, seconds = through([extractors, name], markup)
        texts = [text["text"] for text in texts]
        cleaned, _ = through([clean_jsonl], [json.dumps({"id": "", "text": text}) for text in texts])
        row(name, articles, texts, [kept(*pair) for pair in zip(cleaned, texts)], seconds)
    documents, seconds = through([clean_jsonl], markup)
    texts = [document["text"] for document in documents]
    headed = [document["blocks"][:1] for document in documents]
    bodies = [text.partition("\n")[2] if head and head[0]["role"] == "headline" else text for text, head in zip(texts, headed)]
    row("relata (with cleaning)", articles, bodies, [kept(*pair) for pair in zip(documents, texts)], seconds)


def main():
    if sys.argv[1:2] == ["pages"]:
        for page in pages(Path(sys.argv[2])):
            print(json.dumps(page))
    elif sys.argv[1:2] == ["run"]:
        run(sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
