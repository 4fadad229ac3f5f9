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
import random
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlparse

import pycrfsuite

HERE = Path(__file__).resolve().parent
CRATE_DATA = HERE.parent.parent / "crates" / "relata-text" / "data"
PAGES = ("dump.dev", "container.dev", "container_glued.dev")
TRAINED_ON = ("dump.dev", "container.dev", "container_glued.dev")
WORD_TEMPLATES = ("short", "long", "pair", "first", "last")
# A word that no table of the crate lists must stand in dropped blocks of this many sites.
SITES_OF_A_WORD = 8
# A word that is written large in this share of its uses inside sentences is a name, and names are topics.
NAME_SHARE = 0.5


class Names:
    """Features by number: a page has some hundred of them a piece, and most stand everywhere."""

    def __init__(self):
        self.numbers, self.names, self.is_word = {}, [], []

    def number(self, name):
        number = self.numbers.get(name)
        if number is None:
            number = self.numbers[name] = len(self.names)
            self.names.append(name)
            self.is_word.append(name.split("=", 1)[0] in WORD_TEMPLATES)
        return number


NAMES = Names()


class Document:
    """A text, the labels of its runs (K keep, H headline or standfirst, D drop, U unknown), and its pieces with their features."""

    def __init__(self, name, kind, site, text, runs):
        self.name, self.kind, self.site, self.text, self.runs = name, kind, site, text, runs
        self.pieces, self.labels = [], []

    def read(self, line):
        pieces = json.loads(line)["pieces"]
        self.set_pieces(pieces)
        self.pieces = [(p["start"], p["end"], [NAMES.number(f) for f in p["features"]]) for p in pieces]

    def set_pieces(self, pieces):
        self.labels = []
        first = 0
        for piece in pieces:
            while first < len(self.runs) and self.runs[first][1] <= piece["start"]:
                first += 1
            best, most = "D", 0
            for start, end, label in self.runs[first:]:
                if start >= piece["end"]:
                    break
                shared = min(end, piece["end"]) - max(start, piece["start"])
                if shared > most:
                    best, most = label, shared
            self.labels.append(best)


def site_of(url):
    return urlparse(url or "").netloc.removeprefix("www.")


def from_lines(name, kind, site, lines, glued=()):
    """A document of (label, line) pairs; the lines whose number is in `glued` have no line break behind them."""
    text, runs, at = "", [], 0
    for number, (label, line) in enumerate(lines):
        size = len(line.encode())
        runs.append((at, at + size, label))
        end = "" if number in glued else "\n"
        text += line + end
        at += size + len(end)
    return Document(name, kind, site, text, runs)


def read_pages(path, kind):
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        offsets, at = [0], 0
        for char in record["raw"]:
            at += len(char.encode("utf-8", "surrogatepass"))
            offsets.append(at)
        runs = []
        for block in record["blocks"]:
            head = block.get("reason") in ("headline", "standfirst")
            label = {"keep": "K", "unsure": "U"}.get(block["label"], "H" if head else "D")
            runs.append((offsets[block["start"]], offsets[block["end"]], label))
        yield Document(f"{kind}|{record['id']}", kind, site_of(record["url"]), record["raw"], runs)


def read_l3s(path):
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        labels = {"fulltext": "K", "headline": "H", "supplemental": "U"}
        lines = [(labels.get(x["label"], "D"), " ".join(x["text"].split())) for x in record["lines"]]
        yield from_lines(f"l3s|{record['id']}", "l3s", site_of(record["url"]), [x for x in lines if x[1]])


def read_packs(path):
    packs = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            label, pack, text = line.rstrip("\n").split("\t")
            packs[pack].append((label, text))
    return list(packs.values())


