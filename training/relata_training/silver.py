"""Syntax for texts without a treebank: what a parser trained on treebanks alone says of them, where it is sure.

Without it nothing holds the syntax heads to their task on the texts that only other heads learn from: on the political news of PolNeAR a model trained
in that way gave one function word in ten a wrong part of speech, on other news one in a thousand.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from .encode import EncodedDocument
from .labels import IGNORE
from .model import Reader, gather_words
from .model_directory import read_model
from .predict import batches_of, score_syntax
from .text import Subwords

SILVER = ("polnear", "timebank", "aquaint")
WEIGHT = 0.4
SURE = 0.7


def add_silver_syntax(sets: dict[str, list[EncodedDocument]], parser: Path, subwords: Subwords, deprels: list[str], device: torch.device) -> None:
    """Gives the documents of the `SILVER` sets the parser's syntax, with less weight than that of a treebank."""
    model, known = read_model(parser)
    if known != deprels:
        raise SystemExit(f"{parser} has other relations than the treebanks here")
    model.to(device).eval()
    for name in SILVER:
        parse(model, sets.get(name, []), subwords)


@torch.inference_mode()
def parse(model: Reader, documents: list[EncodedDocument], subwords: Subwords, budget: int = 4000) -> None:
    """Writes part of speech, head and relation of the words of which the parser is sure into the documents."""
    for document in documents:
        words = len(document.spans)
        document.upos, document.head, document.deprel = np.full(words, IGNORE, np.int16), np.full(words, IGNORE, np.int32), np.full(words, IGNORE, np.int16)
        document.syntax_weight = WEIGHT
    device = model.embeddings.word_embeddings.weight.device
    for chosen, owners, batch in batches_of(documents, subwords.cls, subwords.sep, budget, device):
        with torch.autocast(device.type, torch.bfloat16):
            hidden = model.encode(batch.ids, batch.shapes, batch.attention)
            words = gather_words(hidden, batch.first)
            tags = model.heads["upos"](words).float().softmax(2).max(2)
            heads, relations = score_syntax(model, batch, hidden, words)
        tag, tag_sure = tags.indices.cpu().numpy(), (tags.values >= SURE).cpu().numpy()
        head, relation = heads.indices.cpu().numpy(), relations.indices.cpu().numpy()
        sure = (heads.values * relations.values >= SURE).cpu().numpy()
        for b, (w, document) in enumerate(zip(chosen, owners)):
            rows = np.flatnonzero(w.keep)
            tagged = rows[tag_sure[b][rows]]
            document.upos[w.document_word[tagged]] = tag[b][tagged]
            for k in rows[sure[b][rows]]:
                document.head[w.document_word[k]] = -1 if head[b][k] == 0 else w.document_word[head[b][k] - 1]
                document.deprel[w.document_word[k]] = relation[b][k]
