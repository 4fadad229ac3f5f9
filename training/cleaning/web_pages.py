#!/usr/bin/env python3
"""Turns web pages with their article's text into labelled lines, one JSON object a page:

    python3 web_pages.py news ARTICLE_EXTRACTION_DATASET > news.web.jsonl
    python3 web_pages.py wcxb WEB_CONTENT_EXTRACTION_BENCHMARK [--split test] > articles.web.jsonl

With `--html` the markup of the page is kept, for the model of pages.

The label of a line comes from aligning the words of the page with those of the article's text: K article, H title, D neither, U where the two agree in part. `path` names the
elements that the line stands in, by number, the outermost first.
"""
import argparse
import difflib
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlparse

# Shares of the words of a line that stand in the article for it to be article, and not to be.
KEEP, DROP = 0.8, 0.25
# Share of the words of the article that the page must hold.
COVERAGE = 0.9
# Lines of a page at most, and of its article at least.
MOST_LINES, LEAST_KEPT = 3000, 3
WORD = re.compile(r"\w+")
# Elements inside a line; whose content is no text of the page; without an end tag; and whose end tag is often left out, with those that they end.
INLINE = frozenset("a abbr b bdi bdo cite code del em font i ins kbd mark q s small span strike strong sub sup time u var wbr".split())
HIDDEN = frozenset("script style noscript template svg iframe textarea math select".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
ENDS = {"p": ("p",), "li": ("li", "p"), "dt": ("dt", "dd", "p"), "dd": ("dt", "dd", "p"), "tr": ("tr", "td", "th", "p"), "td": ("td", "th", "p"), "th": ("td", "th", "p")}
# Open elements in which an end tag looks for its own, at most.
DEPTH = 64


class Lines(HTMLParser):
    """The lines of a page, one for each element that begins one."""

    def __init__(self, html):
        super().__init__()
        self.lines, self.open, self.elements, self.hidden = [], [], 0, None
        self.line, self.path = "", []
        self.feed(html)
        self.close()
        self.flush()

    def handle_starttag(self, tag, attrs):
        if self.hidden:
            return
        if tag not in INLINE:
            self.flush()
        if tag in HIDDEN:
            self.hidden = tag
        elif tag not in VOID:
            while self.open and self.open[-1][0] in ENDS.get(tag, ()):
                self.open.pop()
            self.open.append((tag, self.elements))
            self.elements += 1

    def handle_startendtag(self, tag, attrs):
        if not self.hidden and tag not in INLINE:
            self.flush()

    def handle_endtag(self, tag):
        if self.hidden:
            self.hidden = None if tag == self.hidden else self.hidden
            return
        if tag not in INLINE:
            self.flush()
        near = [name for name, _ in self.open[:-DEPTH - 1:-1]]
        if tag in near:
            del self.open[-1 - near.index(tag):]

    def handle_data(self, data):
        if not self.hidden:
            if not self.line.strip():
                self.path = [number for _, number in self.open]
            self.line += data

    def flush(self):
        if text := " ".join(self.line.split()):
            self.lines.append({"text": text, "path": self.path})
        self.line = ""


def words(text):
    return WORD.findall(text.lower())


def label(lines, title, article):
    """Sets the label of each line; `None` when the page does not hold the article."""
    page = [(word, number) for number, line in enumerate(lines) for word in words(line["text"])]
    wanted = words(article or "")
    if not page or not wanted:
        return None
    matched = [0] * len(lines)
    matcher = difflib.SequenceMatcher(None, [word for word, _ in page], wanted, autojunk=False)
    for at, _, size in matcher.get_matching_blocks():
        if size >= 3 or any(len(words(lines[page[k][1]]["text"])) <= size for k in range(at, at + size)):
            for k in range(at, at + size):
                matched[page[k][1]] += 1
    if sum(matched) < COVERAGE * len(wanted):
        return None
    heading = words(title or "")
    for line, count in zip(lines, matched):
        own = words(line["text"])
        share = count / len(own) if own else 0.0
        line["label"] = "K" if share >= KEEP else "D" if share <= DROP else "U"
        if heading and own == heading:
            line["label"] = "H"
    return lines


def page_of(name, url, html, title, article):
    site = ".".join(urlparse(url).netloc.split(":")[0].removeprefix("www.").split(".")[-3:])
    return {"id": name, "url": url, "site": site, "title": title, "article": article, "html": html}


def news(folder):
    for page in json.load(open(folder / "news_articles.json", encoding="utf-8")):
        file = folder / "html" / f"{page['html_file']}.html"
        if file.exists():
            yield page_of(page["html_file"], page["link"], file.read_text(encoding="utf-8", errors="replace"), page["title"], page["text"])


def wcxb(folder, split):
    kinds = json.load(open(folder / "metadata.json", encoding="utf-8"))["files"]
    for file in sorted((folder / split / "ground-truth").glob("*.json")):
        if kinds[file.stem]["page_type"] == "article":
            page = json.load(open(file, encoding="utf-8"))
            truth = page["ground_truth"]
            html = gzip.open(folder / split / "html" / f"{file.stem}.html.gz").read().decode("utf-8", "replace")
            yield page_of(file.stem, page["url"], html, truth.get("title"), truth.get("main_content"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["news", "wcxb"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="dev", choices=["dev", "test"])
    parser.add_argument("--html", action="store_true")
    options = parser.parse_args()
    for page in news(options.folder) if options.set == "news" else wcxb(options.folder, options.split):
        html = page.pop("html")
        lines = Lines(html).lines
        if options.html:
            page["html"] = html
        if len(lines) <= MOST_LINES and label(lines, page["title"], page["article"]) is not None:
            if sum(line["label"] == "K" for line in lines) >= LEAST_KEPT:
                print(json.dumps({**page, "lines": lines}))


if __name__ == "__main__":
    main()