def variants(documents, packs, rng):
    """Careless pastes that the pages do not show: the article alone, a few paragraphs of it, an appeal between or glued to paragraphs."""
    for document in documents:
        raw = document.text.encode("utf-8", "surrogatepass")
        lines = [(label, raw[s:e].decode("utf-8", "surrogatepass")) for s, e, label in document.runs]
        heads = [x for x in lines if x[0] == "H"][:1]
        kept = [x for x in lines if x[0] == "K"]
        if len(kept) < 3:
            continue
        make = lambda lines, glued=(): from_lines(document.name + f"|{rng.random()}", "variant", document.site, lines, glued)
        yield make(heads + kept)
        begin = rng.randrange(len(kept) - 2)
        yield make(kept[begin:begin + rng.randint(1, 4)])
        for source in (heads + kept, lines):
            mixed, glued = list(source), set()
            for pack in rng.sample(packs, 2):
                at = rng.choice([len(heads), min(len(heads) + 1, len(mixed)), rng.randint(0, len(mixed)), len(mixed)])
                mixed[at:at] = pack
                if rng.random() < 0.3:
                    glued = {at + len(pack) - 1}
            yield make(mixed, glued)


def add_features(documents, command):
    with tempfile.TemporaryFile() as given:
        for document in documents:
            given.write(json.dumps({"id": document.name, "text": document.text}).encode() + b"\n")
        given.seek(0)
        out = subprocess.run([command], stdin=given, stdout=subprocess.PIPE, check=True).stdout
    for document, line in zip(documents, out.splitlines()):
        document.read(line)


