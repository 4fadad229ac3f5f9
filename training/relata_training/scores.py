"""Development scores, computed as the project's evaluation computes them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .bio import read_bio
from .data_sets import DEVELOPMENT_BIO, development_documents
from .documents import Document
from .encode import EncodedDocument, encode
from .event_sets import records
from .labels import CLASS_LABELS, EVENT_LABELS, FACTUALITY_LABELS, IGNORE, ROLE_LABELS, ROOT_LABELS, UPOS_LABELS
from .model import Reader
from .predict import Pairs, Prediction, decode_attribution, decode_classes, decode_entities, decode_events, label_spans, predict, predict_pairs
from .silver import parse
from .text import Subwords

_COARSE = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP", **dict.fromkeys(
    ("MISC", "EVENT", "PRODUCT", "WORK", "LAW", "WEAPON", "VEHICLE"), "MISC")}
_SCHEMES = {
    "conll2003": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}, {"FAC": "LOC", "NORP": "MISC"}),
    "finer_ord": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, {"FAC": "LOC", "NORP": None, "MISC": None}),
    "uner": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, {"FAC": "LOC", "NORP": None, "MISC": None}),
    "worldwide": ({"Person": "PER", "Organization": "ORG", "Location": "LOC", "NORP": "NORP", "Facility": "FAC"}, {"MISC": None}),
}
_TOKEN = re.compile(r"\w+|[^\w\s]")
Spans = set[tuple[int, int, str]]


@dataclass
class Development:
    """Encoded development sets with their gold."""

    documents: dict[str, list[Document]]
    encoded: dict[str, list[EncodedDocument]]
    gold: dict[str, list[Spans]]
    records: list[dict]


def load_development(data: Path, subwords: Subwords, deprels: list[str], parser: Reader | None = None) -> Development:
    """Reads and encodes the development files. The words that stand for arguments are the parser's."""
    documents = development_documents(data)
    gold = {name: [conll_gold(d, _SCHEMES[name][0]) for d in read_bio(data / "ner" / path)] for name, path in DEVELOPMENT_BIO.items()}
    labels = _SCHEMES["worldwide"][0]
    gold["worldwide"] = [{(s, e, labels[t]) for s, e, t in r["entities"] if t in labels} for r in records(data / "ner/worldwide_newswire/dev.raw.jsonl")]
    encoded = {k: [encode(d, subwords, deprels) for d in v] for k, v in documents.items()}
    if parser is not None:
        parse(parser, encoded["newsroom"], subwords)
    return Development(documents, encoded, gold, list(records(data / "attribution/polnear/dev.jsonl")))


def conll_gold(sentences: list[list[tuple[str, str]]], labels: dict[str, str]) -> Spans:
    """Gold spans of the scored labels in the space-joined text, one sentence a line."""
    gold, at = set(), 0
    for sentence in sentences:
        open_span = None
        for token, tag in sentence:
            end = at + len(token)
            if tag == "O":
                open_span = None
            elif tag[0] == "I" and open_span and open_span[2] == tag[2:]:
                gold.discard(tuple(open_span))
                open_span[1] = end
                gold.add(tuple(open_span))
            else:
                open_span = [at, end, tag[2:]]
                gold.add(tuple(open_span))
            at = end + 1
    return {(start, end, labels[label]) for start, end, label in gold if label in labels}


def f1(right: int, found: int, gold: int) -> float:
    """F1 from counts."""
    return 2 * right / (found + gold) if found + gold else 0.0


def entity_scores(name: str, dev: Development, predictions: list[Prediction]) -> dict[str, float]:
    """Exact-span F1 in the set's coarse scheme."""
    labels, fold = _SCHEMES[name]
    counts: dict[str, list[int]] = {t: [0, 0, 0] for t in [*labels.values(), "all"]}
    for document, prediction, gold in zip(dev.encoded[name], predictions, dev.gold[name]):
        found = set()
        for start, end, kind in decode_entities(document, prediction):
            coarse = _COARSE.get(kind)
            coarse = fold.get(coarse, coarse)
            if coarse in counts:
                found.add((start, end, coarse))
        for key, spans in ((0, gold & found), (1, found), (2, gold)):
            for span in spans:
                counts[span[2]][key] += 1
                counts["all"][key] += 1
    return {t: f1(*c) for t, c in counts.items()}


