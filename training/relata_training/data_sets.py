"""Which files train the reader and which measure it."""

from __future__ import annotations

import json
import random
from pathlib import Path

from .bio import bio_document, read_bio, read_entity_set
from .dependencies import read_ud
from .documents import Document, text_sentences
from .entity_sets import ENTITY_SETS, GUM, UNER, WORLDWIDE, entity_span
from .labels import CORE, NAMES, TYPES
from .places import Places


def training_documents(data: Path, seed: int) -> dict[str, list[Document]]:
    """Every training document by set. No development file is read."""
    places = Places(data / "gazetteers")
    sets = {name: read_entity_set(name, data, places, seed) for name in ENTITY_SETS}
    sets["worldwide"] = read_worldwide(data / "ner/worldwide_newswire/train.raw.jsonl", places)
    sets["ewt"] = read_ud(data / "parsing/ud_en_ewt/en_ewt-ud-train.conllu", data / "ner/uner_en_ewt/train_with_oth.bio",
                          UNER, CORE | {"FAC"}, "ewt", places)
    sets["gum"] = read_ud(data / "parsing/ud_en_gum/en_gum-ud-train.conllu", data / "ner/gum_ner/train.bio",
                          GUM, CORE | {"FAC", "EVENT"}, "gum", places)
    sets["polnear"] = read_polnear(data / "attribution/polnear/train.jsonl")
    return sets


def development_documents(data: Path) -> dict[str, list[Document]]:
    """Development documents as the evaluation feeds them. Entity spans here are not needed: scoring reads its own gold."""
    places = Places(data / "gazetteers")
    conll = ENTITY_SETS["conll2003"]
    rng = random.Random(0)
    return {
        "conll2003": [bio_document(f"d{i}", d, conll, places, rng, plain=True)
                      for i, d in enumerate(read_bio(data / "ner/conll2003/dev.bio"))],
        "worldwide": read_worldwide(data / "ner/worldwide_newswire/dev.raw.jsonl", places),
        "polnear": read_polnear(data / "attribution/polnear/dev.jsonl"),
        "ewt": read_ud(data / "parsing/ud_en_ewt/en_ewt-ud-dev.conllu", None, {}, frozenset(), "ewt", places),
    }


def read_worldwide(path: Path, places: Places) -> list[Document]:
    """The news set that comes with raw text; its `sentences` are paragraphs."""
    annotated = NAMES | {"DATE", "MONEY"}
    documents = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        record = json.loads(line)
        text = record["text"]
        document = Document(f"worldwide/{record['doc']}", text, entities=[], open_types=frozenset(TYPES) - annotated)
        document.sentences = text_sentences(text)
        for start, end, label in record["entities"]:
            document.entities += entity_span(text, start, end, WORLDWIDE.get(label), places, False)
        documents.append(document)
    return documents


def read_polnear(path: Path) -> list[Document]:
    """News articles with source, cue and content."""
    documents = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            documents.append(Document(f"polnear/{record['id']}", record["text"], text_sentences(record["text"]),
                                      attributions=record["attributions"]))
    return documents
