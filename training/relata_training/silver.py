"""Syntax for texts without a treebank: what a parser trained on treebanks alone says of them, where it is sure.

Without it nothing holds the syntax heads to their task on the texts that only other heads learn from: on the political news of PolNeAR a model trained
in that way gave one function word in ten a wrong part of speech, on other news one in a thousand.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from .batches import WindowArrays, collate, group, window_arrays
from .encode import EncodedDocument
from .labels import IGNORE
from .model import Reader, gather_words
from .model_directory import read_model
from .predict import arc_mask, with_root
from .text import Subwords
from .windows import build_windows

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
    owner: dict[int, EncodedDocument] = {}
    windows: list[WindowArrays] = []
    for document in documents:
        words = len(document.spans)
        document.upos, document.head, document.deprel = np.full(words, IGNORE, np.int16), np.full(words, IGNORE, np.int32), np.full(words, IGNORE, np.int16)
        document.syntax_weight = WEIGHT
        for window in build_windows(document):
            arrays = window_arrays(document, window)
            owner[id(arrays)] = document
            windows.append(arrays)
    device = model.embeddings.word_embeddings.weight.device
    for chosen in group(windows, budget):
        batch = collate(chosen, subwords.cls, subwords.sep).to(device)
        with torch.autocast(device.type, torch.bfloat16):
            hidden = model.encode(batch.ids, batch.shapes, batch.attention)
            words = gather_words(hidden, batch.first)
            tags = model.heads["upos"](words).float().softmax(-1).max(-1)
            candidates = with_root(hidden, words)
            arcs = model.heads["arc"](words, candidates).float().masked_fill(~arc_mask(batch), -1e9).softmax(-1).max(-1)
            heads = torch.gather(candidates, 1, arcs.indices[:, :, None].expand(-1, -1, candidates.shape[2]))
            size = words.shape[2]
            relation = model.heads["rel"](words.reshape(-1, size), heads.reshape(-1, size)).float().softmax(-1).max(-1)
        sure = (arcs.values * relation.values.view(arcs.values.shape) >= SURE).cpu().numpy()
        tag, tag_sure = tags.indices.cpu().numpy(), (tags.values >= SURE).cpu().numpy()
        arc, label = arcs.indices.cpu().numpy(), relation.indices.view(arcs.indices.shape).cpu().numpy()
        for b, w in enumerate(chosen):
            document, rows = owner[id(w)], np.flatnonzero(w.keep)
            tagged = rows[tag_sure[b][rows]]
            document.upos[w.document_word[tagged]] = tag[b][tagged]
            for k in rows[sure[b][rows]]:
                document.head[w.document_word[k]] = -1 if arc[b][k] == 0 else w.document_word[arc[b][k] - 1]
                document.deprel[w.document_word[k]] = label[b][k]