def attribution_scores(dev: Development, predictions: list[Prediction]) -> dict[str, float]:
    """Token F1 of sources, cues and contents."""
    counts = {k: [0, 0, 0] for k in ("source", "cue", "content")}
    for document, prediction, record in zip(dev.encoded["polnear"], predictions, dev.records):
        tokens = [m.span() for m in _TOKEN.finditer(record["text"])]
        found = decode_attribution(document, prediction)
        for role, count in counts.items():
            gold = token_set(tokens, [(s, e) for a in record["attributions"] for s, e in a[role]])
            got = token_set(tokens, [(s, e) for s, e, kind in found if kind == role.upper()])
            count[0] += len(gold & got)
            count[1] += len(got)
            count[2] += len(gold)
    return {k: f1(*c) for k, c in counts.items()}


def token_set(tokens: list[tuple[int, int]], spans: list[tuple[int, int]]) -> set[int]:
    """Tokens that overlap any of the spans."""
    out, spans, first = set(), sorted(spans), 0
    for i, (start, end) in enumerate(tokens):
        while first < len(spans) and spans[first][1] <= start and all(e <= start for _, e in spans[:first + 1]):
            first += 1
        for a, b in spans[first:]:
            if a >= end:
                break
            if b > start:
                out.add(i)
                break
    return out


