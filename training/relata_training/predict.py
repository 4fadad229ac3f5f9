"""Runs the model over encoded documents and decodes its heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from .batches import Batch, WindowArrays, collate, group, window_arrays
from .encode import EncodedDocument
from .labels import ATTRIBUTION_LABELS, CLASS_LABELS, ENTITY_LABELS, EVENT_LABELS
from .model import Reader, gather_words
from .windows import build_windows


@dataclass
class Prediction:
    """Outputs of every word of a document."""

    entity: np.ndarray        # logits
    attribution: np.ndarray   # logits
    upos: np.ndarray
    head: np.ndarray          # word of the document, -1 root
    deprel: np.ndarray
    event: np.ndarray         # logits
    root: np.ndarray
    modality: np.ndarray
    polarity: np.ndarray
    kind: np.ndarray          # logits
    factuality: np.ndarray


@dataclass
class Pairs:
    """What is said of pairs of a gold trigger and a word of its window."""

    arguments: set[tuple[int, int, int]]     # trigger, role, word
    in_reach: set[tuple[int, int]]           # trigger, word
    same: dict[tuple[int, int], bool]        # two triggers: the same event


def arc_mask(batch: Batch) -> torch.Tensor:
    """[B, W, W + 1] True where a candidate is allowed: root, or another word of the same sentence."""
    same = (batch.sentence[:, :, None] == batch.sentence[:, None, :]) & batch.present[:, None, :]
    width = same.shape[1]
    same = same & ~torch.eye(width, dtype=torch.bool, device=same.device)
    return torch.cat([torch.ones(*same.shape[:2], 1, dtype=torch.bool, device=same.device), same], 2)


def with_root(hidden: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
    """The root's vector in front of the words'."""
    return torch.cat([hidden[:, :1], words], 1)


BEST = ("upos", "root", "modality", "polarity", "factuality")
"""Heads of which the best label is kept, not the logits."""


def empty_prediction(words: int) -> Prediction:
    """Zeros of the right shapes."""
    def logits(labels: list[str]) -> np.ndarray:
        return np.zeros((words, len(labels)), np.float32)

    def best() -> np.ndarray:
        return np.zeros(words, np.int64)

    return Prediction(logits(ENTITY_LABELS), logits(ATTRIBUTION_LABELS), best(), np.full(words, -1, np.int64), best(), logits(EVENT_LABELS), best(),
                      best(), best(), logits(CLASS_LABELS), best())


@torch.inference_mode()
def predict(model: Reader, documents: list[EncodedDocument], cls: int, sep: int, syntax: bool, budget: int = 4000) -> list[Prediction]:
    """Predictions of each document; heads are the best single candidates."""
    model.eval()
    predictions = {id(d): empty_prediction(len(d.spans)) for d in documents}
    device = model.embeddings.word_embeddings.weight.device
    for chosen, owners, batch in batches_of(documents, cls, sep, budget, device):
        hidden = model.encode(batch.ids, batch.shapes, batch.attention)
        words = gather_words(hidden, batch.first)
        outputs = {k: model.heads[k](words).cpu().numpy() for k in ("entity", "attribution", "event", *BEST)}
        outputs["kind"] = model.heads["class"](words).cpu().numpy()
        heads, relations = (found.indices.cpu().numpy() for found in score_syntax(model, batch, hidden, words)) if syntax else (None, None)
        for b, (w, owner) in enumerate(zip(chosen, owners)):
            put(predictions[id(owner)], w, {k: v[b] for k, v in outputs.items()},
                None if heads is None else heads[b], None if relations is None else relations[b])
    return [predictions[id(d)] for d in documents]


def batches_of(documents: list[EncodedDocument], cls: int, sep: int, budget: int,
               device: torch.device) -> Iterator[tuple[list[WindowArrays], list[EncodedDocument], Batch]]:
    """The windows of all documents in batches of similar length: windows, the document of each, and their tensors."""
    owner: dict[int, EncodedDocument] = {}
    windows: list[WindowArrays] = []
    for document in documents:
        for window in build_windows(document):
            arrays = window_arrays(document, window)
            owner[id(arrays)] = document
            windows.append(arrays)
    for chosen in group([[w] for w in windows], budget):
        yield chosen, [owner[id(w)] for w in chosen], collate(chosen, cls, sep).to(device)


def score_syntax(model: Reader, batch: Batch, hidden: torch.Tensor, words: torch.Tensor) -> tuple[torch.return_types.max, torch.return_types.max]:
    """For each word its best head (0 root, k + 1 word k) and the best relation to it, [B, W] `indices`, with their probabilities, `values`."""
    candidates = with_root(hidden, words)
    heads = model.heads["arc"](words, candidates).float().masked_fill(~arc_mask(batch), -1e9).softmax(2).max(2)
    chosen = torch.gather(candidates, 1, heads.indices[:, :, None].expand(-1, -1, candidates.shape[2]))
    size = words.shape[2]
    relations = model.heads["rel"](words.reshape(-1, size), chosen.reshape(-1, size)).float()
    return heads, relations.view(*heads.indices.shape, -1).softmax(2).max(2)


def put(prediction: Prediction, w: WindowArrays, outputs: dict[str, np.ndarray], heads: np.ndarray | None,
        relations: np.ndarray | None) -> None:
    """Writes a window's outputs to the words that it owns."""
    n = len(w.pieces)
    rows, words = np.flatnonzero(w.keep), w.document_word[w.keep]
    for head, values in outputs.items():
        chosen = values[:n][rows]
        getattr(prediction, head)[words] = chosen.argmax(1) if head in BEST else chosen
    if heads is not None and relations is not None:
        prediction.head[words] = [-1 if h == 0 else w.document_word[h - 1] for h in heads[:n][rows]]
        prediction.deprel[words] = relations[:n][rows]


