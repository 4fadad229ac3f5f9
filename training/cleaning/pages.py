"""Labelled pages: texts, the labels of their runs, and variants of them as careless people paste."""
import collections
import json
import random
from urllib.parse import urlparse

PAGES = ("dump.dev", "container.dev", "container_glued.dev", "dump_glued.dev")
# States of the field: before the article, headline, article, inside the article but not of it, behind the article.
STATES = "PHKIQ"


class Document:
    """A text, the labels of its runs (K keep, H headline or standfirst, D drop, U unknown), and its pieces as the crate cuts them."""

    def __init__(self, name, kind, site, text, runs):
        self.name, self.kind, self.site, self.text, self.runs = name, kind, site, text, runs
        self.spans, self.labels = [], []

    def set_pieces(self, spans):
        """Gives each piece the label of the run that it shares most bytes with."""
        self.spans, self.labels, first = spans, [], 0
        for start, end in spans:
            while first < len(self.runs) and self.runs[first][1] <= start:
                first += 1
            best, most = "D", 0
            for run_start, run_end, label in self.runs[first:]:
                if run_start >= end:
                    break
                shared = min(run_end, end) - max(run_start, start)
                if shared > most:
                    best, most = label, shared
            self.labels.append(best)

    def allowed(self):
        """For each piece the states that agree with its label, as 0 and 1 in the order of STATES."""
        kept = [i for i, label in enumerate(self.labels) if label == "K"]
        first, last = (kept[0], kept[-1]) if kept else (len(self.labels), len(self.labels))
        rows = []
        for i, label in enumerate(self.labels):
            if label == "U":
                rows.append([1, 1, 1, 1, 1])
            elif label == "K":
                rows.append([0, 0, 1, 0, 0])
            elif label == "H" and i < first:
                rows.append([0, 1, 0, 0, 0])
            else:
                state = "P" if i < first else "I" if i < last else "Q"
                rows.append([int(s == state) for s in STATES])
        return rows


def site_of(url):
    return urlparse(url or "").netloc.removeprefix("www.")


def from_lines(name, kind, site, lines, glued=()):
    """A document of (label, line) pairs; the lines whose number is in `glued` have no line break behind them."""
    text, runs, at = [], [], 0
    for number, (label, line) in enumerate(lines):
        size = len(line.encode())
        runs.append((at, at + size, label))
        end = "" if number in glued else "\n"
        text.append(line + end)
        at += size + len(end)
    return Document(name, kind, site, "".join(text), runs)


def read_pages(path, kind):
    """Pages of `path`; offsets are turned from code points into bytes."""
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
    """Packs of lines, each with its label, in the order of the file."""
    packs = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            label, pack, text = line.rstrip("\n").split("\t")
            packs[pack].append((label, text))
    return list(packs.values())


def variants(documents, packs, seed=7):
    """Careless pastes that the pages do not show: the article alone, a few paragraphs of it, an appeal between or glued to paragraphs."""
    for document in documents:
        rng = random.Random(f"{seed} {document.name}")
        raw = document.text.encode("utf-8", "surrogatepass")
        lines = [(label, raw[s:e].decode("utf-8", "surrogatepass")) for s, e, label in document.runs]
        heads = [x for x in lines if x[0] == "H"][:1]
        kept = [x for x in lines if x[0] == "K"]
        if len(kept) < 3:
            continue
        make = lambda lines, glued=(): from_lines(f"{document.name}|{rng.random()}", "variant", document.site, lines, glued)
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