def syntax_scores(name: str, dev: Development, predictions: list[Prediction], deprels: list[str]) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS over all UD tokens; a token without a word of its own is wrong."""
    total = upos = uas = las = las_main = 0
    for document, encoded, prediction in zip(dev.documents[name], dev.encoded[name], predictions):
        total += len(document.tokens)
        for token, word in zip(document.tokens, encoded.token_word):
            if word < 0:
                continue
            upos += UPOS_LABELS[prediction.upos[word]] == token.upos
            if prediction.head[word] == encoded.head[word]:
                relation = deprels[prediction.deprel[word]]
                uas += 1
                las += relation == token.deprel
                las_main += relation.split(":")[0] == token.deprel.split(":")[0]
    return {"UPOS": upos / total, "UAS": uas / total, "LAS": las / total, "LAS without subtypes": las_main / total}


def event_scores(documents: list[EncodedDocument], predictions: list[Prediction]) -> dict[str, float]:
    """Trigger F1 (exact words, any class) where every event is marked; class, root, modality and polarity at the marked triggers, as the share of
    words whose best label is one of those that the annotation allows."""
    right = found = gold = 0
    shares: dict[str, list[int]] = {k: [0, 0] for k in ("class", "root", "modality", "polarity")}
    for document, prediction in zip(documents, predictions):
        marked, mentions = document.event != 0, gold_triggers(document)
        triggers = {t for t in decode_events(document, prediction) if marked[t[0]]}
        right, found, gold = right + len(triggers & mentions), found + len(triggers), gold + len(mentions)
        for key, masks, labels in (("class", document.event, prediction.event[:, 1:].argmax(1) + 1), ("root", document.root, prediction.root),
                                   ("modality", document.modality, prediction.modality)):
            chosen = [first for first, _ in mentions if masks[first]]
            shares[key][0] += sum(int(masks[i]) >> int(labels[i]) & 1 for i in chosen)
            shares[key][1] += len(chosen)
        signed = np.flatnonzero(document.polarity != IGNORE)
        shares["polarity"][0] += int((prediction.polarity[signed] == document.polarity[signed]).sum())
        shares["polarity"][1] += len(signed)
    return {"trigger": f1(right, found, gold)} | {k: a / b for k, (a, b) in shares.items() if b}


def gold_triggers(document: EncodedDocument) -> set[tuple[int, int]]:
    """(first word, last word + 1) of the marked triggers."""
    inside = sum(1 << k for k, label in enumerate(EVENT_LABELS) if label.startswith("I-"))
    triggers: list[list[int]] = []
    for i, mask in enumerate(document.event.tolist()):
        if mask > 1 and not mask & inside:
            triggers.append([i, i + 1])
        elif mask & inside and triggers and triggers[-1][1] == i:
            triggers[-1][1] = i + 1
    return {(a, b) for a, b in triggers}


def news_scores(documents: list[EncodedDocument], predictions: list[Prediction], pairs: list[Pairs]) -> dict[str, float]:
    """Events of whole articles, the heads alone: exact trigger words (with class; of any class; PLOVER's classes alone), factuality at the marked
    triggers, roles by the words that stand for arguments, and the same event or another at pairs of marked triggers of one window."""
    counts: dict[str, list[int]] = {k: [0, 0, 0] for k in ("mention", "any class", "PLOVER", "roles", "in window", *ROLE_LABELS, "same")}
    matrix = np.zeros((len(FACTUALITY_LABELS), len(FACTUALITY_LABELS)), np.int64)
    for document, prediction, pair in zip(documents, predictions, pairs):
        gold, found = set(gold_classes(document)), set(decode_classes(document, prediction))
        add(counts["mention"], gold, found)
        add(counts["any class"], {m[:2] for m in gold}, {m[:2] for m in found})
        add(counts["PLOVER"], {m for m in gold if m[2] in ROOT_LABELS}, {m for m in found if m[2] in ROOT_LABELS})
        for i in np.flatnonzero(document.factuality):
            matrix[int(document.factuality[i]).bit_length() - 1, prediction.factuality[i]] += 1
        marked = {(t, r, w) for (t, r, *_), w in zip(document.arguments.tolist(), document.argument_heads.tolist())}
        for r, role in enumerate(ROLE_LABELS):
            add(counts[role], {m for m in marked if m[1] == r}, {m for m in pair.arguments if m[1] == r})
        reached = {m for m in marked if m[1] < MAIN_ROLES and (m[0], m[2]) in pair.in_reach}
        main = {m for m in pair.arguments if m[1] < MAIN_ROLES}
        add(counts["roles"], {m for m in marked if m[1] < MAIN_ROLES}, main)
        add(counts["in window"], reached, main)
        event = {t: e for t, _, e in document.triggers.tolist()}
        add(counts["same"], {p for p in pair.same if event[p[0]] == event[p[1]]}, {p for p, same in pair.same.items() if same})
    each = [f1(int(matrix[k, k]), int(matrix[:, k].sum()), int(matrix[k].sum())) for k in range(len(matrix)) if matrix[k].sum()]
    actual = FACTUALITY_LABELS.index("actual")
    other = [k for k in range(len(matrix)) if k != actual]
    not_actual = f1(int(matrix[np.ix_(other, other)].sum()), int(matrix[:, other].sum()), int(matrix[other].sum()))
    return {k: f1(*v) for k, v in counts.items() if v[2]} | {
        "factuality": int(matrix.trace()) / max(1, int(matrix.sum())), "factuality macro F1": sum(each) / max(1, len(each)), "not actual": not_actual}


MAIN_ROLES = 4
"""The first of the roles are those of every event; the others tell of harm."""


def add(count: list[int], gold: set, found: set) -> None:
    """Counts right, found and gold."""
    for k, number in enumerate((len(gold & found), len(found), len(gold))):
        count[k] += number


def gold_classes(document: EncodedDocument) -> list[tuple[int, int, str]]:
    """(first word, last word + 1, class) of the marked news events, where each has one class."""
    labels = [CLASS_LABELS[max(0, int(mask).bit_length() - 1)] for mask in document.kind]
    well_formed = ["B" + label[1:] if label[0] == "I" and (k == 0 or labels[k - 1][2:] != label[2:]) else label for k, label in enumerate(labels)]
    return label_spans(np.array([[i, i + 1] for i in range(len(labels))]), well_formed)


def development_scores(model: Reader, dev: Development, subwords: Subwords, deprels: list[str], limit: float = 1.0,
                       only: Collection[str] = ()) -> dict[str, dict[str, float]]:
    """All scores, or those of some sets; `limit` takes the first share of every set."""
    results = {}
    for name, documents in dev.encoded.items():
        if only and name not in only:
            continue
        chosen = documents[:max(1, round(len(documents) * limit))]
        predictions = predict(model, chosen, subwords.cls, subwords.sep, syntax=name in ("ewt", "gum"))
        if name in ("ewt", "gum"):
            results[name] = syntax_scores(name, dev, predictions, deprels)
        elif name in ("timebank", "meantime", "m2e2", "rams"):
            results[name] = event_scores(chosen, predictions)
        elif name == "newsroom":
            results[name] = news_scores(chosen, predictions, predict_pairs(model, chosen, subwords.cls, subwords.sep))
        elif name == "polnear":
            results[name] = attribution_scores(dev, predictions)
        else:
            results[name] = entity_scores(name, dev, predictions)
    return results


def show(results: dict[str, dict[str, float]]) -> str:
    """One line a set."""
    return "\n".join(f"  {name:10s} " + "  ".join(f"{k} {v:.4f}" for k, v in r.items()) for name, r in results.items())
