#!/usr/bin/env python3
"""Coreference of the command line against the entity layer of UD English GUM: MUC, B3, CEAF-phi4 and their mean (the CoNLL score).
Python 3.9+, standard library only.

  coreference.py GOLD.conllu --cmd "target/release/relata extract --jsonl" [--genres news,interview] [--show]

GOLD is a file of ../shared/data/parsing/ud_en_gum. Mentions that corefer with nothing are left out on both sides, as in OntoNotes.
Found mentions are matched to gold ones by the same tokens, else by the same head word in the reference's tree ("by head"); scores
are given for exact and for head matching. The reference has mentions of all things and all nouns; relata looks for names, and for titles,
descriptions and pronouns of persons, bodies and places: the rows "named" leave out chains without a name.
"""
import argparse, collections, json, os, re, shlex, subprocess, sys

from corpus_scores import assign


class Document:
    """Text, tokens and mentions of a document of the reference."""

    def __init__(self, name):
        self.name, self.text, self.tokens, self.heads, self.propn, self.mentions = name, "", [], [], [], []
        self.open = collections.defaultdict(list)

    def sentence(self, rows, paragraph):
        if self.text:
            self.text = self.text.rstrip(" ") + ("\n\n" if paragraph else " ")
        first, skip = len(self.tokens), {}
        for row in rows:
            if "-" in row[0]:
                a, b = map(int, row[0].split("-"))
                skip[b] = row[9]
                inside = range(a, b)
                for i in inside:
                    skip.setdefault(i, "SpaceAfter=No")
        for row in rows:
            if "-" in row[0] or "." in row[0]:
                continue
            start = len(self.text)
            self.text += row[1]
            self.tokens.append((start, len(self.text)))
            head = int(row[6])
            self.heads.append(first + head - 1 if head else None)
            self.propn.append(row[3] == "PROPN")
            self.brackets(row[9], len(self.tokens) - 1)
            if "SpaceAfter=No" not in skip.get(int(row[0]), row[9]):
                self.text += " "

    def brackets(self, misc, token):
        value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            group = part.strip("()").split("-")[0]
            if part.startswith("("):
                self.open[group].append(token)
            if part.endswith(")") and self.open[group]:
                self.mentions.append((self.open[group].pop(), token + 1, group))

    def head(self, start, end):
        """The token whose head lies outside."""
        for t in range(start, end):
            if self.heads[t] is None or not start <= self.heads[t] < end:
                return t
        return start


