"""Syntax for texts without a treebank: what a parser trained on treebanks alone says of them, where it is sure.

Without it nothing holds the syntax heads to their task on the texts that only other heads learn from: on the political news of PolNeAR a model trained
in that way gave one function word in ten a wrong part of speech, on other news one in a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from .encode import EncodedDocument
from .labels import IGNORE, ROLE_LABELS, SHAPES, UPOS_LABELS
from .model import Reader, gather_words
from .model_directory import read_model
from .predict import batches_of, score_syntax
from .text import Subwords

SILVER = ("polnear", "timebank", "aquaint", "newsroom", "written", "plv", "cameo")
WEIGHT = 0.4
SURE = 0.7
SURE_TAG = 0.9
"""Of names and claims, where the reader knows less."""
WHOLE = ("newsroom", "written", "timebank", "aquaint", "plv", "cameo")
"""Sets whose claims are not marked, or not in every document."""
_PUNCTUATION = SHAPES.index("punct")


def add_silver(sets: dict[str, list[EncodedDocument]], parser: Path, subwords: Subwords, deprels: list[str], device: torch.device) -> None:
    """Gives the documents of the `SILVER` sets what they lack of the model's syntax, names and claims, with less weight than what people marked."""
    model, known = read_model(parser)
    if known != deprels:
        raise SystemExit(f"{parser} has other relations than the treebanks here")
    model.to(device).eval()
    names, claims = (bool(model.heads[head].weight.any()) for head in ("entity", "attribution"))  # a parser of treebanks alone knows neither
    for name in SILVER:
        parse(model, sets.get(name, []), subwords, names=names, claims=claims and name in WHOLE, deprels=deprels)


@torch.inference_mode()
def parse(model: Reader, documents: list[EncodedDocument], subwords: Subwords, budget: int = 4000, names: bool = False, claims: bool = False,
          deprels: Sequence[str] = ()) -> None:
    """Writes part of speech, head and relation of the words of which the parser is sure into the documents; names and claims if asked to."""
    best = {}
    for document in documents:
        words = len(document.spans)
        document.upos, document.head, document.deprel = np.full(words, IGNORE, np.int16), np.full(words, IGNORE, np.int32), np.full(words, IGNORE, np.int16)
        document.syntax_weight = WEIGHT
        best[id(document)] = np.full(words, -1, np.int64)
        if names and document.entity is None:
            document.entity, document.entity_weight = np.zeros(words, np.int64), WEIGHT
        if claims and document.attribution is None:
            document.attribution, document.attribution_weight = np.full(words, IGNORE, np.int16), WEIGHT
    device = model.embeddings.word_embeddings.weight.device
    for chosen, owners, batch in batches_of(documents, subwords.cls, subwords.sep, budget, device):
        hidden = model.encode(batch.ids, batch.shapes, batch.attention)
        words = gather_words(hidden, batch.first)
        tags = {k: model.heads[k](words).softmax(2).max(2) for k in ("upos", "entity", "attribution")}
        heads, relations = score_syntax(model, batch, hidden, words)
        tag = {k: v.indices.cpu().numpy() for k, v in tags.items()}
        tag_sure = {k: (v.values >= (SURE if k == "upos" else SURE_TAG)).cpu().numpy() for k, v in tags.items()}
        head, relation = heads.indices.cpu().numpy(), relations.indices.cpu().numpy()
        sure = (heads.values * relations.values >= SURE).cpu().numpy()
        for b, (w, document) in enumerate(zip(chosen, owners)):
            rows = np.flatnonzero(w.keep)
            for layer, weight in (("upos", 0.0), ("entity", document.entity_weight), ("attribution", document.attribution_weight)):
                if weight == 1:
                    continue
                at = rows[tag_sure[layer][b][rows]]
                found = tag[layer][b][at]
                getattr(document, layer)[w.document_word[at]] = 1 << found.astype(np.int64) if layer == "entity" else found
            heads_here = np.where(head[b] == 0, -1, w.document_word[np.clip(head[b] - 1, 0, len(w.document_word) - 1)])
            best[id(document)][w.document_word[rows]] = heads_here[rows]
            at = rows[sure[b][rows]]
            document.head[w.document_word[at]], document.deprel[w.document_word[at]] = heads_here[at], relation[b][at]
    for document in documents:
        if document.arguments is not None:
            document.argument_heads = argument_heads(document, best[id(document)])
        if document.parties is not None:
            tell_deeds(document, deprels)


def tell_deeds(document: EncodedDocument, deprels: Sequence[str]) -> None:
    """Marks the word by which an actor and a target belong together: the verb that the target depends on, or the word over both, where the parser is sure
    of the way there. Of a deed that stands otherwise in the sentence nothing is learnt."""
    actor, target = ROLE_LABELS.index("actor"), ROLE_LABELS.index("target")
    chain = {deprels.index(r) for r in ("xcomp", "conj") if r in deprels}
    triggers, arguments, heads = {}, [], []
    for first, end, target_first, target_end, kinds in document.parties.tolist():
        ends = [phrase_head(document, a, b) for a, b in ((first, end), (target_first, target_end))]
        ways = [way_up(document, word) for word in ends]
        top = next((w for w in ways[1][1:] if w in ways[0][1:]), None)
        if top is None or ends[0] in ways[1] or ends[1] in ways[0]:
            continue
        under = ways[1][1:ways[1].index(top) + 1]
        deed = next((w for w in under if document.upos[w] == UPOS_LABELS.index("VERB")), top)
        below = under[:under.index(deed)]
        through = under[under.index(deed):-1]
        if document.upos[deed] not in (UPOS_LABELS.index("VERB"), UPOS_LABELS.index("NOUN")) or below or any(document.deprel[w] not in chain for w in through):
            continue
        triggers[deed] = ((1 << actor) | (1 << target), -1)
        if kinds:
            document.kind[deed] = kinds
        for role, (a, b), head in ((actor, (first, end), ends[0]), (target, (target_first, target_end), ends[1])):
            arguments.append((deed, role, a, b))
            heads.append(head)
    document.triggers = np.array([(w, *rest) for w, rest in sorted(triggers.items())], np.int64).reshape(-1, 3)
    document.arguments, document.argument_heads = np.array(arguments, np.int64).reshape(-1, 4), np.array(heads, np.int64)


def phrase_head(document: EncodedDocument, first: int, end: int) -> int:
    """The first word of a phrase whose head lies outside of it."""
    outward = [k for k in range(first, end) if not first <= document.head[k] < end and document.head[k] != IGNORE and document.shape[k] != _PUNCTUATION]
    return outward[0] if outward else end - 1


def way_up(document: EncodedDocument, word: int) -> list[int]:
    """The word and those over it, as far as the parser is sure."""
    way = [word]
    while (head := int(document.head[way[-1]])) >= 0 and head != IGNORE and head not in way:
        way.append(head)
    return way


def argument_heads(document: EncodedDocument, heads: np.ndarray) -> np.ndarray:
    """The word that stands for each argument: the first whose head lies outside of the phrase."""
    found = []
    for _, _, first, last in document.arguments.tolist():
        outward = [k for k in range(first, last) if not first <= heads[k] < last and document.shape[k] != _PUNCTUATION]
        found.append(outward[0] if outward else last - 1)
    return np.array(found, np.int64)
