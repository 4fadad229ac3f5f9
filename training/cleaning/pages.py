#!/usr/bin/env python3
"""Writes the labelled pages that the cleaner is trained on, and variants of them as careless people paste, one JSON object a line:

    python3 pages.py DATA/cleaning [--web news.web.jsonl ...] > pages.jsonl
    python3 pages.py DATA/cleaning --web news.web.jsonl ... --html > html.jsonl

Files of `--web` hold what `web_pages.py` makes of web pages. With `--html` they hold the markup as well (`web_pages.py --html`), and what is written are these pages alone, in the same parts.
"""
import argparse
import collections
import json
import random
from pathlib import Path
from urllib.parse import urlparse

HERE = Path(__file__).resolve().parent
PAGES = ("dump", "container", "container_glued", "dump_glued")
# Parts of the cross-validation.
PARTS = 5


class Document:
    """A text and the labels of its runs (K keep, H headline or standfirst, D drop, U unknown), in bytes."""

    def __init__(self, name, kind, site, text, runs):
        self.name, self.kind, self.site, self.text, self.runs = name, kind, site, text, runs


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


def read_web(path):
    """Pages of `path` as a whole and what the element around their article holds, as pasted."""
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        whole = record["lines"]
        inside = container_of(whole)
        for kind, lines in (("web_dump", whole), ("web_container", inside)):
            yield from_lines(f"{kind}|{record['id']}", kind, record["site"], list(zip(labels_of(lines), (x["text"] for x in lines))))


def labels_of(lines):
    """Labels of the lines; a lone one under the title may be a standfirst, which some include in the text and others do not."""
    labels = [x["label"] for x in lines]
    first = next((n for n, label in enumerate(labels) if label == "K"), None)
    if first is not None and "H" in labels[:first] and labels[first + 1:first + 2] != ["K"]:
        labels[first] = "U"
    return labels


def container_of(lines, most=0.95):
    """The lines inside the innermost element that holds nearly all of the article."""
    total = sum(len(x["text"]) for x in lines if x["label"] == "K")
    depth, inside = 0, lines
    while True:
        letters = collections.Counter()
        for x in inside:
            if x["label"] == "K" and len(x["path"]) > depth:
                letters[x["path"][depth]] += len(x["text"])
        element, most_letters = max(letters.items(), key=lambda item: item[1], default=(None, 0))
        if most_letters < most * total:
            return inside
        inside = [x for x in inside if len(x["path"]) > depth and x["path"][depth] == element]
        depth += 1


def domain_of(site):
    """The part of the name of a site that its owner registered."""
    labels = site.split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-size:])


def read_packs(path):
    """Packs of lines, each with its label, in the order of the file."""
    packs = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            label, pack, text = line.rstrip("\n").split("\t", 2)
            packs[pack].append((label, text))
    return list(packs.values())


def read_inserts(folder):
    """The packs of each table for each part of the cross-validation: what is put into the pages of a part is put into those of no other."""
    tables = {name: read_packs(folder / f"{name}.tsv") for name in ("prompts", "lists", "asides")}
    return [{name: packs[part::PARTS] for name, packs in tables.items()} for part in range(PARTS)]


def variants(documents, inserts, part_of, seed=7):
    """Careless pastes that the pages do not show: the article alone, a few paragraphs of it, an appeal between or glued to paragraphs,
    a list inside the article or at its end, the page's tools between two paragraphs."""
    for document in documents:
        rng = random.Random(f"{seed} {document.name}")
        packs = inserts[part_of[document.site]]
        lines = labelled_lines(document)
        heads = [x for x in lines if x[0] == "H"][:1]
        kept = [x for x in lines if x[0] == "K"]
        if len(kept) < 3:
            continue
        make = lambda lines, glued=(): from_lines(f"{document.name}|{rng.random()}", "variant", document.site, lines, glued)
        yield make(heads + kept)
        begin = rng.randrange(len(kept) - 2)
        few = kept[begin:begin + rng.randint(1, 4)]
        yield make(insert_asides(few, packs["asides"], rng) if rng.random() < 0.5 else few)
        for source in (heads + kept, lines):
            mixed, glued = list(source), set()
            if rng.random() < 0.7:
                mixed = insert_list(mixed, packs["lists"], rng)
            if rng.random() < 0.5:
                mixed = insert_asides(mixed, packs["asides"], rng)
            for pack in rng.sample(packs["prompts"], 2):
                begin, end = article_of(mixed)
                inside = rng.randint(begin, end)
                anywhere = rng.choice([len(heads), inside, rng.randint(0, len(mixed)), len(mixed)])
                at = inside if pack[0][0] == "K" else anywhere
                mixed[at:at] = pack
                glued = {at + len(pack) - 1} if rng.random() < 0.3 else set()
            yield make(mixed, glued)