def read(path, genres):
    if not os.path.exists(path):
        print(f"SKIPPED: {path} is not there", file=sys.stderr)
        sys.exit(0)
    documents, rows, paragraph = [], [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            documents.append(Document(line.split("= ")[1]))
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            if documents:
                rows.append(line.split("\t"))
        elif not line and rows:
            documents[-1].sentence(rows, paragraph)
            rows, paragraph = [], False
    return [d for d in documents if not genres or d.name.split("_")[1] in genres]


def run(command, documents):
    data = "".join(json.dumps({"id": d.name, "text": d.text}, ensure_ascii=False) + "\n" for d in documents)
    out = subprocess.run(shlex.split(command) + ["--no-clean"], input=data.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.decode().splitlines() if line.strip()]


def found_mentions(document, extraction):
    """(first token, past the last, entity) of each mention, in tokens of the reference."""
    offsets, n = [], 0
    for c in document.text:
        offsets.append(n)
        n += len(c.encode())
    offsets.append(n)
    spans = [(offsets[a], offsets[b]) for a, b in document.tokens]
    out = []
    for entity in extraction["entities"]:
        for m in entity["mentions"]:
            inside = [i for i, (a, b) in enumerate(spans) if a < m["end"] and m["start"] < b]
            if inside:
                out.append((inside[0], inside[-1] + 1, entity["id"]))
    return out


def chains(mentions):
    groups = collections.defaultdict(set)
    for start, end, group in mentions:
        groups[group].add((start, end))
    return [g for g in groups.values() if len(g) > 1]


def align(document, gold, found, by_head):
    """Chains over common mention names: found mentions take the name of the gold mention that they match."""
    names, heads = {}, {}
    for g in gold:
        for m in g:
            names[m] = m
            best = heads.setdefault(document.head(*m), m)
            if m[1] - m[0] > best[1] - best[0]:
                heads[document.head(*m)] = m
    taken, out = set(), []
    for m in (m for f in found for m in f):
        if m in names:
            taken.add(m)
    renamed = {}
    for f in found:
        for m in sorted(f):
            match = m if m in names else heads.get(document.head(*m)) if by_head else None
            if match is None or (match != m and match in taken):
                match = ("extra",) + m
            taken.add(match)
            renamed[m] = match
    return [{renamed[m] for m in f} for f in found]


def muc(a, b):
    of = {m: i for i, c in enumerate(b) for m in c}
    links = sum(len(c) - len({of.get(m, ("alone", m)) for m in c}) for c in a)
    return links, sum(len(c) - 1 for c in a)


def b3(a, b):
    of = {m: c for c in b for m in c}
    return sum(len(c & of.get(m, set())) / len(c) for c in a for m in c), sum(len(c) for c in a)


def ceaf(a, b):
    return assign({(i, j): 2 * len(x & y) / (len(x) + len(y)) for i, x in enumerate(a) for j, y in enumerate(b) if x & y})


class Scores:
    def __init__(self):
        self.sums = collections.Counter()

    def add(self, gold, found):
        for name, measure in (("MUC", muc), ("B3", b3)):
            for side, (x, y) in (("r", (gold, found)), ("p", (found, gold))):
                part, whole = measure(x, y)
                self.sums[name, side] += part
                self.sums[name, side, "of"] += whole
        similarity = ceaf(gold, found)
        for side, whole in (("r", len(gold)), ("p", len(found))):
            self.sums["CEAFe", side] += similarity
            self.sums["CEAFe", side, "of"] += whole
        g, f = set().union(*gold), set().union(*found)
        for side, whole in (("r", len(g)), ("p", len(f))):
            self.sums["mentions", side] += len(g & f)
            self.sums["mentions", side, "of"] += whole

    def row(self, name):
        ratio = lambda side: self.sums[name, side] / self.sums[name, side, "of"] if self.sums[name, side, "of"] else 0.0
        p, r = ratio("p"), ratio("r")
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def line(self, label):
        parts = [f"{name} {self.row(name)[0]:.3f}/{self.row(name)[1]:.3f}/{self.row(name)[2]:.3f}" for name in ("mentions", "MUC", "B3", "CEAFe")]
        conll = sum(self.row(name)[2] for name in ("MUC", "B3", "CEAFe")) / 3
        print(f"{label:28s} {'  '.join(parts)}  CoNLL {conll:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--cmd", default="target/release/relata extract --jsonl")
    parser.add_argument("--found", help="extractions that are there already, one a line")
    parser.add_argument("--genres", default="")
    parser.add_argument("--show", action="store_true", help="print the chains of both sides")
    a = parser.parse_args()
    documents = read(a.gold, set(a.genres.split(",")) - {""})
    outputs = [json.loads(l) for l in open(a.found, encoding="utf-8")] if a.found else run(a.cmd, documents)
    scores = collections.defaultdict(Scores)
    for document, output in zip(documents, outputs):
        genre = document.name.split("_")[1]
        gold, found = chains(document.mentions), chains(found_mentions(document, output))
        if a.show:
            show(document, gold, found)
        has_name = lambda c: any(document.propn[document.head(*m)] for m in c)
        named = [c for c in gold if has_name(c)]
        for label, reference, answer in (("", gold, found), (" named", named, [c for c in found if has_name(c)])):
            for by_head in (False, True):
                aligned = align(document, reference, answer, by_head)
                for group in ("all", genre):
                    scores[f"{group}{label}{' by head' if by_head else ''}"].add(reference, aligned)
    print("precision/recall/F1")
    for label in sorted(scores):
        scores[label].line(label)


def show(document, gold, found):
    text = lambda m: document.text[document.tokens[m[0]][0]:document.tokens[m[1] - 1][1]]
    print(f"== {document.name}")
    for side, groups in (("gold", gold), ("found", found)):
        for g in groups:
            print(side, " | ".join(text(m) for m in sorted(g)))


if __name__ == "__main__":
    main()