def viterbi(logits: np.ndarray, labels: list[str]) -> list[int]:
    """Best label sequence in which I-X follows only B-X or I-X."""
    if not len(logits):
        return []
    count = len(labels)
    allowed = np.array([[not to.startswith("I-") or (frm != "O" and frm[2:] == to[2:]) for to in labels] for frm in labels])
    penalty = np.where(allowed, 0.0, -1e9)
    score = logits[0] + np.where([x.startswith("I-") for x in labels], -1e9, 0.0)
    back = np.zeros((len(logits), count), np.int64)
    for t in range(1, len(logits)):
        step = score[:, None] + penalty
        back[t] = step.argmax(0)
        score = step[back[t], np.arange(count)] + logits[t]
    path = [int(score.argmax())]
    for t in range(len(logits) - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]


def decode_entities(document: EncodedDocument, prediction: Prediction) -> list[tuple[int, int, str]]:
    """(start, end, type) of the names, decoded sentence by sentence."""
    found = []
    for first, last, _ in document.sentences:
        path = viterbi(prediction.entity[first:last], ENTITY_LABELS)
        found += label_spans(document.spans[first:last], [ENTITY_LABELS[k] for k in path])
    return found


def decode_events(document: EncodedDocument, prediction: Prediction) -> list[tuple[int, int]]:
    """(first word, last word + 1) of the triggers, decoded sentence by sentence."""
    found = []
    for first, last, _ in document.sentences:
        labels = [EVENT_LABELS[k] for k in viterbi(prediction.event[first:last], EVENT_LABELS)]
        words = np.array([[i, i + 1] for i in range(first, last)])
        found += [(start, end) for start, end, _ in label_spans(words, labels)]
    return found


def decode_classes(document: EncodedDocument, prediction: Prediction) -> list[tuple[int, int, str]]:
    """(first word, last word + 1, class) of the news events, decoded sentence by sentence."""
    found = []
    for first, last, _ in document.sentences:
        labels = [CLASS_LABELS[k] for k in viterbi(prediction.kind[first:last], CLASS_LABELS)]
        found += label_spans(np.array([[i, i + 1] for i in range(first, last)]), labels)
    return found


@torch.inference_mode()
def predict_pairs(model: Reader, documents: list[EncodedDocument], cls: int, sep: int, budget: int = 4000) -> list[Pairs]:
    """At the gold triggers: their arguments, and which of them tell the same event as others of their window."""
    model.eval()
    pairs = {id(d): Pairs(set(), set(), {}) for d in documents}
    device = model.embeddings.word_embeddings.weight.device
    for chosen, owners, batch in batches_of(documents, cls, sep, budget, device):
        if not len(batch.triggers):
            continue
        words = gather_words(model.encode(batch.ids, batch.shapes, batch.attention), batch.first)
        window, word, *_ = batch.triggers.T
        vectors = words[window, word]
        scores = model.heads["argument"].all_pairs(vectors, words, window).masked_fill(~batch.present[window][:, None, :], -1e9).cpu().numpy()
        for t, (b, i) in enumerate(zip(window.tolist(), word.tolist())):
            if not chosen[b].keep[i]:
                continue
            found, owned = pairs[id(owners[b])], chosen[b].document_word
            found.arguments |= {(int(owned[i]), int(r), int(owned[k])) for r, k in zip(*np.nonzero(scores[t] > 0))}
            found.in_reach |= {(int(owned[i]), int(k)) for k in owned}
            others = [u for u in range(len(window)) if window[u] == b and u != t and chosen[b].keep[int(word[u])]]
            if others:
                same = model.heads["same"](vectors[[t] * len(others)], vectors[others]) + model.heads["same"](vectors[others], vectors[[t] * len(others)])
                found.same |= {(int(owned[i]), int(owned[int(word[u])])): float(s) > 0 for u, s in zip(others, same.squeeze(-1).tolist())}
    return [pairs[id(d)] for d in documents]


def decode_attribution(document: EncodedDocument, prediction: Prediction) -> list[tuple[int, int, str]]:
    """(start, end, role) of the attribution spans, decoded over the document."""
    path = viterbi(prediction.attribution, ATTRIBUTION_LABELS)
    return label_spans(document.spans, [ATTRIBUTION_LABELS[k] for k in path])


def label_spans(spans: np.ndarray, labels: list[str]) -> list[tuple[int, int, str]]:
    """Character spans of well-formed BIO labels."""
    out: list[list] = []
    for (start, end), label in zip(spans.tolist(), labels):
        if label.startswith("B-"):
            out.append([start, end, label[2:]])
        elif label.startswith("I-"):
            out[-1][1] = end
    return [tuple(x) for x in out]
