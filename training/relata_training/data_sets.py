"""Which files train the reader and which measure it."""

from __future__ import annotations

import random
from pathlib import Path

from .bio import bio_document, read_bio, read_entity_set
from .dependencies import read_ud
from .documents import Document, text_sentences
from .entity_sets import ENTITY_SETS, GUM, UNER, WORLDWIDE, entity_span
from .event_sets import event_documents, held_back, records, trained_on
from .labels import CORE, NAMES, TYPES
from .newsroom import newsroom, newsroom_documents, text_of, written_documents
from .places import Places

# openly licensed sets, none of them for research or non-commercial use only
OPEN_SETS = frozenset({"wikigold", "meantime_ner", "crossner_politics", "crossner_literature", "crossner_music", "crossner_science", "crossner_ai",
                       "grobid_wikipedia", "wnut17", "btc", "ewt", "meantime", "ecbplus"})
DEVELOPMENT_BIO = {"conll2003": "conll2003/dev.bio", "finer_ord": "finer_ord/dev.bio", "uner": "uner_en_ewt/dev.bio"}


def training_documents(data: Path, seed: int) -> dict[str, list[Document]]:
    """Every training document by set. No development file is read, but for RAMS and WikiEvents, which have no other here."""
    places = Places(data / "gazetteers")
    sets = {name: read_entity_set(name, data, places, seed) for name in ENTITY_SETS}
    sets["worldwide"] = read_worldwide(data / "ner/worldwide_newswire/train.raw.jsonl", places)
    sets["ewt"] = read_ud(data / "parsing/ud_en_ewt/en_ewt-ud-train.conllu", data / "ner/uner_en_ewt/train_with_oth.bio",
                          UNER, CORE | {"FAC"}, "ewt", places)
    sets["gum"] = read_ud(data / "parsing/ud_en_gum/en_gum-ud-train.conllu", data / "ner/gum_ner/train.bio",
                          GUM, CORE | {"FAC", "EVENT"}, "gum", places)
    sets["polnear"] = read_polnear(data / "attribution/polnear/train.jsonl")
    sets |= {name: trained_on(documents) for name, documents in event_documents(data).items()}
    sets["newsroom"] = newsroom_documents(data)
    sets["written"] = written_documents()
    measured = {f"{r['source']}/{r['source_id']}" for r in records(data / "events/newsroom/dev.jsonl")}
    return {name: [d for d in documents if d.name not in measured] for name, documents in sets.items()}


def plain_documents(data: Path, seed: int) -> dict[str, list[Document]]:
    """Text that a student reads without labels: news sentences, agency reports, and pages with and without what stands around their articles."""
    pages = list(records(data / "cleaning/l3s_gn1_news.train.jsonl"))
    sentences = read_entity_set("gmb_kaggle", data, Places(data / "gazetteers"), seed, fraction=1.0)
    return {
        "text_sentences": [Document(f"text/{d.name}", d.text, d.sentences) for d in sentences],
        "text_reports": [plain(f"text/muc4/{r['id']}", r["text"]) for r in records(data / "events/muc4/train.jsonl")],
        "text_pages": [plain(f"text/l3s/{r['id']}", text_of(r, body)) for r in pages for body in (True, False)],
    }


def plain(name: str, text: str) -> Document:
    """A text without labels."""
    return Document(name, text, text_sentences(text))


def development_documents(data: Path) -> dict[str, list[Document]]:
    """Development documents as the evaluation feeds them. Entity spans here are not needed: scoring reads its own gold."""
    places = Places(data / "gazetteers")
    events = event_documents(data)

    def bio(path: str) -> list[Document]:
        any_set = ENTITY_SETS["conll2003"]
        return [bio_document(f"d{i}", d, any_set, places, random.Random(0), plain=True) for i, d in enumerate(read_bio(data / "ner" / path))]

    return {
        **{name: bio(path) for name, path in DEVELOPMENT_BIO.items()},
        "worldwide": read_worldwide(data / "ner/worldwide_newswire/dev.raw.jsonl", places),
        "polnear": read_polnear(data / "attribution/polnear/dev.jsonl"),
        "ewt": read_ud(data / "parsing/ud_en_ewt/en_ewt-ud-dev.conllu", None, {}, frozenset(), "ewt", places),
        "gum": read_ud(data / "parsing/ud_en_gum/en_gum-ud-dev.conllu", None, {}, frozenset(), "gum", places),
        **{name: held_back(events[name]) for name in ("timebank", "meantime", "m2e2", "rams")},
        "newsroom": [newsroom(r, r["text"]) for r in records(data / "events/newsroom/dev.jsonl")],
    }


def read_worldwide(path: Path, places: Places) -> list[Document]:
    """The news set that comes with raw text; its `sentences` are paragraphs."""
    annotated = NAMES | {"DATE", "MONEY"}
    documents = []
    for record in records(path):
        text = record["text"]
        document = Document(f"worldwide/{record['doc']}", text, entities=[], open_types=frozenset(TYPES) - annotated)
        document.sentences = text_sentences(text)
        for start, end, label in record["entities"]:
            document.entities += entity_span(text, start, end, WORLDWIDE.get(label), places, False)
        documents.append(document)
    return documents


def read_polnear(path: Path) -> list[Document]:
    """News articles with source, cue and content."""
    return [Document(f"polnear/{r['id']}", r["text"], text_sentences(r["text"]), attributions=r["attributions"]) for r in records(path)]
