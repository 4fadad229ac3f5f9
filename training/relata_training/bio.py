"""Reads BIO files into documents."""

from __future__ import annotations

import random
from pathlib import Path

import regex

from .documents import Document
from .entity_sets import ENTITY_SETS, EntitySet, entity_span, split_title
from .labels import TYPES
from .places import Places


def read_bio(path: Path, documents_of: int = 20) -> list[list[list[tuple[str, str]]]]:
    """Documents of sentences of (token, tag). A file without document marks is cut every `documents_of` sentences."""
    documents: list[list[list[tuple[str, str]]]] = [[]]
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("-DOCSTART-"):
            documents.append([])
        elif line.strip():
            token, tag = line.split("\t")[:2]
            sentence.append((token, tag))
        elif sentence:
            documents[-1].append(sentence)
            sentence = []
    documents = [d for d in documents if d]
    if len(documents) == 1:
        whole = documents[0]
        documents = [whole[i:i + documents_of] for i in range(0, len(whole), documents_of)]
    return documents


def tag_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """(first, last + 1, label) of the spans in BIO tags; a stray I- opens a span."""
    spans: list[list] = []
    open_label = None
    for i, tag in enumerate(tags):
        label = None if tag == "O" else tag[2:]
        if label is None:
            open_label = None
        elif tag[0] == "I" and open_label == label:
            spans[-1][1] = i + 1
        else:
            spans.append([i, i + 1, label])
            open_label = label
    return [tuple(s) for s in spans]


_GLUE_LEFT = regex.compile(r"^(?:[,.;:!?)\]}%…]|\.{2,}|['’](?:s|S|ll|re|ve|d|m|t)|n['’]t|N['’]T|['’])$")
_GLUE_RIGHT = regex.compile(r"^[(\[{$£€#]$")
_ESCAPED = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


def join_tokens(tokens: list[str], spaced: bool) -> tuple[str, list[tuple[int, int]]]:
    """The sentence's text and each token's span in it."""
    out, spans, glue, quoted = "", [], True, False
    for token in tokens:
        token = _ESCAPED.get(token, token)
        left = glue or (not spaced and bool(_GLUE_LEFT.match(token)))
        if token == '"' and not spaced:
            left = glue or quoted
        if not left:
            out += " "
        spans.append((len(out), len(out) + len(token)))
        out += token
        glue = not spaced and bool(_GLUE_RIGHT.match(token))
        if token == '"' and not spaced:
            quoted = not quoted
            glue = quoted
    return out, spans


def bio_document(name: str, sentences: list[list[tuple[str, str]]], spec: EntitySet, places: Places, rng: random.Random,
                 plain: bool = False) -> Document:
    """A document from tokens: space-joined or detokenised, one sentence a line or in paragraphs (drawn by `rng`)."""
    spaced, a_line_each = plain or rng.random() < 0.5, plain or rng.random() < 0.5
    document = Document(name, "", entities=[], open_types=frozenset(TYPES) - spec.annotated, weight=spec.weight)
    text, paragraph, room = "", 0, 0
    for sentence in sentences:
        if text:
            if a_line_each or room <= 0:
                text, paragraph, room = text + "\n", paragraph + 1, rng.randint(2, 5)
            else:
                text += " "
        room -= 1
        part, spans = join_tokens([t for t, _ in sentence], spaced)
        base = len(text)
        text += part
        document.sentences.append((base, len(text), paragraph))
        for first, last, label in tag_spans([t for _, t in sentence]):
            start, end = base + spans[first][0], base + spans[last - 1][1]
            document.entities += entity_span(text, start, end, spec.types.get(label), places, spec.nominals)
    document.text = text
    if name.startswith("gmb"):
        document.entities = [t for s in document.entities for t in split_title(text, s)]
    return document


def read_entity_set(name: str, folder: Path, places: Places, seed: int, fraction: float | None = None) -> list[Document]:
    """The documents of one BIO set, or the share of them that its specification (or `fraction`) says."""
    spec, rng = ENTITY_SETS[name], random.Random(f"{seed}/{name}")
    documents = read_bio(folder / "ner" / spec.path)
    share = spec.fraction if fraction is None else fraction
    if share < 1:
        documents = rng.sample(documents, round(len(documents) * share))
    return [bio_document(f"{name}/{i}", d, spec, places, rng) for i, d in enumerate(documents)]
