"""Reads Universal Dependencies, with entity tags of the same text where they exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .bio import read_bio, tag_spans
from .documents import Document, EntitySpan, SyntaxToken
from .entity_sets import entity_span
from .labels import ANY_BITS, TYPES
from .places import Places


@dataclass
class UdSentence:
    """One CoNLL-U sentence with token spans relative to its text."""

    text: str
    new_document: bool
    new_paragraph: bool
    forms: list[str]
    spans: list[tuple[int, int]]
    rows: list[tuple[str, int, str]]  # upos, head (0 = root), deprel


def read_conllu(path: Path) -> Iterator[UdSentence]:
    """The sentences of a CoNLL-U file whose tokens can be found in `# text`."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, new_document, new_paragraph, rows = "", False, False, []
        for line in block.split("\n"):
            if line.startswith("# text = "):
                text = line[9:]
            elif line.startswith("# newdoc"):
                new_document = True
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
        if not rows:
            continue
        spans = token_spans(text, rows)
        tokens = [r for r in rows if r[0].isdigit()]
        if spans is not None:
            yield UdSentence(text, new_document, new_paragraph, [r[1] for r in tokens], spans,
                             [(r[3], int(r[6]), r[7]) for r in tokens])


def token_spans(text: str, rows: list[list[str]]) -> list[tuple[int, int]] | None:
    """Spans of the syntactic words; the parts of a multi-word token share its span by their own lengths."""
    spans: list[tuple[int, int]] = []
    at, pending = 0, (0, 0, 0)  # pending: start, end, number of words left inside a multi-word token
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            start = text.find(row[1], at)
            if start < 0:
                return None
            at = start + len(row[1])
            pending = (start, at, last - first + 1)
            continue
        if pending[2]:
            start, end, left = pending
            stop = end if left == 1 else min(end, start + len(row[1]))
            spans.append((start, stop))
            pending = (stop, end, left - 1)
            continue
        start = text.find(row[1], at)
        if start < 0 or start - at > 3:
            return None
        at = start + len(row[1])
        spans.append((start, at))
    return spans


def read_ud(ud: Path, bio: Path | None, types: dict, annotated: frozenset[str], name: str, places: Places) -> list[Document]:
    """UD documents; entity tags of `bio` are joined to the sentences whose tokens are the same."""
    tagged: dict[tuple[str, ...], list[list[str]]] = {}
    if bio is not None:
        for document in read_bio(bio):
            for sentence in document:
                tagged.setdefault(tuple(t for t, _ in sentence), []).append([t for _, t in sentence])
    documents: list[Document] = []
    for sentence in read_conllu(ud):
        if sentence.new_document or not documents:
            documents.append(Document(f"{name}/{len(documents)}", "", tokens=[], entities=[] if bio else None,
                                      open_types=frozenset(TYPES) - annotated))
        document = documents[-1]
        paragraph = document.sentences[-1][2] if document.sentences else 0
        if document.text:
            paragraph += sentence.new_paragraph
            document.text += "\n" if sentence.new_paragraph else " "
        base, first = len(document.text), len(document.tokens)
        document.text += sentence.text
        document.sentences.append((base, base + len(sentence.text), paragraph))
        for (start, end), (upos, head, deprel) in zip(sentence.spans, sentence.rows):
            document.tokens.append(SyntaxToken(base + start, base + end, upos, first + head - 1 if head else -1, deprel))
        if bio is None:
            continue
        tags = tagged.get(tuple(sentence.forms))
        if tags is None:
            document.entities.append(EntitySpan(base, base + len(sentence.text), bits=ANY_BITS))
            continue
        for a, b, label in tag_spans(tags.pop(0) if len(tags) > 1 else tags[0]):
            start, end = base + sentence.spans[a][0], base + sentence.spans[b - 1][1]
            document.entities += entity_span(document.text, start, end, types.get(label), places, False)
    return documents
