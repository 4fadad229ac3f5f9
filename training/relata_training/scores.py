"""Development scores, computed as the project's evaluation computes them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from .bio import read_bio
from .data_sets import development_documents
from .documents import Document
from .encode import EncodedDocument, encode
from .labels import UPOS_LABELS
from .model import Reader
from .predict import Prediction, decode_attribution, decode_entities, predict
from .text import Subwords

_COARSE = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP", **dict.fromkeys(
    ("MISC", "EVENT", "PRODUCT", "WORK", "LAW", "WEAPON", "VEHICLE"), "MISC")}
_SCHEMES = {
    "conll2003": ({"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}, {"FAC": "LOC", "NORP": "MISC"}),
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


def load_development(data: Path, subwords: Subwords, deprels: list[str]) -> Development:
    """Reads and encodes the development files."""
    documents = development_documents(data)
    gold = {"conll2003": [conll_gold(d) for d in read_bio(data / "ner/conll2003/dev.bio")], "worldwide": []}
    labels = _SCHEMES["worldwide"][0]
    for line in (data / "ner/worldwide_newswire/dev.raw.jsonl").read_text(encoding="utf-8").split("\n"):
        if line.strip():
            gold["worldwide"].append({(s, e, labels[t]) for s, e, t in json.loads(line)["entities"] if t in labels})
    records = [json.loads(x) for x in (data / "attribution/polnear/dev.jsonl").read_text(encoding="utf-8").split("\n") if x.strip()]
    encoded = {k: [encode(d, subwords, deprels) for d in v] for k, v in documents.items()}
    return Development(documents, encoded, gold, records)


def conll_gold(sentences: list[list[tuple[str, str]]]) -> Spans:
    """Gold spans in the space-joined text, one sentence a line."""
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
    return gold


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


def syntax_scores(dev: Development, predictions: list[Prediction], deprels: list[str]) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS over all UD tokens; a token without a word of its own is wrong."""
    total = upos = uas = las = las_main = 0
    for document, encoded, prediction in zip(dev.documents["ewt"], dev.encoded["ewt"], predictions):
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


def development_scores(model: Reader, dev: Development, subwords: Subwords, deprels: list[str], limit: float = 1.0) -> dict[str, dict[str, float]]:
    """All scores; `limit` takes the first share of every set."""
    results = {}
    for name, documents in dev.encoded.items():
        chosen = documents[:max(1, round(len(documents) * limit))]
        predictions = predict(model, chosen, subwords.cls, subwords.sep, syntax=name == "ewt")
        if name == "ewt":
            results[name] = syntax_scores(dev, predictions, deprels)
        elif name == "polnear":
            results[name] = attribution_scores(dev, predictions)
        else:
            results[name] = entity_scores(name, dev, predictions)
    return results


def show(results: dict[str, dict[str, float]]) -> str:
    """One line a set."""
    return "\n".join(f"  {name:10s} " + "  ".join(f"{k} {v:.4f}" for k, v in r.items()) for name, r in results.items())