def listed_words():
    words = set()
    for line in open(CRATE_DATA / "words.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            words.update(line.split("\t")[1].split())
    for line in open(CRATE_DATA / "phrases.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            words.update(word for element in line.split("\t")[0].split() for word in element.split("|"))
    return words


def names_in(documents):
    """Words that articles write large inside a sentence: people, places, firms."""
    large, uses = collections.Counter(), collections.Counter()
    for document in documents:
        raw = document.text.encode("utf-8", "surrogatepass")
        for start, end, label in document.runs:
            if label == "K":
                for match in re.finditer(r"(?<=[\w,] )([^\W\d_][\w’'-]*)", raw[start:end].decode("utf-8", "replace")):
                    word = match.group(1).lower().replace("’", "'")
                    uses[word] += 1
                    large[word] += match.group(1)[0].isupper()
    return {word for word in uses if large[word] >= NAME_SHARE * uses[word]}


def vocabulary(documents):
    """The word features that may be used: function words, words of the lexicon, and words that dropped blocks of many sites share."""
    listed, names = listed_words(), names_in(documents)
    sites, dropped = collections.defaultdict(set), collections.defaultdict(set)
    for document in documents:
        if document.kind in ("variant", "container_glued.dev"):
            continue
        for (_, _, features), label in zip(document.pieces, document.labels):
            for feature in features:
                if NAMES.is_word[feature]:
                    sites[feature].add(document.site)
                    if label == "D":
                        dropped[feature].add(document.site)

    def allowed(feature):
        words = [w for w in NAMES.names[feature].split("=", 1)[1].split(" ") if w not in ("^", "$", "")]
        if all(w in listed or not w.isalpha() for w in words):
            return len(sites[feature]) >= SITES_OF_A_WORD // 2
        return len(dropped[feature]) >= SITES_OF_A_WORD and not any(w in names and w not in listed for w in words)
    known = [not is_word for is_word in NAMES.is_word]
    for feature in sites:
        known[feature] = allowed(feature)
    return known


def usable(document, known):
    return [[NAMES.names[f] for f in features if known[f]] for _, _, features in document.pieces]


def train(documents, known, path, options):
    trainer = pycrfsuite.Trainer(verbose=False)
    for document in documents:
        items = [(x, y) for x, y in zip(usable(document, known), document.labels) if y != "U"]
        if items:
            trainer.append([x for x, _ in items], [y for _, y in items])
    trainer.select("lbfgs")
    trainer.set_params({"c1": options.c1, "c2": options.c2, "max_iterations": options.iterations, "feature.possible_transitions": True})
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def counts(document, labels):
    """Right, found and wanted characters that are not white space, as evaluate.py counts them."""
    raw = document.text.encode("utf-8", "surrogatepass")
    keep, unsure, got = bytearray(len(raw)), bytearray(len(raw)), bytearray(len(raw))
    for start, end, label in document.runs:
        if label in "KU":
            (keep if label == "K" else unsure)[start:end] = b"\1" * (end - start)
    for (start, end, _), label in zip(document.pieces, labels):
        got[start:end] = {"K": b"\1" * (end - start), "H": keep[start:end], "D": bytes(end - start)}[label]
    seen = [i for i in range(len(raw)) if not unsure[i] and raw[i] not in b" \n\t\r"]
    return sum(keep[i] & got[i] for i in seen), sum(got[i] for i in seen), sum(keep[i] for i in seen)


def summary(rows):
    right, found, wanted = (sum(column) for column in zip(*rows))
    precision, recall = right / max(1, found), right / max(1, wanted)
    perfect = sum(r == f == w for r, f, w in rows)
    return f"P {precision:.4f} R {recall:.4f} F1 {2 * right / max(1, found + wanted):.4f} pages without a fault {perfect}/{len(rows)}"


def cross_validate(documents, folds, options, folder):
    sites = sorted({d.site for d in documents if d.kind in PAGES})
    random.Random(1).shuffle(sites)
    fold_of = {site: number % folds for number, site in enumerate(sites)}
    rows, judged = collections.defaultdict(list), []
    for fold in range(folds):
        training = [d for d in documents if (d.kind == "l3s" or fold_of.get(d.site) != fold) and fold_of.get(d.site, -1) != fold]
        known = vocabulary(training)
        tagger = train(training, known, Path(folder) / f"{fold}.crf", options)
        for document in documents:
            if document.kind in PAGES and fold_of[document.site] == fold:
                labels = tagger.tag(usable(document, known))
                rows[document.kind].append(counts(document, labels))
                judged.append({"id": document.name, "labels": labels})
        print(f"fold {fold}:", {kind: summary(r) for kind, r in rows.items()}, flush=True)
    for kind in PAGES:
        print(f"unseen sites, {kind}: {summary(rows[kind])}", flush=True)
    if options.judged:
        Path(options.judged).write_text("".join(json.dumps(j) + "\n" for j in judged))


def write(tagger, path):
    info = tagger.info()
    weights = collections.defaultdict(dict)
    for (feature, label), weight in info.state_features.items():
        weights[feature][label] = weight
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Weights of the classifier in src/model.rs: feature, weight of keeping, weight of a headline; that of dropping is 0.\n")
        out.write("# Made by training/cleaning/train.py.\n")
        for (before, after), weight in sorted(info.transitions.items()):
            out.write(f"transition={before}>{after}\t{weight:.3f}\t0\n")
        for feature, of in sorted(weights.items()):
            keep, head = of.get("K", 0) - of.get("D", 0), of.get("H", 0) - of.get("D", 0)
            if max(abs(keep), abs(head)) >= 0.02:
                out.write(f"{feature}\t{keep:.2f}\t{head:.2f}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dump.dev.jsonl and the others")
    parser.add_argument("--features", required=True, help="the built example clean_features")
    parser.add_argument("--out", type=Path, help="table of weights to write")
    parser.add_argument("--folds", type=int, default=0, help="parts of the cross-validation")
    parser.add_argument("--judged", help="where to write the labels that the cross-validation gave")
    parser.add_argument("--c1", type=float, default=1.0)
    parser.add_argument("--c2", type=float, default=1.0)
    parser.add_argument("--iterations", type=int, default=80)
    options = parser.parse_args()
    pages = [d for kind in TRAINED_ON for d in read_pages(options.data / f"{kind}.jsonl", kind)]
    l3s = list(read_l3s(options.data / "l3s_gn1_news.train.jsonl"))
    rng = random.Random(7)
    made = list(variants([d for d in pages if d.kind == "container.dev"] + rng.sample(l3s, 150), read_packs(HERE / "prompts.tsv"), rng))
    documents = pages + l3s + made
    add_features(documents, options.features)
    print(len(documents), "documents,", sum(len(d.pieces) for d in documents), "pieces", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if options.folds:
            cross_validate(documents, options.folds, options, folder)
        if options.out:
            write(train(documents, vocabulary(documents), Path(folder) / "all.crf", options), options.out)


if __name__ == "__main__":
    main()