def with_lists(documents, inserts, part_of, seed=7):
    """Each page with a list inside its article or at the end of it."""
    for document in documents:
        rng = random.Random(f"{seed} {document.name} list")
        lines = insert_list(labelled_lines(document), inserts[part_of[document.site]]["lists"], rng)
        yield from_lines(f"listed {document.name}", f"listed {document.kind}", document.site, lines)


def without_breaks(documents, share=0.15, seed=7):
    """Each page with a share of its line breaks lost, to learn what that looks like."""
    for document in documents:
        rng = random.Random(f"{seed} {document.name} seams")
        lines = labelled_lines(document)
        glued = {number for number in range(len(lines) - 1) if rng.random() < share}
        yield from_lines(f"seams {document.name}", "seams", document.site, lines, glued)


def labelled_lines(document):
    raw = document.text.encode("utf-8", "surrogatepass")
    return [(label, raw[s:e].decode("utf-8", "surrogatepass")) for s, e, label in document.runs]


def article_of(lines):
    """The first line of the article and the one behind its last."""
    kept = [i for i, (label, _) in enumerate(lines) if label == "K"]
    return (kept[0] + 1, kept[-1] + 1) if kept else (0, len(lines))


def insert_list(lines, packs, rng):
    begin, end = article_of(lines)
    at = end if rng.random() < 0.4 else rng.randint(begin, end)
    return lines[:at] + rng.choice(packs) + lines[at:]


def insert_asides(lines, packs, rng):
    """One to three of the page's tools, each between two paragraphs."""
    for pack in rng.sample(packs, rng.randint(1, 3)):
        begin, end = article_of(lines)
        at = rng.randint(begin, max(begin, end - 1))
        lines = lines[:at] + pack + lines[at:]
    return lines


def part_of_sites(documents):
    """The part of each site: the sites of the pages first, so that each part has as many of them as another."""
    of_pages = {d.site for d in documents if d.kind in PAGES}
    others = {d.site for d in documents if d.kind == "l3s"} - of_pages
    out = {}
    for group in (sorted(of_pages), sorted(others)):
        random.Random(1).shuffle(group)
        out.update({site: number % PARTS for number, site in enumerate(group)})
    parts_of_domain = collections.defaultdict(set)
    for site, part in out.items():
        parts_of_domain[domain_of(site)].add(part)
    web = sorted({domain_of(d.site) for d in documents if d.kind not in PAGES + ("l3s",)})
    random.Random(1).shuffle(web)
    for number, domain in enumerate(web):
        parts_of_domain[domain] = parts_of_domain[domain] or {number % PARTS}
    # The pages of a domain whose sites stand in several parts would be known to one of them.
    out.update({d.site: min(parts) for d in documents if d.site not in out and len(parts := parts_of_domain[domain_of(d.site)]) == 1})
    return out


def all_documents(data, web):
    """All documents, and the part of each site."""
    read = [d for kind in PAGES for d in read_pages(data / f"{kind}.dev.jsonl", kind)]
    l3s = list(read_l3s(data / "l3s_gn1_news.train.jsonl"))
    web = [d for path in web for d in read_web(path)]
    parts, inserts = part_of_sites(read + l3s + web), read_inserts(HERE)
    web = [d for d in web if d.site in parts]
    chosen = random.Random(7).sample(l3s, 150)
    made = list(variants([d for d in read if d.kind == "container"] + chosen, inserts, parts))
    listed = list(with_lists([d for d in read if d.kind in ("dump", "container")], inserts, parts))
    seams = list(without_breaks([d for d in read if d.kind == "dump"] + l3s + [d for d in web if d.kind == "web_dump"]))
    return read + l3s + web + made + listed + seams, parts


def html_pages(paths, parts):
    """Web pages with their markup, lines and labels, each in the part of its site."""
    for path in paths:
        for line in open(path, encoding="utf-8"):
            record = json.loads(line)
            if record["site"] in parts:
                lines = [(x["label"], x["text"]) for x in record["lines"]]
                kept = {key: record[key] for key in ("id", "site", "title", "article", "html")}
                yield {**kept, "part": parts[record["site"]], "lines": lines}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with dump.dev.jsonl and the others")
    parser.add_argument("--web", type=Path, nargs="*", default=[], help="pages of the web, as web_pages.py writes them")
    parser.add_argument("--html", action="store_true", help="write the web pages with their markup")
    options = parser.parse_args()
    documents, parts = all_documents(options.data, options.web)
    if options.html:
        for page in html_pages(options.web, parts):
            print(json.dumps(page))
        return
    for d in documents:
        print(json.dumps({"name": d.name, "kind": d.kind, "site": d.site, "part": parts[d.site], "text": d.text, "runs": d.runs}))


if __name__ == "__main__":
    main()
